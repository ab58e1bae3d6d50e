package coulombus.formats;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever is written as BDF reads back the same, to the last bit. Repeat a failure with `-Dcoulombus.seed=N`.
class BdfRoundTripTest {
    private static final long UNIX_START = 1_700_000_000L;

    @TempDir
    Path directory;

    @RepeatedTest(20)
    void readsBackWhatWasWritten(RepetitionInfo repetition) throws IOException {
        // Given
        long seed = Long.getLong("coulombus.seed", 20260000L + repetition.getCurrentRepetition());
        Random random = new Random(seed);
        MeasurementBatch batch = randomBatch(random);
        Path file = directory.resolve("written.bdf.csv");

        // When
        try (Writer out = Files.newBufferedWriter(file)) {
            new BdfCsvWriter(out).write(batch);
        }
        Readings read = Readings.of(file);

        // Then
        assertThat(read.size()).as("seed %d", seed).isEqualTo(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            assertThat(row(read.rows, i) + " " + read.seqs.get(i)).as("row %d of seed %d", i, seed)
                    .isEqualTo(row(batch, i) + " " + batch.seq(i));
        }
        assertThat(read.rejectedRows).isZero();
        assertThat(read.quality).isEmpty();
    }

    private static MeasurementBatch randomBatch(Random random) {
        MeasurementBatch batch = new MeasurementBatch(8);
        batch.clear(1 + random.nextInt(100_000));
        int rows = 2 + random.nextInt(300);
        boolean counted = random.nextBoolean();
        double time = random.nextDouble() * 1e6;
        int step = 1;
        for (int k = 0; k < rows; k++) {
            int i = batch.addRow();
            time += random.nextInt(4) == 0 ? 0 : random.nextDouble() * Math.pow(10, random.nextInt(6) - 3);
            step += random.nextInt(20) == 0 ? 1 : 0;
            batch.setTestTimeSecond(i, time);
            batch.setVoltageVolt(i, random.nextGaussian() * Math.pow(10, random.nextInt(8) - 6));
            batch.setCurrentAmpere(i, random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian() * Math.pow(10, random.nextInt(12) - 9));
            batch.setUnixTimeSecond(i, random.nextInt(10) == 0 ? Double.NaN : UNIX_START + random.nextInt(1_000_000) / 1000.0);
            batch.setStepTimeSecond(i, random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() * 1000);
            batch.setStepCount(i, step);
            batch.setStepId(i, random.nextInt(3) == 0 ? MeasurementBatch.UNKNOWN_COUNT : random.nextInt(50));
            batch.setCycleCount(i, random.nextInt(3) == 0 ? MeasurementBatch.UNKNOWN_COUNT : random.nextInt(5000));
            batch.setStepKind(i, StepKind.values()[random.nextInt(StepKind.values().length)]);
            if (counted) {
                batch.setChargingCapacityAh(i, random.nextDouble());
                batch.setDischargingCapacityAh(i, random.nextDouble() * 1e-6);
            }
            batch.setTemperatureCelsius(i, random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian() * 30);
        }
        return batch;
    }

    private static String row(MeasurementBatch b, int i) {
        return b.testTimeSecond(i) + " " + b.voltageVolt(i) + " " + b.currentAmpere(i) + " " + b.unixTimeSecond(i) + " "
                + b.stepTimeSecond(i) + " " + b.stepCount(i) + " " + b.stepId(i) + " " + b.cycleCount(i) + " " + b.stepKind(i) + " "
                + b.chargingCapacityAh(i) + " " + b.dischargingCapacityAh(i) + " " + b.temperatureCelsius(i);
    }
}
