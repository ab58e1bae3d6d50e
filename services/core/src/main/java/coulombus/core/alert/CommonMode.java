package coulombus.core.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Finds the kinds that many channels of one group show within one window of time.
///
/// A sighting belongs to a crowd when some window of the given length holds it and enough channels with it. Which sightings those are does
/// not depend on the order in which channels are heard.
final class CommonMode {
    /// Older than the newest by so many windows, a sighting is forgotten.
    private static final int WINDOWS_KEPT = 24;

    private final AlertRules rules;
    private final Map<String, Set<String>> channelsOfGroup = new HashMap<>();
    private final Map<String, List<Seen>> seenOf = new HashMap<>();

    /// One sighting of one channel.
    private record Seen(UUID alertId, String channelId, UUID evidenceId, double atUnixSecond) {}

    CommonMode(AlertRules rules) {
        this.rules = rules;
    }

    void heardOf(String channelId) {
        channelsOfGroup.computeIfAbsent(rules.groupOf(channelId), group -> new HashSet<>()).add(channelId);
    }

    int channelsOf(String group) {
        return channelsOfGroup.getOrDefault(group, Set.of()).size();
    }

    /// Takes a sighting; the same evidence counts once.
    void on(AlertKind kind, UUID alertId, String channelId, Sighting sighting) {
        heardOf(channelId);
        List<Seen> all = seenOf.computeIfAbsent(key(rules.groupOf(channelId), kind), k -> new ArrayList<>());
        Seen seen = new Seen(alertId, channelId, sighting.evidenceId(), sighting.atUnixSecond());
        if (!all.contains(seen)) {
            all.add(seen);
            all.sort(Comparator.comparingDouble(Seen::atUnixSecond));
            double oldest = all.get(all.size() - 1).atUnixSecond() - WINDOWS_KEPT * rules.commonModeWindowSecond();
            all.removeIf(old -> old.atUnixSecond() < oldest);
        }
    }

    /// The alerts that share a window with this sighting, in order of time; empty where they are too few.
    List<Alert.Member> crowd(AlertKind kind, String channelId, Sighting sighting) {
        String group = rules.groupOf(channelId);
        if (group.isEmpty()) {
            return List.of();
        }
        Map<UUID, Alert.Member> members = new LinkedHashMap<>();
        for (Seen seen : crowded(group, kind, sighting.atUnixSecond())) {
            members.put(seen.alertId(), new Alert.Member(seen.alertId(), seen.channelId()));
        }
        return List.copyOf(members.values());
    }

    /// True where every sighting of the alert belongs to a crowd: nothing of it is the cell's own.
    boolean explainsAllOf(AlertKind kind, String channelId, UUID alertId) {
        String group = rules.groupOf(channelId);
        return seenOf.getOrDefault(key(group, kind), List.of()).stream().filter(seen -> seen.alertId().equals(alertId))
                .noneMatch(seen -> crowded(group, kind, seen.atUnixSecond()).isEmpty());
    }

    private List<Seen> crowded(String group, AlertKind kind, double atUnixSecond) {
        List<Seen> all = seenOf.getOrDefault(key(group, kind), List.of());
        Set<Seen> found = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            double begin = all.get(i).atUnixSecond();
            double end = begin + rules.commonModeWindowSecond();
            if (begin > atUnixSecond || end < atUnixSecond) {
                continue;
            }
            List<Seen> window = all.subList(i, all.size()).stream().takeWhile(seen -> seen.atUnixSecond() <= end).toList();
            if (isCommon(group, window)) {
                found.addAll(window);
            }
        }
        return all.stream().filter(found::contains).toList();
    }

    private boolean isCommon(String group, List<Seen> window) {
        long channels = window.stream().map(Seen::channelId).distinct().count();
        return channels >= rules.commonModeLeast() && channels > rules.commonModeFraction() * channelsOf(group);
    }

    private static String key(String group, AlertKind kind) {
        return kind + "|" + group;
    }
}
