package coulombus.formats;

import java.util.Arrays;

import coulombus.core.measurement.StepKind;

/// One row of a table while it is on its way into a batch: first as printed, in base units, then settled. Rows are used again and again.
final class Row {
    private final double[] value = new double[Quantity.COUNT];
    StepKind stepKind;
    boolean suspended;
    /// True where the row holds no measurement: blank, or a heading between measurements.
    boolean skipped;
    /// Why it cannot be read, or `null`.
    String fault;
    /// Line in the file, from 1.
    long line;
    int fields;

    // settled
    long number;
    int stepCount;
    int marks;

    void begin(long line) {
        Arrays.fill(value, Double.NaN);
        this.line = line;
        stepKind = StepKind.UNKNOWN;
        suspended = false;
        skipped = false;
        fault = null;
        fields = 0;
        marks = 0;
    }

    void copyFrom(Row other) {
        System.arraycopy(other.value, 0, value, 0, value.length);
        stepKind = other.stepKind;
        suspended = other.suspended;
        skipped = other.skipped;
        fault = other.fault;
        line = other.line;
        fields = other.fields;
        number = other.number;
        stepCount = other.stepCount;
        marks = other.marks;
    }

    double get(Quantity quantity) {
        return value[quantity.ordinal()];
    }

    boolean has(Quantity quantity) {
        return !Double.isNaN(value[quantity.ordinal()]);
    }

    void set(Quantity quantity, double to) {
        value[quantity.ordinal()] = to;
    }

    /// Sets what stands at the ordinal of a quantity.
    void set(int slot, double to) {
        value[slot] = to;
    }

    /// The count in that column, or -1.
    int count(Quantity quantity) {
        double count = value[quantity.ordinal()];
        return count >= 0 && count <= Integer.MAX_VALUE ? (int) Math.rint(count) : -1;
    }
}
