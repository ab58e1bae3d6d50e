package coulombus.core.run;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.cycle.Cycle;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;

/// Whether the last half-cycle of a run is whole depends on how the run ended.
class RunEndTest {
    private static final RunFacts FULL = RunFactsBuilder.aRun(CellKind.FULL).facts();

    private static Trace pair() {
        return Trace.every(10).charge(1e-3, 3600, s -> 1.5).discharge(1e-3, 1800, s -> 1.3);
    }

    private static HalfCycle last(RecordedRun run) {
        return run.halfCycles.get(run.halfCycles.size() - 1);
    }

    @Test
    void leavesTheLastHalfCycleIncompleteWhereTheFileEndsUnderCurrent() {
        // Given, When
        RecordedRun run = pair().run(FULL, RunEnd.END_OF_FILE);
        // Then
        assertThat(last(run).terminatedBy()).isEqualTo(EndCause.END_OF_DATA);
        assertThat(run.cycles.get(0).complete()).isFalse();
        assertThat(run.cycles.get(0).coulombicEfficiency().valid()).isFalse();
        assertThat(run.cycles.get(0).coulombicEfficiency().reason()).isEqualTo("incomplete: the data end inside the discharge");
    }

    @Test
    void takesTheLastHalfCycleForWholeWhereARestFollows() {
        // Given, When
        RecordedRun run = pair().rest(60, 1.35).run(FULL, RunEnd.END_OF_FILE);
        // Then
        assertThat(last(run).terminatedBy()).isEqualTo(EndCause.UNKNOWN);
        assertThat(run.cycles.get(0).complete()).isTrue();
    }

    @Test
    void takesTheLastHalfCycleForWholeWhereTheDeviceSaysThatTheStepEnded() {
        // Given, When
        RecordedRun run = pair().marked(Mark.STEP_ENDED).run(FULL, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.cycles.get(0).complete()).isTrue();
    }

    @Test
    void takesTheLastHalfCycleForWholeWhereTheProtocolCompleted() {
        // Given
        RunFacts facts = RunFactsBuilder.aRun(CellKind.FULL).dischargeEndsBy(EndCause.VOLTAGE).facts();
        // When
        RecordedRun run = pair().run(facts, RunEnd.COMPLETED);
        // Then
        assertThat(last(run).terminatedBy()).isEqualTo(EndCause.VOLTAGE);
        assertThat(run.cycles.get(0).complete()).isTrue();
    }

    @Test
    void leavesTheLastHalfCycleIncompleteWhereThePersonOrALimitStoppedTheRun() {
        // Given
        for (RunEnd end : new RunEnd[]{ RunEnd.STOPPED, RunEnd.TRIPPED }) {
            // When
            RecordedRun run = pair().run(FULL, end);
            // Then
            assertThat(last(run).terminatedBy()).as("%s", end).isEqualTo(EndCause.SUSPENDED);
            assertThat(run.cycles.get(0).complete()).as("%s", end).isFalse();
        }
    }

    @Test
    void keepsAHalfCycleThatEndedBeforeTheRunWasStopped() {
        // Given, When
        RecordedRun run = pair().rest(60, 1.35).run(FULL, RunEnd.STOPPED);
        // Then
        assertThat(run.cycles.get(0).complete()).isTrue();
    }

    @Test
    void showsAHalfCycleThatWaitsForItsPartner() {
        // Given, When
        RecordedRun run = pair().charge(1e-3, 3600, s -> 1.5).rest(60, 1.5).run(FULL, RunEnd.END_OF_FILE);
        // Then
        assertThat(run.cycles).extracting(Cycle::number).containsExactly(1, 2);
        Cycle waiting = run.cycles.get(1);
        assertThat(waiting.complete()).isFalse();
        assertThat(waiting.dischargingCapacityAh()).isNaN();
        assertThat(waiting.firstHalfCycle()).isEqualTo(3);
        assertThat(waiting.lastHalfCycle()).isEqualTo(3);
        assertThat(waiting.coulombicEfficiency().reason()).isEqualTo("no partner: the run ended after the first half of the pair");
    }

    @Test
    void keepsAHalfCycleSuspendedAlsoWhenItGoesOn() {
        // Given a charge suspended in its middle and resumed
        RecordedRun run = Trace.every(10).charge(1e-3, 1800, s -> 1.5).suspended().rest(600, 1.5).charge(1e-3, 1800, s -> 1.5)
                .discharge(1e-3, 3600, s -> 1.3).run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(0).terminatedBy()).isEqualTo(EndCause.SUSPENDED);
        assertThat(run.halfCycles.get(1).isWhole()).isTrue();
    }

    @Test
    void takesASuspensionReportedAtTheFirstMeasurementOfRestForTheHalfCycleBefore() {
        // Given a last row of rest that says that the operator suspended the test
        Trace trace = pair().nextStep();
        trace.measurement(StepKind.REST, trace.now(), 0, 0, 1.3).suspended();
        // When
        RecordedRun run = trace.run(FULL, RunEnd.END_OF_FILE);
        // Then
        assertThat(last(run).terminatedBy()).isEqualTo(EndCause.SUSPENDED);
    }

    @Test
    void saysNothingOfARunWithoutMeasurements() {
        // Given
        RecordedRun run = Trace.run(FULL, new MeasurementBatch(1), RunEnd.END_OF_FILE);
        // When, Then
        assertThat(run.halfCycles).isEmpty();
        assertThat(run.cycles).isEmpty();
        assertThat(run.dataQuality).isEmpty();
        assertThat(run.health).hasSize(1);
    }
}
