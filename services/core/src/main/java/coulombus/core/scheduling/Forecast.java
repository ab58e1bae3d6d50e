package coulombus.core.scheduling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// When experiments start, estimated: at the earliest, as if they were alone in the queue; and likely, one after the other in the order of
/// the queue, each on the channels that are free first, running as long as expected. What fits before another one by chance is not seen, so
/// the likely start is rather too late than too early.
final class Forecast {
    private static final int MOST_LOOKS = 2_000;

    private final ChannelIndex index;
    private final double now;
    /// When each channel is free of those who run.
    private final double[] freeAt;
    /// The same with those who wait.
    private final double[] takenUntil;
    private final Map<Need, ByNeed> byNeed = new IdentityHashMap<>();
    /// Needs in other words for the same channels share their order.
    private final Map<Key, ByNeed> byChannels = new HashMap<>();
    private final int[] popped;
    private final List<Room.Use> uses;
    private final Map<Integer, double[]> releases = new HashMap<>();
    private final Room room;

    private record Key(BitSet suitable, double temperatureCelsius) {}

    /// Channels of a need in the order in which they are free.
    private static final class ByNeed {
        int[] channels;
        double[] from;
        ChannelHeap heap;
    }

    Forecast(ChannelIndex index, double now, List<Room.Use> uses, Room room) {
        this.index = index;
        this.now = now;
        this.uses = uses;
        this.room = room;
        freeAt = new double[index.size];
        Arrays.fill(freeAt, now);
        for (Room.Use use : uses) {
            freeAt[use.channel()] = Math.max(freeAt[use.channel()], use.untilSecond());
        }
        takenUntil = freeAt.clone();
        popped = new int[Math.min(index.size, MOST_LOOKS)];
    }

    private ByNeed of(Need need) {
        return byNeed.computeIfAbsent(need, n -> byChannels.computeIfAbsent(new Key(need.suitable, need.temperatureCelsius), k -> {
            ByNeed made = new ByNeed();
            double[] chamberFrom = chamberFrom(need);
            made.from = freeAt.clone();
            BitSet usable = (BitSet) need.suitable.clone();
            usable.andNot(index.hindered);
            for (int c = usable.nextSetBit(0); c >= 0; c = usable.nextSetBit(c + 1)) {
                if (index.chamber[c] >= 0) {
                    made.from[c] = Math.max(made.from[c], chamberFrom[index.chamber[c]]);
                }
            }
            usable.andNot(index.mounted);
            made.channels = usable.stream().boxed().sorted(Comparator.comparingDouble(c -> made.from[c])).mapToInt(c -> c).toArray();
            return made;
        }));
    }

    /// When the temperature of each chamber may be what this need wants.
    private double[] chamberFrom(Need need) {
        double[] from = new double[index.chambers.length];
        for (Room.Use use : uses) {
            int chamber = index.chamber[use.channel()];
            if (chamber >= 0 && Double.isNaN(index.chambers[chamber].temperatureCelsius())
                    && Math.abs(use.temperatureCelsius() - need.temperatureCelsius) > Need.SAME_TEMPERATURE_CELSIUS) {
                from[chamber] = Math.max(from[chamber], use.untilSecond());
            }
        }
        return from;
    }

    /// As if it were alone in the queue.
    ///
    /// @return s since 1970, NaN where not known
    double earliest(Waiting who) {
        ByNeed channels = of(who.need);
        double start = Math.max(now, resourcesFrom(who));
        if (who.told.spec().earliestStartUnixSecond() > start) {
            start = who.told.spec().earliestStartUnixSecond();
        }
        double others = Double.POSITIVE_INFINITY;
        double fixedFirst = Double.POSITIVE_INFINITY;
        double fixedLast = start;
        int fixed = 0;
        for (int c : who.fixed) {
            if (c >= 0) {
                boolean usable = who.need.suitable.get(c) && !index.hindered.get(c);
                double at = usable
                        ? index.openFrom(c, who.group(), Math.max(start, channels.from[c]), who.p90())
                        : Double.POSITIVE_INFINITY;
                fixedFirst = Math.min(fixedFirst, at);
                fixedLast = Math.max(fixedLast, at);
                fixed++;
            }
        }
        int needed = who.together ? who.cells.size() - fixed : 1;
        if (fixed < who.cells.size()) {
            others = nth(who, channels, start, needed);
        }
        double found = !who.together ? Math.min(fixedFirst, others) : fixed == who.cells.size() ? fixedLast : Math.max(fixedLast, others);
        return Double.isInfinite(found) ? Double.NaN : found;
    }

    private double nth(Waiting who, ByNeed channels, double start, int needed) {
        BitSet keys = (BitSet) who.usedKeys.clone();
        double[] later = new double[needed];
        Arrays.fill(later, Double.POSITIVE_INFINITY);
        int looks = 0;
        for (int c : channels.channels) {
            double free = Math.max(start, channels.from[c]);
            if (free >= later[needed - 1] || looks++ > MOST_LOOKS) {
                break;
            }
            int key = who.hard ? index.spreadKey(c, who.over) : c;
            if (who.hard && keys.get(key)) {
                continue;
            }
            double open = index.openFrom(c, who.group(), free, who.p90());
            if (open < later[needed - 1]) {
                if (who.hard) {
                    keys.set(key);
                }
                int at = needed - 1;
                for (; at > 0 && later[at - 1] > open; at--) {
                    later[at] = later[at - 1];
                }
                later[at] = open;
            }
        }
        return later[needed - 1];
    }

    private double resourcesFrom(Waiting who) {
        double from = now;
        for (int resource : who.resources) {
            int missing = who.atOnce() - room.left(resource);
            if (missing > 0) {
                double[] ends = releases.computeIfAbsent(resource, r -> uses.stream()
                        .filter(use -> Arrays.stream(use.resources()).anyMatch(held -> held == r)).mapToDouble(Room.Use::untilSecond)
                        .sorted()
                        .toArray());
                from = Math.max(from, missing <= ends.length ? ends[missing - 1] : Double.POSITIVE_INFINITY);
            }
        }
        return from;
    }

    /// Those who keep channels come first.
    void keep(KeptChannels kept) {
        for (KeptChannels.Kept each : kept.all()) {
            for (Room.Use use : each.uses) {
                takenUntil[use.channel()] = Math.max(takenUntil[use.channel()], each.start + each.who.p50());
            }
        }
    }

    /// The next in the queue's order, after all that were asked before it.
    ///
    /// @param earliest what [#earliest] said
    /// @return s since 1970, NaN where not known
    double likely(Waiting who, double earliest) {
        if (Double.isNaN(earliest)) {
            return Double.NaN;
        }
        ByNeed channels = of(who.need);
        if (channels.heap == null) {
            channels.heap = new ChannelHeap(channels.channels, takenUntil);
        }
        int cells = who.cells.size();
        int[] chosen = new int[cells];
        int looks = 0;
        int found = 0;
        for (int c : who.fixed) {
            if (c >= 0) {
                chosen[found++] = c;
            }
        }
        BitSet keys = (BitSet) who.usedKeys.clone();
        while (found < cells && looks < popped.length) {
            int c = channels.heap.pop();
            if (c < 0) {
                break;
            }
            popped[looks++] = c;
            int key = who.hard ? index.spreadKey(c, who.over) : c;
            if (!who.hard || !keys.get(key)) {
                keys.set(key);
                chosen[found++] = c;
            }
        }
        double start = start(who, chosen, found, earliest);
        for (int i = 0; i < looks; i++) {
            channels.heap.push(popped[i]);
        }
        return start;
    }

    private double start(Waiting who, int[] chosen, int found, double earliest) {
        if (found < who.atOnce()) {
            return Double.NaN;
        }
        double first = Double.POSITIVE_INFINITY;
        double last = earliest;
        for (int i = 0; i < found; i++) {
            double at = Math.max(earliest, takenUntil[chosen[i]]);
            first = Math.min(first, at);
            last = Math.max(last, at);
        }
        for (int i = 0; i < found; i++) {
            double at = who.together ? last : Math.max(earliest, takenUntil[chosen[i]]);
            takenUntil[chosen[i]] = at + who.p50();
        }
        return who.together ? last : first;
    }
}
