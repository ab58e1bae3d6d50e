package coulombus.core.safety;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import coulombus.core.measurement.MeasurementBatch;

/// Watches the values of one channel for limits that are passed. A fold: times come in as values, one clock per watch, e.g. the
/// device's test time for measurements or a steady clock for polls.
///
/// A limit is passed when its value has lain outside for the limits' delay without a value inside between. A value that is NaN says
/// nothing: it neither passes a limit nor ends the passing of one. One thread owns it.
public final class LimitWatch {
    private static final double SECONDS_PER_HOUR = 3600;

    private final HardLimits limits;
    private final double[] outsideSinceSecond = new double[Limit.values().length];
    private double previousTimeSecond = Double.NaN;
    private double previousAmpere = Double.NaN;
    private int previousStep = MeasurementBatch.UNKNOWN_COUNT;
    private double stepChargeAh;

    /// What was passed.
    public enum Limit {
        VOLTAGE_MIN("voltage", "V"), VOLTAGE_MAX("voltage", "V"), CURRENT_MIN("current", "A"), CURRENT_MAX("current", "A"), CAPACITY_MAX(
                "charge of the step", "Ah"), TEMPERATURE_MAX("temperature", "°C");

        private final String quantity;
        private final String unit;

        Limit(String quantity, String unit) {
            this.quantity = quantity;
            this.unit = unit;
        }
    }

    /// A limit that was passed.
    ///
    /// @param limit    which
    /// @param sentence value, limit and time, in words
    public record Violation(Limit limit, String sentence) {
        public Violation {
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    public LimitWatch(HardLimits limits) {
        this.limits = limits;
        java.util.Arrays.fill(outsideSinceSecond, Double.NaN);
    }

    /// Takes measurement `i`, in test time, with the charge of its step integrated from the measurements.
    public Optional<Violation> on(MeasurementBatch batch, int i) {
        double t = batch.testTimeSecond(i);
        double ampere = batch.currentAmpere(i);
        int step = batch.stepCount(i);
        boolean sameStep = step == previousStep
                && (step != MeasurementBatch.UNKNOWN_COUNT || Math.signum(ampere) == Math.signum(previousAmpere));
        double charge = 0.5 * (Math.abs(previousAmpere) + Math.abs(ampere)) * Math.max(0, t - previousTimeSecond) / SECONDS_PER_HOUR;
        stepChargeAh = sameStep ? stepChargeAh + (Double.isNaN(charge) ? 0 : charge) : 0;
        previousTimeSecond = t;
        previousStep = step;
        previousAmpere = ampere;
        return on(t, batch.voltageVolt(i), ampere, batch.temperatureCelsius(i), stepChargeAh);
    }

    /// Takes what a poll saw.
    ///
    /// @param timeSecond of a clock that never goes back
    public Optional<Violation> on(double timeSecond, double voltageVolt, double currentAmpere, double temperatureCelsius) {
        return on(timeSecond, voltageVolt, currentAmpere, temperatureCelsius, Double.NaN);
    }

    private Optional<Violation> on(double t, double voltageVolt, double currentAmpere, double temperatureCelsius, double chargeAh) {
        Violation first = null;
        for (Limit limit : Limit.values()) {
            Violation violation = switch (limit) {
                case VOLTAGE_MIN -> below(limit, t, voltageVolt, limits.voltageMinVolt());
                case VOLTAGE_MAX -> above(limit, t, voltageVolt, limits.voltageMaxVolt());
                case CURRENT_MIN -> below(limit, t, currentAmpere, limits.currentMinAmpere());
                case CURRENT_MAX -> above(limit, t, currentAmpere, limits.currentMaxAmpere());
                case CAPACITY_MAX -> above(limit, t, chargeAh, limits.capacityMaxAh());
                case TEMPERATURE_MAX -> above(limit, t, temperatureCelsius, limits.temperatureMaxCelsius());
            };
            first = first == null ? violation : first;
        }
        return Optional.ofNullable(first);
    }

    private Violation above(Limit limit, double t, double value, double most) {
        return outside(limit, t, value, most, value > most, value <= most);
    }

    private Violation below(Limit limit, double t, double value, double least) {
        return outside(limit, t, value, least, value < least, value >= least);
    }

    private Violation outside(Limit limit, double t, double value, double bound, boolean outside, boolean inside) {
        int which = limit.ordinal();
        if (inside) {
            outsideSinceSecond[which] = Double.NaN;
        }
        if (!outside) {
            return null;
        }
        if (Double.isNaN(outsideSinceSecond[which])) {
            outsideSinceSecond[which] = t;
        }
        double lasted = t - outsideSinceSecond[which];
        return lasted >= limits.delaySecond()
                ? new Violation(limit, String.format(Locale.ROOT, "%s of %.6g %s passed the limit of %.6g %s for %.3g s", limit.quantity,
                        value, limit.unit, bound, limit.unit, lasted))
                : null;
    }
}
