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
import static org.assertj.core.api.Assertions.within;

/// What is seen in whole cycles of full and plating cells.
class CycleDetectorsTest {
    private static final RunFacts FULL = RunFactsBuilder.aRun(CellKind.FULL).facts();
    private static final RunFacts PLATING = RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts();
    private final Trace trace = Trace.every(20);

    /// A full cell's cycle at `ampere`: so many hours of charge and of discharge.
    private CycleDetectorsTest cycles(int n, double ampere, double chargeHour, double dischargeHour) {
        for (int k = 0; k < n; k++) {
            trace.charge(ampere, 3600 * chargeHour, s -> 1 + 0.5 * s / 3600 / chargeHour).discharge(ampere, 3600 * dischargeHour,
                    s -> 1.5 - 0.5 * s / 3600 / dischargeHour);
        }
        return this;
    }

    private RecordedRun run() {
        return trace.run(FULL, RunEnd.COMPLETED);
    }

    @Test
    void tellsTheEndOfLifeAtTheFirstOfThreeCycles() {
        // Given a cell that loses 2 % a cycle: below 80 % of the median of cycles 3 to 5 from cycle 15 on
        for (int k = 0; k < 25; k++) {
            cycles(1, 1e-3, Math.pow(0.98, k), Math.pow(0.98, k));
        }
        // When, Then 0.98^(k - 3) < 0.8 from k = 15 (number 16)
        assertThat(run().findings).filteredOn(f -> f.kind() == FindingKind.END_OF_LIFE).singleElement().satisfies(f -> {
            assertThat(evidence(f, "end_of_life_cycle")).isEqualTo(16);
            assertThat(evidence(f, "retention_fraction")).isBetween(0.74, 0.8);
        });
    }

    @Test
    void isSilentOnARateTestAndOnOneBadCycle() {
        // Given five cycles a rate, up and back; and a single interrupted cycle
        cycles(6, 1e-3, 1, 1).cycles(5, 2e-3, 0.45, 0.45).cycles(5, 4e-3, 0.18, 0.18).cycles(6, 1e-3, 0.97, 0.97);
        cycles(1, 1e-3, 0.97, 0.4).cycles(6, 1e-3, 0.97, 0.97);
        // When, Then
        assertThat(run().findings).isEmpty();
    }

    @Test
    void findsACapacityThatFellAtOnce() {
        // Given 1 mAh, then 0.9 mAh
        RecordedRun run = cycles(10, 1e-3, 1, 1).cycles(1, 1e-3, 1, 0.9).cycles(5, 1e-3, 0.9, 0.9).run();
        // Then
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.CAPACITY_DROP);
        assertThat(evidence(run.findings.get(0), "log_ratio")).isCloseTo(Math.log(0.9), within(1e-6));
    }

    @Test
    void findsAnEfficiencyThatFell() {
        // Given a leak that begins with cycle 11: 8 % more charge than comes back
        RecordedRun run = cycles(10, 1e-3, 1, 0.999).cycles(5, 1e-3, 1.08, 0.999).run();
        // Then in the third cycle
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.EFFICIENCY_DROP);
        assertThat(run.findings.get(0).detectedTestTimeSecond()).isCloseTo(3600 * (10 * 1.999 + 3 * 2.079), within(60.0));
        assertThat(run.findings.get(0).halfCycle()).isEqualTo(21);
    }

    @Test
    void tellsMetalRecoveredFromALeak() {
        // Given a plating cell that lost 5 % a cycle and gives 3 % more than it takes; and one that always gives more
        CycleDetectorsTest recovering = new CycleDetectorsTest().plating(10, 1, 0.95).plating(3, 1, 1.03);
        CycleDetectorsTest leaking = new CycleDetectorsTest().plating(8, 1, 1.03);
        // When, Then
        assertThat(recovering.trace.run(PLATING, RunEnd.COMPLETED).findings).extracting(Finding::kind)
                .containsExactly(FindingKind.RECOVERED_METAL);
        assertThat(leaking.trace.run(PLATING, RunEnd.COMPLETED).findings).extracting(Finding::kind)
                .containsExactly(FindingKind.EFFICIENCY_ABOVE_ONE);
    }

    @Test
    void isSilentOnOneCycleOverOneAndOnConditioning() {
        // Given
        CycleDetectorsTest cell = new CycleDetectorsTest().plating(3, 1, 1.1).plating(10, 1, 0.98).plating(1, 1, 1.05).plating(10, 1, 0.98);
        // When, Then
        assertThat(cell.trace.run(PLATING, RunEnd.COMPLETED).findings).isEmpty();
    }

    private CycleDetectorsTest plating(int n, double plateHour, double stripHour) {
        for (int k = 0; k < n; k++) {
            trace.discharge(1e-3, 3600 * plateHour, s -> -0.05).charge(1e-3, 3600 * stripHour,
                    s -> s > 3600 * (stripHour - 0.02) ? 0.5 : 0.05);
        }
        return this;
    }

    @Test
    void tellsLossThatGrowsWithTime() {
        // Given cycles at two currents, 1 h and 4 h long, that lose 1 % an hour and scatter by 0.1 %
        Random random = new Random(5);
        for (int k = 0; k < 24; k++) {
            double hour = k % 6 < 3 ? 1 : 4;
            double loss = 0.01 * hour + 0.001 * random.nextGaussian();
            trace.charge(1e-3 / hour, 1800 * hour, s -> 1.2 + s / 36_000 / hour).discharge(1e-3 / hour, 1800 * hour * (1 - loss),
                    s -> 1.4 - s / 36_000 / hour);
        }
        // When, Then
        assertThat(run().findings).filteredOn(f -> f.kind() == FindingKind.SELF_DISCHARGE).singleElement()
                .satisfies(f -> assertThat(evidence(f, "loss_fraction_per_hour")).isCloseTo(0.01, within(0.001)));
    }

    @Test
    void tellsNothingOfLossesInCyclesOfOneLength() {
        // Given 3 % lost in every cycle of one length
        assertThat(cycles(40, 1e-3, 1, 0.97).run().findings).isEmpty();
    }

    private static double evidence(Finding finding, String name) {
        return finding.evidence().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow().value();
    }
}
