package coulombus.core.detection;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.CollapseWatch;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The collapse of the voltage inside a half-cycle, with and without a baseline.
class HardShortTest {
    private static final RunFacts SYMMETRIC = RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts();

    private static RecordedRun run(Trace trace) {
        return trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
    }

    /// Healthy half-cycles of 30 min at 1 mA and +-50 mV.
    private static Trace healthy(double everySecond, int pairs) {
        Trace trace = Trace.every(everySecond);
        for (int k = 0; k < pairs; k++) {
            trace.discharge(1e-3, 1800, s -> -0.05).charge(1e-3, 1800, s -> 0.05);
        }
        return trace;
    }

    @Test
    void placesTheOnsetAndIsSureHalfAMinuteLaterWithoutAnyBaseline() {
        // Given the very first half-cycle of a cell, growing to -0.59 V, that collapses at 2254 s
        Trace trace = Trace.every(1).rest(10, 0).discharge(1e-4, 3600, s -> s + 10 < 2254 ? -0.1 - s / 5000 : -7e-5);
        // When
        RecordedRun run = run(trace);
        // Then
        assertThat(run.findings).hasSize(1);
        Finding short_ = run.findings.get(0);
        assertThat(short_.kind()).isEqualTo(FindingKind.HARD_SHORT);
        assertThat(short_.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(short_.detector()).isEqualTo("hard-short/1");
        assertThat(short_.onsetTestTimeSecond()).isEqualTo(2254);
        assertThat(short_.detectedTestTimeSecond()).isEqualTo(2284);
        assertThat(short_.halfCycle()).isEqualTo(1);
        assertThat(short_.trace()).hasSizeBetween(20, Finding.LONGEST_TRACE);
        assertThat(short_.trace()).isSortedAccordingTo((a, b) -> Double.compare(a.testTimeSecond(), b.testTimeSecond()));
        // 0.07 mV / 0.1 mA
        assertThat(evidence(short_, "resistance_ohm")).isCloseTo(0.7, within(1e-9));
        // the mean with a time constant of 60 s lags 0.2 mV/s by 12 mV: 0.1 + 2243 / 5000 - 0.012 V
        assertThat(evidence(short_, "reference_volt")).isCloseTo(0.5366, within(5e-4));
        assertThat(run.health).last().satisfies(h -> assertThat(h.state()).isEqualTo(CellState.HARD_SHORT));
    }

    private static double evidence(Finding finding, String name) {
        return finding.evidence().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void findsTheShortUnderANoisyCurrent() {
        // Given a current that scatters by +-12 % about a value 10.8 % off its set-point
        Random random = new Random(218);
        MeasurementBatch batch = Trace.every(1).rest(10, 0).discharge(8.7e-5, 3600, s -> s + 10 < 2254 ? -0.1 - s / 5000 : -7e-5).batch();
        for (int i = 11; i < batch.size(); i++) {
            batch.setCurrentAmpere(i, batch.currentAmpere(i) * (1 + 0.24 * (random.nextDouble() - 0.5)));
        }
        // When
        RecordedRun run = Trace.run(SYMMETRIC, batch, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).extracting(Finding::onsetTestTimeSecond).containsExactly(2254.0);
    }

    @Test
    void forgetsACollapseThatComesBackWithinHalfAMinute() {
        // Given 29 s at 0 V, again and again
        RecordedRun run = run(Trace.every(1).discharge(1e-3, 3600, s -> s % 300 >= 200 && s % 300 < 229 ? -1e-4 : -0.05));
        // Then
        assertThat(run.findings).isEmpty();
    }

    @Test
    void takesACollapseThatLeavesMoreThanAHardShortForASoftOne() {
        // Given a known cell of 1 cm² whose voltage falls from 50 mV to 6 mV at 1 mA: 6 ohm cm², for two minutes
        RunFacts known = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(1).facts();
        Trace trace = healthy(10, 12).discharge(1e-3, 1800, s -> s > 900 && s < 1020 ? -0.006 : -0.02).charge(1e-3, 1800, s -> 0.02);
        // When
        RecordedRun run = trace.run(known, RunEnd.END_OF_FILE);
        // Then one finding, and the cell is held to be soft
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).kind()).isEqualTo(FindingKind.SOFT_SHORT);
        assertThat(run.findings.get(0).detector()).isEqualTo("soft-short-collapse/1");
        assertThat(run.health).last().satisfies(h -> assertThat(h.state()).isEqualTo(CellState.SOFT_SHORT));
        // and where the area is not known it stays a question of the voltage alone
        assertThat(trace.run(SYMMETRIC, RunEnd.END_OF_FILE).findings).extracting(Finding::kind).contains(FindingKind.HARD_SHORT);
    }

    @Test
    void isSilentAtRestAndAtReversals() {
        // Given rests at 0 V after plating, and a voltage that crosses zero at each reversal and recovers over a minute
        Trace trace = Trace.every(1);
        for (int k = 0; k < 5; k++) {
            trace.discharge(1e-3, 900, s -> -0.3 * (1 - Math.exp(-s / 20))).rest(600, -1e-5)
                    .charge(1e-3, 900, s -> 0.3 * (1 - Math.exp(-s / 20)));
        }
        // When, Then
        assertThat(run(trace).findings).isEmpty();
    }

    @Test
    void isSilentWhereTheVoltageFallsWithTheCurrent() {
        // Given a current that is stepped from 1 mA to 0.1 mA and one that fades away over 10 min, inside a step
        MeasurementBatch stepped = Trace.every(1).discharge(1e-3, 3600, s -> s < 1800 ? -0.05 : -0.004).batch();
        MeasurementBatch fading = Trace.every(1).discharge(1e-3, 3600, s -> -0.05 * Math.exp(-s / 100)).batch();
        for (int i = 0; i < stepped.size(); i++) {
            stepped.setCurrentAmpere(i, stepped.testTimeSecond(i) < 1800 ? -1e-3 : -1e-4);
            fading.setCurrentAmpere(i, -1e-3 * Math.exp(-fading.testTimeSecond(i) / 100));
        }
        // When, Then
        assertThat(Trace.run(SYMMETRIC, stepped, RunEnd.END_OF_FILE).findings).isEmpty();
        assertThat(Trace.run(SYMMETRIC, fading, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void dropsTheSuspicionWhereTheCurrentGoesAfterTheVoltage() {
        // Given a voltage that falls to 8 of 50 mV at 1800 s and a current that falls to 0.2 of 1 mA only 5 s later
        MeasurementBatch batch = Trace.every(1).discharge(1e-3, 3600, s -> s < 1800 ? -0.05 : -0.008).batch();
        for (int i = 0; i < batch.size(); i++) {
            batch.setCurrentAmpere(i, batch.testTimeSecond(i) < 1805 ? -1e-3 : -2e-4);
        }
        // When, Then
        assertThat(Trace.run(SYMMETRIC, batch, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void isSilentWhereALostContactComesBack() {
        // Given the first half-cycle of a cell pressed too lightly: a minute at the compliance limit of 10 V, then 50 mV again
        RecordedRun first = run(Trace.every(1).discharge(1e-3, 1800, s -> s > 600 && s < 660 ? -10 : -0.05));
        // and the same for ten minutes in a cell of which the baseline is known
        RecordedRun known = run(healthy(10, 12).discharge(1e-3, 1800, s -> s > 600 && s < 1200 ? -10 : -0.05));
        // Then
        assertThat(first.findings).isEmpty();
        assertThat(known.findings).extracting(Finding::kind).doesNotContain(FindingKind.HARD_SHORT);
    }

    @Test
    void isSilentOnASpikeAtTheStart() {
        // Given a capacitive spike of some seconds at the start
        RecordedRun run = run(Trace.every(1).discharge(1e-3, 1800, s -> s < 8 ? -1 : -0.05));
        // Then
        assertThat(run.findings).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = { "INSERTION_HALF", "FULL", "PLATING" })
    void isNotLookedForWhereHealthyVoltageCollapses(CellKind kind) {
        // Given a half cell that falls from 1.1 V to 5 mV within a minute
        Trace trace = Trace.every(1).discharge(1e-3, 3600, s -> s < 600 ? 1.1 : 0.005);
        // When, Then
        assertThat(trace.run(RunFactsBuilder.aRun(kind).facts(), RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void asksOnceOfACellOfUnknownKind() {
        // Given three half-cycles with a collapse each
        Trace trace = Trace.every(1);
        for (int k = 0; k < 3; k++) {
            trace.discharge(1e-3, 1800, s -> s < 900 ? -0.05 : -1e-4).charge(1e-3, 1800, s -> s < 900 ? 0.05 : 1e-4);
        }
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.UNKNOWN).facts(), RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(run.findings.get(0).sentence()).contains("the kind of the cell is not stated");
        assertThat(run.health).last().satisfies(h -> assertThat(h.state()).isNotEqualTo(CellState.HARD_SHORT));
    }

    @Test
    void findsByTheBaselineAShortThatHappensAtRest() {
        // Given 12 healthy pairs, then a rest in which the cell shorts: the next half-cycle has no reference of its own to fall from
        Trace trace = healthy(10, 12).rest(600, 0).discharge(1e-3, 1800, s -> -0.002);
        // When
        RecordedRun run = run(trace);
        // Then it is seen when 5 % of the expected 0.5 mAh are past (90 s), at the next measurement, and certain 30 s later
        double began = 12 * 3600 + 600;
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).detector()).isEqualTo(CollapseWatch.DETECTOR);
        assertThat(run.findings.get(0).onsetTestTimeSecond()).isBetween(began + 90, began + 100);
        assertThat(run.findings.get(0).detectedTestTimeSecond()).isCloseTo(run.findings.get(0).onsetTestTimeSecond() + 30, within(1e-9));
        assertThat(evidence(run.findings.get(0), "reference_volt")).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void tellsAShortOfAKnownCellOnce() {
        // Given 12 healthy pairs and then 20 half-cycles of a shorted cell
        Trace trace = healthy(10, 12);
        for (int k = 0; k < 10; k++) {
            trace.discharge(1e-3, 1800, s -> -0.001).charge(1e-3, 1800, s -> 0.001);
        }
        // When
        RecordedRun run = run(trace);
        // Then
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).halfCycle()).isEqualTo(25);
    }

    @Test
    void isSilentAfterAChangeToALowerRate() {
        // Given 12 pairs at 1 mA and 50 mV, then 0.1 mA and 5 mV
        Trace trace = healthy(10, 12);
        for (int k = 0; k < 12; k++) {
            trace.discharge(1e-4, 1800, s -> -0.005).charge(1e-4, 1800, s -> 0.005);
        }
        // When, Then
        assertThat(run(trace).findings).isEmpty();
    }

    @Test
    void isSilentWhereMillivoltsAreNormal() {
        // Given a healthy cell at 3.7 mV with 0.25 mV of noise and impedance rows between
        Random random = new Random(13);
        Trace trace = Trace.every(10);
        for (int k = 0; k < 4; k++) {
            trace.charge(2.8e-6, 3600, s -> 0.0037 + 2.5e-4 * random.nextGaussian()).step(StepKind.IMPEDANCE, 0, 60, s -> 0)
                    .discharge(2.8e-6, 3600, s -> -0.0037 + 2.5e-4 * random.nextGaussian()).step(StepKind.IMPEDANCE, 0, 60, s -> 0);
        }
        // When, Then
        assertThat(run(trace).findings).isEmpty();
    }
}
