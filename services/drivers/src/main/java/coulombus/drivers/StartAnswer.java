package coulombus.drivers;

import java.util.Objects;

/// What became of a start.
public sealed interface StartAnswer {
    /// The device runs it under this name.
    record Started(DeviceJob job) implements StartAnswer {
        public Started { Objects.requireNonNull(job, "job"); }
    }

    /// The device said no, or the driver cannot say it to the device; nothing runs.
    ///
    /// @param why what, which and where, in words
    record Refused(String why) implements StartAnswer {
        public Refused { Objects.requireNonNull(why, "why"); }
    }

    /// The start was sent and the answer got lost: the next polls tell whether it runs.
    record Unsure(String why) implements StartAnswer {
        public Unsure { Objects.requireNonNull(why, "why"); }
    }
}
