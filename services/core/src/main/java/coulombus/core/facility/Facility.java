package coulombus.core.facility;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// All that the facility has, as its YAML file says. What names something names a thing that is there.
///
/// @param name            of the facility
/// @param channels        no two with the same id
/// @param chambers        no two with the same id
/// @param sharedResources no two with the same id
/// @param safetyGroups    no two with the same id
/// @param groups          no two with the same name
/// @param closures        no two with the same id
/// @param bench           how people and the scheduler work together
public record Facility(String name, List<ChannelSpec> channels, List<Chamber> chambers, List<SharedResource> sharedResources,
        List<SafetyGroup> safetyGroups, List<UserGroup> groups, List<Closure> closures, BenchRules bench) {

    public Facility {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bench, "bench");
        channels = List.copyOf(channels);
        chambers = List.copyOf(chambers);
        sharedResources = List.copyOf(sharedResources);
        safetyGroups = List.copyOf(safetyGroups);
        groups = List.copyOf(groups);
        closures = List.copyOf(closures);
        Set<String> channelIds = distinct("channels", channels.stream().map(ChannelSpec::channelId).toList());
        Set<String> chamberIds = distinct("chambers", chambers.stream().map(Chamber::id).toList());
        Set<String> resourceIds = distinct("shared resources", sharedResources.stream().map(SharedResource::id).toList());
        Set<String> safetyIds = distinct("safety groups", safetyGroups.stream().map(SafetyGroup::id).toList());
        Set<String> groupNames = distinct("groups", groups.stream().map(UserGroup::name).toList());
        distinct("closures", closures.stream().map(Closure::id).toList());
        for (ChannelSpec channel : channels) {
            String where = "channel " + channel.channelId();
            channel.chamber().ifPresent(c -> known(chamberIds, c, where + ".chamber"));
            channel.safetyGroup().ifPresent(s -> known(safetyIds, s, where + ".safetyGroup"));
            channel.impedance().flatMap(ChannelSpec.ImpedanceRange::multiplexer)
                    .ifPresent(id -> known(resourceIds, id, where + ".impedance.multiplexer"));
        }
        for (Closure closure : closures) {
            closure.channelIds().forEach(id -> known(channelIds, id, "closure " + closure.id() + ".channels"));
            closure.keptForGroup().ifPresent(g -> known(groupNames, g, "closure " + closure.id() + ".keptForGroup"));
        }
    }

    /// A facility where people scan.
    public Facility(String name, List<ChannelSpec> channels, List<Chamber> chambers, List<SharedResource> sharedResources,
            List<SafetyGroup> safetyGroups, List<UserGroup> groups, List<Closure> closures) {
        this(name, channels, chambers, sharedResources, safetyGroups, groups, closures, BenchRules.SCANNED);
    }

    private static Set<String> distinct(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        String twice = names.stream().filter(n -> !seen.add(n)).distinct().sorted().collect(Collectors.joining(", "));
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(what + ": named twice: " + twice);
        }
        return seen;
    }

    private static void known(Set<String> names, String name, String where) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(where + ": '" + name + "' is not described");
        }
    }
}
