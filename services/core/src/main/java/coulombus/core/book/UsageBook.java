package coulombus.core.book;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Channel-hours that groups used, whole and decayed: what was used a half-life ago counts half. One thread owns it.
///
/// A run from a to b, seen at t, counts the integral of 2^(-(t-s)/H) over s from a to b, which is H/ln 2 (2^(-(t-b)/H) - 2^(-(t-a)/H)). Sums
/// are kept as of a fixed moment and brought to t by one factor.
final class UsageBook {
    private static final double HOUR_SECOND = 3600;

    private final double halfLifeSecond;
    private final Map<String, Sum> groups = new HashMap<>();
    private double asOfUnixSecond = Double.NaN;

    private static final class Sum {
        private double hours;
        private double decayedHours;
    }

    UsageBook(double halfLifeSecond) {
        this.halfLifeSecond = halfLifeSecond;
    }

    /// A run ended.
    void used(String group, double fromUnixSecond, double untilUnixSecond) {
        if (!(untilUnixSecond > fromUnixSecond)) {
            return;
        }
        if (Double.isNaN(asOfUnixSecond)) {
            asOfUnixSecond = untilUnixSecond;
        }
        Sum sum = groups.computeIfAbsent(group, g -> new Sum());
        sum.hours += (untilUnixSecond - fromUnixSecond) / HOUR_SECOND;
        sum.decayedHours += decayedHours(fromUnixSecond, untilUnixSecond, asOfUnixSecond);
    }

    /// @param running group and begin of runs that have not ended, begin first
    Map<String, GroupUsage> until(double nowUnixSecond, Iterable<Map.Entry<String, Double>> running) {
        Map<String, GroupUsage> usage = new TreeMap<>();
        double factor = Double.isNaN(asOfUnixSecond) ? 0 : Math.pow(2, -(nowUnixSecond - asOfUnixSecond) / halfLifeSecond);
        groups.forEach((group, sum) -> usage.put(group, new GroupUsage(sum.hours, sum.decayedHours * factor)));
        for (Map.Entry<String, Double> run : running) {
            double from = run.getValue();
            if (nowUnixSecond > from) {
                usage.merge(run.getKey(),
                        new GroupUsage((nowUnixSecond - from) / HOUR_SECOND, decayedHours(from, nowUnixSecond, nowUnixSecond)),
                        (a, b) -> new GroupUsage(a.channelHours() + b.channelHours(), a.decayedChannelHours() + b.decayedChannelHours()));
            }
        }
        return usage;
    }

    private double decayedHours(double from, double until, double seenAt) {
        return halfLifeSecond / Math.log(2)
                * (Math.pow(2, -(seenAt - until) / halfLifeSecond) - Math.pow(2, -(seenAt - from) / halfLifeSecond)) / HOUR_SECOND;
    }
}
