package coulombus.core.detection;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Findings that are remarks: what a charged rest cost, and a contact that settled during formation.
class RemarksTest {
    private static RecordedRun full(Trace trace) {
        return trace.run(RunFactsBuilder.aRun(CellKind.FULL).facts(), RunEnd.END_OF_FILE);
    }

    private static void cycle(Trace trace, double chargedRestHour, double dischargeSecond, double ampere) {
        trace.charge(1e-3, 3600, s -> 1 + 0.5 * s / 3600);
        if (chargedRestHour > 0) {
            trace.step(StepKind.REST, 0, 3600 * chargedRestHour, s -> 1.45);
        }
        trace.discharge(ampere, dischargeSecond, s -> 1.4 - 0.4 * s / 3600);
    }

    @Test
    void tellsWhatAChargedRestCost() {
        // Given 3600 s of discharge in each cycle and 3456 s after a charged rest of two days: 4 % less
        Trace trace = Trace.every(20);
        for (int k = 0; k < 6; k++) {
            cycle(trace, 0, 3600, 1e-3);
        }
        cycle(trace, 48, 3456, 1e-3);
        cycle(trace, 0, 3600, 1e-3);
        // When
        RecordedRun run = full(trace);
        // Then
        assertThat(run.findings).hasSize(1);
        Finding loss = run.findings.get(0);
        assertThat(loss.kind()).isEqualTo(FindingKind.SELF_DISCHARGE);
        assertThat(loss.severity()).isEqualTo(Severity.INFO);
        assertThat(loss.evidence()).filteredOn(e -> e.name().equals("lost_fraction")).singleElement()
                .satisfies(e -> assertThat(e.value()).isCloseTo(0.04, within(1e-3)));
        assertThat(loss.sentence()).contains("in 48.0 h of charged rest");
    }

    @Test
    void saysNothingOfAShortRestAnotherRateAndARestThatCostNothing() {
        // Given
        Trace trace = Trace.every(20);
        for (int k = 0; k < 6; k++) {
            cycle(trace, 0, 3600, 1e-3);
        }
        cycle(trace, 2, 3456, 1e-3);
        cycle(trace, 0, 3600, 1e-3);
        cycle(trace, 48, 3600, 1e-3);
        cycle(trace, 0, 3600, 1e-3);
        cycle(trace, 48, 1600, 2e-3);
        // When, Then
        assertThat(full(trace).findings).noneMatch(f -> f.kind() == FindingKind.SELF_DISCHARGE);
    }

    @Test
    void tellsAContactThatSettledDuringFormation() {
        // Given two cycles whose voltage jumps by 5 mV, and ten that are smooth; and cells that stay as they are
        RecordedRun settles = plating(2, 12);
        RecordedRun rough = plating(12, 12);
        RecordedRun smooth = plating(0, 12);
        // Then
        assertThat(settles.findings).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(FindingKind.CONTACT_LOSS);
            assertThat(f.severity()).isEqualTo(Severity.INFO);
            assertThat(f.halfCycle()).isEqualTo(1);
            assertThat(f.sentence()).startsWith("Unsteady contact during formation");
        });
        assertThat(rough.findings).isEmpty();
        assertThat(smooth.findings).isEmpty();
    }

    private static RecordedRun plating(int roughCycles, int cycles) {
        Trace trace = Trace.every(30);
        for (int k = 0; k < cycles; k++) {
            double jump = k < roughCycles ? 0.005 : 0;
            trace.discharge(1e-3, 1800, s -> -0.05 - jump * (s / 30 % 2)).charge(1e-3, 1800, s -> 0.05 + jump * (s / 30 % 2));
        }
        return trace.run(RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts(), RunEnd.END_OF_FILE);
    }
}
