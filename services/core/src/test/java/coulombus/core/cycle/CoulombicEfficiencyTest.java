package coulombus.core.cycle;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Which ratio the efficiency of a pair is, when it may be judged, and how finely it is known.
class CoulombicEfficiencyTest {
    private static RunFactsBuilder of(CellKind kind) {
        return RunFactsBuilder.aRun(kind);
    }

    private static Trace minus(Trace trace, double minutes) {
        return trace.discharge(1e-3, 60 * minutes, s -> -0.05);
    }

    private static Trace plus(Trace trace, double minutes) {
        return trace.charge(1e-3, 60 * minutes, s -> 0.05);
    }

    private static CoulombicEfficiency first(RecordedRun run) {
        return run.cycles.get(0).coulombicEfficiency();
    }

    @Test
    void isStripOverThePlateBeforeItInAPlatingCell() {
        // Given 60 min plated, 57 min stripped, 60 plated, 54 stripped
        RecordedRun run = plus(minus(plus(minus(Trace.every(10), 60), 57), 60), 54).run(of(CellKind.PLATING).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles).hasSize(2);
        assertThat(first(run).definition()).isEqualTo(CoulombicEfficiencyDefinition.STRIP_OVER_PLATE);
        assertThat(first(run).efficiency()).isCloseTo(0.95, within(1e-12));
        assertThat(run.cycles.get(1).coulombicEfficiency().efficiency()).isCloseTo(0.9, within(1e-12));
        assertThat(first(run).valid()).isTrue();
        assertThat(first(run).reason()).isEqualTo("what ended stripping is not known");
    }

    @Test
    void pairsPlatingWithTheStrippingAfterItAlsoWhereTheRunBeginsWithStripping() {
        // Given 10 min stripped (cleaning the collector), then 60 plated, 57 stripped
        RecordedRun run = plus(minus(plus(Trace.every(10), 10), 60), 57).run(of(CellKind.PLATING).facts(), RunEnd.COMPLETED);
        // Then the first stripping has no partner
        assertThat(run.cycles).extracting(Cycle::number).containsExactly(0, 1);
        assertThat(first(run).efficiency()).isNaN();
        assertThat(first(run).reason()).isEqualTo("no partner: the run begins with the second half of a pair");
        assertThat(run.cycles.get(1).coulombicEfficiency().efficiency()).isCloseTo(0.95, within(1e-12));
    }

    @Test
    void isTheSecondOverTheFirstHalfCycleInAHalfCell() {
        // Given lithiation (discharge) of 60 min and delithiation of 48
        Trace trace = plus(minus(Trace.every(10), 60), 48);
        // When
        CoulombicEfficiency seen = first(trace.run(of(CellKind.INSERTION_HALF).facts(), RunEnd.COMPLETED));
        // Then
        assertThat(seen.definition()).isEqualTo(CoulombicEfficiencyDefinition.SECOND_OVER_FIRST);
        assertThat(seen.efficiency()).isCloseTo(0.8, within(1e-12));
        assertThat(seen.valid()).isTrue();
        assertThat(seen.reason()).isEmpty();
    }

    @Test
    void opensThePairOfAHalfCellWithTheStatedHalfCycle() {
        // Given a cathode half cell (charge first) of which the run begins with a discharge: 30 min; then 60 charged, 54 discharged
        Trace trace = minus(plus(minus(Trace.every(10), 30), 60), 54);
        // When
        RecordedRun run = trace.run(of(CellKind.INSERTION_HALF).first(FirstHalfCycle.CHARGE).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles).extracting(Cycle::number).containsExactly(0, 1);
        assertThat(run.cycles.get(1).coulombicEfficiency().efficiency()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void isDischargeOverTheChargeBeforeItInAFullCell() {
        // Given a cell that begins charged: 55 min discharged, then 60 charged, 57 discharged
        RecordedRun run = minus(plus(minus(Trace.every(10), 55), 60), 57).run(of(CellKind.FULL).facts(), RunEnd.COMPLETED);
        // Then the leading discharge is number 0
        assertThat(run.cycles).extracting(Cycle::number).containsExactly(0, 1);
        assertThat(run.cycles.get(0).dischargingCapacityAh()).isCloseTo(55e-3 / 60, within(1e-12));
        assertThat(run.cycles.get(0).chargingCapacityAh()).isNaN();
        assertThat(run.cycles.get(0).complete()).isFalse();
        CoulombicEfficiency second = run.cycles.get(1).coulombicEfficiency();
        assertThat(second.definition()).isEqualTo(CoulombicEfficiencyDefinition.DISCHARGE_OVER_CHARGE_BEFORE);
        assertThat(second.efficiency()).isCloseTo(0.95, within(1e-12));
    }

    @Test
    void isNotDefinedForASymmetricCellNorForOneOfUnknownKind() {
        // Given
        Trace trace = plus(minus(Trace.every(10), 30), 30);
        // When
        CoulombicEfficiency symmetric = first(trace.run(of(CellKind.SYMMETRIC).facts(), RunEnd.COMPLETED));
        CoulombicEfficiency unknown = first(trace.run(of(CellKind.UNKNOWN).facts(), RunEnd.COMPLETED));
        // Then
        assertThat(symmetric.efficiency()).isNaN();
        assertThat(symmetric.reason()).isEqualTo("not defined for a symmetric cell: the protocol sets both half-cycles");
        assertThat(unknown.efficiency()).isNaN();
        assertThat(unknown.reason()).isEqualTo("the kind of the cell is not known, so no definition applies; state it");
        assertThat(symmetric.definition()).isEqualTo(CoulombicEfficiencyDefinition.NOT_DEFINED);
    }

    @Test
    void mayExceedOneAndIsValidThen() {
        // Given
        CoulombicEfficiency seen = first(plus(minus(Trace.every(10), 50), 60).run(of(CellKind.INSERTION_HALF).facts(), RunEnd.COMPLETED));
        // Then
        assertThat(seen.efficiency()).isCloseTo(1.2, within(1e-12));
        assertThat(seen.valid()).isTrue();
    }

    @Test
    void isNotValidWhereStrippingIsKnownToEndOnCapacityOrTime() {
        // Given
        Trace trace = plus(minus(Trace.every(10), 60), 57);
        for (EndCause cause : EndCause.values()) {
            // When
            CoulombicEfficiency seen = first(trace.run(of(CellKind.PLATING).chargeEndsBy(cause).facts(), RunEnd.COMPLETED));
            // Then
            switch (cause) {
                case CAPACITY, TIME -> {
                    assertThat(seen.valid()).as("%s", cause).isFalse();
                    assertThat(seen.reason()).as("%s", cause).startsWith("not exhausted: stripping ended on ");
                    assertThat(seen.efficiency()).as("%s", cause).isCloseTo(0.95, within(1e-12));
                }
                case VOLTAGE, CURRENT -> {
                    assertThat(seen.valid()).as("%s", cause).isTrue();
                    assertThat(seen.reason()).as("%s", cause).isEmpty();
                }
                case UNKNOWN -> assertThat(seen.valid()).as("%s", cause).isTrue();
                case SUSPENDED, END_OF_DATA -> assertThat(seen.valid()).as("%s", cause).isFalse();
            }
        }
    }

    @Test
    void isNotHeldAgainstAFullOrHalfCellThatEndsOnTime() {
        // Given
        Trace trace = minus(plus(Trace.every(10), 60), 57);
        // When
        CoulombicEfficiency seen = first(trace.run(of(CellKind.FULL).dischargeEndsBy(EndCause.TIME).facts(), RunEnd.COMPLETED));
        // Then
        assertThat(seen.valid()).isTrue();
    }

    @Test
    void isShownButNotJudgedWhereAHalfCycleWasSuspended() {
        // Given a charge suspended at its last measurement
        RecordedRun run = minus(plus(Trace.every(10), 40).suspended(), 57).run(of(CellKind.FULL).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(first(run).efficiency()).isCloseTo(57.0 / 40, within(1e-12));
        assertThat(first(run).valid()).isFalse();
        assertThat(first(run).reason()).isEqualTo("incomplete: the charge was suspended");
        assertThat(run.cycles.get(0).complete()).isFalse();
    }

    @Test
    void isNotJudgedWhereTheRunBeganInsideTheHalfCycle() {
        // Given a fragment of a file: the charge's counter stands at 0.8 mAh at the first measurement
        Trace trace = Trace.every(10).counting().charge(1e-3, 2880, s -> 1).charge(1e-3, 720, s -> 1).discharge(1e-3, 3600, s -> 0.9)
                .charge(1e-3, 3600, s -> 1);
        MeasurementBatch part = new MeasurementBatch(16);
        part.clear(1);
        for (int i = 289; i < trace.batch().size(); i++) {
            part.addCopy(trace.batch(), i);
        }
        // When
        RecordedRun run = Trace.run(of(CellKind.FULL).facts(), part, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(0).beganInRun()).isFalse();
        assertThat(run.count(DataQualityKind.STARTS_MID_HALF_CYCLE)).isEqualTo(1);
        assertThat(first(run).valid()).isFalse();
        assertThat(first(run).reason()).isEqualTo("incomplete: the run began inside the charge");
    }

    @Test
    void isNotJudgedWhereTheStepTimeSaysThatTheRunBeganInsideTheHalfCycle() {
        // Given no counter, but a step that is 30 min old at the first measurement
        Trace trace = Trace.every(10).charge(1e-3, 3600, s -> 1).discharge(1e-3, 3600, s -> 0.9);
        MeasurementBatch part = new MeasurementBatch(16);
        part.clear(1);
        for (int i = 180; i < trace.batch().size(); i++) {
            part.addCopy(trace.batch(), i);
        }
        // When, Then
        assertThat(Trace.run(of(CellKind.FULL).facts(), part, RunEnd.COMPLETED).halfCycles.get(0).beganInRun()).isFalse();
    }

    @Test
    void resolvesAnOffsetOfTheCurrentRange() {
        // Given a 5 mA range (0.05 % = 2.5 µA) at 1 mA: 2 x 2.5 µA / 1 mA = 0.5 points at an efficiency near 1; a 100 mA range: 10 points
        Trace trace = minus(plus(Trace.every(10), 60), 60);
        // When, Then
        assertThat(first(trace.run(of(CellKind.FULL).currentFullScaleAmpere(5e-3).facts(), RunEnd.COMPLETED)).resolutionFraction())
                .isCloseTo(0.005, within(1e-12));
        assertThat(first(trace.run(of(CellKind.FULL).currentFullScaleAmpere(0.1).facts(), RunEnd.COMPLETED)).resolutionFraction())
                .isCloseTo(0.1, within(1e-12));
    }

    @Test
    void resolvesTheLastDigitsWhereTheFullScaleIsUnknown() {
        // Given 1 µA digits at 1 mA: 2 x 0.5 µA / 1 mA = 1e-3; 1 s digits in 3600 s: 2.778e-4; together 1.0379e-3
        Trace trace = minus(plus(Trace.every(10), 60), 60);
        // When
        CoulombicEfficiency seen = first(
                trace.run(of(CellKind.FULL).currentResolutionAmpere(1e-6).timeResolutionSecond(1).facts(), RunEnd.COMPLETED));
        // Then
        assertThat(seen.resolutionFraction()).isCloseTo(1.0379e-3, within(1e-7));
        assertThat(first(trace.run(of(CellKind.FULL).facts(), RunEnd.COMPLETED)).resolutionFraction()).as("nothing known").isNaN();
    }

    @Test
    void leavesAnUnmeasuredHourOutOfItsJudgement() {
        // Given
        Trace trace = Trace.every(10).charge(1e-3, 1800, s -> 1).unrecorded(3600);
        int resumed = trace.batch().size();
        minus(plus(trace, 30), 60);
        trace.batch().addMark(resumed, Mark.BORDER);
        // When
        CoulombicEfficiency seen = first(trace.run(of(CellKind.FULL).facts(), RunEnd.COMPLETED));
        // Then
        assertThat(seen.efficiency()).isCloseTo(1, within(1e-12));
        assertThat(seen.valid()).isFalse();
        assertThat(seen.reason()).isEqualTo("measurements missing over 3600.0 s of the pair");
    }

    private static Trace stripTo(Trace trace, double minutes, double endVolt) {
        return trace.charge(1e-3, 60 * minutes, s -> s < 60 * minutes - 5 ? 0.05 : endVolt);
    }

    @Test
    void isValidWhereAGuardedStripCameToItsCutOff() {
        // Given strips of 57 min to 0.5 V, read within 2 % of it
        for (double endVolt : new double[]{ 0.4901, 0.5, 0.62 }) {
            RecordedRun run = stripTo(minus(stripTo(minus(Trace.every(10), 60), 57, endVolt), 60), 57, endVolt)
                    .run(of(CellKind.PLATING).chargeCutoffVolt(0.5).facts(), RunEnd.COMPLETED);
            // Then the cause is known
            assertThat(run.halfCycles.get(1).terminatedBy()).as("%s V", endVolt).isEqualTo(EndCause.VOLTAGE);
            assertThat(run.cycles).as("%s V", endVolt).hasSize(2).allMatch(cycle -> cycle.coulombicEfficiency().valid());
            assertThat(first(run).reason()).as("%s V", endVolt).isEmpty();
        }
    }

    @Test
    void isNotValidInAShortedCellWhoseStripEndedAtItsGuard() {
        // Given a short: the voltage never comes to 0.5 V, the strip ends at 1.2 times what was plated
        RecordedRun run = plus(minus(plus(minus(Trace.every(10), 60), 72), 60), 72)
                .run(of(CellKind.PLATING).chargeCutoffVolt(0.5).facts(), RunEnd.COMPLETED);
        // Then also for the last strip, which the end of the run ends
        assertThat(run.halfCycles).filteredOn(half -> half.direction() == Direction.CHARGE)
                .allMatch(half -> half.terminatedBy() == EndCause.CAPACITY);
        assertThat(run.cycles).hasSize(2).noneMatch(cycle -> cycle.coulombicEfficiency().valid());
        assertThat(first(run).efficiency()).isCloseTo(1.2, within(1e-12));
        assertThat(first(run).reason()).startsWith("not exhausted: stripping ended on capacity");
        assertThat(run.cycles.getLast().rolling().over10Efficiency()).as("nothing valid to average").isNaN();
    }
}
