package coulombus.core.scheduling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import coulombus.core.experiment.Requirement;
import coulombus.core.facility.Closure;

/// What a channel does at the moment.
///
/// @param channelId     a channel of the facility
/// @param hindrance     why nothing may start on it, in words of two or three for counting, such as "in maintenance", "unreachable",
///                      "locked", "tripped"; empty where nothing hinders. A channel that is only taken has an occupant and no hindrance
/// @param occupant      who has it, from the decision to start until the channel is free again; empty where nobody
/// @param mountedCellId the cell clipped to it, running or not; empty where none. Nothing but this cell starts on it
/// @param closures      further closures beside the facility's; their channel ids are not looked at
public record ChannelSituation(String channelId, Optional<String> hindrance, Optional<Occupant> occupant, Optional<String> mountedCellId,
        List<Closure> closures) {

    /// Who has a channel.
    ///
    /// @param experimentId           the experiment, or whatever names the run where it belongs to none
    /// @param cellId                 its cell
    /// @param group                  whose usage it is
    /// @param sinceUnixSecond        when it got the channel, in s since 1970
    /// @param expectedFreeUnixSecond when the channel is free again, more likely than not, in s since 1970. It may lie in the past: the
    ///                               scheduler then corrects it
    /// @param temperatureCelsius     what its chamber must have while it runs; NaN where it does not care
    /// @param energyWh               the most its cell stores, Wh, or NaN where not known
    /// @param sharedResources        ids of the shared resources it holds one of each, an impedance multiplexer too
    /// @param requirements           what it asked of its channel, its protocol's needs too; may be empty. It tells which channels are in demand
    public record Occupant(String experimentId, String cellId, String group, double sinceUnixSecond, double expectedFreeUnixSecond,
            double temperatureCelsius, double energyWh, Set<String> sharedResources, List<Requirement> requirements) {
        public Occupant {
            Objects.requireNonNull(experimentId, "experimentId");
            Objects.requireNonNull(cellId, "cellId");
            Objects.requireNonNull(group, "group");
            sharedResources = Set.copyOf(sharedResources);
            requirements = List.copyOf(requirements);
            if (!Double.isFinite(sinceUnixSecond) || Double.isNaN(expectedFreeUnixSecond)) {
                throw new IllegalArgumentException("occupant " + experimentId + ": must have times; was since " + sinceUnixSecond
                        + ", expected free " + expectedFreeUnixSecond);
            }
        }
    }

    public ChannelSituation {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(hindrance, "hindrance");
        Objects.requireNonNull(occupant, "occupant");
        Objects.requireNonNull(mountedCellId, "mountedCellId");
        closures = List.copyOf(closures);
    }

    /// A channel on which anything may start.
    public static ChannelSituation free(String channelId) {
        return new ChannelSituation(channelId, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
