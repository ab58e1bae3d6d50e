package coulombus.core.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import coulombus.core.halfcycle.Direction;

/// What tells a short from a sound cell after a test was stopped on a finding: an hour of rest, in which a leak draws the voltage down, then a
/// pulse to and fro at the test's own current. A wire answers it with one small ohmic step that does not grow with time, and alike both
/// ways; electrodes add their overpotential, which grows over the seconds.
///
/// Plating comes before stripping, and both take the same charge, so that the cell is left as it was found. A voltage at which the test itself
/// would have turned ends a pulse early: a collector with nothing on it must not be driven into the safety limit.
///
/// @param name          of the test it follows
/// @param currentAmpere magnitude of the pulses, greater than 0
/// @param lowerVolt     ends the negative pulse, or NaN
/// @param upperVolt     ends the positive pulse, or NaN
/// @param safety        of the test it follows
public record ShortDiagnosis(String name, double currentAmpere, double lowerVolt, double upperVolt, SafetyLimits safety) {
    private static final double REST_SECOND = 3600;
    private static final double PULSE_SECOND = 10;
    private static final double BETWEEN_SECOND = 600;
    private static final RecordingRule EVERY_SECOND = new RecordingRule(1, Double.NaN, Double.NaN);

    public ShortDiagnosis {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(safety, "safety");
        if (!(currentAmpere > 0) || Double.isInfinite(currentAmpere)) {
            throw new IllegalArgumentException("currentAmpere: must be greater than 0; was " + currentAmpere);
        }
    }

    /// The diagnosis after this test; empty where it has no constant current to take the pulse from.
    public static Optional<ShortDiagnosis> after(ResolvedProtocol tested) {
        OptionalDouble ampere = tested.steps().stream().filter(ResolvedStep.ConstantCurrent.class::isInstance)
                .mapToDouble(step -> Math.abs(((ResolvedStep.ConstantCurrent) step).currentAmpere())).findFirst();
        return ampere.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ShortDiagnosis(tested.name(), ampere.getAsDouble(), turns(tested, Direction.DISCHARGE).min().orElse(Double.NaN),
                                turns(tested, Direction.CHARGE).max().orElse(Double.NaN), tested.protocol().safety()));
    }

    /// The voltages at which steps of a direction end or are held.
    private static DoubleStream turns(ResolvedProtocol tested, Direction direction) {
        return tested.steps().stream().mapToDouble(step -> switch (step) {
            case ResolvedStep.ConstantCurrent current when current.direction() == direction -> current.endVoltageVolt();
            case ResolvedStep.ConstantVoltage held when held.direction().filter(direction::equals).isPresent() -> held.voltageVolt();
            default -> Double.NaN;
        }).filter(Double::isFinite);
    }

    public CyclingProtocol protocol() {
        return new CyclingProtocol("Diagnosis after " + name,
                List.of(new Step.Rest(REST_SECOND, Optional.of(RecordingRule.EVERY_TEN_SECONDS)), pulse(-currentAmpere, lowerVolt),
                        new Step.Rest(BETWEEN_SECOND), pulse(currentAmpere, upperVolt), new Step.Rest(BETWEEN_SECOND)),
                EVERY_SECOND, safety);
    }

    private static Step pulse(double ampere, double endVolt) {
        CurrentQuantity current = new CurrentQuantity.Absolute(ampere);
        End.Time end = new End.Time(PULSE_SECOND);
        return Double.isNaN(endVolt)
                ? new Step.ConstantCurrent(current, end)
                : new Step.ConstantCurrent(current, end, new End.Voltage(endVolt));
    }
}
