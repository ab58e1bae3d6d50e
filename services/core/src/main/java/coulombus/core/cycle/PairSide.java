package coulombus.core.cycle;

import coulombus.core.halfcycle.ChargeBasis;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// What a pair needs of one of its half-cycles, while it waits for the other.
record PairSide(int number, Direction direction, int vendorCycleCount, double startTestTimeSecond, double endTestTimeSecond,
        double capacityAh, ChargeBasis chargeBasis, double energyWh, double meanVoltageVolt, double plateauVoltageVolt,
        double meanCurrentAmpere, double durationSecond, boolean beganInRun, EndCause terminatedBy, double gapSecond) {

    private static final Direction[] DIRECTIONS = Direction.values();
    private static final ChargeBasis[] BASES = ChargeBasis.values();
    private static final EndCause[] CAUSES = EndCause.values();

    static PairSide of(HalfCycle h) {
        return new PairSide(h.number(), h.direction(), h.vendorCycleCount(), h.startTestTimeSecond(), h.endTestTimeSecond(),
                h.capacityAh(), h.chargeBasis(), h.energyWh(), h.chargeWeightedVoltageVolt(), h.plateauVoltageVolt(),
                h.meanCurrentAmpere(), h.durationSecond(), h.beganInRun(), h.terminatedBy(), h.gapSecond());
    }

    boolean isWhole() {
        return beganInRun && terminatedBy != EndCause.SUSPENDED && terminatedBy != EndCause.END_OF_DATA;
    }

    /// Why it is not whole, in words.
    String whyNotWhole() {
        String name = direction == Direction.CHARGE ? "charge" : "discharge";
        if (!beganInRun) {
            return "the run began inside the " + name;
        }
        return terminatedBy == EndCause.SUSPENDED ? "the " + name + " was suspended" : "the data end inside the " + name;
    }

    void writeTo(StateWriter out) {
        out.putInt(number);
        out.putByte(direction.ordinal());
        out.putInt(vendorCycleCount);
        out.putDouble(startTestTimeSecond);
        out.putDouble(endTestTimeSecond);
        out.putDouble(capacityAh);
        out.putByte(chargeBasis.ordinal());
        out.putDouble(energyWh);
        out.putDouble(meanVoltageVolt);
        out.putDouble(plateauVoltageVolt);
        out.putDouble(meanCurrentAmpere);
        out.putDouble(durationSecond);
        out.putBoolean(beganInRun);
        out.putByte(terminatedBy.ordinal());
        out.putDouble(gapSecond);
    }

    static PairSide readFrom(StateReader in) {
        return new PairSide(in.getInt(), DIRECTIONS[in.getByte()], in.getInt(), in.getDouble(), in.getDouble(), in.getDouble(),
                BASES[in.getByte()], in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), in.getBoolean(),
                CAUSES[in.getByte()], in.getDouble());
    }
}
