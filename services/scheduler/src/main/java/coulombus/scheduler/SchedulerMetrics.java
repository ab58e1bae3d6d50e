package coulombus.scheduler;

import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import coulombus.core.assignment.Decision.Outcome;

/// Every meter of the scheduler. Safe for any thread.
final class SchedulerMetrics {
    private static final String DECISIONS = "coulombus.scheduler.decisions";
    private final Counter granted;
    private final Counter refused;
    private final Counter released;
    private final Counter unreadable;
    private final AtomicLong assigned = new AtomicLong();

    SchedulerMetrics(MeterRegistry registry) {
        granted = decisions("granted", registry);
        refused = decisions("refused", registry);
        released = decisions("released", registry);
        unreadable = Counter.builder("coulombus.scheduler.records.unreadable").description("Requests and reports that could not be read")
                .baseUnit("records").register(registry);
        Gauge.builder("coulombus.scheduler.channels.assigned", assigned, AtomicLong::get)
                .description("Channels that are given to a run and not released yet").baseUnit("channels").register(registry);
    }

    private static Counter decisions(String outcome, MeterRegistry registry) {
        return Counter.builder(DECISIONS).description("Decisions committed to the log").baseUnit("decisions").tag("outcome", outcome)
                .register(registry);
    }

    void decided(Outcome outcome, long assignedChannels) {
        switch (outcome) {
            case Outcome.Granted g -> granted.increment();
            case Outcome.Refused r -> refused.increment();
            case Outcome.Released r -> released.increment();
        }
        assigned.set(assignedChannels);
    }

    void unreadable() {
        unreadable.increment();
    }
}
