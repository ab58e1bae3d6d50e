package coulombus.drivers;

import java.util.Objects;
import java.util.Optional;

/// What a channel does, as the device says it.
public sealed interface DeviceState {
    /// Nothing runs.
    ///
    /// @param last how the last job ended; empty where there was none
    record Idle(Optional<JobEnd> last) implements DeviceState {}

    record Running() implements DeviceState {}

    record Paused() implements DeviceState {}

    /// The device itself stopped the output on a limit of its own.
    ///
    /// @param cause in the device's words, may be empty
    record Protected(String cause) implements DeviceState {
        public Protected { Objects.requireNonNull(cause, "cause"); }
    }

    /// The device does not know the channel, or says something this driver does not.
    ///
    /// @param said in the device's words
    record Unclear(String said) implements DeviceState {
        public Unclear { Objects.requireNonNull(said, "said"); }
    }

    /// How a job ended.
    enum JobEnd {
        COMPLETED, STOPPED
    }
}
