package coulombus.drivers.simulation;

import java.util.random.RandomGenerator;

import coulombus.drivers.simulation.CellParameters.LeakParameters;

/// The conductance beside the electrodes. Soft: G0 e^z, z an Ornstein-Uhlenbeck process with a relaxation time of 10 min, stepped on a
/// grid of its own so that it does not depend on how time is cut; burnt off for single half-cycles, growing with the cycles. Hard: constant.
final class Leak {
    /// A soft bridge that has grown below this is a hard short.
    static final double HARD_BELOW_OHM_CM2 = 3;
    /// Time between two steps of the fluctuation.
    static final double GRID_SECOND = 10;
    private static final double HARD_SIEMENS_PER_CM2 = 0.5;
    private static final double KEPT_PER_STEP = Math.exp(-GRID_SECOND / 600);
    private static final double FRESH_PER_STEP = Math.sqrt(1 - KEPT_PER_STEP * KEPT_PER_STEP);

    private final RandomGenerator random;
    private LeakParameters parameters;
    private double medianSiemensPerCm2;
    private double fluctuation;
    private boolean soft;
    private boolean burnt;
    private double siemensPerCm2;
    private double softSinceSecond = Double.NaN;
    private double hardSinceSecond = Double.NaN;

    Leak(LeakParameters parameters, RandomGenerator random) {
        this.parameters = parameters;
        this.random = random;
    }

    double siemensPerCm2() {
        return siemensPerCm2;
    }

    boolean fluctuates() {
        return soft;
    }

    boolean isShorted() {
        return medianSiemensPerCm2 > 0;
    }

    /// When it became a soft short, in elapsed seconds of the cell, or NaN.
    double softSinceSecond() {
        return softSinceSecond;
    }

    double hardSinceSecond() {
        return hardSinceSecond;
    }

    /// A soft short with the cell's own behaviour.
    void soften(double nowSecond) {
        soften(parameters, nowSecond);
    }

    void soften(LeakParameters behaviour, double nowSecond) {
        parameters = behaviour;
        soft = true;
        burnt = false;
        fluctuation = 0;
        medianSiemensPerCm2 = 1 / behaviour.softOhmCm2();
        siemensPerCm2 = medianSiemensPerCm2;
        softSinceSecond = nowSecond;
        hardSinceSecond = Double.NaN;
    }

    void harden(double nowSecond) {
        harden(1 / HARD_SIEMENS_PER_CM2, nowSecond);
    }

    void harden(double ohmCm2, double nowSecond) {
        soft = false;
        medianSiemensPerCm2 = 1 / ohmCm2;
        siemensPerCm2 = medianSiemensPerCm2;
        hardSinceSecond = nowSecond;
    }

    void heal() {
        soft = false;
        medianSiemensPerCm2 = 0;
        siemensPerCm2 = 0;
        softSinceSecond = Double.NaN;
        hardSinceSecond = Double.NaN;
    }

    /// A point of the grid is reached.
    void step() {
        if (soft) {
            fluctuation = KEPT_PER_STEP * fluctuation + FRESH_PER_STEP * parameters.fluctuation() * random.nextGaussian();
            siemensPerCm2 = burnt ? 0 : medianSiemensPerCm2 * Math.exp(fluctuation);
        }
    }

    void halfCycleBegins(boolean cycleBegins, double nowSecond) {
        if (!soft) {
            return;
        }
        burnt = random.nextDouble() < parameters.burnOffChance();
        if (cycleBegins) {
            medianSiemensPerCm2 *= 1 + parameters.growthPerCycle();
        }
        if (1 / medianSiemensPerCm2 < HARD_BELOW_OHM_CM2) {
            harden(nowSecond);
        } else {
            siemensPerCm2 = burnt ? 0 : medianSiemensPerCm2 * Math.exp(fluctuation);
        }
    }
}
