package coulombus.core.protocol;

import java.util.ArrayList;
import java.util.List;

import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.run.ProtocolFacts;

/// The half-cycles that a protocol plans: neighbouring steps of one sign are one half-cycle, rests between them included.
final class PlannedHalfCycles {
    /// Loops are walked this often: enough to see each half-cycle after each other one it can follow.
    private static final int PASSES = 2;
    private static final int MOST_STEPS = 20_000;
    private static final double SAME_CHARGE_RATIO = 1e-3;

    /// @param chargeAh   planned charge, or NaN where the voltage decides
    /// @param cutoffVolt voltage that ends its last step, guarded or not, or NaN
    private record HalfCycle(Direction direction, double chargeAh, EndCause endsBy, double cutoffVolt) {}

    private final ResolvedProtocol protocol;
    private final List<HalfCycle> halfCycles = new ArrayList<>();
    private int walked;

    private PlannedHalfCycles(ResolvedProtocol protocol) {
        this.protocol = protocol;
    }

    static PlannedHalfCycles of(ResolvedProtocol protocol) {
        PlannedHalfCycles planned = new PlannedHalfCycles(protocol);
        planned.walk(0, protocol.steps().size());
        return planned;
    }

    ProtocolFacts facts() {
        ResolvedSafetyLimits safety = protocol.safety();
        double safetyVolt = Math.max(orZero(safety.voltageMinVolt()), orZero(safety.voltageMaxVolt()));
        return new ProtocolFacts(protocol.name(), plannedChargeAh(), safetyVolt > 0 ? safetyVolt : Double.NaN,
                endsBy(Direction.CHARGE), endsBy(Direction.DISCHARGE), cutoffVolt(Direction.CHARGE), cutoffVolt(Direction.DISCHARGE));
    }

    /// The one charge that all half-cycles are planned with; NaN where there is none or more than one. For plating cells that of plating
    /// alone: stripping is planned to take what is there.
    private double plannedChargeAh() {
        boolean platingOnly = protocol.cell().kind() == CellKind.PLATING;
        double[] charges = halfCycles.stream().filter(halfCycle -> !platingOnly || halfCycle.direction() == Direction.DISCHARGE)
                .mapToDouble(HalfCycle::chargeAh).toArray();
        if (charges.length == 0) {
            return Double.NaN;
        }
        for (double charge : charges) {
            if (!(Math.abs(charge - charges[0]) <= SAME_CHARGE_RATIO * charges[0])) {
                return Double.NaN;
            }
        }
        return charges[0];
    }

    private EndCause endsBy(Direction direction) {
        List<EndCause> causes = halfCycles.stream().filter(halfCycle -> halfCycle.direction() == direction).map(HalfCycle::endsBy)
                .distinct().toList();
        return causes.size() == 1 ? causes.getFirst() : EndCause.UNKNOWN;
    }

    /// The one voltage that all half-cycles of the direction are meant to end at; NaN where some have none, or another.
    private double cutoffVolt(Direction direction) {
        double[] cutoffs = halfCycles.stream().filter(halfCycle -> halfCycle.direction() == direction).mapToDouble(HalfCycle::cutoffVolt)
                .distinct().toArray();
        return cutoffs.length == 1 ? cutoffs[0] : Double.NaN;
    }

    private void walk(int from, int to) {
        int index = from;
        while (index < to && walked < MOST_STEPS) {
            int loop = outermostLoopFrom(index, to);
            if (loop >= 0) {
                ResolvedStep.Loop found = (ResolvedStep.Loop) protocol.steps().get(loop);
                for (int pass = 0; pass < Math.min(PASSES, found.executions()); pass++) {
                    walk(index, loop);
                }
                index = loop + 1;
            } else {
                walked++;
                step(protocol.steps().get(index));
                index++;
            }
        }
    }

    /// The last loop before `to` that goes back to exactly this step; -1 where none does.
    private int outermostLoopFrom(int index, int to) {
        for (int i = to - 1; i > index; i--) {
            if (protocol.steps().get(i) instanceof ResolvedStep.Loop loop && loop.target() == index) {
                return i;
            }
        }
        return -1;
    }

    private void step(ResolvedStep step) {
        switch (step) {
            case ResolvedStep.ConstantCurrent current -> add(current.direction(), plannedAh(current), endsBy(current),
                    current.endVoltageVolt());
            case ResolvedStep.ConstantVoltage voltage -> voltage.direction()
                    .ifPresent(direction -> add(direction, Double.NaN, endsBy(voltage), Double.NaN));
            case ResolvedStep.Pulse pulse -> add(Direction.ofSign(pulse.currentAmpere()),
                    pulse.untilVoltage().isPresent()
                            ? Double.NaN
                            : Math.abs(pulse.currentAmpere()) * pulse.pulseSecond() * pulse.count() / 3600,
                    pulse.untilVoltage().isPresent() ? EndCause.UNKNOWN : EndCause.TIME, Double.NaN);
            case Step.VoltageSweep sweep -> {
                Direction there = Direction.ofSign(sweep.turnVolt() - sweep.startVolt());
                add(there, Double.NaN, EndCause.VOLTAGE, Double.NaN);
                add(there.opposite(), Double.NaN, EndCause.VOLTAGE, Double.NaN);
            }
            case Step.Rest rest -> {
            }
            case Step.Tag tag -> {
            }
            case Step.Impedance impedance -> {
            }
            case ResolvedStep.Loop loop -> {
            }
        }
    }

    private void add(Direction direction, double chargeAh, EndCause endsBy, double cutoffVolt) {
        if (!halfCycles.isEmpty() && halfCycles.getLast().direction() == direction) {
            HalfCycle before = halfCycles.removeLast();
            halfCycles.add(new HalfCycle(direction, before.chargeAh() + chargeAh, endsBy, cutoffVolt));
        } else {
            halfCycles.add(new HalfCycle(direction, chargeAh, endsBy, cutoffVolt));
        }
    }

    /// What the step is meant to pass. A clamp beside a voltage is what a plating or symmetric cell is meant to pass, but only a guard for
    /// a cell that is emptied to a voltage.
    private double plannedAh(ResolvedStep.ConstantCurrent step) {
        CellKind kind = protocol.cell().kind();
        boolean clamped = kind == CellKind.SYMMETRIC || kind == CellKind.PLATING && step.direction() == Direction.DISCHARGE;
        return clamped || Double.isNaN(step.endVoltageVolt()) ? step.guardedChargeAh() : Double.NaN;
    }

    /// The cause where only one can end it: of capacity and time at a constant current the earlier one is certain.
    private static EndCause endsBy(ResolvedStep.ConstantCurrent step) {
        boolean byVoltage = Double.isFinite(step.endVoltageVolt());
        boolean guarded = step.ends().size() > (byVoltage ? 1 : 0);
        if (byVoltage) {
            return guarded ? EndCause.UNKNOWN : EndCause.VOLTAGE;
        }
        double guard = step.guardedChargeAh();
        boolean byTime = step.ends().stream().anyMatch(end -> end instanceof End.Time time
                && Math.abs(step.currentAmpere()) * time.timeSecond() / 3600 <= guard);
        boolean openEnded = step.ends().stream().anyMatch(end -> end instanceof ResolvedEnd.RelativeCapacity relative && !relative.fixed());
        if (openEnded && step.ends().stream().anyMatch(End.Time.class::isInstance)) {
            return EndCause.UNKNOWN;
        }
        return byTime ? EndCause.TIME : EndCause.CAPACITY;
    }

    private static EndCause endsBy(ResolvedStep.ConstantVoltage step) {
        if (step.ends().size() > 1) {
            return EndCause.UNKNOWN;
        }
        return switch (step.ends().getFirst()) {
            case ResolvedEnd.Current current -> EndCause.CURRENT;
            case End.Time time -> EndCause.TIME;
            case ResolvedEnd.Capacity capacity -> EndCause.CAPACITY;
            case ResolvedEnd.RelativeCapacity relative -> EndCause.CAPACITY;
            case End.Voltage voltage -> EndCause.VOLTAGE;
        };
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : Math.abs(value);
    }
}
