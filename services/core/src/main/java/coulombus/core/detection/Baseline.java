package coulombus.core.detection;

import coulombus.core.detection.DetectorSettings.BaselineSettings;
import coulombus.core.halfcycle.Expectation;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Profile;
import coulombus.core.halfcycle.Texture;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// What is normal for half-cycles of one direction and one current: the size of the plateau and how much it scatters, the voltage at the
/// same u, the roughness; and the sums that detectors keep of this direction and current.
///
/// The plateau |P| is followed as an exponentially weighted mean of ln |P|, quickly over the first 20 half-cycles and slowly after; the
/// scatter is the like mean of 1.25 |r| with r = ln(|P|/B), never below 0.015. While a short is held the caller does not teach it.
///
/// The first two half-cycles after a long rest have baselines of their own: where rests are planned in every cycle they are compared with
/// their like, and where a rest is rare they are not judged at all.
///
/// What was summed up of a direction and current that was left for more than 12 half-cycles begins anew when it comes back.
final class Baseline {
    static final int PROFILE_BINS = Expectation.PROFILE_BINS;
    static final int MEASUREMENTS_NEEDED = 20;

    private static final int QUICK_HALF_CYCLES = 20;
    private static final int LONGEST_ABSENCE = 12;
    private static final double QUICK_WEIGHT = 0.3;
    private static final double SLOW_WEIGHT = 0.03;
    private static final double SAME_SAMPLING = 1.5;

    private final BaselineSettings settings;
    private final int sign;
    private final float ampere;
    private final int afterRest;
    private final float[] profileVolt = new float[PROFILE_BINS];
    private int halfCycles;
    private double logVolt;
    private float scale;
    private double chargeAh = Double.NaN;
    private float durationSecond = Float.NaN;
    private int lastHalfCycle;
    private float learnedHour;
    private float creepSum;
    private float roughnessLogVolt;
    private int roughnessHalfCycles;
    private float roughnessMeasurements;
    private float referenceLogVolt = Float.NaN;
    private float referenceTestTimeSecond = Float.NaN;
    private int raised;

    /// @param ampere    |mean current| of its half-cycles, or NaN where there is no current
    /// @param afterRest 1 and 2 for the first and second half-cycle after a long rest, 0 for the others
    Baseline(BaselineSettings settings, int sign, double ampere, int afterRest) {
        this.settings = settings;
        this.sign = sign;
        this.ampere = (float) ampere;
        this.afterRest = afterRest;
        this.scale = settings.smallestScale().floatValue();
    }

    /// True where a half-cycle of this direction and |I| belongs to it: within 25 %.
    boolean fits(int otherSign, double otherAmpere, int otherAfterRest) {
        return sign == otherSign && afterRest == otherAfterRest
                && (Double.isNaN(ampere) ? Double.isNaN(otherAmpere) : otherAmpere > 0.8 * ampere && otherAmpere < 1.25 * ampere);
    }

    boolean isArmed() {
        return halfCycles >= settings.armedAfterHalfCycles();
    }

    /// |plateau| held as normal.
    double volt() {
        return Math.exp(logVolt);
    }

    double logVolt() {
        return logVolt;
    }

    /// Scatter of ln |P|.
    double scale() {
        return scale;
    }

    int halfCycles() {
        return halfCycles;
    }

    int lastHalfCycle() {
        return lastHalfCycle;
    }

    /// What it says of the next half-cycle of its kind.
    Expectation expectation() {
        return new Expectation(isArmed() ? volt() : Double.NaN, chargeAh, durationSecond, isArmed() ? profileVolt.clone() : new float[0],
                Double.NaN, Double.NaN);
    }

    /// A half-cycle of it has begun to be looked at: notices an absence.
    void meets(HalfCycle h) {
        if (halfCycles > 0 && h.number() - lastHalfCycle > LONGEST_ABSENCE) {
            creepSum = 0;
        }
    }

    void learn(HalfCycle h, double halfCycleLogVolt) {
        double weight = halfCycles == 0 ? 1 : halfCycles < QUICK_HALF_CYCLES ? QUICK_WEIGHT : SLOW_WEIGHT;
        double r = halfCycles == 0 ? 0 : halfCycleLogVolt - logVolt;
        if (halfCycles == 0) {
            logVolt = halfCycleLogVolt;
        } else {
            scale = (float) Math.max(settings.smallestScale(), scale + weight * (1.25 * Math.abs(r) - scale));
            logVolt += weight * r;
        }
        for (int i = 0; i < PROFILE_BINS; i++) {
            double v = magnitudeInBin(h.profile(), i);
            profileVolt[i] += (float) (weight * (v - profileVolt[i]));
        }
        halfCycles++;
        learnedHour += (float) (2 * h.durationSecond() / 3600);
    }

    /// True where the roughness of this half-cycle can be compared: enough measurements, about as many as usual.
    boolean comparesRoughness(Texture t) {
        return roughnessHalfCycles >= settings.armedAfterHalfCycles() && isRoughnessKnown(t) && isSampledAsUsual(t);
    }

    private static boolean isRoughnessKnown(Texture t) {
        return t.measurements() >= MEASUREMENTS_NEEDED && t.roughnessVolt() >= 0;
    }

    private boolean isSampledAsUsual(Texture t) {
        return t.measurements() < SAME_SAMPLING * roughnessMeasurements && t.measurements() * SAME_SAMPLING > roughnessMeasurements;
    }

    /// Roughness held as normal, without a floor.
    double roughnessVolt() {
        return Math.exp(roughnessLogVolt);
    }

    /// Another way of sampling begins another baseline of roughness.
    void learnRoughness(Texture t) {
        if (!isRoughnessKnown(t)) {
            return;
        }
        if (!isSampledAsUsual(t)) {
            roughnessHalfCycles = 0;
        }
        double weight = roughnessHalfCycles == 0 ? 1 : roughnessHalfCycles < QUICK_HALF_CYCLES ? QUICK_WEIGHT : SLOW_WEIGHT;
        roughnessLogVolt += (float) (weight * (Math.log(Math.max(1e-9, t.roughnessVolt())) - roughnessLogVolt));
        roughnessMeasurements += (float) (weight * (t.measurements() - roughnessMeasurements));
        roughnessHalfCycles++;
    }

    /// Remembers charge and time of a whole half-cycle, which tell how far the next one is.
    void remember(HalfCycle h) {
        lastHalfCycle = h.number();
        chargeAh = h.capacityAh();
        durationSecond = (float) h.durationSecond();
    }

    /// Hours cycled at this current while it was learned: each half-cycle counts for its partner too.
    double learnedHour() {
        return learnedHour;
    }

    double creepSum() {
        return creepSum;
    }

    void setCreepSum(double sum) {
        creepSum = (float) sum;
    }

    /// ln |P| at the reference half-cycle, NaN before it.
    double referenceLogVolt() {
        return referenceLogVolt;
    }

    double referenceTestTimeSecond() {
        return referenceTestTimeSecond;
    }

    void setReference(double testTimeSecond) {
        referenceLogVolt = (float) logVolt;
        referenceTestTimeSecond = (float) testTimeSecond;
    }

    /// Half-cycles in a row that stood above the reference, at most 255.
    int raised() {
        return raised;
    }

    void setRaised(int halfCyclesInARow) {
        raised = Math.min(255, halfCyclesInARow);
    }

    /// |V| of a profile in part `i` of u = 0.2 to 0.9.
    static double magnitudeInBin(Profile profile, int i) {
        double width = (Expectation.PROFILE_TO_U - Expectation.PROFILE_FROM_U) / PROFILE_BINS;
        return Math.abs(profile.meanVoltageVolt(Expectation.PROFILE_FROM_U + i * width, Expectation.PROFILE_FROM_U + (i + 1) * width));
    }

    void writeTo(StateWriter out) {
        out.putByte(sign);
        putFloat(out, ampere);
        out.putByte(afterRest);
        out.putDouble(chargeAh);
        putFloat(out, durationSecond);
        out.putInt(lastHalfCycle);
        out.putInt(halfCycles);
        out.putInt(roughnessHalfCycles);
        if (halfCycles > 0) {
            out.putDouble(logVolt);
            putFloat(out, scale);
            for (float v : profileVolt) {
                putFloat(out, v);
            }
            putFloat(out, learnedHour);
            putFloat(out, creepSum);
            putFloat(out, referenceLogVolt);
            putFloat(out, referenceTestTimeSecond);
            out.putByte(raised);
        }
        if (roughnessHalfCycles > 0) {
            putFloat(out, roughnessLogVolt);
            putFloat(out, roughnessMeasurements);
        }
    }

    static Baseline readFrom(StateReader in, BaselineSettings settings) {
        Baseline b = new Baseline(settings, in.getByte(), getFloat(in), in.getByte());
        b.chargeAh = in.getDouble();
        b.durationSecond = getFloat(in);
        b.lastHalfCycle = in.getInt();
        b.halfCycles = in.getInt();
        b.roughnessHalfCycles = in.getInt();
        if (b.halfCycles > 0) {
            b.logVolt = in.getDouble();
            b.scale = getFloat(in);
            for (int i = 0; i < PROFILE_BINS; i++) {
                b.profileVolt[i] = getFloat(in);
            }
            b.learnedHour = getFloat(in);
            b.creepSum = getFloat(in);
            b.referenceLogVolt = getFloat(in);
            b.referenceTestTimeSecond = getFloat(in);
            b.raised = Byte.toUnsignedInt(in.getByte());
        }
        if (b.roughnessHalfCycles > 0) {
            b.roughnessLogVolt = getFloat(in);
            b.roughnessMeasurements = getFloat(in);
        }
        return b;
    }

    private static void putFloat(StateWriter out, float value) {
        out.putInt(Float.floatToRawIntBits(value));
    }

    private static float getFloat(StateReader in) {
        return Float.intBitsToFloat(in.getInt());
    }
}
