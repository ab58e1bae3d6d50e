package coulombus.core.alert;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import coulombus.core.detection.Severity;

/// What makes an alert, and what a common mode is.
///
/// @param leastSeverity          findings below it make no alert
/// @param commonModeFraction        a common mode is more than this share of the channels of a cycler or chamber, 0 to 1 ...
/// @param commonModeLeast        ... and at least so many, 2 or more ...
/// @param commonModeWindowSecond ... that show the same kind within so long
/// @param flapAfter              an alert reopened so often no longer ends by itself while its run goes on; 1 or more
/// @param chambers               cyclers by chamber; the channels of a cycler that stands in none are a group of their own
public record AlertRules(Severity leastSeverity, double commonModeFraction, int commonModeLeast, double commonModeWindowSecond,
        int flapAfter,
        Map<String, List<String>> chambers) {
    public static final AlertRules DEFAULT = new AlertRules(Severity.WARNING, 0.10, 3, 3600, 3, Map.of());

    public AlertRules {
        Objects.requireNonNull(leastSeverity, "leastSeverity");
        chambers = Map.copyOf(chambers);
        require(commonModeFraction > 0 && commonModeFraction < 1, "commonModeFraction: must be between 0 and 1; was " + commonModeFraction);
        require(commonModeLeast >= 2, "commonModeLeast: must be 2 or more; was " + commonModeLeast);
        require(commonModeWindowSecond > 0, "commonModeWindow: must be longer than nothing; was " + commonModeWindowSecond + " s");
        require(flapAfter >= 1, "flapAfter: must be 1 or more; was " + flapAfter);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// The group a channel shares its surroundings with: its chamber, else its cycler; empty where the channel has no cycler, as that of a
    /// replayed file.
    public String groupOf(String channelId) {
        int slash = channelId.lastIndexOf('/');
        if (slash < 0) {
            return "";
        }
        String cycler = channelId.substring(0, slash);
        return chambers.entrySet().stream().filter(chamber -> chamber.getValue().contains(cycler)).map(Map.Entry::getKey).sorted()
                .findFirst()
                .orElse(cycler);
    }
}
