package coulombus.core.halfcycle;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Watches for a charge that never ends: it passes what earlier charges at its rate held, and the voltage does not rise toward its cut-off.
///
/// ```
/// UNDER --Q >= reference--> OVER --Q > 1.1 reference, flat, current held, 3 measurements--> TOLD
/// ```
/// Flat: dV/dQ since Q = reference is below 0.2 of that near the end of earlier charges. A current that fades (constant voltage) is not
/// judged: there dV/dQ is 0 by control. Without a reference (first activation cycles, another rate) it stays silent.
public final class OverchargeWatch {
    public static final String DETECTOR = "charge-runaway/1";
    private static final double HELD_CURRENT_FRACTION = 0.9;
    private static final int MEASUREMENTS_TO_CONFIRM = 3;
    private static final double SECOND_PER_HOUR = 3600;

    private final double overFraction;
    private final double flatFraction;
    private double referenceAh = Double.NaN;
    private double usualSlopeVoltPerAh = Double.NaN;
    private boolean over;
    private boolean told;
    private int flat;
    private double fromAh;
    private double fromVolt;
    private double fromTestTimeSecond;
    private long fromSeq;

    /// What was seen, to make a finding of.
    public record Runaway(double onsetTestTimeSecond, long onsetSeq, double detectedTestTimeSecond, long detectedSeq, double chargeAh,
            double referenceChargeAh, double thresholdChargeAh, double slopeVoltPerAh, double thresholdSlopeVoltPerAh, double voltageVolt,
            double currentAmpere) {}

    OverchargeWatch(double overFraction, double flatFraction) {
        this.overFraction = overFraction;
        this.flatFraction = flatFraction;
    }

    void open() {
        expect(Double.NaN, Double.NaN);
    }

    void expect(double referenceChargeAh, double slopeVoltPerAh) {
        referenceAh = referenceChargeAh;
        usualSlopeVoltPerAh = slopeVoltPerAh;
        over = false;
        told = false;
        flat = 0;
    }

    /// Takes a measurement under charging current. True where the runaway has just become certain.
    ///
    /// @param second time under current of the half-cycle so far, over which the mean current is made only where it is asked for
    boolean on(long seq, double t, double v, double ampere, double chargeAh, double second) {
        if (!(chargeAh >= referenceAh) || told) {
            return false;
        }
        if (!over) {
            over = true;
            fromAh = chargeAh;
            fromVolt = v;
            fromTestTimeSecond = t;
            fromSeq = seq;
            return false;
        }
        boolean runs = chargeAh > overFraction * referenceAh && slope(v, chargeAh) < flatFraction * usualSlopeVoltPerAh
                && ampere * second >= HELD_CURRENT_FRACTION * SECOND_PER_HOUR * chargeAh;
        flat = runs ? flat + 1 : 0;
        told = flat >= MEASUREMENTS_TO_CONFIRM;
        return told;
    }

    private double slope(double v, double chargeAh) {
        return (v - fromVolt) / (chargeAh - fromAh);
    }

    /// The evidence of a runaway that has just become certain at the measurement given.
    Runaway runaway(long seq, double t, double v, double current, double chargeAh) {
        return new Runaway(fromTestTimeSecond, fromSeq, t, seq, chargeAh, referenceAh, overFraction * referenceAh, slope(v, chargeAh),
                flatFraction * usualSlopeVoltPerAh, v, current);
    }

    void writeTo(StateWriter out) {
        out.putDouble(referenceAh);
        out.putDouble(usualSlopeVoltPerAh);
        out.putBoolean(over);
        if (over) {
            out.putBoolean(told);
            out.putByte(flat);
            out.putDouble(fromAh);
            out.putDouble(fromVolt);
            out.putDouble(fromTestTimeSecond);
            out.putLong(fromSeq);
        }
    }

    void readFrom(StateReader in) {
        expect(in.getDouble(), in.getDouble());
        over = in.getBoolean();
        if (over) {
            told = in.getBoolean();
            flat = in.getByte();
            fromAh = in.getDouble();
            fromVolt = in.getDouble();
            fromTestTimeSecond = in.getDouble();
            fromSeq = in.getLong();
        }
    }
}
