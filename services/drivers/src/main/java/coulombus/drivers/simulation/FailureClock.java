package coulombus.drivers.simulation;

import java.util.random.RandomGenerator;

import coulombus.core.cell.CellKind;
import coulombus.drivers.simulation.CellParameters.Failure;

/// When the cell's own failure comes: at known times under current, with a cycle, or when the damage of plating passes a threshold.
final class FailureClock {
    private final Failure failure;
    private final CellKind kind;
    private final double threshold;
    private double damage;
    private double factor = 1;
    private double cyclingSecond;
    private boolean softDone;
    private boolean hardDone;
    private double rateFor = Double.NaN;
    private double rate;

    /// What has come.
    enum Onset {
        NONE, SOFT, HARD
    }

    FailureClock(Failure failure, ElectrodeParameters electrodes, RandomGenerator random) {
        this.failure = failure;
        this.kind = electrodes.kind();
        this.threshold = failure instanceof Failure.ByDamage d ? threshold(d, electrodes, random.nextDouble()) : Double.POSITIVE_INFINITY;
    }

    /// Damage (Ah/cm² at the reference density) that the cell stands: Weibull around the median. Plating takes 1 / (1 + CE) of the time
    /// under current of a plating cell and half of it elsewhere.
    private static double threshold(Failure.ByDamage d, ElectrodeParameters electrodes, double uniform) {
        double efficiency = electrodes instanceof ElectrodeParameters.BareCollector c ? c.efficiencyMean() : 1;
        double medianAh = d.medianSecond() / 3600 * d.referenceAmperePerCm2() / (1 + efficiency);
        return medianAh * Math.pow(-Math.log1p(-uniform) / Math.log(2), 1 / d.shape());
    }

    double cyclingSecond() {
        return cyclingSecond;
    }

    /// Seconds until something is due if the density stays, infinite where nothing is foreseen.
    double secondsUntilDue(double density) {
        if (density == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (failure) {
            case Failure.Never never -> Double.POSITIVE_INFINITY;
            case Failure.AtCycle atCycle -> Double.POSITIVE_INFINITY;
            case Failure.AtCyclingTime at -> Math.min(until(at.softAfterSecond(), softDone), until(at.hardAfterSecond(), hardDone));
            case Failure.ByDamage d -> {
                double perSecond = softDone ? 0 : rate(d, density);
                yield perSecond > 0 ? Math.max(0, (threshold - damage) / perSecond) : Double.POSITIVE_INFINITY;
            }
        };
    }

    private double until(double atSecond, boolean done) {
        return done || Double.isNaN(atSecond) ? Double.POSITIVE_INFINITY : Math.max(0, atSecond - cyclingSecond);
    }

    private double rate(Failure.ByDamage d, double density) {
        if (density != rateFor) {
            double plating = switch (kind) {
                case PLATING -> Math.max(0, -density);
                case FULL, INSERTION_HALF -> Math.max(0, density);
                case SYMMETRIC, UNKNOWN -> 0.5 * Math.abs(density);
            };
            rateFor = density;
            rate = plating * Math.sqrt(Math.abs(density) / d.referenceAmperePerCm2()) / 3600;
        }
        return rate * factor;
    }

    void pass(double seconds, double density) {
        if (density != 0) {
            cyclingSecond += seconds;
            if (failure instanceof Failure.ByDamage d && !softDone) {
                damage += rate(d, density) * seconds;
            }
        }
    }

    /// What became due by the last pass; each comes once. Rounding of a sum of times must not delay it: within a microsecond is due.
    Onset due() {
        switch (failure) {
            case Failure.AtCyclingTime at -> {
                if (!hardDone && cyclingSecond >= at.hardAfterSecond() - 1e-6) {
                    hardDone = true;
                    softDone = true;
                    return Onset.HARD;
                }
                if (!softDone && cyclingSecond >= at.softAfterSecond() - 1e-6) {
                    softDone = true;
                    return Onset.SOFT;
                }
            }
            case Failure.ByDamage d -> {
                if (!softDone && damage >= threshold * (1 - 1e-12)) {
                    softDone = true;
                    return Onset.SOFT;
                }
            }
            case Failure.Never never -> {
            }
            case Failure.AtCycle atCycle -> {
            }
        }
        return Onset.NONE;
    }

    /// The current turns.
    Onset halfCycleBegins(int cycle, RandomGenerator random) {
        if (failure instanceof Failure.ByDamage d) {
            factor = Math.exp(d.factorSpread() * random.nextGaussian() - 0.5 * d.factorSpread() * d.factorSpread());
        }
        if (failure instanceof Failure.AtCycle at && !softDone && cycle >= at.softCycle()) {
            softDone = true;
            return Onset.SOFT;
        }
        return Onset.NONE;
    }
}
