package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import coulombus.core.halfcycle.HalfCycle;

/// Voltage profiles of one run in bounded memory: of its first half-cycles, which tell what it was like when it was young, and of its
/// newest. Those between are let go; the history has them.
///
/// Single owner: [WatchedRun].
final class HeldProfiles {
    static final int FIRST = 64;
    static final int NEWEST = 448;

    private final NavigableMap<Integer, ChargeProfile> first = new TreeMap<>();
    private final NavigableMap<Integer, ChargeProfile> newest = new TreeMap<>();

    /// What is held at one moment, in order.
    ///
    /// @param profiles                by number of the half-cycle, rising
    /// @param firstShortTestTimeSecond when the first short that was found began, positive infinity where none was
    record Snapshot(List<ChargeProfile> profiles, double firstShortTestTimeSecond) {
        Optional<ChargeProfile> of(int halfCycle) {
            return profiles.stream().filter(profile -> profile.halfCycle() == halfCycle).findFirst();
        }
    }

    void on(HalfCycle half) {
        ChargeProfile profile = ChargeProfile.of(half);
        if (first.containsKey(half.number()) || first.size() < FIRST && newest.isEmpty()) {
            first.put(half.number(), profile);
            return;
        }
        newest.put(half.number(), profile);
        if (newest.size() > NEWEST) {
            newest.pollFirstEntry();
        }
    }

    Snapshot snapshot(double firstShortTestTimeSecond) {
        List<ChargeProfile> all = new ArrayList<>(first.values());
        all.addAll(newest.values());
        return new Snapshot(List.copyOf(all), firstShortTestTimeSecond);
    }
}
