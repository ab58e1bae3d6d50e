package coulombus.core.scheduling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// From when on channels can be had, one by one, when nobody new comes before: a bound from below, quick to say.
final class Availability {
    private Availability() {}

    /// @return of each channel, s since 1970; infinite where it does not suit or nobody knows
    static double[] of(ChannelIndex index, Waiting who, List<Room.Use> known, double now) {
        double[] from = new double[index.size];
        Arrays.fill(from, Double.POSITIVE_INFINITY);
        BitSet suitable = (BitSet) who.need.suitable.clone();
        suitable.andNot(index.hindered);
        suitable.stream().forEach(c -> from[c] = now);
        double[] chamberFrom = new double[index.chambers.length];
        for (Room.Use use : known) {
            int c = use.channel();
            if (use.untilSecond() > from[c]) {
                from[c] = use.untilSecond();
            }
            int chamber = index.chamber[c];
            if (chamber >= 0 && Double.isNaN(index.chambers[chamber].temperatureCelsius())
                    && Math.abs(use.temperatureCelsius() - who.need.temperatureCelsius) > Need.SAME_TEMPERATURE_CELSIUS
                    && use.covers(now)) {
                chamberFrom[chamber] = Math.max(chamberFrom[chamber], use.untilSecond());
            }
        }
        for (int c = suitable.nextSetBit(0); c >= 0; c = suitable.nextSetBit(c + 1)) {
            double start = index.chamber[c] >= 0 ? Math.max(from[c], chamberFrom[index.chamber[c]]) : from[c];
            from[c] = index.openFrom(c, who.group(), start, who.p90());
        }
        return from;
    }

    /// When enough of them are there at once, distances kept.
    static double earliest(ChannelIndex index, Waiting who, double[] from) {
        double latestFixed = Double.NEGATIVE_INFINITY;
        double firstFixed = Double.POSITIVE_INFINITY;
        int needed = who.atOnce();
        boolean othersToo = false;
        BitSet keys = (BitSet) who.usedKeys.clone();
        for (int c : who.fixed) {
            if (c >= 0) {
                needed--;
                latestFixed = Math.max(latestFixed, from[c]);
                firstFixed = Math.min(firstFixed, from[c]);
            } else {
                othersToo = true;
            }
        }
        if (!who.together) {
            double any = othersToo ? nth(index, who, from, keys, 1) : Double.POSITIVE_INFINITY;
            return Math.min(any, firstFixed);
        }
        return Math.max(latestFixed, needed > 0 ? nth(index, who, from, keys, needed) : Double.NEGATIVE_INFINITY);
    }

    private static double nth(ChannelIndex index, Waiting who, double[] from, BitSet keys, int needed) {
        long[] sorted = new long[from.length];
        int n = 0;
        double[] times = from.clone();
        Integer[] channels = new Integer[from.length];
        for (int c = 0; c < from.length; c++) {
            if (!Double.isInfinite(times[c]) && !index.mounted.get(c)) {
                channels[n++] = c;
            }
        }
        Arrays.sort(channels, 0, n, (a, b) -> Double.compare(times[a], times[b]));
        int found = 0;
        for (int i = 0; i < n; i++) {
            int key = who.hard ? index.spreadKey(channels[i], who.over) : channels[i];
            if (!who.hard || !keys.get(key)) {
                keys.set(key);
                if (++found == needed) {
                    return times[channels[i]];
                }
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
