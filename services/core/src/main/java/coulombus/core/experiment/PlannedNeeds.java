package coulombus.core.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import coulombus.core.cell.CellFacts;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.ProtocolDuration;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.ResolvedStep;
import coulombus.core.protocol.Step;
import coulombus.core.protocol.StepType;
import coulombus.core.protocol.UnknownNormaliserException;

import static java.util.stream.Collectors.toUnmodifiableSet;

/// What the protocol of an experiment asks of every channel, over all its cells, and how long it takes.
///
/// @param maxCurrentAmpere largest magnitude of current, A, 0 where none flows
/// @param minVoltageVolt   lowest voltage a step goes to, V, or NaN where no step names one
/// @param maxVoltageVolt   highest voltage a step goes to, V, or NaN
/// @param steps            what the channel must be able to do
/// @param impedanceHertz   the range of frequencies, empty where no impedance is measured
/// @param p50Second        median duration of one cell, s, greater than 0, or NaN where it cannot be told
/// @param p90Second        ninth decile, s, or NaN
public record PlannedNeeds(double maxCurrentAmpere, double minVoltageVolt, double maxVoltageVolt, Set<StepType> steps,
        Optional<Requirement.Impedance> impedanceHertz, double p50Second, double p90Second) {
    public PlannedNeeds {
        steps = Set.copyOf(steps);
        Objects.requireNonNull(impedanceHertz, "impedanceHertz");
    }

    /// The needs of a protocol with these cells.
    ///
    /// @throws UnknownNormaliserException where the protocol is stated per something that is not known of a cell
    public static PlannedNeeds of(CyclingProtocol protocol, List<CellFacts> cells) {
        return cells.stream().map(cell -> of(ResolvedProtocol.of(protocol, cell))).reduce(PlannedNeeds::and)
                .orElseThrow(() -> new IllegalArgumentException("cells: must name at least one cell"));
    }

    private static PlannedNeeds of(ResolvedProtocol protocol) {
        double current = 0;
        double low = Double.NaN;
        double high = Double.NaN;
        Optional<Requirement.Impedance> impedance = Optional.empty();
        for (ResolvedStep step : protocol.steps()) {
            double ampere = Double.NaN;
            double from = Double.NaN;
            double to = Double.NaN;
            switch (step) {
                case ResolvedStep.ConstantCurrent constant -> {
                    ampere = constant.currentAmpere();
                    from = to = constant.endVoltageVolt();
                }
                case ResolvedStep.ConstantVoltage constant -> {
                    ampere = constant.currentLimitAmpere();
                    from = to = constant.voltageVolt();
                }
                case ResolvedStep.Pulse pulse -> {
                    ampere = pulse.currentAmpere();
                    from = to = pulse.untilVoltage().map(End.Voltage::voltageVolt).orElse(Double.NaN);
                }
                case Step.VoltageSweep sweep -> {
                    from = sweep.startVolt();
                    to = sweep.turnVolt();
                }
                case Step.Impedance measured -> {
                    var range = new Requirement.Impedance(Math.min(measured.startHertz(), measured.endHertz()),
                            Math.max(measured.startHertz(), measured.endHertz()));
                    impedance = Optional.of(impedance.map(i -> widest(i, range)).orElse(range));
                }
                case Step.Rest rest -> {
                }
                case Step.Tag tag -> {
                }
                case ResolvedStep.Loop loop -> {
                }
            }
            current = Double.isNaN(ampere) ? current : Math.max(current, Math.abs(ampere));
            low = least(low, Math.min(from, to));
            high = most(high, Math.max(from, to));
        }
        ProtocolDuration duration = ProtocolDuration.of(protocol);
        Set<StepType> steps = protocol.steps().stream().map(ResolvedStep::type)
                .filter(type -> type != StepType.LOOP && type != StepType.TAG).collect(toUnmodifiableSet());
        return new PlannedNeeds(current, low, high, steps, impedance, duration.p50Second(), duration.p90Second());
    }

    private PlannedNeeds and(PlannedNeeds other) {
        return new PlannedNeeds(Math.max(maxCurrentAmpere, other.maxCurrentAmpere), least(minVoltageVolt, other.minVoltageVolt),
                most(maxVoltageVolt, other.maxVoltageVolt), steps, impedanceHertz, Math.max(p50Second, other.p50Second),
                Math.max(p90Second, other.p90Second));
    }

    private static Requirement.Impedance widest(Requirement.Impedance a, Requirement.Impedance b) {
        return new Requirement.Impedance(Math.min(a.minHertz(), b.minHertz()), Math.max(a.maxHertz(), b.maxHertz()));
    }

    private static double least(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    private static double most(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }
}
