package coulombus.core.detection;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/// Simulated healthy symmetric cells with the nuisances of real ones: no short may be found in any of them. The simulation is a
/// formula, not a cell; what it cannot tell is how real cells misbehave.
class HealthyCellsTest {
    private static final int CELLS = 40;
    private static final double HOURS = 120;
    private static final double SAMPLING_SECOND = 30;
    private static final double AREA_CM2 = 0.785;

    @ParameterizedTest
    @ValueSource(longs = { 337, 20_261_121 })
    void givesNoShortOverThousandsOfChannelHours(long seed) {
        RunFacts facts = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(AREA_CM2).facts();
        double channelHours = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            // Given
            long cellSeed = seed * 1000 + cell;
            SimulatedCell simulated = new SimulatedCell(new Random(cellSeed));
            // When
            RecordedRun run = new RecordedRun();
            RunAnalysis analysis = new RunAnalysis(facts);
            simulated.cycle(analysis, run);
            analysis.end(RunEnd.COMPLETED, run);
            channelHours += HOURS;
            // Then
            assertThat(run.findings).as("cell with seed %d", cellSeed)
                    .noneMatch(f -> f.kind() == FindingKind.HARD_SHORT || f.kind() == FindingKind.SOFT_SHORT);
            assertThat(run.halfCycles.size()).isBetween(350, 481);
        }
        assertThat(channelHours).isGreaterThanOrEqualTo(4000);
    }

    /// 2 mA/cm² and 0.5 mAh/cm² with a planned change to 1 mA/cm² and back: V = 2RT/F asinh(j / 2 i0) + j Rs, where i0 falls and rises by
    /// activation (55 %, 4 h), slow passivation (0 to 80 % in 600 h) and a room that swings by 2 K a day; bubbles of 10 min, spikes of
    /// 15 mV, noise of 0.25 mV.
    private static final class SimulatedCell {
        private final Random random;
        private final double passivation;
        private final double phase;
        private double bubbleUntil = -1;
        private double bubbleFactor = 1;

        private SimulatedCell(Random random) {
            this.random = random;
            this.passivation = 0.8 * random.nextDouble();
            this.phase = 2 * Math.PI * random.nextDouble();
        }

        private void cycle(RunAnalysis analysis, RecordedRun run) {
            double firstChange = HOURS * (0.3 + 0.1 * random.nextDouble());
            double secondChange = firstChange + HOURS * 0.2;
            MeasurementBatch batch = new MeasurementBatch(128);
            long seq = 1;
            int step = 0;
            double t = 0;
            while (t < HOURS * 3600) {
                double density = t / 3600 > firstChange && t / 3600 < secondChange ? 1 : 2;
                double second = 0.5 / density * 3600;
                int sign = step % 2 == 0 ? -1 : 1;
                batch.clear(seq);
                for (double s = 0; s <= second; s += SAMPLING_SECOND) {
                    int i = batch.addRow();
                    batch.setTestTimeSecond(i, t + s);
                    batch.setStepTimeSecond(i, s);
                    batch.setStepCount(i, step);
                    batch.setStepKind(i, sign < 0 ? StepKind.CONSTANT_CURRENT_DISCHARGE : StepKind.CONSTANT_CURRENT_CHARGE);
                    batch.setCurrentAmpere(i, sign * density * AREA_CM2 * 1e-3);
                    batch.setVoltageVolt(i, sign * magnitude(t + s, s, density));
                }
                analysis.on(batch, run);
                seq += batch.size();
                t += second;
                step++;
            }
        }

        private double magnitude(double t, double s, double density) {
            double hour = t / 3600;
            double celsius = 25 + 2 * Math.sin(2 * Math.PI * hour / 24 + phase);
            double kelvin = 273.15 + celsius;
            double slow = (1 + 0.55 * Math.exp(-hour / 4)) * (1 + passivation * hour / 600);
            double exchange = 0.8 * Math.exp(-30_000 / 8.314 * (1 / kelvin - 1 / 298.15)) / slow;
            double x = density / (2 * exchange);
            double volt = 2 * 8.314 * kelvin / 96_485 * Math.log(x + Math.sqrt(x * x + 1)) + density * 1e-3 * 1.5;
            volt += 0.004 * density * (1 - Math.exp(-s / 84));
            if (t > bubbleUntil && random.nextDouble() < SAMPLING_SECOND / 360_000) {
                bubbleUntil = t + 600;
                bubbleFactor = 1.2 + 0.4 * random.nextDouble();
            }
            double spike = random.nextInt(1000) == 0 ? (random.nextBoolean() ? 0.015 : -0.015) : 0;
            return volt * (t < bubbleUntil ? bubbleFactor : 1) + spike + 2.5e-4 * random.nextGaussian();
        }
    }
}
