package coulombus.core.cycle;

import java.util.Optional;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Phase;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Pairs half-cycles into cycles. Which half-cycle opens a pair is a fact of the cell, not of the data: plating opens a plating cell's
/// pair, charge a full cell's; an insertion half cell, a symmetric cell and a cell of unknown kind follow what is stated, else what came
/// first.
public final class CycleAssembler {
    private static final double MILLIAMPERE_HOUR_PER_AMPERE_HOUR = 1000;

    private final CellFacts cell;
    private final EfficiencyRule efficiencyRule;
    private final EfficiencyWindows windows = new EfficiencyWindows();
    private final CapacityReference reference = new CapacityReference();

    private Direction opening;
    private PairSide first;
    private int cycles;
    private double platedAh;

    public CycleAssembler(CellFacts cell, InstrumentFacts instrument) {
        this.cell = cell;
        this.efficiencyRule = new EfficiencyRule(cell.kind(), instrument);
        this.opening = switch (cell.kind()) {
            case PLATING -> Direction.DISCHARGE;
            case FULL -> Direction.CHARGE;
            case SYMMETRIC, INSERTION_HALF, UNKNOWN -> Direction.of(cell.firstHalfCycle()).orElse(null);
        };
    }

    /// Takes the next half-cycle; answers the cycle it completes, if it does.
    public Optional<Cycle> on(HalfCycle halfCycle) {
        if (halfCycle.phase() == Phase.PLATE) {
            platedAh += halfCycle.capacityAh();
        }
        if (opening == null) {
            opening = halfCycle.direction();
        }
        PairSide side = PairSide.of(halfCycle);
        if (side.direction() == opening) {
            first = side;
            return Optional.empty();
        }
        if (first == null) {
            return Optional.of(alone(0, side));
        }
        PairSide opened = first;
        first = null;
        cycles++;
        return Optional.of(pair(opened, side));
    }

    /// The run ended; answers the half-cycle that waits for its partner as an incomplete cycle.
    public Optional<Cycle> end() {
        if (first == null) {
            return Optional.empty();
        }
        PairSide side = first;
        first = null;
        cycles++;
        return Optional.of(alone(cycles, side));
    }

    /// Pairs so far.
    public int cycleCount() {
        return cycles;
    }

    /// Charge plated so far, one direction only, or NaN where the cell kind does not define plating.
    public double cumulativePlatedAh() {
        return definesPlating() ? platedAh : Double.NaN;
    }

    private boolean definesPlating() {
        return cell.kind() == CellKind.SYMMETRIC || cell.kind() == CellKind.PLATING;
    }

    private Cycle alone(int number, PairSide side) {
        windows.exclude();
        boolean charging = side.direction() == Direction.CHARGE;
        CoulombicEfficiency efficiency = efficiencyRule.withoutPartner(number == 0);
        return new Cycle(number, side.vendorCycleCount(), side.number(), side.number(), side.startTestTimeSecond(),
                side.endTestTimeSecond(), charging ? side.capacityAh() : Double.NaN, charging ? Double.NaN : side.capacityAh(),
                charging ? side.energyWh() : Double.NaN, charging ? Double.NaN : side.energyWh(),
                charging ? side.meanVoltageVolt() : Double.NaN, charging ? Double.NaN : side.meanVoltageVolt(), efficiency, false,
                windows.rolling(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, cumulativePlatedAh(), windows.lossAh(), Double.NaN,
                negativeToPositive());
    }

    private Cycle pair(PairSide opened, PairSide closed) {
        PairSide charge = opened.direction() == Direction.CHARGE ? opened : closed;
        PairSide discharge = opened.direction() == Direction.CHARGE ? closed : opened;
        boolean complete = opened.isWhole() && closed.isWhole();
        CoulombicEfficiency efficiency = efficiencyRule.of(opened, closed);
        if (efficiency.valid()) {
            windows.add(closed.capacityAh(), opened.capacityAh());
        } else {
            windows.exclude();
        }
        return new Cycle(cycles, opened.vendorCycleCount(), opened.number(), closed.number(), opened.startTestTimeSecond(),
                closed.endTestTimeSecond(), charge.capacityAh(), discharge.capacityAh(), charge.energyWh(), discharge.energyWh(),
                charge.meanVoltageVolt(), discharge.meanVoltageVolt(), efficiency, complete, windows.rolling(),
                cell.kind() == CellKind.FULL ? ratio(discharge.energyWh(), charge.energyWh()) : Double.NaN,
                retention(complete, closed, discharge), 0.5 * (charge.plateauVoltageVolt() - discharge.plateauVoltageVolt()),
                0.5 * (charge.plateauVoltageVolt() + discharge.plateauVoltageVolt()), cumulativePlatedAh(), windows.lossAh(),
                utilization(discharge), negativeToPositive());
    }

    private double retention(boolean complete, PairSide closed, PairSide discharge) {
        PairSide side = switch (cell.kind()) {
            case FULL -> discharge;
            case INSERTION_HALF -> closed;
            case SYMMETRIC, PLATING, UNKNOWN -> null;
        };
        return side == null || !complete ? Double.NaN : reference.retention(cycles, side.capacityAh(), side.meanCurrentAmpere());
    }

    /// Charge cycled over the capacity of the zinc foil: what is plated from it, or what a full cell's discharge takes from it.
    private double utilization(PairSide discharge) {
        return switch (cell.kind()) {
            case SYMMETRIC, PLATING, FULL -> ratio(discharge.capacityAh(), cell.zincFoilCapacityAh());
            case INSERTION_HALF, UNKNOWN -> Double.NaN;
        };
    }

    private double negativeToPositive() {
        return cell.kind() == CellKind.FULL ? ratio(cell.zincFoilCapacityAh(), cell.nominalCapacityAh()) : Double.NaN;
    }

    private static double ratio(double over, double under) {
        return under > 0 ? over / under : Double.NaN;
    }

    /// Plated charge per area in mAh/cm², NaN where plating or the area is not known.
    public double cumulativePlatedMilliampereHourPerCm2() {
        return cumulativePlatedAh() * MILLIAMPERE_HOUR_PER_AMPERE_HOUR / cell.areaCm2();
    }

    public void writeTo(StateWriter out) {
        out.putByte(opening == null ? 0 : opening.sign());
        out.putInt(cycles);
        out.putDouble(platedAh);
        out.putBoolean(first != null);
        if (first != null) {
            first.writeTo(out);
        }
        windows.writeTo(out);
        reference.writeTo(out);
    }

    public void readFrom(StateReader in) {
        byte sign = in.getByte();
        opening = sign == 0 ? null : Direction.ofSign(sign);
        cycles = in.getInt();
        platedAh = in.getDouble();
        first = in.getBoolean() ? PairSide.readFrom(in) : null;
        windows.readFrom(in);
        reference.readFrom(in);
    }
}
