package coulombus.core.measurement;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Keeps the books of a run's measurements: which have been counted, how much time and counted charge lies between two of them, and
/// what is wrong with them. It knows nothing of half-cycles.
///
/// One owner. After [#accept] answered true the interval that ends at that measurement is described by the accessors.
public final class MeasurementLedger {
    private static final int FROZEN_MEASUREMENTS = 20;
    private static final int STUCK_MEASUREMENTS = 20;
    private static final double CLOCK_JUMP_SECOND = 60;
    private static final double IMPLAUSIBLE_VOLT = 1000;
    private static final double IMPLAUSIBLE_AH = 1e9;
    /// Intervals seen before the longest of them says what the recording rule is.
    private static final int INTERVALS_TO_LEARN = 20;
    /// No recording rule leaves a current unrecorded for longer; the clock is wrong, or the test stood.
    private static final double LONGEST_COUNTED_SECOND = 86_400;

    private final QualityTally tally = new QualityTally();

    private boolean any;
    private long seq = -1;
    private double testTimeSecond = Double.NaN;
    private double unixTimeSecond;
    private double voltageVolt;
    private int stepCount;
    private double chargingCounterAh = Double.NaN;
    private double dischargingCounterAh = Double.NaN;
    private int frozen;
    private int stuck;
    private double sameVoltageSinceAmpere;
    private double longestIntervalSecond;
    private int intervals;
    /// Test time from which the clock fell back, NaN where it did not or has caught up.
    private double fellFromSecond = Double.NaN;

    private double intervalSecond;
    private double gapSecond;
    private boolean measuredInterval;
    private boolean newStep;
    private double chargingIncrementAh;
    private double dischargingIncrementAh;

    /// True where measurement `i` follows the last one as nearly all do, so that no rule for the exceptions can apply: the next number
    /// of the same step, an interval no longer than any before it, nothing marked. [#acceptOrdinary] may take it in. Changes nothing.
    public boolean isOrdinary(MeasurementBatch batch, int i) {
        double t = batch.testTimeSecond(i);
        double dt = t - testTimeSecond;
        return dt > 0 && dt <= longestIntervalSecond && dt < LONGEST_COUNTED_SECOND && batch.seq(i) == seq + 1
                && batch.stepCount(i) == stepCount && batch.marks(i) == 0 && Math.abs(batch.voltageVolt(i)) < IMPLAUSIBLE_VOLT
                && !(t >= fellFromSecond) && !(Math.abs(batch.unixTimeSecond(i) - unixTimeSecond - dt) > CLOCK_JUMP_SECOND);
    }

    /// Takes measurement `i`, which [#isOrdinary], into the books: what [#accept] does where nothing is out of the ordinary.
    public void acceptOrdinary(MeasurementBatch batch, int i) {
        double t = batch.testTimeSecond(i);
        double v = batch.voltageVolt(i);
        seq++;
        intervalSecond = t - testTimeSecond;
        gapSecond = 0;
        measuredInterval = true;
        newStep = false;
        frozen = 0;
        intervals++;
        counters(batch.chargingCapacityAh(i), batch.dischargingCapacityAh(i));
        voltageRepeats(seq, v, batch.currentAmpere(i));
        testTimeSecond = t;
        unixTimeSecond = batch.unixTimeSecond(i);
        voltageVolt = v;
    }

    /// Takes measurement `i` into the books. False where it must be left out: it came before, or is no measurement at all.
    public boolean accept(MeasurementBatch batch, int i) {
        long n = batch.seq(i);
        double t = batch.testTimeSecond(i);
        double v = batch.voltageVolt(i);
        if (n <= seq) {
            tally.count(DataQualityKind.DUPLICATE_MEASUREMENT, n, n, Double.NaN);
            return false;
        }
        long missing = n - seq - 1;
        seq = n;
        if (!(Math.abs(v) < IMPLAUSIBLE_VOLT) || !(Math.abs(t) < Double.POSITIVE_INFINITY)) {
            tally.count(DataQualityKind.IMPLAUSIBLE_VOLTAGE, n, v, t);
            return false;
        }
        double unix = batch.unixTimeSecond(i);
        int step = batch.stepCount(i);
        if (any) {
            interval(batch, i, missing, t, unix, step);
        } else {
            firstMeasurement();
        }
        counters(batch.chargingCapacityAh(i), batch.dischargingCapacityAh(i));
        voltageRepeats(n, v, batch.currentAmpere(i));
        any = true;
        testTimeSecond = t;
        unixTimeSecond = unix;
        voltageVolt = v;
        stepCount = step;
        return true;
    }

    private void firstMeasurement() {
        intervalSecond = 0;
        gapSecond = 0;
        measuredInterval = false;
        newStep = true;
    }

    private void interval(MeasurementBatch batch, int i, long missing, double t, double unix, int step) {
        double dt = t - testTimeSecond;
        newStep = step != stepCount;
        gapSecond = 0;
        if (dt < 0) {
            fellBack(batch.seq(i), t);
            return;
        }
        intervalSecond = dt;
        boolean border = (batch.marks(i) & Mark.BORDER) != 0;
        measuredInterval = !border;
        if (dt == 0) {
            stoodStill(batch.seq(i), t, unix, newStep && step != MeasurementBatch.UNKNOWN_COUNT
                    && stepCount != MeasurementBatch.UNKNOWN_COUNT);
            return;
        }
        frozen = 0;
        if (t >= fellFromSecond) {
            fellFromSecond = Double.NaN;
            if (dt > 3 * longestIntervalSecond) {
                // The clock is back where it fell from: what it jumped is no time that passed since the last measurement.
                measuredInterval = false;
                gapSecond = Double.NaN;
                return;
            }
        }
        if (border) {
            gapSecond = dt;
            return;
        }
        // A rest is often recorded sparsely, and what happens again is the recording rule: only the first long pause under current counts.
        boolean flowing = Math.abs(batch.currentAmpere(i)) > 0;
        boolean pause = flowing && intervals >= INTERVALS_TO_LEARN && dt > 3 * longestIntervalSecond && dt > CLOCK_JUMP_SECOND;
        boolean tooLong = dt >= LONGEST_COUNTED_SECOND;
        if (missing > 0 || pause && !newStep || tooLong) {
            gapSecond = dt;
            measuredInterval = !(pause && newStep || tooLong);
            tally.count(DataQualityKind.GAP, batch.seq(i), missing, dt);
        }
        if (missing == 0) {
            intervals++;
            longestIntervalSecond = Math.max(longestIntervalSecond, dt);
        }
        if (Math.abs(unix - unixTimeSecond - dt) > Math.max(CLOCK_JUMP_SECOND, 3 * dt)) {
            tally.count(DataQualityKind.CLOCK_JUMP, batch.seq(i), unix - unixTimeSecond, dt);
        }
    }

    private void fellBack(long n, double t) {
        tally.count(DataQualityKind.TIME_RESET, n, testTimeSecond, t);
        fellFromSecond = Double.isNaN(fellFromSecond) ? testTimeSecond : fellFromSecond;
        intervalSecond = 0;
        measuredInterval = false;
        gapSecond = newStep ? 0 : Double.NaN;
    }

    /// @param boundary true between the last measurement of a step and the first of the next, which cyclers write at the same time
    private void stoodStill(long n, double t, double unix, boolean boundary) {
        if (!boundary) {
            tally.count(DataQualityKind.DUPLICATE_TIME, n, t, Double.NaN);
        }
        frozen++;
        if (frozen == FROZEN_MEASUREMENTS) {
            tally.count(DataQualityKind.FROZEN_TEST_CLOCK, n, t, FROZEN_MEASUREMENTS);
        }
        if (frozen >= FROZEN_MEASUREMENTS && unix > unixTimeSecond) {
            gapSecond = unix - unixTimeSecond;
        }
    }

    private void counters(double chargingAh, double dischargingAh) {
        double charging = plausible(chargingAh);
        double discharging = plausible(dischargingAh);
        chargingIncrementAh = increment(chargingCounterAh, charging);
        dischargingIncrementAh = increment(dischargingCounterAh, discharging);
        if (!Double.isNaN(charging)) {
            chargingCounterAh = charging;
        }
        if (!Double.isNaN(discharging)) {
            dischargingCounterAh = discharging;
        }
    }

    private static double plausible(double counterAh) {
        return Math.abs(counterAh) < IMPLAUSIBLE_AH ? counterAh : Double.NaN;
    }

    /// A counter that falls below half of itself was reset to zero; a smaller fall is the counter's own noise.
    private static double increment(double before, double now) {
        double rise = now - before;
        if (rise > 0) {
            return rise;
        }
        if (!(rise < 0)) {
            return 0;
        }
        return now < 0.5 * before ? now : rise;
    }

    /// A sensor is stuck where the voltage stays the same to the last digit for long after the current was reversed or switched on.
    /// Constant-voltage steps and flat plateaus keep their voltage under a steady current; a shorted cell shows about 0 V whatever flows.
    private void voltageRepeats(long n, double v, double current) {
        if (v != voltageVolt || !any || Math.abs(v) < 0.001) {
            sameVoltageSinceAmpere = current;
            stuck = 0;
            return;
        }
        boolean reversed = current * sameVoltageSinceAmpere < 0;
        boolean switchedOn = sameVoltageSinceAmpere == 0 && current != 0;
        stuck = reversed || switchedOn ? stuck + 1 : 0;
        if (stuck == STUCK_MEASUREMENTS) {
            tally.count(DataQualityKind.STUCK_SENSOR, n, v, stuck);
        }
    }

    /// What was found about the data.
    public QualityTally tally() {
        return tally;
    }

    /// The number of the last measurement seen, 0 before the first: everything up to it has been counted or left out.
    public long highestSeq() {
        return Math.max(0, seq);
    }

    /// Test time of the last measurement taken in, NaN before the first.
    public double testTimeSecond() {
        return testTimeSecond;
    }

    /// Time since the measurement before, 0 or more.
    public double intervalSecond() {
        return intervalSecond;
    }

    /// Time since the measurement before where measurements are missing in it or the clock cannot be believed, else 0; NaN where its
    /// length is not known.
    public double gapSecond() {
        return gapSecond;
    }

    /// False where nothing is known of the interval: charge must not be counted over it.
    public boolean isMeasuredInterval() {
        return measuredInterval;
    }

    /// True where this measurement belongs to another execution of a step than the one before.
    public boolean isNewStep() {
        return newStep;
    }

    /// What the device's counter of charge put in moved by, 0 where it has none.
    public double chargingIncrementAh() {
        return chargingIncrementAh;
    }

    /// What the device's counter of charge taken out moved by, 0 where it has none.
    public double dischargingIncrementAh() {
        return dischargingIncrementAh;
    }

    /// The device's counter of charge put in as last read, NaN where it has none.
    public double chargingCounterAh() {
        return chargingCounterAh;
    }

    /// The device's counter of charge taken out as last read, NaN where it has none.
    public double dischargingCounterAh() {
        return dischargingCounterAh;
    }

    public void writeTo(StateWriter out) {
        out.putBoolean(any);
        out.putLong(seq);
        out.putDouble(testTimeSecond);
        out.putDouble(unixTimeSecond);
        out.putDouble(voltageVolt);
        out.putInt(stepCount);
        out.putDouble(chargingCounterAh);
        out.putDouble(dischargingCounterAh);
        out.putInt(frozen);
        out.putInt(stuck);
        out.putDouble(sameVoltageSinceAmpere);
        out.putDouble(longestIntervalSecond);
        out.putInt(intervals);
        out.putDouble(fellFromSecond);
        tally.writeTo(out);
    }

    public void readFrom(StateReader in) {
        any = in.getBoolean();
        seq = in.getLong();
        testTimeSecond = in.getDouble();
        unixTimeSecond = in.getDouble();
        voltageVolt = in.getDouble();
        stepCount = in.getInt();
        chargingCounterAh = in.getDouble();
        dischargingCounterAh = in.getDouble();
        frozen = in.getInt();
        stuck = in.getInt();
        sameVoltageSinceAmpere = in.getDouble();
        longestIntervalSecond = in.getDouble();
        intervals = in.getInt();
        fellFromSecond = in.getDouble();
        tally.readFrom(in);
    }
}
