package coulombus.fleetapi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import coulombus.core.halfcycle.Direction;

/// What half-cycles of one direction looked like before anything was wrong: at every charge fraction the median voltage and the span in
/// which the middle eight tenths lie. It is for the eye; what detectors compare with is theirs.
///
/// @param direction     of the half-cycles
/// @param halfCycles    their numbers, rising
/// @param fractions     charge fractions, 0 to 1, rising
/// @param medianVolt    median voltage at each
/// @param lowVolt       a tenth lies below
/// @param highVolt      a tenth lies above
record TypicalProfile(Direction direction, List<Integer> halfCycles, double[] fractions, double[] medianVolt, double[] lowVolt,
        double[] highVolt) {
    /// Fewer are not typical of anything.
    static final int FEWEST = 3;
    private static final int MOST = 40;
    private static final int POINTS = 32;
    private static final double SAME_CURRENT = 0.25;
    /// The newest of each direction is what is compared, so it is no part of what it is compared with.
    private static final int NEWEST_LEFT_OUT = 2;

    /// From the last whole half-cycles before the first short, or before the newest ones where none was found, that ran with about the
    /// current of the newest in their direction. Empty where there are fewer than [#FEWEST].
    static Optional<TypicalProfile> of(Direction direction, HeldProfiles.Snapshot held) {
        List<ChargeProfile> all = held.profiles();
        Optional<ChargeProfile> newest = all.stream().filter(p -> p.direction() == direction).reduce((before, after) -> after);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        List<ChargeProfile> candidates = all.subList(0, Math.max(0, all.size() - NEWEST_LEFT_OUT)).stream()
                .filter(p -> p.direction() == direction && p.isWhole() && p.binCount() > 1)
                .filter(p -> p.endTestTimeSecond() <= held.firstShortTestTimeSecond())
                .filter(p -> likeCurrents(p.meanCurrentAmpere(), newest.get().meanCurrentAmpere())).toList();
        if (candidates.size() < FEWEST) {
            return Optional.empty();
        }
        return Optional.of(median(direction, candidates.subList(Math.max(0, candidates.size() - MOST), candidates.size())));
    }

    private static boolean likeCurrents(double one, double other) {
        return Double.isNaN(one) || Double.isNaN(other) || Math.abs(one - other) <= SAME_CURRENT * Math.abs(other);
    }

    private static TypicalProfile median(Direction direction, List<ChargeProfile> chosen) {
        double[] fractions = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            fractions[k] = (k + 0.5) / POINTS;
        }
        double[][] volts = chosen.stream().map(profile -> profile.voltagesAt(fractions)).toArray(double[][]::new);
        double[] median = new double[POINTS];
        double[] low = new double[POINTS];
        double[] high = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            int point = k;
            double[] sorted = Arrays.stream(volts).mapToDouble(volt -> volt[point]).filter(Double::isFinite).sorted().toArray();
            median[k] = quantile(sorted, 0.5);
            low[k] = quantile(sorted, 0.1);
            high[k] = quantile(sorted, 0.9);
        }
        return new TypicalProfile(direction, chosen.stream().map(ChargeProfile::halfCycle).toList(), fractions, median, low, high);
    }

    private static double quantile(double[] sorted, double part) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
