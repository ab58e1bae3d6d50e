package coulombus.core.assignment;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// An agent's heartbeat, every few seconds on the topic agents; the latest counts.
///
/// @param agentId               the agent
/// @param incarnation           of its process
/// @param beat                  counts the heartbeats of this incarnation from 1
/// @param version               of the software
/// @param cyclers               the cyclers it owns
/// @param spoolBytes            size of the spool on disk
/// @param spoolUnacknowledged   measurements in the spool that the broker does not have yet
/// @param spoolOldestUnixSecond when the oldest of those was taken, in s since 1970, or NaN
/// @param startedUnixSecond     when the process started, in s since 1970
/// @param unixTimeSecond        when it was written, in s since 1970; for showing, never for order
public record AgentReported(String agentId, UUID incarnation, long beat, String version, List<Cycler> cyclers, long spoolBytes,
        long spoolUnacknowledged, double spoolOldestUnixSecond, double startedUnixSecond, double unixTimeSecond) {
    /// A cycler of the agent.
    ///
    /// @param name      as configured
    /// @param driver    name and version of the driver
    /// @param control   true in control mode, false where it is only observed
    /// @param channels  channels it has
    /// @param connected true where the last poll was answered
    /// @param detail    why it is not connected, may be empty
    public record Cycler(String name, String driver, boolean control, int channels, boolean connected, String detail) {
        public Cycler {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(driver, "driver");
            Objects.requireNonNull(detail, "detail");
        }
    }

    public AgentReported {
        Objects.requireNonNull(agentId, "agentId");
        Objects.requireNonNull(incarnation, "incarnation");
        Objects.requireNonNull(version, "version");
        cyclers = List.copyOf(cyclers);
    }
}
