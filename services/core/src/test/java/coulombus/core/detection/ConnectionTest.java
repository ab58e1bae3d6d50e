package coulombus.core.detection;

import java.util.Random;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;

/// A contact that comes and goes, and a circuit that opened.
class ConnectionTest {
    private static final RunFacts SYMMETRIC = RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts();

    private static Trace pairs(Trace trace, int n, Trace.Shape shape) {
        for (int k = 0; k < n; k++) {
            trace.discharge(1e-3, 900, s -> -shape.volt(s)).charge(1e-3, 900, shape);
        }
        return trace;
    }

    /// 50 mV, and 80 mV (1.6 times) for a fifth of the half-cycle.
    private static double loose(double s) {
        return s > 300 && s <= 480 ? 0.08 : 0.05;
    }

    @Test
    void findsAContactThatIsLostAgainAndAgainForLongerThanABubbleLasts() {
        // Given
        RecordedRun run = pairs(pairs(Trace.every(10), 15, s -> 0.05), 4, ConnectionTest::loose).run(SYMMETRIC, RunEnd.END_OF_FILE);
        // Then it began with half-cycle 31 and is certain with the sixth, 1.3 h later
        assertThat(run.findings).filteredOn(f -> f.kind() == FindingKind.CONTACT_LOSS).singleElement().satisfies(f -> {
            assertThat(f.halfCycle()).isEqualTo(31);
            assertThat(f.onsetTestTimeSecond()).isEqualTo(15 * 1800);
            assertThat(f.detectedTestTimeSecond()).isEqualTo(15 * 1800 + 5400);
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
        });
        // and what jumps twice in every half-cycle, in a voltage without noise, is erratic too
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.ERRATIC_VOLTAGE, FindingKind.CONTACT_LOSS);
    }

    @Test
    void isSilentOnASingleBubble() {
        // Given 10 min of +60 % in one half-cycle, and again 10 h later
        Trace trace = pairs(Trace.every(10), 15, s -> 0.05).discharge(1e-3, 900, s -> -ConnectionTest.loose(s)).charge(1e-3, 900,
                s -> 0.05);
        pairs(trace, 20, s -> 0.05).discharge(1e-3, 900, s -> -0.08).charge(1e-3, 900, s -> 0.05);
        // When, Then
        assertThat(trace.run(SYMMETRIC, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void isSilentOnABubbleOfAnHour() {
        // Given +40 % over five half-cycles, the first and the last of them in part
        Trace trace = pairs(Trace.every(10), 15, s -> 0.05).discharge(1e-3, 900, s -> s < 500 ? -0.05 : -0.07);
        trace.charge(1e-3, 900, s -> 0.07).discharge(1e-3, 900, s -> -0.07).charge(1e-3, 900, s -> 0.07).discharge(1e-3, 900,
                s -> s < 400 ? -0.07 : -0.05).charge(1e-3, 900, s -> 0.05);
        // When, Then
        assertThat(pairs(trace, 10, s -> 0.05).run(SYMMETRIC, RunEnd.END_OF_FILE).findings)
                .noneMatch(f -> f.kind() == FindingKind.CONTACT_LOSS);
    }

    @Test
    void isSilentOnTheRiseAtTheEndOfStripping() {
        // Given a voltage that triples in the last tenth
        Trace trace = pairs(pairs(Trace.every(10), 15, s -> 0.05), 10, s -> s > 815 ? 0.15 : 0.05);
        // When, Then
        assertThat(trace.run(SYMMETRIC, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void comparesWithTheBaselineAtTheSameCharge() {
        // Given a healthy polymer cell of which the voltage grows from 90 to 240 mV within every half-cycle
        Trace trace = pairs(Trace.every(10), 60, s -> 0.09 + 0.15 * s / 900);
        // When, Then
        assertThat(trace.run(SYMMETRIC, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void isNotEvaluatedOnFewMeasurements() {
        // Given a measurement a minute: 16 in a half-cycle
        Trace trace = pairs(pairs(Trace.every(60), 15, s -> 0.05), 6, ConnectionTest::loose);
        // When, Then
        assertThat(trace.run(SYMMETRIC, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void findsACurrentThatAStepAsksForAndThatDoesNotFlow() {
        // Given 1 mA for 10 min, then 0 mA in the same step
        Trace trace = Trace.every(1).nextStep();
        for (int s = 0; s < 700; s++) {
            trace.measurement(StepKind.CONSTANT_CURRENT_CHARGE, s, s, s < 600 ? 1e-3 : 0, s < 600 ? 1.5 : 4.9);
        }
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.FULL).facts(), RunEnd.END_OF_FILE);
        // Then more than 2 s later
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).kind()).isEqualTo(FindingKind.OPEN_CIRCUIT);
        assertThat(run.findings.get(0).onsetTestTimeSecond()).isEqualTo(600);
        assertThat(run.findings.get(0).detectedTestTimeSecond()).isEqualTo(603);
        assertThat(run.health).extracting(CellHealth::state).contains(CellState.DISCONNECTED);
    }

    @Test
    void isSilentWhereACurrentMayFade() {
        // Given rest, a constant-voltage step that fades to nothing, and steps of unknown kind
        Trace trace = Trace.every(1).charge(1e-3, 600, s -> 4.2).nextStep();
        for (int s = 0; s < 600; s++) {
            trace.measurement(StepKind.CONSTANT_VOLTAGE_CHARGE, 600 + s, s, 1e-3 * Math.exp(-s / 30.0), 4.2);
        }
        trace.rest(600, 4.1).discharge(1e-3, 600, s -> 3.9).step(StepKind.UNKNOWN, 0, 600, s -> 3.8);
        // When, Then
        assertThat(trace.run(RunFactsBuilder.aRun(CellKind.FULL).facts(), RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void isSilentOnASmallerSetPointOfTheNextStep() {
        // Given 10 mA, then a step of 0.1 mA
        Trace trace = Trace.every(1).discharge(1e-2, 600, s -> 3).discharge(1e-4, 600, s -> 3.2);
        // When, Then
        assertThat(trace.run(RunFactsBuilder.aRun(CellKind.FULL).facts(), RunEnd.END_OF_FILE).findings).isEmpty();
    }

    @Test
    void findsAVoltagePastTheSafetyLimit() {
        // Given a limit of 1 V and a symmetric cell at the compliance limit for 1 s and then for 5 s
        Trace trace = Trace.every(0.5).discharge(1e-3, 600, s -> s > 100 && s <= 101 || s > 200 && s <= 205 ? -9.8 : -0.05);
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).safetyVoltageVolt(1).facts(), RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.OPEN_CIRCUIT);
        assertThat(run.findings.get(0).onsetTestTimeSecond()).isEqualTo(200.5);
    }

    @Test
    void leavesTheDisconnectedStateWhenAWholeHalfCycleFlows() {
        // Given a disconnection of 10 s in a healthy cell
        Trace trace = pairs(Trace.every(1), 11, s -> 0.05).nextStep();
        double from = trace.now();
        for (int s = 0; s <= 900; s++) {
            trace.measurement(StepKind.CONSTANT_CURRENT_DISCHARGE, from + s, s, s > 300 && s < 310 ? 0 : -1e-3, -0.05);
        }
        pairs(trace.charge(1e-3, 900, s -> 0.05), 2, s -> 0.05);
        // When
        RecordedRun run = trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.OPEN_CIRCUIT);
        assertThat(run.health).extracting(CellHealth::state).containsSubsequence(CellState.HEALTHY, CellState.DISCONNECTED,
                CellState.HEALTHY);
    }

    @Test
    void doesNotHealASoftShortByADisconnection() {
        // Given a soft short, then a disconnection, then the soft short again
        Trace trace = pairs(pairs(Trace.every(1), 11, s -> 0.05), 3, s -> 0.03).nextStep();
        double from = trace.now();
        for (int s = 0; s <= 900; s++) {
            trace.measurement(StepKind.CONSTANT_CURRENT_DISCHARGE, from + s, s, s > 300 && s < 310 ? 0 : -1e-3, -0.03);
        }
        pairs(trace.charge(1e-3, 900, s -> 0.03), 2, s -> 0.03);
        // When
        RecordedRun run = trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.health).extracting(CellHealth::state).containsSubsequence(CellState.SOFT_SHORT, CellState.DISCONNECTED,
                CellState.SOFT_SHORT);
        assertThat(run.health).last().satisfies(h -> {
            assertThat(h.state()).isEqualTo(CellState.SOFT_SHORT);
            assertThat(h.sinceTestTimeSecond()).isEqualTo(11 * 1800);
        });
    }

    @Test
    void isSilentOnSpikesAndNoise() {
        // Given 0.25 mV of noise and spikes of +-15 mV in 0.1 % of the measurements
        Random random = new Random(4);
        Trace.Shape noisy = s -> 0.05 + 2.5e-4 * random.nextGaussian()
                + (random.nextInt(1000) == 0 ? random.nextBoolean() ? 0.015 : -0.015 : 0);
        // When, Then
        assertThat(pairs(Trace.every(10), 100, noisy).run(SYMMETRIC, RunEnd.END_OF_FILE).findings).isEmpty();
    }
}
