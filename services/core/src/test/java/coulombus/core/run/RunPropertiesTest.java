package coulombus.core.run;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellKind;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.state.StateWriter;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What holds of every run, tried on generated ones; a failure names the seed that repeats it.
class RunPropertiesTest {
    private static final int RUNS = 25;

    @ParameterizedTest
    @ValueSource(longs = { 3, 20_261_122 })
    void conservesCharge(long seed) {
        for (int k = 0; k < RUNS; k++) {
            // Given
            long runSeed = seed * 1000 + k;
            Random random = new Random(runSeed);
            MeasurementBatch batch = randomTrace(random);
            // When
            RecordedRun run = Trace.run(randomFacts(random), batch, RunEnd.END_OF_FILE);
            // Then the half-cycles hold the integral of |I| inside the steps, no more and no less
            double expected = 0;
            for (int i = 1; i < batch.size(); i++) {
                if (batch.stepCount(i) == batch.stepCount(i - 1)) {
                    expected += 0.5 * Math.abs(batch.currentAmpere(i) + batch.currentAmpere(i - 1))
                            * (batch.testTimeSecond(i) - batch.testTimeSecond(i - 1)) / 3600;
                }
            }
            double seen = run.halfCycles.stream().mapToDouble(HalfCycle::integralAh).sum();
            assertThat(seen).as("seed %d", runSeed).isCloseTo(expected, within(1e-11 * expected));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 5, 20_261_123 })
    void keepsTheWholeChargeTimeAndEnergyInTheProfile(long seed) {
        for (int k = 0; k < RUNS; k++) {
            // Given
            long runSeed = seed * 1000 + k;
            Random random = new Random(runSeed);
            MeasurementBatch batch = randomTrace(random);
            // When
            RecordedRun run = Trace.run(randomFacts(random), batch, RunEnd.END_OF_FILE);
            // Then
            for (HalfCycle h : run.halfCycles) {
                double charge = 0;
                double energy = 0;
                double time = 0;
                for (int i = 0; i < h.profile().binCount(); i++) {
                    charge += h.profile().chargeInBin(i);
                    energy += h.profile().voltageChargeInBin(i);
                    time += h.profile().timeInBinSecond(i);
                }
                assertThat(charge).as("seed %d", runSeed).isCloseTo(h.capacityAh(), within(1e-12 * h.capacityAh()));
                assertThat(energy).as("seed %d", runSeed).isCloseTo(h.energyWh(), within(1e-9 * h.capacityAh()));
                assertThat(time).as("seed %d", runSeed).isCloseTo(h.durationSecond(), within(1e-9 * h.durationSecond()));
                assertThat(h.plateauVoltageVolt()).as("seed %d", runSeed).satisfiesAnyOf(v -> assertThat(v).isNaN(),
                        v -> assertThat(v).isBetween(-3.0, 3.0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 7, 20_261_124 })
    void doesNotDependOnWhenTheTestBegan(long seed) {
        // A shift that leaves every difference of times exact
        double shift = 1 << 20;
        for (int k = 0; k < RUNS; k++) {
            // Given
            long runSeed = seed * 1000 + k;
            Random random = new Random(runSeed);
            MeasurementBatch batch = randomTrace(random);
            RunFacts facts = randomFacts(random);
            RecordedRun early = Trace.run(facts, batch, RunEnd.END_OF_FILE);
            for (int i = 0; i < batch.size(); i++) {
                batch.setTestTimeSecond(i, batch.testTimeSecond(i) + shift);
            }
            // When
            RecordedRun late = Trace.run(facts, batch, RunEnd.END_OF_FILE);
            // Then
            assertThat(late.halfCycles).as("seed %d", runSeed).hasSameSizeAs(early.halfCycles);
            for (int i = 0; i < early.halfCycles.size(); i++) {
                HalfCycle a = early.halfCycles.get(i);
                HalfCycle b = late.halfCycles.get(i);
                assertThat(b.startTestTimeSecond()).as("seed %d", runSeed).isEqualTo(a.startTestTimeSecond() + shift);
                assertThat(new double[]{ b.capacityAh(), b.energyWh(), b.plateauVoltageVolt(), b.dipVoltageVolt(), b.roughnessVolt() })
                        .as("seed %d", runSeed)
                        .containsExactly(a.capacityAh(), a.energyWh(), a.plateauVoltageVolt(), a.dipVoltageVolt(), a.roughnessVolt());
            }
            assertThat(late.cycles).extracting(Cycle::coulombicEfficiency).as("seed %d", runSeed)
                    .isEqualTo(early.cycles.stream().map(Cycle::coulombicEfficiency).toList());
            assertThat(late.findings).extracting(f -> f.onsetTestTimeSecond() - shift).as("seed %d", runSeed)
                    .isEqualTo(early.findings.stream().map(Finding::onsetTestTimeSecond).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 11, 20_261_125 })
    void seesASymmetricCellTheSameFromBothSides(long seed) {
        int shorts = 0;
        for (int k = 0; k < RUNS; k++) {
            // Given
            long runSeed = seed * 1000 + k;
            MeasurementBatch batch = randomTrace(new Random(runSeed));
            RunFacts facts = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(0.785).facts();
            RecordedRun seen = Trace.run(facts, batch, RunEnd.END_OF_FILE);
            // When the cell is connected the other way round
            for (int i = 0; i < batch.size(); i++) {
                batch.setVoltageVolt(i, -batch.voltageVolt(i));
                batch.setCurrentAmpere(i, -batch.currentAmpere(i));
                batch.setStepKind(i, opposite(batch.stepKind(i)));
            }
            RecordedRun reversed = Trace.run(facts, batch, RunEnd.END_OF_FILE);
            // Then
            assertThat(reversed.halfCycles).as("seed %d", runSeed).hasSameSizeAs(seen.halfCycles);
            for (int i = 0; i < seen.halfCycles.size(); i++) {
                HalfCycle a = seen.halfCycles.get(i);
                HalfCycle b = reversed.halfCycles.get(i);
                assertThat(b.direction()).as("seed %d", runSeed).isEqualTo(a.direction().opposite());
                assertThat(new double[]{ b.capacityAh(), -b.plateauVoltageVolt(), -b.dipVoltageVolt(), b.stepResistanceOhm() })
                        .as("seed %d", runSeed)
                        .containsExactly(a.capacityAh(), a.plateauVoltageVolt(), a.dipVoltageVolt(), a.stepResistanceOhm());
            }
            assertThat(reversed.findings).extracting(f -> f.kind() + " " + f.onsetSeq() + " " + f.detectedSeq()).as("seed %d", runSeed)
                    .isEqualTo(seen.findings.stream().map(f -> f.kind() + " " + f.onsetSeq() + " " + f.detectedSeq()).toList());
            shorts += seen.findings.size();
        }
        assertThat(shorts).as("the generator makes shorts").isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = { 13, 20_261_126 })
    void neverThrowsWhateverTheColumnsHold(long seed) {
        for (int k = 0; k < 2 * RUNS; k++) {
            long runSeed = seed * 10_000 + k;
            // Given
            Random random = new Random(runSeed);
            RunFacts facts = randomFacts(random);
            double dirt = random.nextBoolean() ? 0.01 : 0.5;
            RecordedRun run = new RecordedRun();
            RunAnalysis analysis = new RunAnalysis(facts);
            MeasurementBatch batch = new MeasurementBatch(0);
            long seq = 0;
            try {
                for (int b = 0; b < 30; b++) {
                    batch.clear(seq);
                    garbage(batch, random, dirt, seq);
                    // When
                    analysis.on(batch, run);
                    StateWriter hot = new StateWriter();
                    StateWriter cold = new StateWriter();
                    analysis.writeHot(hot);
                    analysis.writeCold(cold);
                    analysis = RunAnalysis.restore(facts, hot.toByteArray(), cold::toByteArray);
                    seq += batch.size() + (random.nextInt(5) == 0 ? random.nextInt(100) - 50 : 0);
                    seq = Math.max(0, seq);
                }
                analysis.end(RunEnd.values()[random.nextInt(4)], run);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + runSeed, e);
            }
            // Then what came out can be told apart from a number that was measured
            assertThat(run.cycles).as("seed %d", runSeed).filteredOn(c -> c.coulombicEfficiency().valid())
                    .allSatisfy(c -> assertThat(c.coulombicEfficiency().efficiency()).isFinite());
            assertThat(run.count(DataQualityKind.IMPLAUSIBLE_VOLTAGE)).as("seed %d", runSeed).isPositive();
        }
    }

    private static void garbage(MeasurementBatch batch, Random random, double dirt, long seq) {
        int rows = random.nextInt(200);
        for (int r = 0; r < rows; r++) {
            int i = batch.addRow();
            int half = (int) ((seq + r) / 60);
            double sign = half % 2 == 0 ? -1 : 1;
            batch.setTestTimeSecond(i, garbled(10.0 * (seq + r), random, dirt));
            batch.setStepTimeSecond(i, garbled(10.0 * ((seq + r) % 60), random, dirt));
            batch.setVoltageVolt(i, garbled(0.05 * sign, random, dirt));
            batch.setCurrentAmpere(i, garbled(1e-3 * sign, random, dirt));
            batch.setChargingCapacityAh(i, garbled(1e-6 * (seq + r), random, dirt));
            batch.setDischargingCapacityAh(i, garbled(1e-6 * (seq + r), random, dirt));
            batch.setUnixTimeSecond(i, garbled(1.7e9, random, dirt));
            batch.setStepCount(i, random.nextDouble() < dirt ? random.nextInt() : half);
            batch.setCycleCount(i, random.nextInt());
            batch.setStepKind(i, random.nextDouble() < dirt
                    ? StepKind.ofCode(random.nextInt(12))
                    : sign > 0 ? StepKind.CONSTANT_CURRENT_CHARGE : StepKind.CONSTANT_CURRENT_DISCHARGE);
            batch.addMark(i, random.nextDouble() < dirt ? random.nextInt() : 0);
        }
    }

    private static double garbled(double value, Random random, double dirt) {
        if (random.nextDouble() >= dirt) {
            return value;
        }
        return switch (random.nextInt(10)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> Double.MAX_VALUE;
            case 4 -> -Double.MAX_VALUE;
            case 5 -> Double.MIN_VALUE;
            case 6 -> 0;
            case 7 -> -0.0;
            case 8 -> -value;
            default -> value * Math.exp(20 * random.nextGaussian());
        };
    }

    private static StepKind opposite(StepKind kind) {
        return switch (kind) {
            case CONSTANT_CURRENT_CHARGE -> StepKind.CONSTANT_CURRENT_DISCHARGE;
            case CONSTANT_CURRENT_DISCHARGE -> StepKind.CONSTANT_CURRENT_CHARGE;
            default -> kind;
        };
    }

    private static RunFacts randomFacts(Random random) {
        RunFactsBuilder facts = RunFactsBuilder.aRun(CellKind.values()[random.nextInt(CellKind.values().length)]);
        if (random.nextBoolean()) {
            facts.areaCm2(0.785).zincFoilUm(100).nominalCapacityAh(0.002);
        }
        if (random.nextInt(3) == 0) {
            facts.plannedChargeAh(0.001).safetyVoltageVolt(4.5).counterResolutionAh(1e-7).currentFullScaleAmpere(0.01);
        }
        return facts.facts();
    }

    /// Half-cycles of one or several steps with rests between, at times that are multiples of half a second.
    private static MeasurementBatch randomTrace(Random random) {
        Trace trace = Trace.every(0.5 * (1 + random.nextInt(60)));
        int pairs = 2 + random.nextInt(30);
        double base = 0.02 + random.nextDouble();
        for (int p = 0; p < pairs; p++) {
            double scale = p > 12 && random.nextInt(3) == 0 ? 0.3 : 1;
            for (int sign = -1; sign <= 1; sign += 2) {
                int steps = 1 + random.nextInt(2);
                for (int n = 0; n < steps; n++) {
                    double ampere = sign * 0.001 * (1 + (random.nextInt(8) == 0 ? random.nextInt(3) : 0));
                    double volt = sign * base * scale;
                    double collapse = random.nextInt(40) == 0 ? 600 : Double.MAX_VALUE;
                    trace.step(
                            random.nextInt(4) == 0
                                    ? StepKind.UNKNOWN
                                    : sign > 0 ? StepKind.CONSTANT_CURRENT_CHARGE : StepKind.CONSTANT_CURRENT_DISCHARGE,
                            ampere, 600 + random.nextInt(1200), s -> s > collapse ? 1e-3 * volt : volt * (1 + 0.1 * Math.exp(-s / 30)));
                    if (random.nextInt(4) == 0) {
                        trace.rest(1 + random.nextInt(600), 0.001 * sign);
                    }
                }
            }
        }
        return trace.batch();
    }
}
