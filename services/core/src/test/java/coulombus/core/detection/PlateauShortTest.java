package coulombus.core.detection;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Shorts seen in the size of the plateau of whole half-cycles.
class PlateauShortTest {
    private static final RunFacts SYMMETRIC = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(1).facts();

    private Trace trace = Trace.every(30);

    private PlateauShortTest pairs(int n, double ampere, double plateVolt, double stripVolt) {
        for (int k = 0; k < n; k++) {
            trace.discharge(ampere, 900, s -> -plateVolt).charge(ampere, 900, s -> stripVolt);
        }
        return this;
    }

    private RecordedRun run() {
        return trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
    }

    @Test
    void findsASoftShortAfterTwoHalfCyclesAndPlacesItAtTheFirst() {
        // Given 20 pairs at 100 mV, then 80 mV: ln 0.8 = -0.223, below -0.12
        RecordedRun run = pairs(20, 2e-3, 0.1, 0.1).pairs(5, 2e-3, 0.08, 0.08).run();
        // Then
        assertThat(run.findings).hasSize(1);
        Finding soft = run.findings.get(0);
        assertThat(soft.kind()).isEqualTo(FindingKind.SOFT_SHORT);
        assertThat(soft.detector()).isEqualTo("soft-short-step/3");
        assertThat(soft.halfCycle()).isEqualTo(41);
        assertThat(soft.onsetTestTimeSecond()).isEqualTo(20 * 1800);
        assertThat(soft.detectedTestTimeSecond()).isEqualTo(21 * 1800);
        assertThat(soft.sentence()).isEqualTo(
                "Soft short at 10.00 h: the plateau of the charge fell by 20 % to 80.0 mV (baseline 100.0 mV over 20 half-cycles)");
        assertThat(evidence(soft, "log_ratio")).isCloseTo(Math.log(0.8), within(1e-9));
        assertThat(evidence(soft, "threshold_log_ratio")).isCloseTo(-0.12, within(1e-12));
        // 80 mV / 2 mA/cm²
        assertThat(evidence(soft, "resistance_ohm_cm2")).isCloseTo(40, within(1e-9));
        assertThat(run.health).last().satisfies(h -> {
            assertThat(h.state()).isEqualTo(CellState.SOFT_SHORT);
            assertThat(h.sinceTestTimeSecond()).isEqualTo(36_000);
        });
    }

    private static double evidence(Finding finding, String name) {
        return finding.evidence().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void keepsTheBaselineOfTheHealthyCellWhileTheShortIsHeld() {
        // Given a soft short that lasts 100 pairs
        RecordedRun run = pairs(20, 2e-3, 0.1, 0.1).pairs(100, 2e-3, 0.08, 0.08).run();
        // Then the baseline has not learned the short, and it is told once
        assertThat(run.health).last().satisfies(h -> assertThat(h.baselineVolt()).isCloseTo(0.1, within(1e-9)));
        assertThat(run.findings).hasSize(1);
    }

    @Test
    void needsTheDropInTwoHalfCyclesInARow() {
        // Given a single half-cycle at 70 % now and then, and a drop of one direction only that stays
        for (int k = 0; k < 5; k++) {
            pairs(10, 2e-3, 0.1, 0.1);
            trace.discharge(2e-3, 900, s -> -0.07).charge(2e-3, 900, s -> 0.1);
        }
        PlateauShortTest oneSided = new PlateauShortTest().pairs(20, 2e-3, 0.1, 0.1).pairs(20, 2e-3, 0.08, 0.1);
        // When, Then
        assertThat(run().findings).isEmpty();
        assertThat(oneSided.run().findings).isEmpty();
    }

    @Test
    void doesNotJoinDropsWithAHalfCycleBetweenThatCouldNotBeJudged() {
        // Given a drop, then a suspended half-cycle, then a drop of the same sign
        pairs(20, 2e-3, 0.1, 0.1);
        trace.discharge(2e-3, 900, s -> -0.08).charge(2e-3, 450, s -> 0.1).suspended().discharge(2e-3, 900, s -> -0.08).charge(2e-3, 900,
                s -> 0.1);
        // When, Then
        assertThat(run().findings).isEmpty();
    }

    @Test
    void isSilentOnADropOfElevenPercent() {
        // Given ln 0.89 = -0.1165, above -0.12
        assertThat(pairs(20, 2e-3, 0.1, 0.1).pairs(10, 2e-3, 0.089, 0.089).run().findings).isEmpty();
    }

    @Test
    void isSilentUntilTenHalfCyclesOfADirectionAreKnown() {
        // Given
        assertThat(new PlateauShortTest().pairs(9, 2e-3, 0.1, 0.1).pairs(9, 2e-3, 0.05, 0.05).run().findings).isEmpty();
        // When ten are known, Then
        assertThat(new PlateauShortTest().pairs(10, 2e-3, 0.1, 0.1).pairs(9, 2e-3, 0.05, 0.05).run().findings).hasSize(1);
    }

    @Test
    void isSilentOnASlowDriftAndOnTheDeclineOfActivation() {
        // Given -0.2 % per pair for 200 pairs; and 55 % that decline with a time constant of 4 h
        for (int k = 0; k < 200; k++) {
            double v = 0.1 * Math.pow(0.998, k);
            pairs(1, 2e-3, v, v);
        }
        PlateauShortTest activation = new PlateauShortTest();
        for (int k = 0; k < 200; k++) {
            double v = 0.06 * (1 + 0.55 * Math.exp(-0.5 * k / 4));
            activation.pairs(1, 2e-3, v, v);
        }
        // When, Then
        assertThat(run().findings).isEmpty();
        assertThat(activation.run().findings).isEmpty();
    }

    @Test
    void isSilentOnAPlannedChangeOfRate() {
        // Given 2 mA at 100 mV, 1 mA at 55 mV, 2 mA again
        RecordedRun run = pairs(20, 2e-3, 0.1, 0.1).pairs(20, 1e-3, 0.055, 0.055).pairs(20, 2e-3, 0.1, 0.1).run();
        // Then
        assertThat(run.findings).isEmpty();
    }

    @Test
    void findsASoftShortAlsoAtARateThatWasLeftAndCameBack() {
        // Given
        RecordedRun run = pairs(20, 2e-3, 0.1, 0.1).pairs(20, 1e-3, 0.055, 0.055).pairs(2, 2e-3, 0.06, 0.06).run();
        // Then
        assertThat(run.findings).extracting(Finding::halfCycle).containsExactly(81);
    }

    @Test
    void findsAHardShortByThePlateauAfterOneHalfCycle() {
        // Given a plating cell (no watch inside the half-cycle): 100 mV, then 4 mV at 2 mA/cm²: 2 ohm cm² < 3
        RunFacts facts = RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts();
        RecordedRun run = pairs(20, 2e-3, 0.1, 0.1).pairs(2, 2e-3, 0.004, 0.004).trace.run(facts, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).kind()).isEqualTo(FindingKind.HARD_SHORT);
        assertThat(run.findings.get(0).detector()).isEqualTo("hard-short-plateau/3");
        assertThat(run.findings.get(0).halfCycle()).isEqualTo(41);
        assertThat(run.findings.get(0).detectedTestTimeSecond()).isEqualTo(20 * 1800 + 900);
    }

    @Test
    void tellsALowAndSteadyPlateauAsSoftAtOnceAndAsHardAfterThree() {
        // Given 100 mV, then 20 mV at 2 mA/cm²: 10 ohm cm², between 3 and 12
        RunFacts facts = RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts();
        RecordedRun run = pairs(20, 2e-3, 0.1, 0.1).pairs(3, 2e-3, 0.02, 0.02).trace.run(facts, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT, FindingKind.HARD_SHORT);
        assertThat(run.findings).extracting(Finding::detectedTestTimeSecond).containsExactly(20 * 1800 + 900.0, 20 * 1800 + 3 * 900.0);
        assertThat(run.findings).extracting(Finding::onsetTestTimeSecond).containsOnly(20 * 1800.0);
    }

    @Test
    void keepsABridgeThatPassesLowForASoftShort() {
        // Given a plateau that wanders between 6 and 11 ohm cm² and never stays within 5 %
        RunFacts facts = RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts();
        pairs(20, 2e-3, 0.1, 0.1);
        for (int k = 0; k < 10; k++) {
            pairs(1, 2e-3, 0.012, 0.014).pairs(1, 2e-3, 0.022, 0.016);
        }
        // When, Then
        assertThat(trace.run(facts, RunEnd.END_OF_FILE).findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT);
    }

    @Test
    void takesALargeDropThatIsStillResistiveForASoftShort() {
        // Given 100 mV to 20 mV, but at 0.1 mA/cm²: 200 ohm cm² are no wire
        RunFacts facts = RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts();
        RecordedRun run = pairs(20, 1e-4, 0.1, 0.1).pairs(3, 1e-4, 0.021, 0.021).trace.run(facts, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT);
    }

    @Test
    void goesFromSoftToHardAndStaysThere() {
        // Given the published life: soft, 50 pairs later hard, and a voltage that comes back
        RecordedRun run = pairs(20, 2e-3, 0.1, 0.1).pairs(50, 2e-3, 0.045, 0.045).pairs(5, 2e-3, 0.004, 0.004).pairs(5, 2e-3, 0.1, 0.1)
                .run();
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT, FindingKind.HARD_SHORT);
        assertThat(run.findings.get(1).halfCycle()).isEqualTo(141);
        assertThat(run.health).extracting(CellHealth::state).containsSubsequence(CellState.LEARNING, CellState.HEALTHY,
                CellState.SOFT_SHORT, CellState.HARD_SHORT);
        assertThat(run.health).last().satisfies(h -> assertThat(h.state()).isEqualTo(CellState.HARD_SHORT));
    }

    @Test
    void isNotAppliedToInsertionAndFullCells() {
        // Given, When, Then
        for (CellKind kind : new CellKind[]{ CellKind.FULL, CellKind.INSERTION_HALF, CellKind.UNKNOWN }) {
            PlateauShortTest dropping = new PlateauShortTest().pairs(20, 2e-3, 1, 1.5).pairs(5, 2e-3, 0.5, 0.7);
            assertThat(dropping.trace.run(RunFactsBuilder.aRun(kind).facts(), RunEnd.END_OF_FILE).findings).as("%s", kind).isEmpty();
        }
    }
}
