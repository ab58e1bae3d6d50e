package coulombus.core.detection;

import java.util.Random;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;

/// Episodes of low voltage and noise, told by what single measurements do.
class EpisodesTest {
    private static final RunFacts SYMMETRIC = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(1).facts();
    private final Random random = new Random(11);

    private Trace pairs(Trace trace, int n, Trace.Shape shape) {
        for (int k = 0; k < n; k++) {
            trace.discharge(1e-3, 900, s -> -shape.volt(s)).charge(1e-3, 900, shape);
        }
        return trace;
    }

    private double noisy(double volt, double noiseVolt) {
        return volt + noiseVolt * random.nextGaussian();
    }

    @Test
    void findsEpisodesOfLowVoltageScatteredOverTheHalfCycle() {
        // Given from half-cycle 41 on every seventh measurement at 60 %
        Trace trace = pairs(Trace.every(10), 20, s -> noisy(0.05, 2e-4));
        pairs(trace, 3, s -> noisy(s % 70 < 10 ? 0.03 : 0.05, 2e-4));
        // When
        RecordedRun run = trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).filteredOn(f -> f.kind() == FindingKind.INTERMITTENT_SHORT).singleElement().satisfies(f -> {
            assertThat(f.halfCycle()).isEqualTo(41);
            assertThat(f.detectedTestTimeSecond()).isEqualTo(20 * 1800 + 2700);
        });
    }

    @Test
    void isSilentOnSpikesAndOnOneEpisode() {
        // Given a spike of -15 mV in every hundredth measurement, and one half-cycle with an episode
        Trace trace = pairs(Trace.every(10), 40, s -> noisy(random.nextInt(100) == 0 ? 0.035 : 0.05, 2e-4));
        trace.discharge(1e-3, 900, s -> s > 400 && s < 600 ? -0.03 : -0.05).charge(1e-3, 900, s -> 0.05);
        // When, Then
        assertThat(pairs(trace, 10, s -> noisy(0.05, 2e-4)).run(SYMMETRIC, RunEnd.END_OF_FILE).findings)
                .noneMatch(f -> f.kind() == FindingKind.INTERMITTENT_SHORT);
    }

    @Test
    void doesNotEvaluateFewMeasurements() {
        // Given a measurement a minute: ten in u = 0.2 to 0.9
        Trace trace = pairs(pairs(Trace.every(60), 20, s -> 0.05), 6, s -> s > 400 && s < 500 ? 0.03 : 0.05);
        // When, Then
        assertThat(trace.run(SYMMETRIC, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void findsAVoltageThatBecameNoisy() {
        // Given noise of 0.25 mV, then of 4 mV
        Trace trace = pairs(pairs(Trace.every(10), 20, s -> noisy(0.05, 2.5e-4)), 3, s -> noisy(0.05, 4e-3));
        // When
        RecordedRun run = trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
        // Then after two half-cycles
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).kind()).isEqualTo(FindingKind.ERRATIC_VOLTAGE);
        assertThat(run.findings.get(0).halfCycle()).isEqualTo(41);
        assertThat(run.findings.get(0).detectedTestTimeSecond()).isEqualTo(21 * 1800);
    }

    @Test
    void isSilentOnOneNoisyHalfCycleAndOnAnotherSampling() {
        // Given noise in one half-cycle; and a slope that another sampling interval makes look rougher
        Trace once = pairs(Trace.every(10), 20, s -> noisy(0.05, 2.5e-4));
        once.discharge(1e-3, 900, s -> -noisy(0.05, 4e-3)).charge(1e-3, 900, s -> 0.05);
        RecordedRun sparser = pairs(Trace.every(5), 20, s -> 0.05 + 1e-4 * s).run(SYMMETRIC, RunEnd.END_OF_FILE);
        // When, Then
        assertThat(pairs(once, 5, s -> noisy(0.05, 2.5e-4)).run(SYMMETRIC, RunEnd.END_OF_FILE).findings).isEmpty();
        assertThat(sparser.findings).isEmpty();
    }

    @Test
    void doesNotTakeTheLastDigitForNoise() {
        // Given noise of 0.1 mV on a voltage that lies on a digit of 1 mV, and later between two, where the digit flips to and fro
        Trace trace = pairs(Trace.every(10), 20, s -> digits(noisy(0.05, 1e-4)));
        pairs(trace, 5, s -> digits(noisy(0.0505, 1e-4)));
        // When
        RecordedRun known = trace.run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(1).voltageResolutionVolt(1e-3).facts(),
                RunEnd.END_OF_FILE);
        RecordedRun unknown = trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
        // Then: who does not know the digit takes it for noise
        assertThat(known.findings).isEmpty();
        assertThat(unknown.findings).extracting(Finding::kind).containsOnly(FindingKind.ERRATIC_VOLTAGE);
    }

    private static double digits(double volt) {
        return Math.rint(volt / 1e-3) * 1e-3;
    }
}
