package coulombus.core.halfcycle;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The figures of one half-cycle against numbers worked out by hand.
class HalfCycleFiguresTest {
    private static final RunFacts FULL = RunFactsBuilder.aRun(CellKind.FULL).facts();

    private static HalfCycle first(Trace trace) {
        return trace.run(FULL, RunEnd.COMPLETED).halfCycles.get(0);
    }

    @Test
    void integratesEnergyAndWeightsTheMeanVoltageByTimeAndByCharge() {
        // Given 2 A at 4 V for 1 h, then 1 A at 3 V for 2 h
        HalfCycle h = first(Trace.every(60).charge(2, 3600, s -> 4).charge(1, 7200, s -> 3));
        // Then 2 Ah + 2 Ah; 8 Wh + 6 Wh; (4 V x 1 h + 3 V x 2 h) / 3 h; 14 Wh / 4 Ah; 4 Ah / 3 h
        assertThat(h.capacityAh()).isCloseTo(4, within(1e-12));
        assertThat(h.energyWh()).isCloseTo(14, within(1e-12));
        assertThat(h.meanVoltageVolt()).isCloseTo(10.0 / 3, within(1e-12));
        assertThat(h.chargeWeightedVoltageVolt()).isCloseTo(3.5, within(1e-12));
        assertThat(h.meanCurrentAmpere()).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(h.durationSecond()).isEqualTo(10_800);
    }

    @Test
    void givesTheEnergyTheSignOfTheVoltage() {
        // Given a symmetric cell plating at -50 mV with 1 mA for an hour
        HalfCycle h = Trace.every(10).discharge(1e-3, 3600, s -> -0.05).run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts(),
                RunEnd.COMPLETED).halfCycles.get(0);
        // Then
        assertThat(h.capacityAh()).isCloseTo(1e-3, within(1e-15));
        assertThat(h.energyWh()).isCloseTo(-5e-5, within(1e-15));
        assertThat(h.meanCurrentAmpere()).isCloseTo(-1e-3, within(1e-15));
        assertThat(h.phase()).isEqualTo(Phase.PLATE);
    }

    @Test
    void takesThePlateauFromTwoToNineTenthsOfTheChargeAlsoWhereItCutsBins() {
        // Given V = 1 V + u: its mean over u = 0.2 to 0.9 is 1 V + 0.55 V, whatever the bins are
        for (int rows : new int[]{ 20, 100, 333, 1000, 5000 }) {
            HalfCycle h = first(Trace.every(3600.0 / rows).charge(1e-3, 3600, s -> 1 + s / 3600));
            // Then
            assertThat(h.plateauVoltageVolt()).as("%d rows", rows).isCloseTo(1.55, within(5e-4));
            assertThat(h.profile().binCount()).as("%d rows", rows).isBetween(16, 32);
        }
    }

    @Test
    void leavesTheEndsOutOfThePlateau() {
        // Given 50 mV between u = 0.2 and 0.9, 500 mV before and after; 1000 rows make bins of 1/31 that are cut at both borders
        HalfCycle h = first(Trace.every(3.6).charge(1e-3, 3600, s -> s > 700 && s < 3260 ? 0.05 : 0.5));
        // Then the cut bins bring in at most one bin's width of the ends: (1/31) / 0.7 x 450 mV = 21 mV
        assertThat(h.plateauVoltageVolt()).isBetween(0.05, 0.071);
    }

    @Test
    void hasNoPlateauOfFewerThanThreeMeasurements() {
        // Given, When
        HalfCycle h = first(Trace.every(3600).charge(1e-3, 3600, s -> 1).discharge(1e-3, 3600, s -> 1));
        // Then
        assertThat(h.measurementCount()).isEqualTo(2);
        assertThat(h.plateauVoltageVolt()).isNaN();
    }

    @Test
    void findsTheDipNearTheStartInTheDirectionOfTheCurrent() {
        // Given plating that dips to -80 mV at 20 s, runs at -40 mV, and ends at -200 mV
        HalfCycle h = first(Trace.every(5).discharge(1e-3, 3600, s -> s == 20 ? -0.08 : s > 3500 ? -0.2 : -0.04));
        // Then
        assertThat(h.dipVoltageVolt()).isEqualTo(-0.08);
        assertThat(h.endVoltageVolt()).isEqualTo(-0.2);
    }

    @Test
    void looksForTheDipInTheFirstFiveMinutesOnly() {
        // Given a spike at 310 s
        HalfCycle h = first(Trace.every(5).discharge(1e-3, 3600, s -> s == 310 ? -0.5 : -0.04));
        // Then
        assertThat(h.dipVoltageVolt()).isEqualTo(-0.04);
    }

    @Test
    void looksForTheDipInTheFirstTenthOfAMilliampereHourPerCm2Only() {
        // Given 10 mA/cm²: 0.1 mAh/cm² pass in 36 s; a spike at 50 s
        RunFacts facts = RunFactsBuilder.aRun(CellKind.PLATING).areaCm2(1).facts();
        HalfCycle h = Trace.every(2).discharge(1e-2, 600, s -> s == 50 ? -0.5 : -0.04).run(facts, RunEnd.COMPLETED).halfCycles.get(0);
        // Then
        assertThat(h.dipVoltageVolt()).isEqualTo(-0.04);
    }

    @Test
    void measuresRoughnessAsMeanStepOfTheVoltageAndClipsSpikes() {
        // Given a voltage that alternates by 1 mV, and the same with one spike of 1 V up and down
        HalfCycle even = first(Trace.every(10).charge(1e-3, 3600, s -> 1 + (s / 10 % 2) * 1e-3));
        HalfCycle spiked = first(Trace.every(10).charge(1e-3, 3600, s -> s == 1800 ? 2 : 1 + (s / 10 % 2) * 1e-3));
        // Then 1 mV; the spike's two steps count 5 times the mean each: (358 + 2 x 5) / 360 mV
        assertThat(even.roughnessVolt()).isCloseTo(1e-3, within(1e-12));
        assertThat(spiked.roughnessVolt()).isCloseTo(1e-3 * 368 / 360, within(2e-6));
    }

    @Test
    void namesTheStepResistanceWithItsDelay() {
        // Given rest at 1.50 V; 2 mA; first read 1 s later at 1.56 V: 60 mV / 2 mA
        Trace trace = Trace.every(10).rest(600, 1.5).nextStep().measurement(StepKind.CONSTANT_CURRENT_CHARGE, 601, 1, 2e-3, 1.56)
                .measurement(StepKind.CONSTANT_CURRENT_CHARGE, 611, 11, 2e-3, 1.57);
        HalfCycle h = first(trace);
        // Then
        assertThat(h.stepResistanceOhm()).isCloseTo(30, within(1e-9));
        assertThat(h.stepDelaySecond()).isEqualTo(1);
    }

    @Test
    void takesTheStepResistanceOverTheWholeStepOfAReversal() {
        // Given -1 mA at -50 mV to +1 mA at +30 mV, read at the instant: 80 mV / 2 mA
        RecordedRun run = Trace.every(10).discharge(1e-3, 600, s -> -0.05).charge(1e-3, 600, s -> 0.03).run(FULL, RunEnd.COMPLETED);
        // Then
        assertThat(run.halfCycles.get(1).stepResistanceOhm()).isCloseTo(40, within(1e-9));
        assertThat(run.halfCycles.get(1).stepDelaySecond()).isZero();
        assertThat(run.halfCycles.get(0).stepResistanceOhm()).as("no measurement before it").isNaN();
    }

    @Test
    void keepsTheVendorsCycleNumberOfTheStart() {
        // Given, When
        HalfCycle h = first(Trace.every(10).vendorCycle(37).charge(1e-3, 600, s -> 1).vendorCycle(38).charge(1e-3, 600, s -> 1));
        // Then
        assertThat(h.vendorCycleCount()).isEqualTo(37);
        assertThat(h.hasVendorCycleCount()).isTrue();
    }
}
