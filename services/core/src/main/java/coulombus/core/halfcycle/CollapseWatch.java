package coulombus.core.halfcycle;

import java.util.ArrayList;
import java.util.List;

import coulombus.core.measurement.TracePoint;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Watches the voltage inside an open half-cycle for the collapse of a hard short, measurement by measurement, with no baseline from
/// earlier half-cycles needed. It runs in the stream and, unchanged, beside the cycler.
///
/// Rule: with the reference = exponentially weighted mean of |V| (time constant 60 s, at least 10 measurements and 60 s), it suspects when
/// |V| < 0.2 of the reference while |I| is at least half of its own such mean. The reference is frozen at the suspicion; the collapse
/// is certain when it has lasted 30 s, and forgotten when the voltage comes back first. Where a baseline of the same current is known,
/// 0.2 of that serves too, past the first 5 % of the expected charge; and what is still half of that baseline is no collapse.
///
/// What must not trip it: a current that falls takes the voltage with it, so the suspicion is dropped with the current. A contact that
/// opens drives the voltage up to the compliance limit and comes back: the reference learns at most twice itself, so that a minute of
/// that does not make the return look like a collapse.
public final class CollapseWatch {
    public static final String DETECTOR = "hard-short/1";
    public static final double COLLAPSE_FRACTION = 0.2;
    public static final double CONFIRM_SECOND = 30;
    static final double TIME_CONSTANT_SECOND = 60;
    static final int MEASUREMENTS_TO_ARM = 10;
    private static final double CURRENT_FRACTION = 0.5;
    private static final double LEARNED_MULTIPLE = 2;
    private static final double NORMAL_FRACTION = 0.5;
    static final double EXCLUDED_START_FRACTION = 0.05;

    private static final int BEFORE = 8;
    private static final int AFTER = 24;
    private static final double BEFORE_SPACING_SECOND = 5;
    private static final double AFTER_SPACING_SECOND = 1.25;

    private double baselineVolt = Double.NaN;
    private double excludedChargeAh;
    private double referenceVolt;
    private double referenceAmpere;
    private int measurements;
    private double learnedSecond;
    /// The last interval of which the weight was worked out, and that weight: intervals repeat, and a division costs. Not state.
    private double weighedSecond;
    private double weightOfWeighed;
    private boolean suspecting;
    private boolean certain;
    private double onsetTestTimeSecond;
    private long onsetSeq;
    private double onsetVolt;
    private double thresholdVolt;
    private final double[] trace = new double[3 * (BEFORE + AFTER)];
    private int before;
    private int after;

    /// What was seen, to make a finding of.
    public record Collapse(double onsetTestTimeSecond, long onsetSeq, double detectedTestTimeSecond, long detectedSeq,
            double referenceVolt, double thresholdVolt, double onsetVoltageVolt, double voltageVolt, double currentAmpere,
            List<TracePoint> trace) {
        public Collapse { trace = List.copyOf(trace); }
    }

    /// A new half-cycle began.
    public void open() {
        baselineVolt = Double.NaN;
        excludedChargeAh = 0;
        suspecting = false;
        certain = false;
        before = 0;
        pause();
    }

    /// The current rests inside the half-cycle: what follows starts a new reference.
    public void pause() {
        if (!suspecting) {
            referenceVolt = 0;
            referenceAmpere = 0;
            measurements = 0;
            learnedSecond = 0;
        }
    }

    /// What earlier half-cycles of this current say.
    ///
    /// @param baselineVolt     |plateau| held as normal, or NaN
    /// @param expectedChargeAh charge the half-cycle will pass, or NaN
    public void expect(double baselineVolt, double expectedChargeAh) {
        this.baselineVolt = baselineVolt;
        this.excludedChargeAh = expectedChargeAh > 0 ? EXCLUDED_START_FRACTION * expectedChargeAh : 0;
    }

    /// Takes a measurement under current, not the first after a reversal. True where the collapse has just become certain.
    public boolean on(long seq, double testTimeSecond, double dt, double v, double current, double chargeAh) {
        double magnitudeVolt = Math.abs(v);
        double magnitudeAmpere = Math.abs(current);
        if (!suspecting) {
            if (collapsed(magnitudeVolt, magnitudeAmpere, chargeAh)) {
                suspecting = true;
                onsetTestTimeSecond = testTimeSecond;
                onsetSeq = seq;
                onsetVolt = v;
                after = 0;
                keepAfter(testTimeSecond, v, current);
                return false;
            }
            learn(dt, magnitudeVolt, magnitudeAmpere);
            keepBefore(testTimeSecond, v, current);
            return false;
        }
        if (certain) {
            return false;
        }
        if (magnitudeVolt >= thresholdVolt || magnitudeAmpere < CURRENT_FRACTION * referenceAmpere) {
            suspecting = false;
            return false;
        }
        keepAfter(testTimeSecond, v, current);
        certain = testTimeSecond - onsetTestTimeSecond >= CONFIRM_SECOND;
        return certain;
    }

    private boolean collapsed(double magnitudeVolt, double magnitudeAmpere, double chargeAh) {
        if (isArmed() && magnitudeVolt < COLLAPSE_FRACTION * referenceVolt
                && magnitudeAmpere >= CURRENT_FRACTION * referenceAmpere && chargeAh >= excludedChargeAh
                && !(magnitudeVolt > NORMAL_FRACTION * baselineVolt)) {
            thresholdVolt = COLLAPSE_FRACTION * referenceVolt;
            return true;
        }
        if (magnitudeVolt < COLLAPSE_FRACTION * baselineVolt && chargeAh > excludedChargeAh && excludedChargeAh > 0) {
            thresholdVolt = COLLAPSE_FRACTION * baselineVolt;
            return true;
        }
        return false;
    }

    private boolean isArmed() {
        return learnedSecond >= TIME_CONSTANT_SECOND && measurements >= MEASUREMENTS_TO_ARM;
    }

    private void learn(double dt, double magnitudeVolt, double magnitudeAmpere) {
        measurements++;
        // A plain mean until the time constant is filled, so that a spike at the start does not stand for the whole.
        double weight = weight(dt);
        double learned = isArmed() ? Math.min(magnitudeVolt, LEARNED_MULTIPLE * referenceVolt) : magnitudeVolt;
        referenceVolt += weight * (learned - referenceVolt);
        referenceAmpere += weight * (magnitudeAmpere - referenceAmpere);
    }

    private double weight(double dt) {
        if (learnedSecond < TIME_CONSTANT_SECOND) {
            double weight = learnedSecond + dt > 0 ? dt / (learnedSecond + dt) : 1;
            learnedSecond = Math.min(TIME_CONSTANT_SECOND, learnedSecond + dt);
            return weight;
        }
        if (dt != weighedSecond) {
            weighedSecond = dt;
            weightOfWeighed = dt / (TIME_CONSTANT_SECOND + dt);
        }
        return weightOfWeighed;
    }

    private void keepBefore(double t, double v, double current) {
        if (before > 0 && t - trace[3 * (before - 1)] < BEFORE_SPACING_SECOND) {
            return;
        }
        if (before == BEFORE) {
            System.arraycopy(trace, 3, trace, 0, 3 * (BEFORE - 1));
            before--;
        }
        keep(before++, t, v, current);
    }

    private void keepAfter(double t, double v, double current) {
        int last = BEFORE + after - 1;
        if (after < AFTER && (after == 0 || t - trace[3 * last] >= AFTER_SPACING_SECOND)) {
            keep(BEFORE + after++, t, v, current);
        }
    }

    private void keep(int point, double t, double v, double current) {
        trace[3 * point] = t;
        trace[3 * point + 1] = v;
        trace[3 * point + 2] = current;
    }

    /// The evidence of a collapse that has just become certain at the measurement given.
    public Collapse collapse(long seq, double testTimeSecond, double v, double current) {
        List<TracePoint> points = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            points.add(point(i));
        }
        for (int i = BEFORE; i < BEFORE + after; i++) {
            points.add(point(i));
        }
        return new Collapse(onsetTestTimeSecond, onsetSeq, testTimeSecond, seq, thresholdVolt / COLLAPSE_FRACTION, thresholdVolt,
                onsetVolt, v, current, points);
    }

    private TracePoint point(int i) {
        return new TracePoint(trace[3 * i], trace[3 * i + 1], trace[3 * i + 2]);
    }

    public void writeTo(StateWriter out) {
        out.putDouble(baselineVolt);
        out.putDouble(excludedChargeAh);
        out.putDouble(referenceVolt);
        out.putDouble(referenceAmpere);
        out.putInt(measurements);
        out.putDouble(learnedSecond);
        out.putBoolean(suspecting);
        out.putBoolean(certain);
        out.putByte(before);
        out.putDoubles(trace, 3 * before);
        if (suspecting) {
            out.putDouble(onsetTestTimeSecond);
            out.putLong(onsetSeq);
            out.putDouble(onsetVolt);
            out.putDouble(thresholdVolt);
            out.putByte(after);
            for (int i = 3 * BEFORE; i < 3 * (BEFORE + after); i++) {
                out.putDouble(trace[i]);
            }
        }
    }

    public void readFrom(StateReader in) {
        baselineVolt = in.getDouble();
        excludedChargeAh = in.getDouble();
        referenceVolt = in.getDouble();
        referenceAmpere = in.getDouble();
        measurements = in.getInt();
        learnedSecond = in.getDouble();
        suspecting = in.getBoolean();
        certain = in.getBoolean();
        before = in.getByte();
        in.getDoubles(trace, 3 * before);
        after = 0;
        if (suspecting) {
            onsetTestTimeSecond = in.getDouble();
            onsetSeq = in.getLong();
            onsetVolt = in.getDouble();
            thresholdVolt = in.getDouble();
            after = in.getByte();
            for (int i = 3 * BEFORE; i < 3 * (BEFORE + after); i++) {
                trace[i] = in.getDouble();
            }
        }
    }
}
