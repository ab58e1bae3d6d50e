package coulombus.core.measurement;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What is wrong with measurements is counted, told, and kept out of the charge.
class MeasurementBooksTest {
    private static final RunFacts FULL = RunFactsBuilder.aRun(CellKind.FULL).facts();

    /// 1 mA both ways for an hour each, measured every 10 s, ten times: 361 rows a step.
    private static Trace healthy() {
        Trace trace = Trace.every(10);
        for (int k = 0; k < 10; k++) {
            trace.charge(1e-3, 3600, s -> 1.5 + s / 36_000).discharge(1e-3, 3600, s -> 1.5 - s / 36_000);
        }
        return trace;
    }

    private static MeasurementBatch without(MeasurementBatch all, int from, int to, RecordedRun recorded, RunAnalysis analysis) {
        MeasurementBatch before = part(all, 0, from);
        MeasurementBatch after = part(all, to, all.size());
        analysis.on(before, recorded);
        analysis.on(after, recorded);
        return after;
    }

    private static MeasurementBatch part(MeasurementBatch all, int from, int to) {
        MeasurementBatch part = new MeasurementBatch(to - from);
        part.clear(all.seq(from));
        for (int i = from; i < to; i++) {
            part.addCopy(all, i);
        }
        return part;
    }

    @Test
    void findsNothingInAHealthyTest() {
        // Given, When
        RecordedRun run = healthy().run(FULL, RunEnd.COMPLETED);
        // Then nothing: that each step begins at the time at which the one before ended is how cyclers write
        assertThat(run.dataQuality).isEmpty();
    }

    @Test
    void tellsTwoMeasurementsAtOneTimeInsideAStepOrWhereStepsAreNotKnown() {
        // Given
        MeasurementBatch inside = healthy().batch();
        inside.setTestTimeSecond(100, inside.testTimeSecond(99));
        MeasurementBatch unknown = healthy().batch();
        for (int i = 0; i < unknown.size(); i++) {
            unknown.setStepCount(i, MeasurementBatch.UNKNOWN_COUNT);
        }
        // When, Then
        assertThat(Trace.run(FULL, inside, RunEnd.COMPLETED).count(DataQualityKind.DUPLICATE_TIME)).isEqualTo(1);
        assertThat(Trace.run(FULL, unknown, RunEnd.COMPLETED).count(DataQualityKind.DUPLICATE_TIME)).isEqualTo(19);
    }

    @Test
    void countsAMeasurementThatComesAgainOnce() {
        // Given
        MeasurementBatch all = healthy().batch();
        RecordedRun once = Trace.run(FULL, all, RunEnd.COMPLETED);
        RecordedRun twice = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(FULL);
        // When
        analysis.on(part(all, 0, 500), twice);
        analysis.on(part(all, 480, all.size()), twice);
        analysis.end(RunEnd.COMPLETED, twice);
        // Then
        assertThat(twice.cycles).isEqualTo(once.cycles);
        assertThat(twice.count(DataQualityKind.DUPLICATE_MEASUREMENT)).isEqualTo(20);
    }

    @Test
    void bridgesAFewLostMeasurementsAndStillJudges() {
        // Given one of 361 measurements of the second charge lost: 20 s of 3600 s, 0.56 %
        MeasurementBatch all = healthy().batch();
        RecordedRun run = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(FULL);
        // When
        without(all, 800, 801, run, analysis);
        analysis.end(RunEnd.COMPLETED, run);
        // Then the charge is whole, the gap is told, and being more than 0.5 % of the half-cycle it is not judged
        assertThat(run.halfCycles.get(2).capacityAh()).isCloseTo(1e-3, within(1e-12));
        assertThat(run.halfCycles.get(2).gapSecond()).isEqualTo(20);
        assertThat(run.count(DataQualityKind.GAP)).isEqualTo(1);
        assertThat(run.cycles.get(1).coulombicEfficiency().valid()).isFalse();
        assertThat(run.cycles.get(1).coulombicEfficiency().reason()).isEqualTo("measurements missing over 20.0 s of the pair");
        assertThat(run.cycles.get(2).coulombicEfficiency().valid()).isTrue();
    }

    @Test
    void doesNotInventChargeForAHalfCycleThatWasLost() {
        // Given the whole second half-cycle (a discharge) lost: the measurements go from charge to charge
        MeasurementBatch all = healthy().batch();
        RecordedRun run = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(FULL);
        // When
        without(all, 361, 722, run, analysis);
        analysis.end(RunEnd.COMPLETED, run);
        // Then the two charges appear as one of 2 mAh, without the hour between them, and are not judged
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(2e-3, within(1e-12));
        assertThat(run.halfCycles.get(0).gapSecond()).isEqualTo(3600);
        assertThat(run.cycles.get(0).coulombicEfficiency().valid()).isFalse();
    }

    @Test
    void doesNotInventChargeWhereTheTestTimeJumpsByDays() {
        // Given a clock that jumps 30 days ahead inside a charge
        MeasurementBatch all = healthy().batch();
        for (int i = 800; i < all.size(); i++) {
            all.setTestTimeSecond(i, all.testTimeSecond(i) + 30 * 86_400);
        }
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then 359 of 360 intervals of 10 s
        assertThat(run.halfCycles.get(2).capacityAh()).isCloseTo(1e-3 * 359 / 360, within(1e-12));
        assertThat(run.cycles.get(1).coulombicEfficiency().valid()).isFalse();
        assertThat(run.count(DataQualityKind.GAP)).isEqualTo(1);
    }

    @Test
    void takesASlowerRecordingRuleForAPauseOnceOnly() {
        // Given 1 s records for 5 min, then one record every 2 min for 4 h inside the same step
        Trace trace = Trace.every(1).nextStep();
        for (int s = 0; s <= 300; s++) {
            trace.measurement(StepKind.CONSTANT_CURRENT_CHARGE, s, s, 1e-3, 1.5);
        }
        for (int k = 1; k <= 120; k++) {
            trace.measurement(StepKind.CONSTANT_CURRENT_CHARGE, 300 + 120 * k, 300 + 120 * k, 1e-3, 1.5);
        }
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.count(DataQualityKind.GAP)).isEqualTo(1);
    }

    @Test
    void takesASparselyRecordedRestForWhatItIs() {
        // Given 1 s records for 5 min, then one record every 2 min for an hour, all at rest
        Trace trace = Trace.every(1).nextStep();
        for (int s = 0; s <= 300; s++) {
            trace.measurement(StepKind.REST, s, s, 0, 1.5);
        }
        for (int k = 1; k <= 30; k++) {
            trace.measurement(StepKind.REST, 300 + 120 * k, 300 + 120 * k, 0, 1.5);
        }
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.count(DataQualityKind.GAP)).isZero();
    }

    @Test
    void doesNotHoldAPauseAtRestAgainstTheHalfCycleBeforeIt() {
        // Given measurements lost at rest between charge and discharge
        Trace trace = Trace.every(10).charge(1e-3, 3600, s -> 1.5).rest(3600, 1.5).discharge(1e-3, 3600, s -> 1.4);
        RecordedRun run = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(FULL);
        // When
        without(trace.batch(), 400, 600, run, analysis);
        analysis.end(RunEnd.COMPLETED, run);
        // Then
        assertThat(run.count(DataQualityKind.GAP)).isEqualTo(1);
        assertThat(run.halfCycles.get(0).gapSecond()).isZero();
        assertThat(run.cycles.get(0).coulombicEfficiency().valid()).isTrue();
    }

    @Test
    void countsNoChargeOverABorderAndDoesNotJudgeAcrossIt() {
        // Given a test resumed after an hour in a second file, in the middle of a charge
        Trace trace = Trace.every(10).charge(1e-3, 1800, s -> 1.5).unrecorded(3600);
        int resumed = trace.batch().size();
        trace.charge(1e-3, 1800, s -> 1.5).discharge(1e-3, 3600, s -> 1.4);
        trace.batch().addMark(resumed, Mark.BORDER);
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1e-3, within(1e-15));
        assertThat(run.halfCycles.get(0).gapSecond()).isEqualTo(3600);
        assertThat(run.cycles.get(0).coulombicEfficiency().valid()).isFalse();
    }

    @Test
    void beginsAnewWhereTheTestTimeIsResetInsideAHalfCycle() {
        // Given test time that starts at 0 again 1800 s into the third half-cycle
        MeasurementBatch all = healthy().batch();
        int reset = 722 + 181;
        double fell = all.testTimeSecond(reset);
        for (int i = reset; i < all.size(); i++) {
            all.setTestTimeSecond(i, all.testTimeSecond(i) - fell);
        }
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then one interval of 10 s is lost, the pair is not judged, those after it are
        assertThat(run.count(DataQualityKind.TIME_RESET)).isEqualTo(1);
        assertThat(run.halfCycles.get(2).capacityAh()).isCloseTo(1e-3 * 359 / 360, within(1e-12));
        assertThat(run.halfCycles.get(2).gapSecond()).isNaN();
        assertThat(run.cycles.get(1).coulombicEfficiency().valid()).isFalse();
        assertThat(run.cycles.get(1).coulombicEfficiency().reason()).contains("clock was reset");
        assertThat(run.cycles.subList(2, 10)).allSatisfy(c -> assertThat(c.coulombicEfficiency().valid()).isTrue());
    }

    @Test
    void doesNotCountTheJumpBackAfterASingleWrongTime() {
        // Given a single time of 0 s in the middle of the third half-cycle
        MeasurementBatch all = healthy().batch();
        all.setTestTimeSecond(900, 0);
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then two intervals of 10 s are lost, not two hours gained
        assertThat(run.count(DataQualityKind.TIME_RESET)).isEqualTo(1);
        assertThat(run.halfCycles.get(2).capacityAh()).isCloseTo(1e-3 * 358 / 360, within(1e-12));
        assertThat(run.cycles.get(1).coulombicEfficiency().valid()).isFalse();
    }

    @Test
    void tellsAJumpOfTheWallClockThatTheTestTimeDoesNotShare() {
        // Given a wall clock that goes 2 h ahead while test time moves 10 s
        MeasurementBatch all = healthy().batch();
        for (int i = 0; i < all.size(); i++) {
            all.setUnixTimeSecond(i, 1.7e9 + all.testTimeSecond(i) + (i >= 800 ? 7200 : 0));
        }
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then it is told and nothing else changes
        assertThat(run.count(DataQualityKind.CLOCK_JUMP)).isEqualTo(1);
        assertThat(run.cycles).isEqualTo(healthy().run(FULL, RunEnd.COMPLETED).cycles);
    }

    @Test
    void doesNotJudgeAHalfCycleInWhichTheTestClockStoodStill() {
        // Given a test clock that stands for 10 min (60 measurements) of the third half-cycle and then goes on from there
        MeasurementBatch all = healthy().batch();
        for (int i = 0; i < all.size(); i++) {
            all.setUnixTimeSecond(i, 1.7e9 + all.testTimeSecond(i));
        }
        for (int i = 800; i < all.size(); i++) {
            all.setTestTimeSecond(i, i < 860 ? all.testTimeSecond(799) : all.testTimeSecond(i) - 600);
        }
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then
        assertThat(run.count(DataQualityKind.FROZEN_TEST_CLOCK)).isEqualTo(1);
        assertThat(run.cycles.get(1).coulombicEfficiency().valid()).isFalse();
        assertThat(run.cycles.get(2).coulombicEfficiency().valid()).isTrue();
    }

    @Test
    void bridgesAMissingCurrent() {
        // Given three currents missing in the first charge, one of them the first of the first discharge
        MeasurementBatch all = healthy().batch();
        for (int i : new int[]{ 100, 101, 361 }) {
            all.setCurrentAmpere(i, Double.NaN);
        }
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then the charge is whole on both sides of the boundary
        assertThat(run.count(DataQualityKind.MISSING_CURRENT)).isEqualTo(3);
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1e-3, within(1e-12));
        assertThat(run.halfCycles.get(1).capacityAh()).isCloseTo(1e-3, within(1e-12));
    }

    @Test
    void takesAnImpossibleCurrentForAMissingOne() {
        // Given
        MeasurementBatch all = healthy().batch();
        all.setCurrentAmpere(100, Double.POSITIVE_INFINITY);
        all.setCurrentAmpere(200, -1e300);
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then
        assertThat(run.count(DataQualityKind.MISSING_CURRENT)).isEqualTo(2);
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1e-3, within(1e-12));
    }

    @Test
    void leavesOutAnImplausibleVoltageWithoutCallingItAGap() {
        // Given
        MeasurementBatch all = healthy().batch();
        all.setVoltageVolt(100, Double.NaN);
        all.setVoltageVolt(200, 6553.5);
        all.setTestTimeSecond(300, Double.POSITIVE_INFINITY);
        // When
        RecordedRun run = Trace.run(FULL, all, RunEnd.COMPLETED);
        // Then
        assertThat(run.count(DataQualityKind.IMPLAUSIBLE_VOLTAGE)).isEqualTo(3);
        assertThat(run.count(DataQualityKind.GAP)).isZero();
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1e-3, within(1e-12));
        assertThat(run.cycles.get(0).coulombicEfficiency().valid()).isTrue();
    }

    @Test
    void countsAnImplausibleVoltageOnceWhenItComesAgain() {
        // Given a run whose last measurement of a batch is implausible
        MeasurementBatch all = healthy().batch();
        all.setVoltageVolt(99, Double.NaN);
        RecordedRun run = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(FULL);
        // When the batch is delivered twice
        analysis.on(part(all, 0, 100), run);
        analysis.on(part(all, 99, 100), run);
        analysis.end(RunEnd.END_OF_FILE, run);
        // Then
        assertThat(analysis.highestSeq()).isEqualTo(100);
        assertThat(run.count(DataQualityKind.IMPLAUSIBLE_VOLTAGE)).isEqualTo(1);
        assertThat(run.count(DataQualityKind.DUPLICATE_MEASUREMENT)).isEqualTo(1);
    }

    @Test
    void findsASensorThatKeepsItsVoltageWhenTheCurrentTurns() {
        // Given a voltage that stays at +48.2 mV although the current turned
        Trace stuck = Trace.every(10).charge(1e-3, 600, s -> 0.0482).discharge(1e-3, 600, s -> 0.0482);
        // When, Then
        assertThat(stuck.run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts(), RunEnd.COMPLETED).count(DataQualityKind.STUCK_SENSOR))
                .isEqualTo(1);
    }

    @Test
    void doesNotTakeAFlatPlateauConstantVoltageOrAShortForAStuckSensor() {
        // Given a plateau and a constant-voltage step to the last digit, and a shorted cell at 0 V
        Trace flat = Trace.every(10).charge(1e-3, 600, s -> 4.2).step(StepKind.CONSTANT_VOLTAGE_CHARGE, 5e-4, 600, s -> 4.2)
                .discharge(1e-3, 600, s -> 3.3).charge(1e-3, 600, s -> 0).discharge(1e-3, 600, s -> 0);
        // When, Then
        assertThat(flat.run(FULL, RunEnd.COMPLETED).count(DataQualityKind.STUCK_SENSOR)).isZero();
    }

    @Test
    void tellsACurrentColumnThatHoldsOnlyZeros() {
        // Given a cell that moves by 1 V while every printed current is 0.00
        Trace zero = Trace.every(10).step(StepKind.UNKNOWN, 0, 3600, s -> 0.1 + s / 3600).step(StepKind.UNKNOWN, 0, 3600,
                s -> 1.1 - s / 3600);
        Trace rest = Trace.every(10).step(StepKind.REST, 0, 3600, s -> 0.1 + s / 3600);
        // When
        RecordedRun run = zero.run(FULL, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.halfCycles).isEmpty();
        assertThat(run.cycles).isEmpty();
        assertThat(run.count(DataQualityKind.CURRENT_ALL_ZERO)).isEqualTo(1);
        assertThat(rest.run(FULL, RunEnd.END_OF_FILE).count(DataQualityKind.CURRENT_ALL_ZERO)).isZero();
    }
}
