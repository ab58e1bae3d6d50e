package coulombus.runtime.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.schemas.SchemaCatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MeasurementCodecTest {
    private static final Schema SCHEMA = coulombus.schemas.MeasurementBatch.getClassSchema();
    private static final List<String> DOUBLES = List.of("test_time_second", "voltage_volt", "current_ampere", "step_time_second",
            "unix_time_second", "charging_capacity_ah", "discharging_capacity_ah", "surface_temperature_celsius");
    private static final List<String> INTS = List.of("cycle_count", "step_count", "step_id", "step_kind", "marks");

    private final MeasurementCodec codec = new MeasurementCodec();

    @Test
    void readsBackWhatItWroteBitByBit() {
        Seeds.each(300, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            MeasurementBatch batch = random.batch(1 + random.below(40));
            int from = random.below(batch.size());
            int to = from + 1 + random.below(batch.size() - from);
            MeasurementBatch read = random.batch(7);

            // When
            byte[] bytes = codec.encodeBatch(random.uuid(), batch, from, to);
            unchecked(() -> codec.decodeBatch(bytes, read));

            // Then
            assertThat(read.firstSeq()).isEqualTo(batch.seq(from));
            assertThat(read.size()).isEqualTo(to - from);
            for (int k = 0; k < DOUBLES.size(); k++) {
                assertThat(Arrays.copyOf(doubles(read).get(k), to - from)).as(DOUBLES.get(k))
                        .isEqualTo(Arrays.copyOfRange(doubles(batch).get(k), from, to));
            }
            for (int k = 0; k < INTS.size(); k++) {
                assertThat(Arrays.copyOf(ints(read).get(k), to - from)).as(INTS.get(k))
                        .isEqualTo(Arrays.copyOfRange(ints(batch).get(k), from, to));
            }
        });
    }

    @Test
    void writesWhatAvroReadsUnderTheRightNames() {
        Seeds.each(200, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            MeasurementBatch batch = random.batch(1 + random.below(20));
            UUID runId = random.uuid();

            // When
            byte[] bytes = codec.encodeBatch(runId, batch, 0, batch.size());
            GenericRecord record = readByAvro(bytes);

            // Then
            assertThat(record.get("first_seq")).isEqualTo(batch.firstSeq());
            assertThat(record.get("measurement_count")).isEqualTo(batch.size());
            ByteBuffer id = ByteBuffer.wrap(((GenericData.Fixed) record.get("run_id")).bytes());
            assertThat(new UUID(id.getLong(), id.getLong())).isEqualTo(runId);
            for (int k = 0; k < DOUBLES.size(); k++) {
                List<?> column = (List<?>) record.get(DOUBLES.get(k));
                for (int i = 0; i < batch.size(); i++) {
                    Object value = column.isEmpty() ? Double.NaN : column.get(column.size() == 1 ? 0 : i);
                    assertThat(value).as(DOUBLES.get(k)).isEqualTo(doubles(batch).get(k)[i]);
                }
            }
            for (int k = 0; k < INTS.size(); k++) {
                List<?> column = (List<?>) record.get(INTS.get(k));
                for (int i = 0; i < batch.size(); i++) {
                    Object value = column.isEmpty() ? (k < 3 ? -1 : 0) : column.get(column.size() == 1 ? 0 : i);
                    assertThat(value).as(INTS.get(k)).isEqualTo(ints(batch).get(k)[i]);
                }
            }
        });
    }

    @Test
    void readsWhatAvroWroteInSeveralBlocksWithTheirSizes() {
        Seeds.each(100, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            MeasurementBatch batch = random.batch(1 + random.below(60));
            GenericRecord record = unchecked(() -> readByAvro(codec.encodeBatch(random.uuid(), batch, 0, batch.size())));
            byte[] blocked = unchecked(() -> writeByAvro(record, new EncoderFactory().configureBlockSize(64)));
            MeasurementBatch read = new MeasurementBatch(1);

            // When
            unchecked(() -> codec.decodeBatch(blocked, read));

            // Then
            byte[] again = codec.encodeBatch(codecRunId(blocked), read, 0, read.size());
            assertThat(again).isEqualTo(codec.encodeBatch(codecRunId(blocked), batch, 0, batch.size()));
        });
    }

    @Test
    void leavesOutWhatIsUnknownAndWritesOnceWhatIsTheSame() {
        // Given
        MeasurementBatch batch = new MeasurementBatch(1000);
        batch.clear(1);
        for (int i = 0; i < 1000; i++) {
            batch.addRow();
            batch.setCurrentAmpere(i, -0.001);
            batch.setStepCount(i, 7);
        }

        // When
        byte[] bytes = codec.encodeBatch(new UUID(1, 2), batch, 0, 1000);

        // Then: header, run id, first number, count; thirteen columns' ends; a double and a small number, each with a block count
        assertThat(bytes).hasSize(10 + 16 + 1 + 2 + 13 + 9 + 2);
    }

    @Test
    void tellsTheThreeKindsApartAndNamesTheirRun() {
        Seeds.each(50, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            RunFacts facts = random.record(RunFacts.class);
            RunEnding ending = random.record(RunEnding.class);
            UUID ofBatch = random.uuid();

            // When
            byte[] started = codec.encodeStarted(facts);
            byte[] batch = codec.encodeBatch(ofBatch, random.batch(3), 0, 3);
            byte[] ended = codec.encodeEnded(ending);

            // Then
            unchecked(() -> {
                assertThat(codec.kindOf(started)).isEqualTo(MeasurementCodec.Kind.STARTED);
                assertThat(codec.kindOf(batch)).isEqualTo(MeasurementCodec.Kind.BATCH);
                assertThat(codec.kindOf(ended)).isEqualTo(MeasurementCodec.Kind.ENDED);
                assertThat(codec.runId(started)).isEqualTo(facts.runId());
                assertThat(codec.runId(batch)).isEqualTo(ofBatch);
                assertThat(codec.runId(ended)).isEqualTo(ending.runId());
                assertThat(codec.decodeStarted(started)).isEqualTo(facts);
                assertThat(codec.decodeEnded(ended)).isEqualTo(ending);
            });
        });
    }

    @Test
    void readsABatchOfAnOlderSchema() throws Exception {
        // Given: a version that had fewer columns, one of them since dropped
        Schema older = SchemaBuilder.record("MeasurementBatch").namespace("coulombus.schemas").fields().name("run_id")
                .type(Schema.createFixed("RunId", null, "coulombus.schemas", 16)).noDefault().requiredLong("first_seq")
                .requiredInt("measurement_count").name("voltage_volt").type().array().items().doubleType().noDefault().name("power_watt")
                .type().array().items().doubleType().noDefault().name("step_kind").type().array().items().intType().noDefault().endRecord();
        GenericRecord record = new GenericData.Record(older);
        record.put("run_id", new GenericData.Fixed(older.getField("run_id").schema(), new byte[16]));
        record.put("first_seq", 5L);
        record.put("measurement_count", 3);
        record.put("voltage_volt", List.of(1.5, 2.5, Double.NaN));
        record.put("power_watt", List.of(9.0));
        record.put("step_kind", List.of(3));
        byte[] bytes = bytesOf(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), older).encode(record));
        MeasurementCodec withOlder = new MeasurementCodec(SchemaCatalog.of(older));
        MeasurementBatch read = new RandomRecords(1).batch(9);

        // When
        withOlder.decodeBatch(bytes, read);

        // Then
        assertThat(withOlder.kindOf(bytes)).isEqualTo(MeasurementCodec.Kind.BATCH);
        assertThat(read.size()).isEqualTo(3);
        assertThat(read.seq(2)).isEqualTo(7);
        assertThat(Arrays.copyOf(read.columns().voltageVolt(), 3)).containsExactly(1.5, 2.5, Double.NaN);
        assertThat(Arrays.copyOf(read.columns().currentAmpere(), 3)).containsOnly(Double.NaN);
        assertThat(Arrays.copyOf(read.columns().cycleCount(), 3)).containsOnly(-1);
        assertThat(Arrays.copyOf(read.columns().stepKindCode(), 3)).containsOnly(3);
        assertThatThrownBy(() -> codec.decodeBatch(bytes, read)).isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("fingerprint");
    }

    @Test
    void largestBatchStaysBelowOneMegabyte() {
        // Given
        MeasurementBatch batch = new MeasurementBatch(MeasurementCodec.LARGEST_BATCH);
        batch.clear(Long.MAX_VALUE - MeasurementCodec.LARGEST_BATCH);
        RandomRecords random = new RandomRecords(3);
        for (int i = 0; i < MeasurementCodec.LARGEST_BATCH; i++) {
            batch.addRow();
            ints(batch);
        }
        MeasurementBatch.Columns c = batch.columns();
        for (double[] column : doubles(batch)) {
            Arrays.setAll(column, i -> random.below(1_000_000) + 0.1);
        }
        for (int[] column : List.of(c.cycleCount(), c.stepCount(), c.stepId(), c.marks())) {
            Arrays.setAll(column, i -> Integer.MIN_VALUE + i % 2);
        }

        // When
        byte[] bytes = codec.encodeBatch(new UUID(1, 2), batch, 0, batch.size());

        // Then
        assertThat(bytes.length).isLessThan(1_000_000);
    }

    @Test
    void refusesToWriteNothingOrTooMuch() {
        // Given
        MeasurementBatch batch = new RandomRecords(1).batch(MeasurementCodec.LARGEST_BATCH + 1);

        // When / Then
        assertThatThrownBy(() -> codec.encodeBatch(new UUID(0, 0), batch, 3, 3)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> codec.encodeBatch(new UUID(0, 0), batch, 0, batch.size())).hasMessageContaining("was 10001");
    }

    private static UUID codecRunId(byte[] bytes) {
        return unchecked(() -> new MeasurementCodec().runId(bytes));
    }

    static List<double[]> doubles(MeasurementBatch batch) {
        MeasurementBatch.Columns c = batch.columns();
        return List.of(c.testTimeSecond(), c.voltageVolt(), c.currentAmpere(), c.stepTimeSecond(), c.unixTimeSecond(),
                c.chargingCapacityAh(), c.dischargingCapacityAh(), c.temperatureCelsius());
    }

    private static List<int[]> ints(MeasurementBatch batch) {
        MeasurementBatch.Columns c = batch.columns();
        int[] kinds = new int[c.stepKindCode().length];
        Arrays.setAll(kinds, i -> c.stepKindCode()[i]);
        return List.of(c.cycleCount(), c.stepCount(), c.stepId(), kinds, c.marks());
    }

    private static GenericRecord readByAvro(byte[] bytes) {
        return unchecked(() -> new GenericDatumReader<GenericRecord>(SCHEMA).read(null,
                DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null)));
    }

    private static byte[] writeByAvro(GenericRecord record, EncoderFactory factory) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytesOf(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), SCHEMA).encode(record)), 0, 10);
        BinaryEncoder encoder = factory.blockingBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(SCHEMA).write(new GenericRecordBuilder((GenericData.Record) record).build(), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    interface Action<T> {
        T run() throws Exception;
    }

    interface Step {
        void run() throws Exception;
    }

    static <T> T unchecked(Action<T> action) {
        try {
            return action.run();
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static void unchecked(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
