package coulombus.core.measurement;

import java.util.Arrays;

/// Consecutive measurements of one run, kept as columns: the measurement at index `i` has the number `firstSeq() + i`.
///
/// Names, units and signs are those of the Battery Data Format: **positive current charges the cell** (strips the working electrode),
/// negative current discharges (plates) it. A quantity the device does not report is NaN, a count it does not report is
/// [#UNKNOWN_COUNT].
///
/// One thread owns a batch and uses it again and again: [#clear(long)] empties it without giving its memory away.
public final class MeasurementBatch {
    /// A count the device does not report.
    public static final int UNKNOWN_COUNT = -1;

    private long firstSeq;
    private int size;
    private double[] testTimeSecond;
    private double[] voltageVolt;
    private double[] currentAmpere;
    private double[] stepTimeSecond;
    private double[] unixTimeSecond;
    private double[] chargingCapacityAh;
    private double[] dischargingCapacityAh;
    private double[] temperatureCelsius;
    private int[] cycleCount;
    private int[] stepCount;
    private int[] stepId;
    private byte[] stepKindCode;
    private int[] marks;

    public MeasurementBatch(int initialCapacity) {
        testTimeSecond = new double[initialCapacity];
        voltageVolt = new double[initialCapacity];
        currentAmpere = new double[initialCapacity];
        stepTimeSecond = new double[initialCapacity];
        unixTimeSecond = new double[initialCapacity];
        chargingCapacityAh = new double[initialCapacity];
        dischargingCapacityAh = new double[initialCapacity];
        temperatureCelsius = new double[initialCapacity];
        cycleCount = new int[initialCapacity];
        stepCount = new int[initialCapacity];
        stepId = new int[initialCapacity];
        stepKindCode = new byte[initialCapacity];
        marks = new int[initialCapacity];
    }

    /// Empties the batch; the next row added has the number `firstSeq`.
    public void clear(long firstSeq) {
        this.firstSeq = firstSeq;
        this.size = 0;
    }

    /// Adds a row of which nothing is known yet and answers its index.
    public int addRow() {
        int i = size;
        resize(i + 1);
        testTimeSecond[i] = Double.NaN;
        voltageVolt[i] = Double.NaN;
        currentAmpere[i] = Double.NaN;
        stepTimeSecond[i] = Double.NaN;
        unixTimeSecond[i] = Double.NaN;
        chargingCapacityAh[i] = Double.NaN;
        dischargingCapacityAh[i] = Double.NaN;
        temperatureCelsius[i] = Double.NaN;
        cycleCount[i] = UNKNOWN_COUNT;
        stepCount[i] = UNKNOWN_COUNT;
        stepId[i] = UNKNOWN_COUNT;
        stepKindCode[i] = 0;
        marks[i] = 0;
        return i;
    }

    /// Makes the batch hold `size` rows; the content of rows beyond the former size is undefined until set. For decoders, which
    /// write whole columns.
    public void resize(int size) {
        if (size > testTimeSecond.length) {
            grow(Math.max(size, testTimeSecond.length * 2));
        }
        this.size = size;
    }

    private void grow(int capacity) {
        testTimeSecond = Arrays.copyOf(testTimeSecond, capacity);
        voltageVolt = Arrays.copyOf(voltageVolt, capacity);
        currentAmpere = Arrays.copyOf(currentAmpere, capacity);
        stepTimeSecond = Arrays.copyOf(stepTimeSecond, capacity);
        unixTimeSecond = Arrays.copyOf(unixTimeSecond, capacity);
        chargingCapacityAh = Arrays.copyOf(chargingCapacityAh, capacity);
        dischargingCapacityAh = Arrays.copyOf(dischargingCapacityAh, capacity);
        temperatureCelsius = Arrays.copyOf(temperatureCelsius, capacity);
        cycleCount = Arrays.copyOf(cycleCount, capacity);
        stepCount = Arrays.copyOf(stepCount, capacity);
        stepId = Arrays.copyOf(stepId, capacity);
        stepKindCode = Arrays.copyOf(stepKindCode, capacity);
        marks = Arrays.copyOf(marks, capacity);
    }

    /// Appends row `i` of `other`. The caller answers for the numbers staying contiguous.
    public void addCopy(MeasurementBatch other, int i) {
        int k = addRow();
        testTimeSecond[k] = other.testTimeSecond[i];
        voltageVolt[k] = other.voltageVolt[i];
        currentAmpere[k] = other.currentAmpere[i];
        stepTimeSecond[k] = other.stepTimeSecond[i];
        unixTimeSecond[k] = other.unixTimeSecond[i];
        chargingCapacityAh[k] = other.chargingCapacityAh[i];
        dischargingCapacityAh[k] = other.dischargingCapacityAh[i];
        temperatureCelsius[k] = other.temperatureCelsius[i];
        cycleCount[k] = other.cycleCount[i];
        stepCount[k] = other.stepCount[i];
        stepId[k] = other.stepId[i];
        stepKindCode[k] = other.stepKindCode[i];
        marks[k] = other.marks[i];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// The number of the first measurement in the run, counted by the device where it counts, from 1.
    public long firstSeq() {
        return firstSeq;
    }

    public long seq(int i) {
        return firstSeq + i;
    }

    /// Seconds since the start of the test, never decreasing once a driver has settled it.
    public double testTimeSecond(int i) {
        return testTimeSecond[i];
    }

    public void setTestTimeSecond(int i, double value) {
        testTimeSecond[i] = value;
    }

    /// Terminal voltage, working minus counter electrode.
    public double voltageVolt(int i) {
        return voltageVolt[i];
    }

    public void setVoltageVolt(int i, double value) {
        voltageVolt[i] = value;
    }

    /// Positive charges (strips), negative discharges (plates); NaN where the device gave none.
    public double currentAmpere(int i) {
        return currentAmpere[i];
    }

    public void setCurrentAmpere(int i, double value) {
        currentAmpere[i] = value;
    }

    /// Seconds since this execution of the step began, or NaN.
    public double stepTimeSecond(int i) {
        return stepTimeSecond[i];
    }

    public void setStepTimeSecond(int i, double value) {
        stepTimeSecond[i] = value;
    }

    /// Wall clock in seconds since 1970-01-01T00:00Z as the device told it, or NaN. Only for showing and for finding clock jumps;
    /// never for order.
    public double unixTimeSecond(int i) {
        return unixTimeSecond[i];
    }

    public void setUnixTimeSecond(int i, double value) {
        unixTimeSecond[i] = value;
    }

    /// The device's own counter of charge put in, 0 or more; it may be reset wherever the vendor resets it. NaN where there is none.
    public double chargingCapacityAh(int i) {
        return chargingCapacityAh[i];
    }

    public void setChargingCapacityAh(int i, double value) {
        chargingCapacityAh[i] = value;
    }

    /// The device's own counter of charge taken out, 0 or more; it may be reset wherever the vendor resets it. NaN where there is none.
    public double dischargingCapacityAh(int i) {
        return dischargingCapacityAh[i];
    }

    public void setDischargingCapacityAh(int i, double value) {
        dischargingCapacityAh[i] = value;
    }

    /// Temperature at the cell, or NaN.
    public double temperatureCelsius(int i) {
        return temperatureCelsius[i];
    }

    public void setTemperatureCelsius(int i, double value) {
        temperatureCelsius[i] = value;
    }

    /// The vendor's cycle number, untouched, or [#UNKNOWN_COUNT].
    public int cycleCount(int i) {
        return cycleCount[i];
    }

    public void setCycleCount(int i, int value) {
        cycleCount[i] = value;
    }

    /// Rises by one at every execution of a step and never repeats, or [#UNKNOWN_COUNT].
    public int stepCount(int i) {
        return stepCount[i];
    }

    public void setStepCount(int i, int value) {
        stepCount[i] = value;
    }

    /// The vendor's step of the program, which repeats in a loop, untouched, or [#UNKNOWN_COUNT].
    public int stepId(int i) {
        return stepId[i];
    }

    public void setStepId(int i, int value) {
        stepId[i] = value;
    }

    public StepKind stepKind(int i) {
        return StepKind.ofCode(stepKindCode[i]);
    }

    public void setStepKind(int i, StepKind value) {
        stepKindCode[i] = value.code();
    }

    /// Bits of [Mark].
    public int marks(int i) {
        return marks[i];
    }

    public void addMark(int i, int mark) {
        marks[i] |= mark;
    }

    /// The columns themselves, for codecs: valid up to [#size()], shared and not copied, replaced when the batch grows.
    public Columns columns() {
        return new Columns(testTimeSecond, voltageVolt, currentAmpere, stepTimeSecond, unixTimeSecond, chargingCapacityAh,
                dischargingCapacityAh, temperatureCelsius, cycleCount, stepCount, stepId, stepKindCode, marks);
    }

    /// Direct view of a batch's arrays; see [MeasurementBatch#columns()].
    @SuppressWarnings("ArrayRecordComponent")
    public record Columns(double[] testTimeSecond, double[] voltageVolt, double[] currentAmpere, double[] stepTimeSecond,
            double[] unixTimeSecond, double[] chargingCapacityAh, double[] dischargingCapacityAh, double[] temperatureCelsius,
            int[] cycleCount, int[] stepCount, int[] stepId, byte[] stepKindCode, int[] marks) {}
}
