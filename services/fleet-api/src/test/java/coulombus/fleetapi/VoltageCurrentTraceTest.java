package coulombus.fleetapi;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class VoltageCurrentTraceTest {

    @Test
    void showsFewMeasurementsAsTheyAre() {
        // Given
        VoltageCurrentTrace trace = new VoltageCurrentTrace(64, 16);
        for (int i = 0; i < 40; i++) {
            trace.add(i * 10, i, -i);
        }
        // When
        TraceWindow window = trace.window(Double.NaN, Double.NaN, 100);
        // Then
        assertThat(window.size()).isEqualTo(40);
        assertThat(window.resolutionSecond()).isZero();
        assertThat(window.voltageVolt()[39]).isEqualTo(39);
        assertThat(window.currentAmpere()[7]).isEqualTo(-7);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5 })
    void keepsASingleSpikeHoweverLongTheRunAndHoweverFewThePoints(long seed) {
        // Given
        Random random = new Random(seed);
        VoltageCurrentTrace trace = new VoltageCurrentTrace(256, 64);
        int spikeAt = random.nextInt(200_000);
        for (int i = 0; i < 200_000; i++) {
            trace.add(i, i == spikeAt ? -3 : 0.05 * random.nextDouble(), 1);
        }
        // When
        TraceWindow window = trace.window(Double.NaN, Double.NaN, 40);
        // Then
        assertThat(window.size()).isLessThanOrEqualTo(44);
        assertThat(least(window.voltageVolt(), window.size())).describedAs("seed %d", seed).isEqualTo(-3);
    }

    @ParameterizedTest
    @ValueSource(longs = { 11, 12, 13, 14, 15, 16 })
    void showsTheLeastAndGreatestOfEveryWindow(long seed) {
        // Given
        Random random = new Random(seed);
        VoltageCurrentTrace trace = new VoltageCurrentTrace(128, 32);
        int size = 5_000;
        double[] time = new double[size];
        double[] volt = new double[size];
        double now = 1_000 * random.nextDouble();
        for (int i = 0; i < size; i++) {
            now += random.nextInt(10) == 0 ? 300 * random.nextDouble() : random.nextDouble();
            time[i] = now;
            volt[i] = random.nextGaussian();
            trace.add(now, volt[i], 0);
        }
        double from = time[random.nextInt(size / 2)];
        double to = from + (time[size - 1] - from) * random.nextDouble();
        // When
        TraceWindow window = trace.window(from, to, 60);
        // Then: nothing between the borders is lost, and the rows are in order
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (time[i] >= from && time[i] <= to) {
                least = Math.min(least, volt[i]);
                greatest = Math.max(greatest, volt[i]);
            }
        }
        assertThat(least(window.voltageVolt(), window.size())).describedAs("seed %d", seed).isLessThanOrEqualTo(least);
        assertThat(-least(negated(window.voltageVolt()), window.size())).describedAs("seed %d", seed).isGreaterThanOrEqualTo(greatest);
        for (int i = 1; i < window.size(); i++) {
            assertThat(window.testTimeSecond()[i]).describedAs("seed %d row %d", seed, i)
                    .isGreaterThanOrEqualTo(window.testTimeSecond()[i - 1]);
        }
    }

    @Test
    void keepsItsBoundWhenMeasurementsComeInBurstsAndLongPauses() {
        // Given
        TraceBuckets buckets = new TraceBuckets(100);
        Random random = new Random(3);
        double time = 769_267;
        // When
        for (int i = 0; i < 100_000; i++) {
            time += random.nextInt(100) == 0 ? 86_400 : 0.01;
            buckets.add(time, 1, 1);
            // Then
            assertThat(buckets.size()).isLessThanOrEqualTo(100);
        }
        assertThat(buckets.size()).isGreaterThan(40);
    }

    @Test
    void showsBothPartsOfARunWhoseClockWasReset() {
        // Given
        VoltageCurrentTrace trace = new VoltageCurrentTrace(64, 16);
        for (int i = 0; i < 100; i++) {
            trace.add(i * 100, 1, 0);
        }
        for (int i = 0; i < 20; i++) {
            trace.add(i * 100, 5, 0);
        }
        // When
        TraceWindow window = trace.window(Double.NaN, Double.NaN, 1_000);
        // Then
        assertThat(window.testTimeSecond()[window.size() - 1]).isEqualTo(9_900);
        assertThat(-least(negated(window.voltageVolt()), window.size())).isEqualTo(5);
        assertThat(least(window.voltageVolt(), window.size())).isEqualTo(1);
    }

    @Test
    void leavesGapsWhereAValueIsAbsent() {
        // Given
        VoltageCurrentTrace trace = new VoltageCurrentTrace(4, 16);
        for (int i = 0; i < 1000; i++) {
            trace.add(i, i, Double.NaN);
        }
        // When
        TraceWindow window = trace.window(0, 100, 1_000);
        // Then
        assertThat(window.currentAmpere()[0]).isNaN();
        assertThat(window.voltageVolt()[0]).isZero();
    }

    private static double[] negated(double[] values) {
        double[] negated = values.clone();
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -negated[i];
        }
        return negated;
    }

    private static double least(double[] values, int size) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }
}
