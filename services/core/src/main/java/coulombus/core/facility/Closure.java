package coulombus.core.facility;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A time in which channels are not to be used: maintenance, calibration, or kept for somebody. A test whose 90 % duration would reach into
/// it is not started.
///
/// @param id              its name
/// @param channelIds      the channels
/// @param fromUnixSecond  begin, in s since 1970
/// @param untilUnixSecond end, in s since 1970, after the begin
/// @param keptForGroup    the group that may use them meanwhile; empty where nobody may
/// @param why             in words
public record Closure(String id, Set<String> channelIds, double fromUnixSecond, double untilUnixSecond, Optional<String> keptForGroup,
        String why) {
    public Closure {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(keptForGroup, "keptForGroup");
        Objects.requireNonNull(why, "why");
        channelIds = Set.copyOf(channelIds);
        if (!(untilUnixSecond > fromUnixSecond)) {
            throw new IllegalArgumentException("closure " + id + ".until: must be after from");
        }
    }
}
