package coulombus.runtime.codec;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunFacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnreadableBytesTest {
    private static final long ALLOWED_BYTES = 4_000_000;

    private final MeasurementCodec codec = new MeasurementCodec();
    private final MeasurementBatch batch = new MeasurementBatch(16);

    interface Reader {
        void read(byte[] bytes) throws UnreadableRecordException;
    }

    record Case(byte[] bytes, Reader reader) {}

    private List<Case> cases(RandomRecords random) {
        UUID run = random.uuid();
        return List.of(new Case(codec.encodeBatch(run, random.batch(12), 0, 12), b -> codec.decodeBatch(b, batch)),
                new Case(codec.encodeStarted(random.record(RunFacts.class)), codec::decodeStarted),
                new Case(codec.encodeEnded(random.record(RunEnding.class)), codec::decodeEnded),
                new Case(new HalfCycleCodec().encode(new ForRun<>(run, random.record(HalfCycle.class))), new HalfCycleCodec()::decode),
                new Case(new CycleCodec().encode(new ForRun<>(run, random.record(Cycle.class))), new CycleCodec()::decode),
                new Case(new FindingCodec().encode(new ForRun<>(run, random.record(Finding.class))), new FindingCodec()::decode),
                new Case(new CellHealthCodec().encode(new ForRun<>(run, random.record(CellHealth.class))), new CellHealthCodec()::decode),
                new Case(new DataQualityCodec().encode(new ForRun<>(run, random.record(DataQuality.class))),
                        new DataQualityCodec()::decode));
    }

    @Test
    void everyTruncationIsUnreadable() {
        Seeds.each(10, seed -> {
            for (Case c : cases(new RandomRecords(seed))) {
                for (int length = 0; length < c.bytes().length; length++) {
                    // Given
                    byte[] cut = Arrays.copyOf(c.bytes(), length);

                    // When / Then
                    assertThatThrownBy(() -> c.reader().read(cut)).isInstanceOf(UnreadableRecordException.class);
                }
            }
        });
    }

    @Test
    void garbledBytesAreReadOrUnreadableButNothingElseAndCostNoMemory() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Seeds.each(3000, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            for (Case c : cases(random)) {
                byte[] garbled = c.bytes().clone();
                random.garble(garbled, SingleObject.HEADER_SIZE);

                // When
                long before = threads.getCurrentThreadAllocatedBytes();
                boolean clear = isReadOrClear(c.reader(), garbled);
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;

                // Then
                assertThat(clear).isTrue();
                assertThat(allocated).isLessThan(ALLOWED_BYTES);
            }
        });
    }

    @Test
    void noiseIsUnreadable() {
        Seeds.each(500, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            byte[] noise = random.bytes(random.below(200));

            // When / Then
            for (Case c : cases(random)) {
                assertThatThrownBy(() -> c.reader().read(noise)).isInstanceOf(UnreadableRecordException.class);
            }
        });
    }

    @Test
    void leavesTheBatchEmptyAfterAFailure() {
        // Given
        byte[] bytes = codec.encodeBatch(new UUID(1, 1), new RandomRecords(5).batch(9), 0, 9);

        // When / Then
        assertThatThrownBy(() -> codec.decodeBatch(Arrays.copyOf(bytes, bytes.length - 1), batch)).hasMessageContaining("truncated");
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        // Given
        byte[] good = codec.encodeBatch(new UUID(1, 1), new RandomRecords(5).batch(9), 0, 9);
        byte[] longer = Arrays.copyOf(good, good.length + 2);
        byte[] unknown = ByteBuffer.allocate(30).put(good, 0, 2).putLong(42).array();

        // When / Then
        assertThatThrownBy(() -> codec.kindOf(null)).hasMessage("the record has no value");
        assertThatThrownBy(() -> codec.kindOf("{\"voltage\":1}".getBytes())).hasMessageContaining("7B22 instead of C301");
        assertThatThrownBy(() -> codec.kindOf(unknown)).hasMessageContaining("is not known to this release");
        assertThatThrownBy(() -> codec.decodeBatch(longer, batch)).hasMessage("2 bytes follow the end of the record");
        assertThatThrownBy(() -> codec.kindOf(new DataQualityCodec().encode(new ForRun<>(new UUID(0, 0),
                new RandomRecords(1).record(DataQuality.class))))).hasMessage("a DataQuality does not belong on the topic measurements");
    }

    private static boolean isReadOrClear(Reader reader, byte[] bytes) {
        try {
            reader.read(bytes);
            return true;
        } catch (UnreadableRecordException e) {
            return !e.getMessage().isBlank();
        }
    }
}
