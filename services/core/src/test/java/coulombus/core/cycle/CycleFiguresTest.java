package coulombus.core.cycle;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.run.RunEnd;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Retention, energy efficiency, polarisation, plated charge and normalised figures of a cycle.
class CycleFiguresTest {
    /// Full-cell cycles of the given discharge minutes at 60 mA: a minute is 1 mAh.
    private static RecordedRun full(double... dischargeMinutes) {
        Trace trace = Trace.every(5);
        for (double minutes : dischargeMinutes) {
            trace.charge(0.06, 600, s -> 1.6).discharge(0.06, 60 * minutes, s -> 1.2);
        }
        return trace.run(RunFactsBuilder.aRun(CellKind.FULL).facts(), RunEnd.COMPLETED);
    }

    @Test
    void comparesTheCapacityWithTheMedianOfCyclesThreeToFive() {
        // Given 12, 11 (activation), then 10.2, 9.8, 10.0 and 8 mAh
        RecordedRun run = full(12, 11, 10.2, 9.8, 10.0, 8);
        // Then the reference is 10.0 mAh, known with cycle 5
        assertThat(run.cycles.subList(0, 4)).allSatisfy(c -> assertThat(c.capacityRetentionFraction()).isNaN());
        assertThat(run.cycles.get(4).capacityRetentionFraction()).isCloseTo(1, within(1e-9));
        assertThat(run.cycles.get(5).capacityRetentionFraction()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void doesNotCompareACycleAtAnotherRate() {
        // Given five cycles at 60 mA, one at 120 mA with less capacity, one at 60 mA again
        Trace trace = Trace.every(5);
        double[] ampere = { 0.06, 0.06, 0.06, 0.06, 0.06, 0.12, 0.06 };
        for (double a : ampere) {
            trace.charge(a, 600, s -> 1.6).discharge(a, a > 0.1 ? 240 : 600, s -> 1.2);
        }
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.FULL).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles.get(5).capacityRetentionFraction()).isNaN();
        assertThat(run.cycles.get(6).capacityRetentionFraction()).isCloseTo(1, within(1e-9));
    }

    @Test
    void doesNotLetASlowFormationStandInTheWayOfTheReference() {
        // Given three formation cycles at 6 mA, then 60 mA with 10, 10, 10 and 9 mAh
        Trace trace = Trace.every(5);
        for (int k = 0; k < 3; k++) {
            trace.charge(0.006, 6600, s -> 1.6).discharge(0.006, 6600, s -> 1.2);
        }
        for (double minutes : new double[]{ 10, 10, 10, 9 }) {
            trace.charge(0.06, 600, s -> 1.6).discharge(0.06, 60 * minutes, s -> 1.2);
        }
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.FULL).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles.get(5).capacityRetentionFraction()).isCloseTo(1, within(1e-9));
        assertThat(run.cycles.get(6).capacityRetentionFraction()).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void dividesTheEnergiesAndHalvesTheGapOfAFullCell() {
        // Given 10 mAh in at 1.6 V, 9.5 mAh out at 1.2 V
        Cycle cycle = full(9.5).cycles.get(0);
        // Then 16 mWh in, 11.4 mWh out: 0.7125; gap 0.4 V
        assertThat(cycle.chargingEnergyWh()).isCloseTo(0.016, within(1e-12));
        assertThat(cycle.dischargingEnergyWh()).isCloseTo(0.0114, within(1e-12));
        assertThat(cycle.energyEfficiency()).isCloseTo(0.7125, within(1e-9));
        assertThat(cycle.meanChargingVoltageVolt()).isCloseTo(1.6, within(1e-9));
        assertThat(cycle.meanDischargingVoltageVolt()).isCloseTo(1.2, within(1e-9));
        assertThat(cycle.polarizationHalfVolt()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void halvesTheGapOfASymmetricCellAndTellsItsAsymmetry() {
        // Given plating at -60 mV and stripping at +50 mV
        RecordedRun run = Trace.every(10).discharge(1e-3, 1800, s -> -0.06).charge(1e-3, 1800, s -> 0.05)
                .run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles.get(0).polarizationHalfVolt()).isCloseTo(0.055, within(1e-12));
        assertThat(run.cycles.get(0).asymmetryVolt()).isCloseTo(-0.005, within(1e-12));
        assertThat(run.cycles.get(0).energyEfficiency()).isNaN();
    }

    @Test
    void countsPlatedChargeInOneDirectionOnly() {
        // Given a symmetric cell that strips first: 0.5 mAh each way, three times
        Trace trace = Trace.every(10);
        for (int k = 0; k < 3; k++) {
            trace.charge(1e-3, 1800, s -> 0.05).discharge(1e-3, 1800, s -> -0.05);
        }
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).first(FirstHalfCycle.STRIP).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles).extracting(Cycle::number).containsExactly(1, 2, 3);
        assertThat(run.cycles.get(2).cumulativePlatedAh()).isCloseTo(1.5e-3, within(1e-12));
        assertThat(full(10).cycles.get(0).cumulativePlatedAh()).isNaN();
    }

    @Test
    void dividesTheCycledChargeByTheZincOfTheFoil() {
        // Given 0.5 mAh on 1 cm² of 600 µm foil: 351.3 mAh, 0.142 % (the published example)
        RecordedRun run = Trace.every(10).discharge(1e-3, 1800, s -> -0.05).charge(1e-3, 1800, s -> 0.05)
                .run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(1).zincFoilUm(600).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles.get(0).zincUtilizationFraction()).isCloseTo(0.5 / 351.3, within(1e-12));
    }

    @Test
    void dividesTheZincByTheCathode() {
        // Given 10 µm of zinc on 2 cm² = 11.71 mAh against a cathode of 4 mAh
        RecordedRun run = Trace.every(10).charge(1e-3, 1800, s -> 1.6).discharge(1e-3, 1800, s -> 1.2)
                .run(RunFactsBuilder.aRun(CellKind.FULL).areaCm2(2).zincFoilUm(10).nominalCapacityAh(4e-3).facts(), RunEnd.COMPLETED);
        // Then 2.9275; 0.5 mAh of 11.71 used
        assertThat(run.cycles.get(0).negativeToPositiveRatio()).isCloseTo(2.9275, within(1e-12));
        assertThat(run.cycles.get(0).zincUtilizationFraction()).isCloseTo(0.5 / 11.71, within(1e-12));
    }

    @Test
    void isAbsentWhereANormaliserIsUnknown() {
        // Given, When
        Cycle cycle = full(10).cycles.get(0);
        // Then
        assertThat(cycle.zincUtilizationFraction()).isNaN();
        assertThat(cycle.negativeToPositiveRatio()).isNaN();
    }

    @Test
    void refusesANormaliserThatCannotBe() {
        // Given, When, Then
        assertThatThrownBy(() -> new CellFacts("c", CellKind.FULL, FirstHalfCycle.UNKNOWN, 0, Double.NaN, Double.NaN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("cell.areaCm2: must be greater than 0, or not given; was 0.0");
    }
}
