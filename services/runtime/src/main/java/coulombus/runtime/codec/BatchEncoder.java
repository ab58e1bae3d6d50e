package coulombus.runtime.codec;

import java.util.UUID;

import coulombus.core.measurement.MeasurementBatch;

/// Writes measurements straight from the core's columns: a column in which all values are one is one value, a column of which
/// nothing is known is none.
final class BatchEncoder {
    private static final int DOUBLE_COLUMNS = 8;
    private static final int INT_COLUMNS = 5;

    private BatchEncoder() {}

    static byte[] encode(long fingerprint, UUID runId, MeasurementBatch batch, int from, int to) {
        int n = to - from;
        // Enough where counts are small; the output grows where they are not.
        AvroOutput out = new AvroOutput(64 + n * (DOUBLE_COLUMNS * Double.BYTES + INT_COLUMNS * 2));
        out.writeHeader(fingerprint);
        out.writeUuid(runId);
        out.writeLong(batch.seq(from));
        out.writeLong(n);
        MeasurementBatch.Columns c = batch.columns();
        write(out, c.testTimeSecond(), from, to);
        write(out, c.voltageVolt(), from, to);
        write(out, c.currentAmpere(), from, to);
        write(out, c.stepTimeSecond(), from, to);
        write(out, c.unixTimeSecond(), from, to);
        write(out, c.chargingCapacityAh(), from, to);
        write(out, c.dischargingCapacityAh(), from, to);
        write(out, c.temperatureCelsius(), from, to);
        write(out, c.cycleCount(), from, to, MeasurementBatch.UNKNOWN_COUNT);
        write(out, c.stepCount(), from, to, MeasurementBatch.UNKNOWN_COUNT);
        write(out, c.stepId(), from, to, MeasurementBatch.UNKNOWN_COUNT);
        write(out, c.stepKindCode(), from, to);
        write(out, c.marks(), from, to, 0);
        return out.toByteArray();
    }

    private static void write(AvroOutput out, double[] column, int from, int to) {
        long first = Double.doubleToLongBits(column[from]);
        int end = from + 1;
        while (end < to && Double.doubleToLongBits(column[end]) == first) {
            end++;
        }
        if (end < to) {
            out.writeLong(to - from);
            out.writeDoubles(column, from, to);
        } else if (!Double.isNaN(column[from])) {
            out.writeLong(1);
            out.writeDoubles(column, from, from + 1);
        } else {
            out.writeLong(0);
            return;
        }
        out.writeLong(0);
    }

    private static void write(AvroOutput out, int[] column, int from, int to, int absent) {
        int first = column[from];
        int end = from + 1;
        while (end < to && column[end] == first) {
            end++;
        }
        if (end < to) {
            out.writeLong(to - from);
            for (int i = from; i < to; i++) {
                out.writeLong(column[i]);
            }
        } else if (first != absent) {
            out.writeLong(1);
            out.writeLong(first);
        } else {
            out.writeLong(0);
            return;
        }
        out.writeLong(0);
    }

    private static void write(AvroOutput out, byte[] column, int from, int to) {
        byte first = column[from];
        int end = from + 1;
        while (end < to && column[end] == first) {
            end++;
        }
        if (end < to) {
            out.writeLong(to - from);
            for (int i = from; i < to; i++) {
                out.writeLong(column[i]);
            }
        } else if (first != 0) {
            out.writeLong(1);
            out.writeLong(first);
        } else {
            out.writeLong(0);
            return;
        }
        out.writeLong(0);
    }
}
