package coulombus.core.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The share of cells not yet shorted over test time: the estimator of Kaplan and Meier (1958), which counts a cell that was stopped
/// or still runs for as long as it was watched.
///
/// The band holds each share with 95 % confidence, point by point: Greenwood's variance on the scale log(-log S), which keeps the band
/// between 0 and 1. Where nothing has failed, or everything has, that variance does not exist: the band is then NaN. Immutable.
///
/// @param cellCount  cells watched
/// @param eventCount cells of them that shorted
/// @param steps      one for each test time at which a cell shorted, in order
public record SurvivalCurve(int cellCount, int eventCount, List<Step> steps) {
    private static final double NORMAL_QUANTILE_975 = 1.959963984540054;

    /// One cell as far as it was watched.
    ///
    /// @param testTimeSecond until it shorted, or until it was last seen unshorted; s, not negative
    /// @param shorted        did it short then?
    public record Watched(double testTimeSecond, boolean shorted) {
        public Watched {
            if (!(testTimeSecond >= 0) || Double.isInfinite(testTimeSecond)) {
                throw new IllegalArgumentException("testTimeSecond: must be a finite number, not negative; was " + testTimeSecond);
            }
        }
    }

    /// @param testTimeSecond   when they shorted, s
    /// @param atRiskCount    cells that had neither shorted nor left before then
    /// @param eventCount     cells that shorted then
    /// @param survivalFraction share not yet shorted after that
    /// @param lowFraction    lower end of the band, or NaN
    /// @param highFraction   upper end of the band, or NaN
    public record Step(double testTimeSecond, int atRiskCount, int eventCount, double survivalFraction, double lowFraction,
            double highFraction) {}

    public SurvivalCurve { steps = List.copyOf(steps); }

    public static SurvivalCurve of(List<Watched> cells) {
        List<Watched> inOrder = cells.stream().sorted(Comparator.comparingDouble(Watched::testTimeSecond)).toList();
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        int events = 0;
        for (int i = 0; i < inOrder.size();) {
            double second = inOrder.get(i).testTimeSecond();
            int atRisk = inOrder.size() - i;
            int shorted = 0;
            int next = i;
            for (; next < inOrder.size() && inOrder.get(next).testTimeSecond() == second; next++) {
                shorted += inOrder.get(next).shorted() ? 1 : 0;
            }
            if (shorted > 0) {
                survival *= 1 - (double) shorted / atRisk;
                greenwood += (double) shorted / ((double) atRisk * (atRisk - shorted));
                events += shorted;
                steps.add(step(second, atRisk, shorted, survival, greenwood));
            }
            i = next;
        }
        return new SurvivalCurve(cells.size(), events, steps);
    }

    private static Step step(double second, int atRisk, int shorted, double survival, double greenwood) {
        if (!(survival > 0) || survival >= 1) {
            return new Step(second, atRisk, shorted, Math.max(0, survival), Double.NaN, Double.NaN);
        }
        double reach = NORMAL_QUANTILE_975 * Math.sqrt(greenwood) / Math.abs(Math.log(survival));
        return new Step(second, atRisk, shorted, survival, Math.pow(survival, Math.exp(reach)), Math.pow(survival, Math.exp(-reach)));
    }

    /// The test time after which at most half of the cells are unshorted, in s, or NaN where it was not reached.
    public double medianSecond() {
        return steps.stream().filter(step -> step.survivalFraction() <= 0.5).mapToDouble(Step::testTimeSecond).findFirst()
                .orElse(Double.NaN);
    }
}
