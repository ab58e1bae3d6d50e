package coulombus.core.halfcycle;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Which measurements make a half-cycle, and to which side of a step boundary an interval belongs.
class StepBoundaryTest {
    private static final RunFacts FULL = RunFactsBuilder.aRun(CellKind.FULL).facts();
    private static final StepKind CHARGE = StepKind.CONSTANT_CURRENT_CHARGE;
    private static final StepKind DISCHARGE = StepKind.CONSTANT_CURRENT_DISCHARGE;

    @Test
    void splitsAnIntervalAtTheStepBoundaryWhenTheStepTimeIsKnown() {
        // Given 3.6 A for 10 s, then -1.8 A; the last interval is 10 s long and 4 s of it lie in the new step
        Trace trace = Trace.every(10).nextStep().measurement(CHARGE, 0, 0, 3.6, 4).measurement(CHARGE, 10, 10, 3.6, 4)
                .nextStep().measurement(DISCHARGE, 20, 4, -1.8, 3).measurement(DISCHARGE, 30, 14, -1.8, 3);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then charge = 3.6 A x (10 + 6) s = 57.6 A s = 0.016 Ah; discharge = 1.8 A x (4 + 10) s = 25.2 A s = 0.007 Ah
        assertThat(run.halfCycles).hasSize(2);
        HalfCycle charge = run.halfCycles.get(0);
        HalfCycle discharge = run.halfCycles.get(1);
        assertThat(charge.capacityAh()).isCloseTo(0.016, within(1e-15));
        assertThat(charge.endTestTimeSecond()).isEqualTo(16);
        assertThat(discharge.capacityAh()).isCloseTo(0.007, within(1e-15));
        assertThat(discharge.startTestTimeSecond()).isEqualTo(16);
        assertThat(discharge.endTestTimeSecond()).isEqualTo(30);
    }

    @Test
    void givesTheWholeIntervalToTheLaterMeasurementWhenTheStepTimeIsUnknown() {
        // Given
        Trace trace = Trace.every(10).withoutStepTime().nextStep().measurement(CHARGE, 0, 0, 3.6, 4).measurement(CHARGE, 10, 10, 3.6, 4)
                .nextStep().measurement(DISCHARGE, 20, 4, -1.8, 3).measurement(DISCHARGE, 30, 14, -1.8, 3);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then charge = 3.6 A x 10 s = 0.01 Ah; discharge = 1.8 A x 20 s = 0.01 Ah
        assertThat(run.halfCycles).extracting(HalfCycle::capacityAh).containsExactly(0.01, 0.01);
        assertThat(run.halfCycles.get(1).startTestTimeSecond()).isEqualTo(10);
    }

    @Test
    void joinsConstantCurrentAndConstantVoltageOfOneDirection() {
        // Given 1 A for 1 h, then a current falling from 1 A to 0 A over 1 h at 4.2 V
        Trace trace = Trace.every(60).charge(1, 3600, s -> 3.7 + 0.5 * s / 3600);
        trace.nextStep();
        for (int k = 0; k <= 60; k++) {
            trace.measurement(StepKind.CONSTANT_VOLTAGE_CHARGE, 3600 + 60 * k, 60 * k, 1 - k / 60.0, 4.2);
        }
        trace.discharge(1, 3600, s -> 3.8);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then 1 Ah + 0.5 Ah; energy 1 Ah x 3.95 V + 0.5 Ah x 4.2 V = 6.05 Wh
        assertThat(run.halfCycles).hasSize(2);
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1.5, within(1e-9));
        assertThat(run.halfCycles.get(0).energyWh()).isCloseTo(6.05, within(1e-9));
    }

    @Test
    void keepsADischargeInStepsWithRestsAsOneHalfCycle() {
        // Given 1 mA for 30 min, rest, 0.5 mA for 30 min, rest, 0.25 mA for 30 min
        Trace trace = Trace.every(30).discharge(1e-3, 1800, s -> 1).rest(600, 1.1).discharge(5e-4, 1800, s -> 1).rest(600, 1.1)
                .discharge(2.5e-4, 1800, s -> 1).charge(1e-3, 3600, s -> 1.2);
        // When
        RecordedRun run = trace.run(RunFactsBuilder.aRun(CellKind.INSERTION_HALF).facts(), RunEnd.COMPLETED);
        // Then 0.5 + 0.25 + 0.125 mAh under current for 5400 s
        assertThat(run.halfCycles).hasSize(2);
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(0.875e-3, within(1e-15));
        assertThat(run.halfCycles.get(0).durationSecond()).isEqualTo(5400);
        assertThat(run.halfCycles.get(0).endTestTimeSecond()).isEqualTo(6600);
        assertThat(run.cycles.get(0).coulombicEfficiency().efficiency()).isCloseTo(1 / 0.875, within(1e-12));
    }

    @Test
    void takesACurrentBelowHalfAPercentOfTheRecentOneForRest() {
        // Given a device that tells no steps: 10 mA, then a leak of -0.04 mA (0.4 %), then 10 mA again
        Trace trace = Trace.every(10).withoutSteps().step(StepKind.UNKNOWN, 0.01, 3600, s -> 1).step(StepKind.UNKNOWN, -4e-5, 600, s -> 0.9)
                .step(StepKind.UNKNOWN, 0.01, 3600, s -> 1).step(StepKind.UNKNOWN, -0.01, 3600, s -> 0.8);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then one charge of 2 h and one discharge
        assertThat(run.halfCycles).hasSize(2);
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(0.02, within(1e-5));
    }

    @Test
    void takesACurrentBelowTheLastDigitForRestAndACurrentOfOneDigitForCurrent() {
        // Given a last digit of 1 µA
        RunFacts facts = RunFactsBuilder.aRun(CellKind.FULL).currentResolutionAmpere(1e-6).facts();
        Trace below = Trace.every(10).step(StepKind.UNKNOWN, 9e-7, 3600, s -> 1);
        Trace one = Trace.every(10).step(StepKind.UNKNOWN, 1e-6, 3600, s -> 1);
        // When, Then
        assertThat(below.run(facts, RunEnd.COMPLETED).halfCycles).isEmpty();
        assertThat(one.run(facts, RunEnd.COMPLETED).halfCycles).hasSize(1);
    }

    @Test
    void doesNotTakeAnOffsetBeforeTheFirstRealCurrentForAHalfCycle() {
        // Given an hour at rest in which the device reads an offset of +-1 µA, then 1 mA
        for (double offset : new double[]{ 1e-6, -1e-6 }) {
            Trace trace = Trace.every(60).step(StepKind.UNKNOWN, offset, 3600, s -> 1.5).step(StepKind.UNKNOWN, 1e-3, 3600, s -> 1.6)
                    .step(StepKind.UNKNOWN, -1e-3, 3600, s -> 1.4);
            // When
            RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
            // Then the charge begins with the 1 mA and holds 1 mAh
            assertThat(run.halfCycles).as("offset %s A", offset).hasSize(2);
            assertThat(run.halfCycles.get(0).startTestTimeSecond()).as("offset %s A", offset).isEqualTo(3600);
            assertThat(run.halfCycles.get(0).capacityAh()).as("offset %s A", offset).isCloseTo(1e-3, within(1e-15));
            assertThat(run.halfCycles.get(0).dipVoltageVolt()).as("offset %s A", offset).isEqualTo(1.6);
        }
    }

    @Test
    void takesTheDirectionFromTheSignOfTheVoltageWhereThereIsNoCurrent() {
        // Given a symmetric cell as (time, voltage) only: -0.2 V and +0.2 V for 30 min each
        RunFacts facts = RunFactsBuilder.aRun(CellKind.SYMMETRIC).basis(CurrentBasis.ABSENT).facts();
        Trace trace = Trace.every(60).withoutSteps();
        for (int k = 0; k < 4; k++) {
            double v = k % 2 == 0 ? -0.2 : 0.25;
            trace.step(StepKind.UNKNOWN, Double.NaN, 1800, s -> v);
        }
        // When
        RecordedRun run = trace.run(facts, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles).extracting(HalfCycle::direction).containsExactly(Direction.DISCHARGE, Direction.CHARGE,
                Direction.DISCHARGE, Direction.CHARGE);
        assertThat(run.halfCycles).extracting(HalfCycle::chargeBasis).containsOnly(ChargeBasis.NONE);
        assertThat(run.halfCycles).extracting(HalfCycle::capacityAh).containsOnly(Double.NaN);
        assertThat(run.halfCycles.get(1).meanVoltageVolt()).isCloseTo(0.25, within(1e-12));
        assertThat(run.halfCycles.get(1).plateauVoltageVolt()).isCloseTo(0.25, within(1e-12));
        assertThat(run.halfCycles.get(1).profile().isOverTime()).isTrue();
    }

    @Test
    void leavesImpedanceMeasurementsOutAndGoesOnWithTheHalfCycle() {
        // Given impedance in the middle of a charge, with a current of its own
        Trace trace = Trace.every(10).charge(1e-3, 1800, s -> 1).step(StepKind.IMPEDANCE, -5e-3, 300, s -> -3.7865)
                .charge(1e-3, 1800, s -> 1).discharge(1e-3, 3600, s -> 0.9);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles).hasSize(2);
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1e-3, within(1e-15));
        assertThat(run.halfCycles.get(0).dipVoltageVolt()).isEqualTo(1);
        assertThat(run.count(DataQualityKind.IMPEDANCE_LEFT_OUT)).isEqualTo(31);
    }

    @Test
    void takesARestWithoutACurrentForRest() {
        // Given a device that prints no current at rest, and no step times
        Trace trace = Trace.every(60).withoutStepTime().charge(1e-3, 3600, s -> 1).step(StepKind.REST, Double.NaN, 7200, s -> 0.9)
                .charge(1e-3, 3600, s -> 1).discharge(1e-3, 3600, s -> 0.8);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then the two hours of rest carry no charge, and a current is not missing
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(2e-3, within(1e-15));
        assertThat(run.count(DataQualityKind.MISSING_CURRENT)).isZero();
    }

    @Test
    void keepsStepsApartThatRepeatUnderOneNumberOfTheProgram() {
        // Given the two steps of a loop, each executed three times: the program's numbers repeat, the executions do not
        Trace trace = Trace.every(10).withoutStepTime();
        for (int k = 0; k < 3; k++) {
            trace.charge(1e-3, 3600, s -> 1).discharge(1e-3, 3600, s -> 0.9);
        }
        for (int i = 0; i < trace.batch().size(); i++) {
            trace.batch().setStepId(i, trace.batch().currentAmpere(i) > 0 ? 3 : 4);
        }
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles).hasSize(6).allSatisfy(h -> assertThat(h.capacityAh()).isCloseTo(1e-3, within(1e-15)));
        assertThat(run.cycles).hasSize(3);
    }
}
