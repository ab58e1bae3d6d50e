package coulombus.core.facility;

import java.util.Objects;

/// How people and the scheduler work together at the bench.
///
/// @param mount              how it is known that a cell is on its channel
/// @param unmount            how it is known that it is off again
/// @param mountTimeoutSecond how long a channel waits for its cell before the experiment goes back into the queue with its age kept, s, greater
///                           than 0
/// @param startTimeoutSecond how long replicates that start together wait for each other before all of them are stopped, s, greater than 0
public record BenchRules(Confirmation mount, Confirmation unmount, double mountTimeoutSecond, double startTimeoutSecond) {
    /// A person scans; 24 h for the way to the bench, 60 s for a common start.
    public static final BenchRules SCANNED = new BenchRules(Confirmation.SCAN, Confirmation.SCAN, 86_400, 60);

    /// How a step at the bench is known.
    public enum Confirmation {
        /// A person scans cell and channel.
        SCAN,
        /// It is taken for done: for simulated cyclers, where nobody stands.
        ASSUMED
    }

    public BenchRules {
        Objects.requireNonNull(mount, "mount");
        Objects.requireNonNull(unmount, "unmount");
        requirePositive(mountTimeoutSecond, "mount_timeout");
        requirePositive(startTimeoutSecond, "start_timeout");
    }

    private static void requirePositive(double second, String name) {
        if (!(second > 0)) {
            throw new IllegalArgumentException("bench." + name + ": must be longer than 0 s; was " + second);
        }
    }
}
