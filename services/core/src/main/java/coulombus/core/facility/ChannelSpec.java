package coulombus.core.facility;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import coulombus.core.protocol.ChannelLimits;

/// A channel as the facility describes it. What it does at the moment is told by its agent.
///
/// @param channelId                the cycler's name, a slash, and the channel's name on it
/// @param rack                     where it stands, for finding it; may be empty
/// @param limits                   what it can do
/// @param maxPowerWatt             largest power in W, greater than 0, or NaN
/// @param accuracyClass            as the lab names it; may be empty
/// @param impedance                its range of frequencies, empty where it measures no impedance
/// @param chamber                  id of the [Chamber] its cells stand in, empty where none
/// @param fixtures                 kinds of cell holders that fit
/// @param safetyGroup              id of the [SafetyGroup], empty where none
/// @param calibrationDueUnixSecond until when the calibration holds, in s since 1970, or NaN where it is not kept
/// @param labels                   free names and values, for requirements
public record ChannelSpec(String channelId, String rack, ChannelLimits limits, double maxPowerWatt, String accuracyClass,
        Optional<ImpedanceRange> impedance, Optional<String> chamber, Set<String> fixtures, Optional<String> safetyGroup,
        double calibrationDueUnixSecond, Map<String, String> labels) {

    /// @param minHertz    lowest frequency, Hz, greater than 0
    /// @param maxHertz    highest, Hz, at least the lowest
    /// @param multiplexer id of the [SharedResource] it needs while it measures, empty where it has its own
    public record ImpedanceRange(double minHertz, double maxHertz, Optional<String> multiplexer) {
        public ImpedanceRange {
            Objects.requireNonNull(multiplexer, "multiplexer");
            if (!(minHertz > 0 && maxHertz >= minHertz)) {
                throw new IllegalArgumentException(
                        "impedance: must be from a frequency above 0 to one not below it; was " + minHertz + " to " + maxHertz + " Hz");
            }
        }
    }

    public ChannelSpec {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(rack, "rack");
        Objects.requireNonNull(accuracyClass, "accuracyClass");
        Objects.requireNonNull(impedance, "impedance");
        Objects.requireNonNull(chamber, "chamber");
        Objects.requireNonNull(safetyGroup, "safetyGroup");
        fixtures = Set.copyOf(fixtures);
        labels = Map.copyOf(labels);
        int slash = channelId.indexOf('/');
        if (slash <= 0 || slash == channelId.length() - 1) {
            throw new IllegalArgumentException("channel: must be the cycler's name, a slash and the channel's; was '" + channelId + "'");
        }
        if (maxPowerWatt <= 0) {
            throw new IllegalArgumentException("channel " + channelId + ".maxPowerWatt: must be greater than 0; was " + maxPowerWatt);
        }
    }

    /// The cycler it belongs to.
    public String cycler() {
        return channelId.substring(0, channelId.indexOf('/'));
    }
}
