package coulombus.drivers.simulation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.drivers.simulation.CellParameters.Ageing;
import coulombus.drivers.simulation.CellParameters.Failure;
import coulombus.drivers.simulation.CellParameters.LeakParameters;
import coulombus.drivers.simulation.SimulatedSchedule.Block;
import coulombus.drivers.simulation.SimulatedSchedule.Step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SimulatedRunTest {
    private static final double AMPERE = 0.785e-3;
    private static final double CHARGE_AH = 0.5 * 0.785e-3;

    @ParameterizedTest
    @EnumSource(value = SimulatedCellKind.class, names = { "TI_20KPA", "SYM_HPT", "VO2_1000KPA_OTF" })
    void replaysExactlyHoweverItIsRead(SimulatedCellKind kind) {
        // Given
        SimulatedSchedule schedule = kind == SimulatedCellKind.VO2_1000KPA_OTF
                ? SimulatedSchedule.full(AMPERE, 0.2, 1.6, 1e-3, 4)
                : SimulatedSchedule.plating(AMPERE, CHARGE_AH, 6);

        // When
        List<String> one = rows(kind, 42, schedule, 1);
        List<String> many = rows(kind, 42, schedule, 700);
        List<String> other = rows(kind, 43, schedule, 700);

        // Then
        assertThat(one).isEqualTo(many).isNotEmpty();
        assertThat(other).isNotEqualTo(many);
    }

    private static List<String> rows(SimulatedCellKind kind, long seed, SimulatedSchedule schedule, int limit) {
        SimulatedCell cell = SimulatedCell.of(kind, seed);
        cell.orderAt(4000, new CellFault.SoftShort(30));
        SimulatedRun run = new SimulatedRun(cell, new InstrumentNoise(InstrumentSettings.usual(AMPERE), seed), schedule, 10,
                new ChamberTemperature(25, 2, 0));
        MeasurementBatch batch = new MeasurementBatch(16);
        List<String> rows = new ArrayList<>();
        while (run.read(batch, limit) > 0) {
            assertThat(batch.size()).isLessThanOrEqualTo(limit);
            for (int i = 0; i < batch.size(); i++) {
                rows.add(batch.seq(i) + " " + batch.testTimeSecond(i) + " " + batch.voltageVolt(i) + " " + batch.currentAmpere(i) + " "
                        + batch.temperatureCelsius(i) + " " + batch.stepCount(i) + " " + batch.marks(i));
            }
        }
        assertThat(run.isEnded()).isTrue();
        return rows;
    }

    @Test
    void whatGoesInAsEfficiencyComesOut() {
        // Given: an efficiency of 0.9 without spread, an exact instrument
        ElectrodeParameters.BareCollector collector = new ElectrodeParameters.BareCollector(40e-3, 0.9, 0, 0.3, 0, 0);
        CellParameters ti = SimulatedCellKind.TI_300KPA.parameters();
        CellParameters parameters = new CellParameters(ti.areaCm2(), ti.counter(), 2, ti.exchangeAmperePerCm2(), ti.seriesOhmCm2(),
                collector, Ageing.NONE, new Failure.Never(), LeakParameters.GROWING, 0, 0, 0);

        for (double interval : new double[]{ 5, 60 }) {
            // When
            FoldedRun run = new FoldedRun(parameters, 1, InstrumentSettings.exact(1e-3),
                    SimulatedSchedule.plating(AMPERE, CHARGE_AH, 5).afterRest(600), interval, false);

            // Then
            assertThat(run.cycles).hasSize(5).allSatisfy(c -> {
                assertThat(c.coulombicEfficiency().efficiency()).isCloseTo(0.9, within(1e-6));
                assertThat(c.coulombicEfficiency().valid()).isTrue();
            });
            assertThat(run.dataQuality).isEmpty();
        }
    }

    @Test
    void halvingTheIntervalDoesNotMoveThePlateau() {
        // Given: with a bridge that fluctuates, where the step of time is an approximation
        CellParameters parameters = SimulatedCellKind.SYM_HPT.parameters().with(new Failure.AtCyclingTime(3600, Double.NaN));
        SimulatedSchedule schedule = SimulatedSchedule.symmetric(1.57e-3, CHARGE_AH, 8).afterRest(600);

        // When
        List<HalfCycle> coarse = new FoldedRun(parameters, 6, InstrumentSettings.exact(2e-3), schedule, 20, false).halfCycles;
        List<HalfCycle> fine = new FoldedRun(parameters, 6, InstrumentSettings.exact(2e-3), schedule, 10, false).halfCycles;

        // Then
        assertThat(fine).hasSameSizeAs(coarse).hasSize(16);
        for (int k = 0; k < fine.size(); k++) {
            double plateau = fine.get(k).plateauVoltageVolt();
            boolean leaks = k >= 4;
            assertThat(coarse.get(k).plateauVoltageVolt()).as("half-cycle %d", k + 1)
                    .isCloseTo(plateau, within(Math.abs(plateau) * (leaks ? 5e-3 : 1e-3)));
        }
    }

    @Test
    void describesEveryStep() {
        // Given: charge to 1.5 V, hold it, rest
        SimulatedSchedule schedule = new SimulatedSchedule(List.of(new Block(1, List.of(new Step.Rest(30))),
                new Block(2, List.of(Step.charge(-AMPERE, 0.1e-3), Step.toVoltage(AMPERE, 1.5, 1e-3), new Step.Voltage(1.5, 2e-5, 3600),
                        new Step.Rest(100)))));
        SimulatedRun run = new SimulatedRun(new SimulatedCell(SimulatedCellKind.VO2_HPT.parameters().withoutSpread(), 1),
                new InstrumentNoise(InstrumentSettings.exact(1e-3), 1), schedule, 10);
        MeasurementBatch batch = new MeasurementBatch(2000);

        // When
        run.read(batch, 2000);

        // Then
        assertThat(run.isEnded()).isTrue();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if ((batch.marks(i) & Mark.STEP_ENDED) != 0) {
                ends.add(i);
            }
        }
        assertThat(ends).hasSize(9);
        assertThat(ends).extracting(batch::stepKind).startsWith(StepKind.REST, StepKind.CONSTANT_CURRENT_DISCHARGE,
                StepKind.CONSTANT_CURRENT_CHARGE, StepKind.CONSTANT_VOLTAGE_CHARGE, StepKind.REST);
        assertThat(ends).extracting(batch::stepId).containsExactly(1, 2, 3, 4, 5, 2, 3, 4, 5);
        assertThat(ends).extracting(batch::stepCount).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(ends).extracting(batch::cycleCount).containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2);
        assertThat(batch.stepTimeSecond(ends.get(0))).isEqualTo(30);
        assertThat(batch.dischargingCapacityAh(ends.get(1))).isCloseTo(0.1e-3, within(1e-12));
        assertThat(batch.voltageVolt(ends.get(2))).isCloseTo(1.5, within(1e-6));
        assertThat(batch.currentAmpere(ends.get(3))).isLessThanOrEqualTo(2e-5);
        assertThat(batch.currentAmpere(ends.get(4))).isZero();
    }

    @Test
    void aLostContactDrivesTheOutputToItsLimit() {
        // Given
        SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.SYM_HEALTHY, 1);
        cell.orderAt(100, new CellFault.ContactLoss());
        SimulatedRun run = new SimulatedRun(cell, new InstrumentNoise(InstrumentSettings.exact(1e-3), 1),
                new SimulatedSchedule(List.of(new Block(1, List.of(new Step.Current(AMPERE, 1, Double.POSITIVE_INFINITY, 200))))), 10);
        MeasurementBatch batch = new MeasurementBatch(100);

        // When
        run.read(batch, 100);

        // Then
        int last = batch.size() - 1;
        assertThat(batch.testTimeSecond(last)).isCloseTo(200, within(1e-9));
        assertThat(batch.currentAmpere(last)).isLessThan(1e-6);
        assertThat(batch.voltageVolt(last)).isCloseTo(5, within(0.01));
    }

    @Test
    void theInstrumentAddsWhatItSays() {
        // Given
        InstrumentSettings settings = InstrumentSettings.usual(1.2e-3);
        InstrumentNoise noise = new InstrumentNoise(settings, 5);
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        int spikes = 0;
        double current = 0;

        // When
        for (int k = 0; k < n; k++) {
            double off = noise.voltageVolt(0.05) - 0.05;
            current += noise.currentAmpere(1e-3) - 1e-3;
            if (Math.abs(off) > 5e-3) {
                spikes++;
            } else {
                sum += off;
                squares += off * off;
            }
        }

        // Then
        assertThat(settings.fullScaleAmpere()).isCloseTo(2e-3, within(1e-12));
        assertThat(Math.sqrt(squares / n)).isCloseTo(0.25e-3, within(0.01e-3));
        assertThat(sum / n).isCloseTo(0, within(5e-6));
        assertThat(spikes).isBetween(60, 140);
        assertThat(current / n).isCloseTo(noise.offsetAmpere(), within(2e-9));
        assertThat(Math.abs(noise.offsetAmpere())).isPositive().isLessThanOrEqualTo(1e-6);
        assertThat(noise.flowingAmpere(1e-3) + noise.offsetAmpere()).isCloseTo(1e-3, within(1e-15));
        assertThat(InstrumentSettings.usual(7e-3).fullScaleAmpere()).isCloseTo(10e-3, within(1e-12));
    }

    @Test
    void refusesWhatHasNoEnd() {
        assertThatThrownBy(() -> new Step.Current(1e-3, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .hasMessageContaining("must have a limit");
        assertThatThrownBy(() -> new Step.Rest(Double.POSITIVE_INFINITY)).hasMessageContaining("rest.seconds");
        assertThatThrownBy(() -> new SimulatedSchedule(List.of())).hasMessageContaining("one or more");
    }

    @Test
    void seedsOfChannelsDiffer() {
        assertThat(List.of(SimulationSeed.of(1, "A1"), SimulationSeed.of(1, "A2"), SimulationSeed.of(2, "A1"), SimulationSeed.of(1, 1),
                SimulationSeed.of(1, 2))).doesNotHaveDuplicates();
        assertThat(SimulationSeed.of(1, "A1")).isEqualTo(SimulationSeed.of(1, "A1"));
    }
}
