package coulombus.core.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import coulombus.core.cell.CellFacts;
import coulombus.core.halfcycle.Direction;

/// Turns quantities per area, mass and nominal capacity into absolute ones, in one pass; collects everything that is missing.
final class ProtocolResolver {
    private final CyclingProtocol protocol;
    private final CellFacts cell;
    private final List<ResolvedStep> resolved = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private Optional<Direction> lastDirection = Optional.empty();

    ProtocolResolver(CyclingProtocol protocol, CellFacts cell) {
        this.protocol = protocol;
        this.cell = cell;
    }

    ResolvedProtocol resolve() {
        for (int i = 0; i < protocol.steps().size(); i++) {
            resolved.add(resolve(i, protocol.steps().get(i)));
        }
        ResolvedSafetyLimits safety = safety(protocol.safety());
        if (!missing.isEmpty()) {
            throw new UnknownNormaliserException(missing);
        }
        return new ResolvedProtocol(protocol, cell, resolved, safety);
    }

    private ResolvedStep resolve(int index, Step step) {
        String path = "steps[" + index + "].";
        return switch (step) {
            case Step.Rest rest -> rest;
            case Step.Tag tag -> tag;
            case Step.VoltageSweep sweep -> sweep;
            case Step.Impedance impedance -> impedance;
            case Step.Loop loop -> new ResolvedStep.Loop(protocol.targetOf(loop), loop.executions());
            case Step.ConstantCurrent current -> {
                lastDirection = Optional.of(Direction.ofSign(current.current().sign()));
                yield new ResolvedStep.ConstantCurrent(ampere(current.current(), path + "constant_current"),
                        ends(index, path, current.ends()));
            }
            case Step.ConstantVoltage voltage -> new ResolvedStep.ConstantVoltage(voltage.voltageVolt(), lastDirection,
                    voltage.currentLimit().map(limit -> ampere(limit, path + "current_limit")).orElse(Double.NaN),
                    ends(index, path, voltage.ends()));
            case Step.Pulse pulse -> {
                lastDirection = Optional.of(Direction.ofSign(pulse.current().sign()));
                yield new ResolvedStep.Pulse(ampere(pulse.current(), path + "pulse"), pulse.pulseSecond(), pulse.restSecond(),
                        pulse.count(), pulse.untilVoltage());
            }
        };
    }

    private List<ResolvedEnd> ends(int index, String path, List<End> ends) {
        return ends.stream().map(end -> switch (end) {
            case End.Voltage voltage -> (ResolvedEnd) voltage;
            case End.Time time -> time;
            case End.Capacity capacity -> new ResolvedEnd.Capacity(ampereHour(capacity.capacity(), path + "until.capacity"));
            case End.Current current -> new ResolvedEnd.Current(ampere(current.current(), path + "until.current"));
            case End.RelativeCapacity relative -> relative(index, relative);
        }).toList();
    }

    private ResolvedEnd relative(int index, End.RelativeCapacity relative) {
        int reference = protocol.referenceOf(index, relative);
        double most = Double.NaN;
        boolean fixed = false;
        if (resolved.get(reference) instanceof ResolvedStep.ConstantCurrent current) {
            most = relative.timesRatio() * current.guardedChargeAh();
            fixed = current.isChargeFixed();
        }
        return new ResolvedEnd.RelativeCapacity(relative.timesRatio(), reference, most, fixed);
    }

    private ResolvedSafetyLimits safety(SafetyLimits safety) {
        return new ResolvedSafetyLimits(safety.voltageMinVolt(), safety.voltageMaxVolt(),
                safety.currentMin().map(current -> ampere(current, "safety.current_min")).orElse(Double.NaN),
                safety.currentMax().map(current -> ampere(current, "safety.current_max")).orElse(Double.NaN),
                safety.capacityMax().map(capacity -> ampereHour(capacity, "safety.capacity_max")).orElse(Double.NaN),
                safety.delaySecond(), safety.temperatureMaxCelsius());
    }

    private double ampere(CurrentQuantity quantity, String path) {
        return known(quantity.ampere(cell), quantity.normaliser(), path);
    }

    private double ampereHour(ChargeQuantity quantity, String path) {
        return known(quantity.ampereHour(cell), quantity.normaliser(), path);
    }

    private double known(double value, Optional<Normaliser> normaliser, String path) {
        if (Double.isNaN(value)) {
            missing.add(path + ": is stated per " + normaliser.orElseThrow().words() + ", which is not known of "
                    + (cell.cellId().isEmpty() ? "the cell" : "cell " + cell.cellId()));
        }
        return value;
    }
}
