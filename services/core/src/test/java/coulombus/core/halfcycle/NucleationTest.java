package coulombus.core.halfcycle;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Nucleation overpotential = plateau over u 0.5 to 0.9 minus dip, only where the sampling can see the dip.
class NucleationTest {
    /// The plateau at -57 mV, and on it a nucleation peak of 43 mV that decays over 12 µAh/cm²: 43.2 s at 1 mA/cm².
    private static double plating(double second) {
        return -0.057 - 0.043 * Math.exp(-second / 43.2);
    }

    private static HalfCycle plate(double everySecond, double areaCm2) {
        RecordedRun run = Trace.every(everySecond).rest(60, 0.2).discharge(1e-3, 1800, NucleationTest::plating)
                .charge(1e-3, 1750, s -> 0.05).run(RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(areaCm2).facts(), RunEnd.COMPLETED);
        return run.halfCycles.get(0);
    }

    @Test
    void isThePlateauMinusTheDip() {
        // Given 1 mA/cm² sampled every second: the first reading is -100 mV, the plateau -57 mV
        HalfCycle h = plate(1, 1);
        // Then
        assertThat(h.nucleationAbsence()).isEqualTo(NucleationAbsence.NONE);
        assertThat(h.dipVoltageVolt()).isCloseTo(-0.1, within(1e-12));
        assertThat(h.nucleationOverpotentialVolt()).isCloseTo(0.043, within(1e-6));
    }

    @Test
    void allowsFiveSecondsAtOneMilliamperePerCm2AndNoMore() {
        // Given, When, Then 5 s at 1 mA/cm²; the same current on half the area is 2 mA/cm² and allows 2.5 s
        assertThat(plate(5, 1).nucleationAbsence()).isEqualTo(NucleationAbsence.NONE);
        assertThat(plate(5, 0.5).nucleationAbsence()).isEqualTo(NucleationAbsence.UNDERSAMPLED);
        assertThat(plate(2, 0.5).nucleationAbsence()).isEqualTo(NucleationAbsence.NONE);
        assertThat(plate(10, 1).nucleationAbsence()).isEqualTo(NucleationAbsence.UNDERSAMPLED);
        assertThat(plate(10, 1).nucleationOverpotentialVolt()).isNaN();
    }

    @Test
    void isUndersampledWhereTheDipMayLieBeforeTheFirstMeasurement() {
        // Given a device that writes every 300 s and not at the start of a step: the second measurement is past the dip
        Trace trace = Trace.every(300).rest(600, 0.2).nextStep();
        for (int k = 1; k <= 12; k++) {
            trace.measurement(StepKind.CONSTANT_CURRENT_DISCHARGE, 600 + 300 * k, 300 * k, -1e-3,
                    plating(300 * k));
        }
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(0).nucleationAbsence()).isEqualTo(NucleationAbsence.UNDERSAMPLED);
    }

    @Test
    void isUndersampledWhereTheIntervalThatLeavesTheWindowIsTooLong() {
        // Given a measurement at the start of the step and the next 10 min later
        assertThat(plate(600, 1).nucleationAbsence()).isIn(NucleationAbsence.UNDERSAMPLED, NucleationAbsence.TOO_SHORT);
        Trace trace = Trace.every(310).discharge(1e-3, 36_000, NucleationTest::plating);
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts(), RunEnd.COMPLETED);
        // When, Then
        assertThat(run.halfCycles.get(0).nucleationAbsence()).isEqualTo(NucleationAbsence.UNDERSAMPLED);
    }

    @Test
    void isSeenWithoutAnAreaOnlyWhereEveryTwoMillivoltsWereRecorded() {
        // Given no area; every change of 2 mV recorded as the peak decays slowly (43 mV over 432 s, every 5 s: at most 0.5 mV), or not
        Trace fine = Trace.every(5).discharge(1e-3, 3600, s -> -0.057 - 0.043 * Math.exp(-s / 432));
        Trace coarse = Trace.every(5).discharge(1e-3, 3600, NucleationTest::plating);
        // When, Then
        assertThat(fine.run(RunFactsBuilder.aRun(CellKind.PLATING).facts(), RunEnd.COMPLETED).halfCycles.get(0).nucleationAbsence())
                .isEqualTo(NucleationAbsence.NONE);
        assertThat(coarse.run(RunFactsBuilder.aRun(CellKind.PLATING).facts(), RunEnd.COMPLETED).halfCycles.get(0).nucleationAbsence())
                .isEqualTo(NucleationAbsence.UNDERSAMPLED);
    }

    @Test
    void saysThatThereIsNoDipWhereTheVoltageOnlyGrows() {
        // Given
        Trace trace = Trace.every(5).discharge(1e-3, 3600, s -> -0.05 - s / 3.6e6);
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(0).nucleationAbsence()).isEqualTo(NucleationAbsence.NO_DIP);
        assertThat(run.halfCycles.get(0).nucleationOverpotentialVolt()).isNaN();
    }

    @Test
    void belongsToPlatingOnABareCollectorOnly() {
        // Given
        Trace trace = Trace.every(1).discharge(1e-3, 1800, NucleationTest::plating).charge(1e-3, 1800, s -> 0.05);
        for (CellKind kind : CellKind.values()) {
            // When
            RecordedRun run = trace.run(RunFactsBuilder.aRun(kind).areaCm2(1).facts(), RunEnd.COMPLETED);
            // Then
            NucleationAbsence expected = kind == CellKind.PLATING ? NucleationAbsence.NONE : NucleationAbsence.NOT_PLATING;
            assertThat(run.halfCycles.get(0).nucleationAbsence()).as("%s", kind).isEqualTo(expected);
            assertThat(run.halfCycles.get(1).nucleationAbsence()).as("%s", kind).isEqualTo(NucleationAbsence.NOT_PLATING);
        }
    }

    @Test
    void isAbsentOfAHalfCycleOfAFewMeasurements() {
        // Given, When
        RecordedRun run = Trace.every(1).discharge(1e-3, 4, NucleationTest::plating)
                .run(RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(0).nucleationAbsence()).isEqualTo(NucleationAbsence.TOO_SHORT);
    }
}
