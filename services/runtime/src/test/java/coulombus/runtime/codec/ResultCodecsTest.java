package coulombus.runtime.codec;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Profile;
import coulombus.core.measurement.DataQuality;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

import static org.assertj.core.api.Assertions.assertThat;

class ResultCodecsTest {
    record Case<T extends Record>(Class<T> type, RecordCodec<ForRun<T>> codec, Schema schema) {
        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static List<Case<?>> cases() {
        return List.of(new Case<>(HalfCycle.class, new HalfCycleCodec(), coulombus.schemas.HalfCycle.getClassSchema()),
                new Case<>(Cycle.class, new CycleCodec(), coulombus.schemas.Cycle.getClassSchema()),
                new Case<>(Finding.class, new FindingCodec(), coulombus.schemas.Finding.getClassSchema()),
                new Case<>(CellHealth.class, new CellHealthCodec(), coulombus.schemas.CellHealth.getClassSchema()),
                new Case<>(DataQuality.class, new DataQualityCodec(), coulombus.schemas.DataQuality.getClassSchema()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Record> void readsBackWhatItWroteBitByBit(Case<T> c) {
        Seeds.each(100, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            ForRun<T> written = new ForRun<>(random.uuid(), random.record(c.type()));

            // When
            ForRun<T> read = MeasurementCodecTest.unchecked(() -> c.codec().decode(c.codec().encode(written)));

            // Then
            assertThat(read).usingRecursiveComparison().withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                    .isEqualTo(written);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Record> void writesEachFieldUnderItsOwnName(Case<T> c) {
        Seeds.each(20, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            T value = random.record(c.type());

            // When
            byte[] bytes = c.codec().encode(new ForRun<>(random.uuid(), value));
            GenericRecord read = MeasurementCodecTest.unchecked(() -> new GenericDatumReader<GenericRecord>(c.schema()).read(null,
                    DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null)));

            // Then
            MeasurementCodecTest.unchecked(() -> assertSameNames(value, read));
        });
    }

    private static void assertSameNames(Record value, GenericRecord read) throws ReflectiveOperationException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase();
            component.getAccessor().setAccessible(true);
            Object expected = component.getAccessor().invoke(value);
            Object actual = read.get(name);
            switch (expected) {
                case Double d when d.isNaN() -> assertThat(actual).as(name).isNull();
                case String s -> assertThat(actual).as(name).hasToString(s);
                case Enum<?> e -> assertThat(actual).as(name).hasToString(e.name());
                case Profile p -> assertProfile(p, (GenericRecord) actual);
                case Record r -> assertSameNames(r, (GenericRecord) actual);
                case List<?> l -> {
                    assertThat((List<?>) actual).as(name).hasSameSizeAs(l);
                    for (int i = 0; i < l.size(); i++) {
                        assertSameNames((Record) l.get(i), (GenericRecord) ((List<?>) actual).get(i));
                    }
                }
                default -> assertThat(actual).as(name).isEqualTo(expected);
            }
        }
    }

    private static void assertProfile(Profile profile, GenericRecord read) {
        assertThat(read.get("over_time")).isEqualTo(profile.isOverTime());
        assertThat(read.get("bin_width")).isEqualTo(profile.binWidth());
        for (int i = 0; i < profile.binCount(); i++) {
            assertThat(((List<?>) read.get("charge")).get(i)).isEqualTo(profile.chargeInBin(i));
            assertThat(((List<?>) read.get("voltage_charge")).get(i)).isEqualTo(profile.voltageChargeInBin(i));
            assertThat(((List<?>) read.get("time_second")).get(i)).isEqualTo(profile.timeInBinSecond(i));
            assertThat(((List<?>) read.get("voltage_time")).get(i)).isEqualTo(profile.voltageTimeInBin(i));
        }
    }

    @Test
    void readsBackRunViews() {
        Seeds.each(50, seed -> {
            // Given
            RandomRecords random = new RandomRecords(seed);
            RunView written = new RunView(random.record(RunFacts.class),
                    seed % 2 == 0 ? Optional.empty() : Optional.of(RunEnd.values()[random.below(4)]), random.below(99), random.quantity());
            RunViewCodec codec = new RunViewCodec();

            // When
            RunView read = MeasurementCodecTest.unchecked(() -> codec.decode(codec.encode(written)));

            // Then
            assertThat(read).isEqualTo(written);
        });
    }

    @Test
    void keepsTheBytesOfARejectedRecord() throws UnreadableRecordException {
        // Given
        RejectedRecord written = new RejectedRecord("measurements", 7, 123L, null, new byte[]{ 0, -1, 3 }, "truncated at byte 3",
                "analytics",
                Instant.parse("2026-03-01T10:00:00.123Z"));
        RejectedCodec codec = new RejectedCodec();

        // When
        RejectedRecord read = codec.decode(codec.encode(written));

        // Then
        assertThat(read).isEqualTo(written);
    }

    @Test
    void namesWhatItGotWhereAnotherRecordWasExpected() {
        // Given
        byte[] cycle = new CycleCodec().encode(new ForRun<>(new UUID(0, 0), new RandomRecords(1).record(Cycle.class)));

        // When / Then
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new FindingCodec().decode(cycle))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("a Cycle where a Finding was expected");
    }
}
