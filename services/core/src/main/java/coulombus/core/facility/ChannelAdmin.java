package coulombus.core.facility;

import java.util.Objects;
import java.util.Optional;

/// Whether people let a channel be used.
///
/// ```
/// Enabled <-> Draining -> Maintenance -> Enabled
///    |           |             |-> Retired (for ever)
///    |           '-------------'
///    '-> Maintenance, where nothing is on the channel
/// ```
///
/// A draining channel gets no new test and lets the one it has end. Maintenance and retirement wait until the channel is free.
public sealed interface ChannelAdmin {
    /// It gets tests.
    record Enabled() implements ChannelAdmin {}

    /// It gets no new test.
    record Draining(String why) implements ChannelAdmin {
        public Draining { Objects.requireNonNull(why, "why"); }
    }

    /// People work on it.
    record Maintenance(String why) implements ChannelAdmin {
        public Maintenance { Objects.requireNonNull(why, "why"); }
    }

    /// It is never used again.
    record Retired(String why) implements ChannelAdmin {
        public Retired { Objects.requireNonNull(why, "why"); }
    }

    /// Why it may not become `next`, in words; empty where it may.
    ///
    /// @param inUse true where a test is given to the channel and has not ended, or a cell is mounted
    default Optional<String> refusal(ChannelAdmin next, boolean inUse) {
        if (this instanceof Retired) {
            return Optional.of("is retired, for ever");
        }
        if (next.getClass().equals(getClass())) {
            return Optional.of("is " + word() + " already");
        }
        return switch (next) {
            case Enabled enabled -> Optional.empty();
            case Draining draining -> this instanceof Maintenance ? Optional.of("is in maintenance already") : Optional.empty();
            case Maintenance maintenance -> inUse ? Optional.of("is in use; drain it first") : Optional.empty();
            case Retired retired -> inUse ? Optional.of("is in use; drain it first") : Optional.empty();
        };
    }

    /// For people: "draining".
    default String word() {
        return switch (this) {
            case Enabled enabled -> "enabled";
            case Draining draining -> "draining";
            case Maintenance maintenance -> "in maintenance";
            case Retired retired -> "retired";
        };
    }
}
