package coulombus.runtime.codec;

import java.util.Arrays;
import java.util.List;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

import coulombus.core.measurement.MeasurementBatch;

/// Reads measurements straight into the core's columns: nothing is allocated for a measurement, only two small objects for a batch
/// and what the columns grow by. A batch of an older schema takes Avro's resolving way.
final class BatchDecoder {
    private static final Schema CURRENT = coulombus.schemas.MeasurementBatch.getClassSchema();

    private BatchDecoder() {}

    static void decodeCurrent(byte[] bytes, MeasurementBatch into) throws UnreadableRecordException {
        AvroInput in = new AvroInput(bytes, SingleObject.HEADER_SIZE);
        in.skip(MeasurementCodec.RUN_ID_SIZE);
        long firstSeq = in.readLong();
        int n = prepare(into, firstSeq, in.readInt());
        MeasurementBatch.Columns c = into.columns();
        read(in, c.testTimeSecond(), n, "test_time_second");
        read(in, c.voltageVolt(), n, "voltage_volt");
        read(in, c.currentAmpere(), n, "current_ampere");
        read(in, c.stepTimeSecond(), n, "step_time_second");
        read(in, c.unixTimeSecond(), n, "unix_time_second");
        read(in, c.chargingCapacityAh(), n, "charging_capacity_ah");
        read(in, c.dischargingCapacityAh(), n, "discharging_capacity_ah");
        read(in, c.temperatureCelsius(), n, "surface_temperature_celsius");
        read(in, c.cycleCount(), n, MeasurementBatch.UNKNOWN_COUNT, "cycle_count");
        read(in, c.stepCount(), n, MeasurementBatch.UNKNOWN_COUNT, "step_count");
        read(in, c.stepId(), n, MeasurementBatch.UNKNOWN_COUNT, "step_id");
        read(in, c.stepKindCode(), n, "step_kind");
        read(in, c.marks(), n, 0, "marks");
        in.requireEnd();
    }

    static void decodeOlder(byte[] bytes, Schema writer, MeasurementBatch into) throws UnreadableRecordException {
        StructureCheck.check(bytes, writer);
        GenericRecord read;
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, SingleObject.HEADER_SIZE, bytes.length - SingleObject.HEADER_SIZE,
                    null);
            read = new GenericDatumReader<GenericRecord>(writer, CURRENT).read(null, decoder);
        } catch (Exception e) {
            throw new UnreadableRecordException("a measurement batch of an older schema: " + e.getMessage(), e);
        }
        int n = prepare(into, (Long) read.get("first_seq"), (Integer) read.get("measurement_count"));
        MeasurementBatch.Columns c = into.columns();
        copy(read, "test_time_second", c.testTimeSecond(), n);
        copy(read, "voltage_volt", c.voltageVolt(), n);
        copy(read, "current_ampere", c.currentAmpere(), n);
        copy(read, "step_time_second", c.stepTimeSecond(), n);
        copy(read, "unix_time_second", c.unixTimeSecond(), n);
        copy(read, "charging_capacity_ah", c.chargingCapacityAh(), n);
        copy(read, "discharging_capacity_ah", c.dischargingCapacityAh(), n);
        copy(read, "surface_temperature_celsius", c.temperatureCelsius(), n);
        copy(read, "cycle_count", c.cycleCount(), n, MeasurementBatch.UNKNOWN_COUNT);
        copy(read, "step_count", c.stepCount(), n, MeasurementBatch.UNKNOWN_COUNT);
        copy(read, "step_id", c.stepId(), n, MeasurementBatch.UNKNOWN_COUNT);
        int[] codes = new int[n];
        copy(read, "step_kind", codes, n, 0);
        for (int i = 0; i < n; i++) {
            c.stepKindCode()[i] = stepKindCode(codes[i]);
        }
        copy(read, "marks", c.marks(), n, 0);
    }

    private static int prepare(MeasurementBatch into, long firstSeq, int n) throws UnreadableRecordException {
        if (n < 1 || n > MeasurementCodec.LARGEST_BATCH) {
            throw new UnreadableRecordException(
                    "a batch holds 1 to " + MeasurementCodec.LARGEST_BATCH + " measurements; this one says " + n);
        }
        into.clear(firstSeq);
        into.resize(n);
        return n;
    }

    private static void read(AvroInput in, double[] column, int n, String name) throws UnreadableRecordException {
        int got = 0;
        int count;
        while ((count = in.readBlockCount(Double.BYTES)) != 0) {
            requireRoom(got, count, n, name);
            in.readDoubles(column, got, count);
            got += count;
        }
        if (got != n) {
            Arrays.fill(column, got, n, loneValue(got, n, column[0], Double.NaN, name));
        }
    }

    private static void read(AvroInput in, int[] column, int n, int absent, String name) throws UnreadableRecordException {
        int got = 0;
        int count;
        while ((count = in.readBlockCount(1)) != 0) {
            requireRoom(got, count, n, name);
            for (int end = got + count; got < end; got++) {
                column[got] = in.readInt();
            }
        }
        if (got != n) {
            Arrays.fill(column, got, n, (int) loneValue(got, n, column[0], absent, name));
        }
    }

    private static void read(AvroInput in, byte[] column, int n, String name) throws UnreadableRecordException {
        int got = 0;
        int count;
        while ((count = in.readBlockCount(1)) != 0) {
            requireRoom(got, count, n, name);
            for (int end = got + count; got < end; got++) {
                column[got] = stepKindCode(in.readInt());
            }
        }
        if (got != n) {
            Arrays.fill(column, got, n, (byte) loneValue(got, n, column[0], 0, name));
        }
    }

    private static void copy(GenericRecord from, String name, double[] column, int n) throws UnreadableRecordException {
        List<?> values = (List<?>) from.get(name);
        requireRoom(0, values.size(), n, name);
        for (int i = 0; i < values.size(); i++) {
            column[i] = (Double) values.get(i);
        }
        if (values.size() != n) {
            Arrays.fill(column, values.size(), n, loneValue(values.size(), n, column[0], Double.NaN, name));
        }
    }

    private static void copy(GenericRecord from, String name, int[] column, int n, int absent) throws UnreadableRecordException {
        List<?> values = (List<?>) from.get(name);
        requireRoom(0, values.size(), n, name);
        for (int i = 0; i < values.size(); i++) {
            column[i] = (Integer) values.get(i);
        }
        if (values.size() != n) {
            Arrays.fill(column, values.size(), n, (int) loneValue(values.size(), n, column[0], absent, name));
        }
    }

    private static void requireRoom(int got, int count, int n, String name) throws UnreadableRecordException {
        if (count > n - got) {
            throw new UnreadableRecordException("column " + name + " holds more values than the batch's " + n + " measurements");
        }
    }

    private static double loneValue(int got, int n, double only, double absent, String name) throws UnreadableRecordException {
        return switch (got) {
            case 0 -> absent;
            case 1 -> only;
            default -> throw new UnreadableRecordException(
                    "column " + name + " holds " + got + " values; " + n + ", 1 or none are possible");
        };
    }

    private static byte stepKindCode(int code) {
        return code >= 0 && code <= Byte.MAX_VALUE ? (byte) code : 0;
    }
}
