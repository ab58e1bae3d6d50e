package coulombus.core.cycle;

/// Coulombic efficiency over the last cycles that may be judged: a ratio of sums, never a mean of ratios. A window that is not
/// full yet is NaN.
///
/// @param over5Efficiency            over the last 5 judged cycles
/// @param over10Efficiency           over the last 10
/// @param over50Efficiency           over the last 50
/// @param weightedEfficiency         exponentially weighted over all judged cycles, alpha = 2 / (10 + 1), as a ratio of weighted sums
/// @param cumulativeEfficiency       sum over sum since the run began
/// @param judgedCycles               how many cycles entered
/// @param excludedCycles             how many complete or incomplete cycles did not
public record RollingEfficiency(double over5Efficiency, double over10Efficiency, double over50Efficiency, double weightedEfficiency,
        double cumulativeEfficiency, int judgedCycles, int excludedCycles) {

    public static final RollingEfficiency NONE = new RollingEfficiency(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0);
}
