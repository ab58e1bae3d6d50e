package coulombus.drivers;

import java.util.List;
import java.util.Objects;

import coulombus.core.cell.Source;

/// What a cycler is and can do.
///
/// @param device              maker, model and versions, for showing
/// @param source              real or simulated, as the device or the configuration says
/// @param control             true where tests may be started and stopped
/// @param holdsLimits         true where limits of the protocol are written into the device and hold without us
/// @param readsLimitsBack     true where the driver verified that the device has them
/// @param pauses              true where a running test can be paused and goes on again, and [ChannelStatus#step()] tells of every step
/// @param offlineBehaviour    what the device does when nobody talks to it
/// @param longestAnswerSecond after which an answer is given up, in s
/// @param channels            in the device's order
public record CyclerDescription(String device, Source source, boolean control, boolean holdsLimits, boolean readsLimitsBack,
        boolean pauses, OfflineBehaviour offlineBehaviour, double longestAnswerSecond, List<ChannelDescription> channels) {
    public CyclerDescription {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(offlineBehaviour, "offlineBehaviour");
        channels = List.copyOf(channels);
    }

    /// What a device does when the computer that controls it is away. Unknown is taken as: energised, and losing data.
    public enum OfflineBehaviour {
        UNKNOWN, CONTINUES_AND_KEEPS_DATA, CONTINUES_AND_LOSES_DATA, STOPS
    }

    /// One channel.
    ///
    /// @param channelId              unique in the facility, made of the cycler's name and the device's own number, e.g. `bts-1/27-100-1-2`
    /// @param position               the device's own number, e.g. `100-1-2`
    /// @param minVoltageVolt         lowest voltage it can hold, or NaN
    /// @param maxVoltageVolt         highest voltage it can hold, or NaN
    /// @param maxCurrentAmpere       largest current in either direction, or NaN
    /// @param voltageResolutionVolt  last digit, or NaN
    /// @param currentResolutionAmpere last digit, or NaN
    public record ChannelDescription(String channelId, String position, double minVoltageVolt, double maxVoltageVolt,
            double maxCurrentAmpere, double voltageResolutionVolt, double currentResolutionAmpere) {
        public ChannelDescription {
            Objects.requireNonNull(channelId, "channelId");
            Objects.requireNonNull(position, "position");
        }
    }
}
