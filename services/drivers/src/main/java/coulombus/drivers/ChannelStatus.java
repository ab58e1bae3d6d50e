package coulombus.drivers;

import java.util.Objects;
import java.util.Optional;

/// A channel as the last poll saw it. Values are for limits and for showing; charge is counted from the measurements only.
///
/// @param channelId     the channel
/// @param state         what it does
/// @param job           the job that runs or ran last; empty where none ever did
/// @param label         what was written to the job at its start, e.g. a barcode; may be empty
/// @param step          the step that runs, a word that is another one whenever a step begins; empty where none runs or the device does not say
/// @param records       measurements of the job that can be read now, or -1 where the device does not say
/// @param voltageVolt   latest voltage, or NaN
/// @param currentAmpere latest current, positive charges, or NaN
/// @param temperatureCelsius of the cell, or NaN
public record ChannelStatus(String channelId, DeviceState state, Optional<DeviceJob> job, String label, String step, long records,
        double voltageVolt, double currentAmpere, double temperatureCelsius) {
    public ChannelStatus {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(step, "step");
    }
}
