package coulombus.core.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The share of cells not yet shorted over hours of test: the estimator of Kaplan and Meier (1958), which counts a cell that was stopped
/// or still runs for as long as it was watched.
///
/// The band holds each share with 95 % confidence, point by point: Greenwood's variance on the scale log(-log S), which keeps the band
/// between 0 and 1. Where nothing has failed, or everything has, that variance does not exist: the band is then NaN. Immutable.
///
/// @param cellCount  cells watched
/// @param eventCount cells of them that shorted
/// @param steps      one for each hour at which a cell shorted, in order of time
public record SurvivalCurve(int cellCount, int eventCount, List<Step> steps) {
    private static final double NORMAL_QUANTILE_975 = 1.959963984540054;

    /// One cell as far as it was watched.
    ///
    /// @param hour    hours of test until it shorted, or until it was last seen unshorted; not negative
    /// @param shorted did it short then?
    public record Watched(double hour, boolean shorted) {
        public Watched {
            if (!(hour >= 0) || Double.isInfinite(hour)) {
                throw new IllegalArgumentException("hour: must be a finite number, not negative; was " + hour);
            }
        }
    }

    /// @param hour           hours of test
    /// @param atRiskCount    cells that had neither shorted nor left before this hour
    /// @param eventCount     cells that shorted at this hour
    /// @param survivalFraction share not yet shorted after this hour
    /// @param lowFraction    lower end of the band, or NaN
    /// @param highFraction   upper end of the band, or NaN
    public record Step(double hour, int atRiskCount, int eventCount, double survivalFraction, double lowFraction, double highFraction) {}

    public SurvivalCurve { steps = List.copyOf(steps); }

    public static SurvivalCurve of(List<Watched> cells) {
        List<Watched> inOrder = cells.stream().sorted(Comparator.comparingDouble(Watched::hour)).toList();
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        int events = 0;
        for (int i = 0; i < inOrder.size();) {
            double hour = inOrder.get(i).hour();
            int atRisk = inOrder.size() - i;
            int shorted = 0;
            int next = i;
            for (; next < inOrder.size() && inOrder.get(next).hour() == hour; next++) {
                shorted += inOrder.get(next).shorted() ? 1 : 0;
            }
            if (shorted > 0) {
                survival *= 1 - (double) shorted / atRisk;
                greenwood += (double) shorted / ((double) atRisk * (atRisk - shorted));
                events += shorted;
                steps.add(step(hour, atRisk, shorted, survival, greenwood));
            }
            i = next;
        }
        return new SurvivalCurve(cells.size(), events, steps);
    }

    private static Step step(double hour, int atRisk, int shorted, double survival, double greenwood) {
        if (!(survival > 0) || survival >= 1) {
            return new Step(hour, atRisk, shorted, Math.max(0, survival), Double.NaN, Double.NaN);
        }
        double reach = NORMAL_QUANTILE_975 * Math.sqrt(greenwood) / Math.abs(Math.log(survival));
        return new Step(hour, atRisk, shorted, survival, Math.pow(survival, Math.exp(reach)), Math.pow(survival, Math.exp(-reach)));
    }

    /// The hour after which at most half of the cells are unshorted, or NaN where it was not reached.
    public double medianHour() {
        return steps.stream().filter(step -> step.survivalFraction() <= 0.5).mapToDouble(Step::hour).findFirst().orElse(Double.NaN);
    }
}
