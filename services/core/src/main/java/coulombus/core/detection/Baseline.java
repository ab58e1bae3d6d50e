package coulombus.core.detection;

import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Profile;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// What is normal for half-cycles of one direction and one current: the size of the plateau and how much it scatters.
///
/// The plateau |P| is followed as an exponentially weighted mean of ln |P|, quickly over the first 20 half-cycles and slowly after; the
/// scatter is the like mean of 1.25 |r| with r = ln(|P|/B), never below 0.015. While a short is held the caller does not teach it.
final class Baseline {
    /// Half-cycles after which detectors may rely on it.
    static final int ARMED_AFTER = 10;
    static final int PROFILE_BINS = 14;
    static final double PROFILE_FROM_U = 0.2;
    static final double PROFILE_TO_U = 0.9;

    private static final int QUICK_HALF_CYCLES = 20;
    private static final double QUICK_WEIGHT = 0.3;
    private static final double SLOW_WEIGHT = 0.03;
    private static final double SMALLEST_SCALE = 0.015;

    private final int sign;
    private final double ampere;
    private final float[] profileVolt = new float[PROFILE_BINS];
    private int halfCycles;
    private double logVolt;
    private double scale = SMALLEST_SCALE;
    private double chargeAh = Double.NaN;
    private int lastHalfCycle;

    /// @param ampere |mean current| of its half-cycles, or NaN where there is no current
    Baseline(int sign, double ampere) {
        this.sign = sign;
        this.ampere = ampere;
    }

    /// True where a half-cycle of this direction and |I| belongs to it: within 25 %.
    boolean fits(int otherSign, double otherAmpere) {
        return sign == otherSign
                && (Double.isNaN(ampere) ? Double.isNaN(otherAmpere) : otherAmpere > 0.8 * ampere && otherAmpere < 1.25 * ampere);
    }

    boolean isArmed() {
        return halfCycles >= ARMED_AFTER;
    }

    /// |plateau| held as normal.
    double volt() {
        return Math.exp(logVolt);
    }

    /// Scatter of ln |P|.
    double scale() {
        return scale;
    }

    int halfCycles() {
        return halfCycles;
    }

    /// Charge of the last whole half-cycle, or NaN.
    double chargeAh() {
        return chargeAh;
    }

    int lastHalfCycle() {
        return lastHalfCycle;
    }

    /// |V| held as normal in part `i` of u = 0.2 to 0.9.
    double profileVolt(int i) {
        return profileVolt[i];
    }

    /// ln(|P|/B) of a half-cycle: negative where it fell.
    double deviation(HalfCycle h) {
        return Math.log(Math.abs(h.plateauVoltageVolt()) / volt());
    }

    void learn(HalfCycle h) {
        double weight = halfCycles == 0 ? 1 : halfCycles < QUICK_HALF_CYCLES ? QUICK_WEIGHT : SLOW_WEIGHT;
        if (halfCycles > 0) {
            double r = deviation(h);
            scale = Math.max(SMALLEST_SCALE, scale + weight * (1.25 * Math.abs(r) - scale));
            logVolt += weight * r;
        } else {
            logVolt = Math.log(Math.abs(h.plateauVoltageVolt()));
        }
        for (int i = 0; i < PROFILE_BINS; i++) {
            double v = magnitudeInBin(h.profile(), i);
            profileVolt[i] += (float) (weight * (v - profileVolt[i]));
        }
        halfCycles++;
    }

    /// Remembers the charge of a whole half-cycle, which tells how far the next one is.
    void remember(HalfCycle h) {
        lastHalfCycle = h.number();
        chargeAh = h.capacityAh();
    }

    /// |V| of a profile in part `i` of u = 0.2 to 0.9.
    static double magnitudeInBin(Profile profile, int i) {
        double width = (PROFILE_TO_U - PROFILE_FROM_U) / PROFILE_BINS;
        return Math.abs(profile.meanVoltageVolt(PROFILE_FROM_U + i * width, PROFILE_FROM_U + (i + 1) * width));
    }

    void writeTo(StateWriter out) {
        out.putByte(sign);
        out.putDouble(ampere);
        out.putInt(halfCycles);
        out.putDouble(logVolt);
        out.putDouble(scale);
        out.putDouble(chargeAh);
        out.putInt(lastHalfCycle);
        for (float v : profileVolt) {
            out.putInt(Float.floatToRawIntBits(v));
        }
    }

    static Baseline readFrom(StateReader in) {
        Baseline b = new Baseline(in.getByte(), in.getDouble());
        b.halfCycles = in.getInt();
        b.logVolt = in.getDouble();
        b.scale = in.getDouble();
        b.chargeAh = in.getDouble();
        b.lastHalfCycle = in.getInt();
        for (int i = 0; i < PROFILE_BINS; i++) {
            b.profileVolt[i] = Float.intBitsToFloat(in.getInt());
        }
        return b;
    }
}
