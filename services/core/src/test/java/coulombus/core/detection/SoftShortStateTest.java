package coulombus.core.detection;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A soft short as a state: what keeps it, what ends it, what a rest does; and the sums and counts of the other plateau detectors.
class SoftShortStateTest {
    private static final RunFacts SYMMETRIC = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(1).facts();

    private final Trace trace = Trace.every(30);

    private SoftShortStateTest pairs(int n, double volt) {
        for (int k = 0; k < n; k++) {
            trace.discharge(2e-3, 900, s -> -volt).charge(2e-3, 900, s -> volt);
        }
        return this;
    }

    private RecordedRun run() {
        return trace.run(SYMMETRIC, RunEnd.END_OF_FILE);
    }

    @Test
    void endsASoftShortAfterTenHalfCyclesBackInTheBand() {
        // Given a soft short of five pairs, then 97 % of the baseline for five pairs
        RecordedRun run = pairs(20, 0.1).pairs(5, 0.07).pairs(5, 0.097).pairs(3, 0.1).run();
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT, FindingKind.SHORT_ENDED);
        Finding ended = run.findings.get(1);
        assertThat(ended.severity()).isEqualTo(Severity.INFO);
        assertThat(ended.halfCycle()).isEqualTo(51);
        assertThat(ended.detectedTestTimeSecond()).isEqualTo(30 * 1800);
        assertThat(run.health).last().satisfies(h -> assertThat(h.state()).isEqualTo(CellState.HEALTHY));
    }

    @Test
    void staysSoftWhileTheVoltageOnlyComesAndGoes() {
        // Given nine half-cycles back in the band, again and again
        pairs(20, 0.1).pairs(5, 0.07);
        for (int k = 0; k < 4; k++) {
            pairs(4, 0.1);
            trace.discharge(2e-3, 900, s -> -0.1).charge(2e-3, 900, s -> 0.07);
        }
        // When, Then
        RecordedRun run = run();
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT);
        assertThat(run.health).last().satisfies(h -> assertThat(h.state()).isEqualTo(CellState.SOFT_SHORT));
    }

    @Test
    void findsASecondSoftShortAfterTheFirstHasEnded() {
        // Given
        RecordedRun run = pairs(20, 0.1).pairs(5, 0.07).pairs(6, 0.1).pairs(5, 0.07).run();
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT, FindingKind.SHORT_ENDED,
                FindingKind.SOFT_SHORT);
    }

    @Test
    void doesNotJudgeTheHalfCyclesAfterALongRest() {
        // Given a cell that relaxed for two hours and needs a cycle to come back to its polarisation
        pairs(20, 0.1);
        trace.rest(7200, 0.001);
        pairs(1, 0.08).pairs(10, 0.1);
        // When, Then
        assertThat(run().findings).isEmpty();
    }

    @Test
    void judgesCyclesWithPlannedRestsAmongThemselves() {
        // Given a rest of two hours before every plating, and a short
        for (int k = 0; k < 15; k++) {
            trace.rest(7200, 0.001);
            pairs(1, 0.1);
        }
        for (int k = 0; k < 3; k++) {
            trace.rest(7200, 0.001);
            pairs(1, 0.07);
        }
        // When, Then
        assertThat(run().findings).extracting(Finding::kind).containsExactly(FindingKind.SOFT_SHORT);
    }

    @Test
    void findsASmallFallThatCameAtOnceThoughTheStepRuleLetsItPass() {
        // Given 40 h at 100 mV, then 91 mV: ln 0.91 = -0.094, above -0.12, and more than a warming of 4 K makes in two half-cycles
        RecordedRun run = pairs(80, 0.1).pairs(6, 0.091).run();
        // Then each half-cycle adds min(4, 0.094 / 0.015) - 1 = 3: the third one passes 8
        assertThat(run.findings).hasSize(1);
        Finding creep = run.findings.get(0);
        assertThat(creep.kind()).isEqualTo(FindingKind.CREEPING_SHORT);
        assertThat(creep.severity()).isEqualTo(Severity.WARNING);
        assertThat(creep.onsetTestTimeSecond()).isEqualTo(80 * 1800.0);
        assertThat(creep.detectedTestTimeSecond()).isEqualTo(81 * 1800 + 900);
        assertThat(creep.evidence()).extracting(Finding.Evidence::name).contains("cumulative_sum", "threshold_cumulative_sum");
        assertThat(run.health).last().satisfies(h -> assertThat(h.baselineVolt()).isCloseTo(0.1, within(1e-3)));
    }

    @Test
    void doesNotTakeAWarmingOfAChamberWithoutAThermometerForAShort() {
        // Given 40 h at 100 mV, then a fall of 8 % with a time constant of half an hour, and no thermometer
        pairs(80, 0.1);
        for (int k = 0; k < 40; k++) {
            pairs(1, 0.1 * (1 - 0.08 * -Math.expm1(-(k + 0.5))));
        }
        // When, Then
        assertThat(run().findings).isEmpty();
    }

    @Test
    void findsTheSameSlowFallWhereAThermometerSaysThatNothingWarmed() {
        // Given
        pairs(80, 0.1);
        for (int k = 0; k < 40; k++) {
            pairs(1, 0.1 * (1 - 0.08 * -Math.expm1(-(k + 0.5))));
        }
        MeasurementBatch batch = trace.batch();
        for (int i = 0; i < batch.size(); i++) {
            batch.setTemperatureCelsius(i, 25);
        }
        // When
        RecordedRun run = Trace.run(SYMMETRIC, batch, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.CREEPING_SHORT);
    }

    @Test
    void findsASmallFallAlsoWhereADriftHadWidenedTheScatter() {
        // Given 40 h at 100 mV, a chamber that cools within two hours (+8 %), six hours, then 9 % less at once
        pairs(80, 0.1);
        for (int k = 0; k < 16; k++) {
            pairs(1, 0.1 * (1 + 0.08 * -Math.expm1(-(k + 0.5))));
        }
        pairs(6, 0.108 * 0.91);
        // When
        RecordedRun run = run();
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.CREEPING_SHORT);
        assertThat(run.findings.get(0).onsetTestTimeSecond()).isEqualTo(96 * 1800.0);
    }

    @Test
    void doesNotTakeTheEndOfABubbleForAFall() {
        // Given a warm chamber (-5 %) and bubbles of an hour that raise the plateau by 20 %
        pairs(80, 0.1);
        for (int k = 0; k < 20; k++) {
            pairs(1, 0.1 * (1 - 0.05 * -Math.expm1(-(k + 0.5))));
        }
        pairs(2, 0.114).pairs(10, 0.095).pairs(2, 0.114).pairs(10, 0.095);
        // When, Then
        assertThat(run().findings).isEmpty();
    }

    @Test
    void doesNotSumUpBeforeThirtyHoursNorAfterASingleLowHalfCycle() {
        assertThat(new SoftShortStateTest().pairs(50, 0.1).pairs(5, 0.091).run().findings).isEmpty();
        assertThat(new SoftShortStateTest().pairs(80, 0.1).pairs(1, 0.091).pairs(20, 0.1).run().findings).isEmpty();
    }

    @Test
    void tellsAPolarisationThatRoseByHalfForTenHalfCycles() {
        // Given a slow rise to 160 %
        pairs(40, 0.1);
        for (int k = 0; k < 60; k++) {
            pairs(1, 0.1 * (1 + 0.01 * k));
        }
        RecordedRun run = pairs(20, 0.16).run();
        // Then
        assertThat(run.findings).filteredOn(f -> f.kind() == FindingKind.POLARIZATION_RISE).singleElement().satisfies(f -> {
            assertThat(f.detectedTestTimeSecond()).isGreaterThan((40 + 50 + 9) * 1800.0);
            assertThat(f.sentence()).startsWith("Polarisation rose: the plateau of the discharge is ");
        });
        assertThat(run.findings).noneMatch(f -> f.kind().isShort());
    }

    @Test
    void tellsNothingOfARiseThatEnds() {
        // Given 170 % for nine half-cycles of each direction
        assertThat(pairs(40, 0.1).pairs(9, 0.17).pairs(10, 0.1).run().findings)
                .noneMatch(f -> f.kind() == FindingKind.POLARIZATION_RISE);
    }
}
