package coulombus.core.detection;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A charge that never ends, a voltage that decays at rest, a current off its set-point.
class ChargeAndRestTest {
    private static final RunFacts FULL = RunFactsBuilder.aRun(CellKind.FULL).facts();
    private final Trace trace = Trace.every(20);

    private ChargeAndRestTest cycles(int n) {
        for (int k = 0; k < n; k++) {
            trace.charge(1e-3, 3600, s -> 1 + 0.5 * s / 3600).discharge(1e-3, 3590, s -> 1.5 - 0.5 * s / 3600);
        }
        return this;
    }

    @Test
    void findsAChargeThatPassesItsReferenceAtAFlatVoltage() {
        // Given five cycles of 1 mAh, then a charge of which the voltage stays at 1.4 V from 0.8 mAh on
        cycles(5);
        double begin = trace.now();
        RecordedRun run = trace.charge(1e-3, 6000, s -> Math.min(1.4, 1 + 0.5 * s / 3600)).run(FULL, RunEnd.END_OF_FILE);
        // Then at 1.1 mAh
        assertThat(run.findings).hasSize(1);
        Finding runaway = run.findings.get(0);
        assertThat(runaway.kind()).isEqualTo(FindingKind.CHARGE_RUNAWAY);
        assertThat(runaway.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(runaway.onsetTestTimeSecond()).isCloseTo(begin + 3600, within(21.0));
        assertThat(runaway.detectedTestTimeSecond()).isCloseTo(begin + 3960 + 60, within(21.0));
    }

    @Test
    void tellsOnceOfChargesThatRunAwayOneAfterAnother() {
        // Given
        cycles(5);
        for (int k = 0; k < 4; k++) {
            trace.charge(1e-3, 6000, s -> Math.min(1.4, 1 + 0.5 * s / 3600)).discharge(1e-3, 3590, s -> 1.5 - 0.5 * s / 3600);
        }
        cycles(2);
        // When
        RecordedRun run = trace.charge(1e-3, 6000, s -> Math.min(1.4, 1 + 0.5 * s / 3600)).run(FULL, RunEnd.END_OF_FILE);
        // Then once for the four, and once more after two that ended as they should
        assertThat(run.findings.stream().filter(f -> f.kind() == FindingKind.CHARGE_RUNAWAY)).hasSize(2);
    }

    @Test
    void tellsOnceOfAShortThatLetsSomeChargesRiseALittle() {
        // Given charges of half again as much: some flat, some that fluctuate too much to be called flat
        cycles(5);
        for (int k = 0; k < 8; k++) {
            double slope = k % 3 == 0 ? 0 : 0.4;
            trace.charge(1e-3, 6000, s -> 1 + slope * s / 3600).discharge(1e-3, 30, s -> 0.5);
        }
        // When
        RecordedRun run = trace.run(FULL, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.findings.stream().filter(f -> f.kind() == FindingKind.CHARGE_RUNAWAY)).hasSize(1);
    }

    @Test
    void isSilentOnALargerChargeThatStillRisesOnConstantVoltageAndOnALowerRate() {
        // Given 20 % more charge under a rising voltage; a fading current at 1.5 V; and a charge at a tenth of the rate
        cycles(5);
        trace.charge(1e-3, 4320, s -> 1 + 0.5 * s / 3600).discharge(1e-3, 3600, s -> 1.4).charge(1e-3, 3500, s -> 1 + 0.5 * s / 3600)
                .nextStep();
        double begin = trace.now();
        for (int s = 0; s < 7200; s += 20) {
            trace.measurement(StepKind.CONSTANT_VOLTAGE_CHARGE, begin + s, s, 1e-3 * Math.exp(-s / 1800.0), 1.5);
        }
        trace.discharge(1e-3, 3600, s -> 1.4).charge(1e-4, 72_000, s -> 1.2);
        // When, Then
        assertThat(trace.run(FULL, RunEnd.END_OF_FILE).findings).noneMatch(f -> f.kind() == FindingKind.CHARGE_RUNAWAY);
    }

    @Test
    void isSilentOnTheFirstCharges() {
        // Given two charges, and then one twice as long
        cycles(2);
        assertThat(trace.charge(1e-3, 7200, s -> Math.min(1.4, 1 + 0.5 * s / 3600)).run(FULL, RunEnd.END_OF_FILE).findings).isEmpty();
    }

    private void rest(double relaxationVolt, double slopeVoltPerHour, double hours) {
        trace.charge(1e-3, 3600, s -> 1 + 0.5 * s / 3600)
                .step(StepKind.REST, 0, 3600 * hours, s -> 1.4 + relaxationVolt * Math.exp(-s / 900) + slopeVoltPerHour * s / 3600)
                .discharge(1e-3, 3590, s -> 1.4 - 0.4 * s / 3600);
    }

    @Test
    void findsARestThatDecaysFasterThanTheCellsEarlierOnes() {
        // Given rests that relax by 80 mV and fall by 1 mV/h, then one that falls by 9 mV/h
        cycles(1);
        for (int k = 0; k < 4; k++) {
            rest(0.08, -0.001, 1.5);
        }
        rest(0.08, -0.009, 1.5);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.findings).filteredOn(f -> f.kind() == FindingKind.REST_DECAY).singleElement().satisfies(f -> {
            assertThat(f.evidence()).filteredOn(e -> e.name().equals("slope_volt_per_hour")).singleElement()
                    .satisfies(e -> assertThat(e.value()).isCloseTo(-0.009, within(1e-4)));
            assertThat(f.detectedTestTimeSecond() - f.onsetTestTimeSecond()).isCloseTo(3600, within(200.0));
        });
    }

    @Test
    void findsALeakThatHidesInTheRelaxation() {
        // Given rests that relax by 80 mV, then three that fall by 200 mV within minutes and stay there, then a usual one and one more
        cycles(1);
        for (int k = 0; k < 4; k++) {
            rest(0.08, -0.001, 1.5);
        }
        for (int k = 0; k < 3; k++) {
            rest(0.2, -0.001, 1.5);
        }
        rest(0.08, -0.001, 1.5);
        rest(0.2, -0.001, 1.5);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then it is told once for the three, and again after a rest that was as usual
        assertThat(run.findings).filteredOn(f -> f.kind() == FindingKind.REST_DECAY).hasSize(2).first()
                .satisfies(f -> assertThat(f.sentence()).contains("by 197.7 mV").contains("beside 79.7 mV"));
    }

    @Test
    void isSilentOnRelaxationOnRestsAfterDischargeAndOnAFreshCell() {
        // Given a fresh cell that wets; rests that relax by 200 mV; and a fall after a discharge
        trace.step(StepKind.REST, 0, 36_000, s -> 1.2 - 0.05 * s / 3600);
        cycles(1);
        for (int k = 0; k < 5; k++) {
            rest(0.2, -0.002, 1.5);
        }
        trace.step(StepKind.REST, 0, 7200, s -> 1 - 0.05 * s / 3600);
        // When, Then
        assertThat(trace.run(FULL, RunEnd.COMPLETED).findings).isEmpty();
    }

    @Test
    void countsACurrentThatLeavesItsSetPointAndStillJudgesTheHalfCycle() {
        // Given a symmetric cell of which the current is 8 % too large in the second half of one half-cycle, and shorted there
        Trace cell = Trace.every(1);
        for (int k = 0; k < 3; k++) {
            cell.discharge(1e-3, 600, s -> -0.05).charge(1e-3, 600, s -> 0.05);
        }
        cell.nextStep();
        double begin = cell.now();
        for (int s = 0; s <= 600; s++) {
            cell.measurement(StepKind.CONSTANT_CURRENT_DISCHARGE, begin + s, s, s < 300 ? -1e-3 : -1.08e-3, s < 400 ? -0.05 : -1e-4);
        }
        // When
        RecordedRun run = cell.run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts(), RunEnd.END_OF_FILE);
        // Then
        assertThat(run.count(DataQualityKind.CURRENT_OFF_SET_POINT)).isPositive();
        assertThat(run.findings).extracting(Finding::kind).containsExactly(FindingKind.HARD_SHORT);
    }

    @Test
    void countsNoCurrentThatIsNoisyOrChangesWithItsStep() {
        // Given noise of 12 % and steps of other currents
        Trace cell = Trace.every(1).nextStep();
        for (int s = 0; s <= 1200; s++) {
            cell.measurement(StepKind.CONSTANT_CURRENT_DISCHARGE, s, s, -1e-3 * (1 + 0.12 * Math.sin(2.1 * s)), -0.05);
        }
        cell.discharge(5e-4, 600, s -> -0.03).charge(2e-3, 600, s -> 0.1).rest(600, 0).discharge(1e-3, 600, s -> -0.05);
        // When, Then
        assertThat(cell.run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts(), RunEnd.END_OF_FILE)
                .count(DataQualityKind.CURRENT_OFF_SET_POINT)).isZero();
    }
}
