package coulombus.core.assignment;

import java.util.Objects;
import java.util.UUID;

/// What a channel does, as the agent sees it on the device.
///
/// ```
/// Unknown -> Idle -> Starting -> Running <-> Paused -> Stopping -> Idle
///                                   |-> Tripped (latched) -> Idle
/// any     -> Quarantined   a job runs that nobody of ours started; only a person ends it
/// ```
public sealed interface OperatingState {
    /// The device has not been read yet, or does not answer.
    record Unknown() implements OperatingState {}

    /// No job; the output is off.
    record Idle() implements OperatingState {}

    /// The start was sent, the device has not confirmed it yet.
    record Starting(UUID runId) implements OperatingState {
        public Starting { Objects.requireNonNull(runId, "runId"); }
    }

    record Running(UUID runId) implements OperatingState {
        public Running { Objects.requireNonNull(runId, "runId"); }
    }

    record Paused(UUID runId) implements OperatingState {
        public Paused { Objects.requireNonNull(runId, "runId"); }
    }

    /// The stop was sent, the device has not confirmed it yet.
    record Stopping(UUID runId) implements OperatingState {
        public Stopping { Objects.requireNonNull(runId, "runId"); }
    }

    /// A limit was passed or a short was found; stays until a person clears it.
    record Tripped(UUID runId, String cause) implements OperatingState {
        public Tripped {
            Objects.requireNonNull(runId, "runId");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /// A job runs on the device that is not ours, or what is true is in doubt. Untouched until a person decides.
    record Quarantined(String why) implements OperatingState {
        public Quarantined { Objects.requireNonNull(why, "why"); }
    }
}
