package coulombus.drivers.simulation;

import coulombus.drivers.simulation.CellParameters.Ageing;

/// The factor p by which a cell's electrodes are slower than clean ones, over the time under current: activation, slow growth, and what
/// was ordered.
final class Passivation {
    private static final double ACTIVATION_SECOND = 4 * 3600.0;
    private static final double GROWTH_SECOND = 600 * 3600.0;

    private final double activation;
    private final double growthPerSecond;
    private double orderedAtSecond = Double.NaN;
    private double eFoldSecond;

    /// @param uniform 0 to 1: where between no growth and the most this cell lies
    Passivation(Ageing ageing, double uniform) {
        this.activation = ageing.activation();
        this.growthPerSecond = uniform * ageing.mostGrowth() / GROWTH_SECOND;
    }

    double factor(double cyclingSecond) {
        double factor = 1 + growthPerSecond * cyclingSecond;
        if (activation > 0) {
            factor *= 1 + activation * Math.exp(-cyclingSecond / ACTIVATION_SECOND);
        }
        return cyclingSecond > orderedAtSecond ? factor * Math.exp((cyclingSecond - orderedAtSecond) / eFoldSecond) : factor;
    }

    void order(double nowCyclingSecond, double eFold) {
        orderedAtSecond = nowCyclingSecond;
        eFoldSecond = eFold;
    }

    void recover() {
        orderedAtSecond = Double.NaN;
    }
}
