package coulombus.runtime.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.CoulombicEfficiencyDefinition;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.Profile;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;

/// Seeded values of the core's records: every double is another one, about every fifth is NaN, so that no two fields can be mixed
/// up unseen.
final class RandomRecords {
    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    <T extends Record> T record(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(c -> value(c.getType(), c.getName())).toArray();
        try {
            Constructor<T> constructor = type
                    .getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make a " + type + " of " + Arrays.toString(values), e);
        }
    }

    private Object value(Class<?> type, String name) {
        if (type == double.class) {
            return quantity();
        } else if (type == int.class) {
            return random.nextInt() >> random.nextInt(31);
        } else if (type == long.class) {
            return random.nextLong() >> random.nextInt(63);
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == String.class) {
            return text();
        } else if (type == UUID.class) {
            return uuid();
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        } else if (type == Profile.class) {
            return profile();
        } else if (type == CoulombicEfficiency.class) {
            return efficiency();
        } else if (type == List.class) {
            return name.equals("trace")
                    ? listOf(coulombus.core.measurement.TracePoint.class, Finding.LONGEST_TRACE)
                    : listOf(Finding.Evidence.class, 5);
        } else if (type.isRecord()) {
            return record(type.asSubclass(Record.class));
        }
        throw new AssertionError("no generator for " + type + " " + name);
    }

    private <T extends Record> List<T> listOf(Class<T> type, int most) {
        return Stream.generate(() -> record(type)).limit(random.nextInt(most + 1)).toList();
    }

    /// Positive, since some records refuse what is not; any magnitude; NaN about every fifth time.
    double quantity() {
        return random.nextInt(5) == 0 ? Double.NaN : Math.scalb(1 + random.nextDouble(), random.nextInt(80) - 60);
    }

    String text() {
        String alphabet = "abc µ°‖Ω/ 漢\n\"{🔋";
        return random.ints(random.nextInt(30), 0, alphabet.codePointCount(0, alphabet.length()))
                .mapToObj(i -> Character.toString(alphabet.codePointAt(alphabet.offsetByCodePoints(0, i))))
                .reduce("", String::concat);
    }

    private CoulombicEfficiency efficiency() {
        double ratio = quantity();
        return new CoulombicEfficiency(ratio, (CoulombicEfficiencyDefinition) value(CoulombicEfficiencyDefinition.class, ""),
                !Double.isNaN(ratio) && random.nextBoolean(), text(), quantity());
    }

    private Profile profile() {
        int bins = random.nextInt(33);
        return new Profile(random.nextDouble(), doubles(bins), doubles(bins), doubles(bins), doubles(bins), random.nextBoolean());
    }

    private double[] doubles(int n) {
        return random.doubles(n, -1e3, 1e3).toArray();
    }

    /// A batch in which each column is varied, the same throughout, or unknown.
    MeasurementBatch batch(int size) {
        MeasurementBatch batch = new MeasurementBatch(1 + random.nextInt(4));
        batch.clear(random.nextLong() >>> 1 + random.nextInt(40));
        for (int i = 0; i < size; i++) {
            batch.addRow();
        }
        MeasurementBatch.Columns c = batch.columns();
        for (double[] column : List.of(c.testTimeSecond(), c.voltageVolt(), c.currentAmpere(), c.stepTimeSecond(), c.unixTimeSecond(),
                c.chargingCapacityAh(), c.dischargingCapacityAh(), c.temperatureCelsius())) {
            fill(column, size);
        }
        for (int[] column : List.of(c.cycleCount(), c.stepCount(), c.stepId(), c.marks())) {
            int shape = random.nextInt(3);
            int same = random.nextInt();
            for (int i = 0; i < size && shape > 0; i++) {
                column[i] = shape == 1 ? same : random.nextInt() >> random.nextInt(31);
            }
        }
        int shape = random.nextInt(3);
        for (int i = 0; i < size && shape > 0; i++) {
            batch.setStepKind(i, StepKind.values()[shape == 1 ? 3 : random.nextInt(StepKind.values().length)]);
        }
        return batch;
    }

    private void fill(double[] column, int size) {
        int shape = random.nextInt(4);
        double same = random.nextBoolean() ? -0.0 : random.nextGaussian();
        for (int i = 0; i < size && shape > 0; i++) {
            column[i] = shape == 1 ? same : shape == 2 && random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian();
        }
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    void garble(byte[] bytes, int from) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt();
        }
    }

    byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
