package coulombus.channelagent;

import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;

import coulombus.channelagent.spool.Spool;

/// What every channel of an agent shares. All of it is safe for any thread.
///
/// @param agentId     who reports
/// @param incarnation of this process
/// @param spool       the agent's memory on disk
/// @param outbox      where reports go
/// @param planner     makes orders ready
/// @param brokerClock how old orders are
/// @param metrics     the agent's meters
/// @param clock       wall clock, for showing and ages on disk
/// @param nanoTime    steady clock, for delays
record AgentTools(String agentId, UUID incarnation, Spool spool, Outbox outbox, RunPlanner planner, BrokerClock brokerClock,
        AgentMetrics metrics, InstantSource clock, LongSupplier nanoTime) {
    AgentTools {
        Objects.requireNonNull(agentId, "agentId");
        Objects.requireNonNull(incarnation, "incarnation");
        Objects.requireNonNull(spool, "spool");
        Objects.requireNonNull(outbox, "outbox");
        Objects.requireNonNull(planner, "planner");
        Objects.requireNonNull(brokerClock, "brokerClock");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanoTime, "nanoTime");
    }

    double steadySecond() {
        return nanoTime.getAsLong() / 1e9;
    }

    double unixTimeSecond() {
        return clock.millis() / 1e3;
    }
}
