package coulombus.core.halfcycle;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What the capacity of a half-cycle rests on: our integral, or the device's counter, or nothing.
class ChargeBasisTest {
    private static final RunFacts FULL = RunFactsBuilder.aRun(CellKind.FULL).facts();

    private static Trace pair(Trace trace) {
        return trace.charge(1e-3, 3600, s -> 1.6).discharge(1e-3, 3420, s -> 1.4);
    }

    @Test
    void integratesAMeasuredCurrentAndKeepsTheCounterBesideIt() {
        // Given, When
        RecordedRun run = pair(Trace.every(10).counting()).run(FULL, RunEnd.COMPLETED);
        // Then
        HalfCycle charge = run.halfCycles.get(0);
        assertThat(charge.chargeBasis()).isEqualTo(ChargeBasis.INTEGRAL);
        assertThat(charge.integralAh()).isCloseTo(1e-3, within(1e-15));
        assertThat(charge.counterAh()).isCloseTo(1e-3, within(1e-15));
        assertThat(run.halfCycles.get(1).counterAh()).isCloseTo(0.95e-3, within(1e-15));
        assertThat(run.count(DataQualityKind.COUNTER_DISAGREES)).isZero();
    }

    @Test
    void sumsACounterThatIsResetWithEveryStep() {
        // Given a charge in three steps with a counter that begins at 0 in each
        RecordedRun run = Trace.every(10).countingPerStep().charge(1e-3, 1200, s -> 1.5).rest(60, 1.5).charge(5e-4, 1200, s -> 1.6)
                .charge(2e-3, 1200, s -> 1.7).discharge(1e-3, 3600, s -> 1.4).run(FULL, RunEnd.COMPLETED);
        // Then (1 + 0.5 + 2) mA x 1200 s = 1.1667 mAh
        assertThat(run.halfCycles.get(0).counterAh()).isCloseTo(3.5e-3 / 3, within(1e-12));
        assertThat(run.halfCycles.get(1).counterAh()).isCloseTo(1e-3, within(1e-12));
        assertThat(run.count(DataQualityKind.COUNTER_DISAGREES)).isZero();
    }

    @Test
    void sumsACounterThatIsResetWithEveryCycle() {
        // Given
        Trace trace = Trace.every(10).counting();
        for (int k = 0; k < 3; k++) {
            pair(trace.resetCounters());
        }
        // When
        RecordedRun run = trace.run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles).hasSize(6);
        for (int k = 0; k < 6; k += 2) {
            assertThat(run.halfCycles.get(k).counterAh()).isCloseTo(1e-3, within(1e-12));
            assertThat(run.halfCycles.get(k + 1).counterAh()).isCloseTo(0.95e-3, within(1e-12));
        }
        assertThat(run.count(DataQualityKind.COUNTER_DISAGREES)).isZero();
    }

    @Test
    void tellsWhereIntegralAndCounterDifferByMoreThanHalfAPercent() {
        // Given a counter that is 0.4 % or 0.6 % high
        for (double factor : new double[]{ 1.004, 1.006 }) {
            MeasurementBatch batch = pair(Trace.every(10).counting()).batch();
            for (int i = 0; i < batch.size(); i++) {
                batch.setChargingCapacityAh(i, factor * batch.chargingCapacityAh(i));
            }
            // When
            RecordedRun run = Trace.run(FULL, batch, RunEnd.COMPLETED);
            // Then our integral stands
            assertThat(run.count(DataQualityKind.COUNTER_DISAGREES)).as("factor %s", factor).isEqualTo(factor > 1.005 ? 1 : 0);
            assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1e-3, within(1e-15));
        }
    }

    @Test
    void doesNotHoldTheLastDigitOfTheCounterAgainstIt() {
        // Given a capacity of 9.4 µAh and a counter that prints steps of 1 µAh: 9 µAh, 4 % off
        MeasurementBatch batch = Trace.every(10).counting().charge(9.4e-6, 3600, s -> 1).discharge(9.4e-6, 3600, s -> 1).batch();
        for (int i = 0; i < batch.size(); i++) {
            batch.setChargingCapacityAh(i, Math.floor(batch.chargingCapacityAh(i) * 1e6) / 1e6);
            batch.setDischargingCapacityAh(i, Math.floor(batch.dischargingCapacityAh(i) * 1e6) / 1e6);
        }
        // When, Then
        assertThat(Trace.run(FULL, batch, RunEnd.COMPLETED).count(DataQualityKind.COUNTER_DISAGREES)).isPositive();
        RunFacts digits = RunFactsBuilder.aRun(CellKind.FULL).counterResolutionAh(1e-6).facts();
        assertThat(Trace.run(digits, batch, RunEnd.COMPLETED).count(DataQualityKind.COUNTER_DISAGREES)).isZero();
    }

    @Test
    void fallsBackToTheCounterWhereTheCurrentIsPrintedTooCoarsely() {
        // Given 0.177 mA printed as 0.0002 A, and a counter that knows 0.177 mAh
        MeasurementBatch batch = Trace.every(10).counting().discharge(1.77e-4, 3600, s -> 0.1).charge(1.77e-4, 1800, s -> 0.2).batch();
        for (int i = 0; i < batch.size(); i++) {
            batch.setCurrentAmpere(i, Math.signum(batch.currentAmpere(i)) * 2e-4);
        }
        RunFacts facts = RunFactsBuilder.aRun(CellKind.INSERTION_HALF).currentResolutionAmpere(1e-4).facts();
        // When
        RecordedRun run = Trace.run(facts, batch, RunEnd.COMPLETED);
        // Then charge, energy and mean current follow the counter; the integral (0.2 mAh) is kept beside it
        HalfCycle first = run.halfCycles.get(0);
        assertThat(first.chargeBasis()).isEqualTo(ChargeBasis.COUNTER);
        assertThat(first.capacityAh()).isCloseTo(1.77e-4, within(1e-12));
        assertThat(first.integralAh()).isCloseTo(2e-4, within(1e-12));
        assertThat(first.energyWh()).isCloseTo(1.77e-5, within(1e-12));
        assertThat(first.meanCurrentAmpere()).isCloseTo(-1.77e-4, within(1e-12));
        assertThat(run.count(DataQualityKind.CURRENT_QUANTISED)).isEqualTo(2);
        assertThat(run.cycles.get(0).coulombicEfficiency().efficiency()).isCloseTo(0.5, within(1e-9));
        assertThat(run.cycles.get(0).coulombicEfficiency().reason()).isEqualTo("charge from the device's own counter");
    }

    @Test
    void integratesACoarseCurrentWhereThereIsNoCounter() {
        // Given, When
        RunFacts facts = RunFactsBuilder.aRun(CellKind.INSERTION_HALF).currentResolutionAmpere(1e-4).facts();
        RecordedRun run = Trace.every(10).discharge(2e-4, 3600, s -> 0.1).run(facts, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(0).chargeBasis()).isEqualTo(ChargeBasis.INTEGRAL);
        assertThat(run.count(DataQualityKind.CURRENT_QUANTISED)).isEqualTo(1);
    }

    @Test
    void countsTheChargeOfADerivedCurrentByTheCounterOnly() {
        // Given a current made from a counter, wrong by 3 %
        MeasurementBatch batch = pair(Trace.every(10).counting()).batch();
        for (int i = 0; i < batch.size(); i++) {
            batch.setCurrentAmpere(i, 1.03 * batch.currentAmpere(i));
        }
        RunFacts facts = RunFactsBuilder.aRun(CellKind.FULL).basis(CurrentBasis.DERIVED_FROM_CHARGE).facts();
        // When
        RecordedRun run = Trace.run(facts, batch, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles).extracting(HalfCycle::chargeBasis).containsOnly(ChargeBasis.COUNTER);
        assertThat(run.halfCycles.get(0).integralAh()).isNaN();
        assertThat(run.halfCycles.get(0).capacityAh()).isCloseTo(1e-3, within(1e-12));
        assertThat(run.halfCycles.get(0).energyWh()).isCloseTo(1.6e-3, within(1e-12));
        assertThat(run.cycles.get(0).coulombicEfficiency().efficiency()).isCloseTo(0.95, within(1e-9));
        assertThat(run.count(DataQualityKind.COUNTER_DISAGREES)).isZero();
    }

    @Test
    void integratesAStatedCurrent() {
        // Given a square wave of a stated 0.5 mA
        RunFacts facts = RunFactsBuilder.aRun(CellKind.SYMMETRIC).basis(CurrentBasis.STATED).facts();
        RecordedRun run = Trace.every(10).discharge(5e-4, 1800, s -> -0.1).charge(5e-4, 1800, s -> 0.1).run(facts, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles).extracting(HalfCycle::chargeBasis).containsOnly(ChargeBasis.INTEGRAL);
        assertThat(run.halfCycles).allSatisfy(h -> assertThat(h.capacityAh()).isCloseTo(2.5e-4, within(1e-15)));
    }

    @Test
    void saysThatTheChargeIsUnknownWithoutCurrentAndCounter() {
        // Given
        RunFacts facts = RunFactsBuilder.aRun(CellKind.INSERTION_HALF).basis(CurrentBasis.ABSENT).facts();
        Trace trace = Trace.every(10).withoutSteps().step(StepKind.UNKNOWN, Double.NaN, 600, s -> -0.1)
                .step(StepKind.UNKNOWN, Double.NaN, 600, s -> 0.1);
        // When
        RecordedRun run = trace.run(facts, RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles.get(0).coulombicEfficiency().efficiency()).isNaN();
        assertThat(run.cycles.get(0).coulombicEfficiency().reason()).startsWith("charge unknown");
        assertThat(run.count(DataQualityKind.MISSING_CURRENT)).isZero();
    }
}
