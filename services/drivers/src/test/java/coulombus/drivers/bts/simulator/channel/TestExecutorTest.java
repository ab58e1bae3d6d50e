package coulombus.drivers.bts.simulator.channel;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.StepFileText;

import static coulombus.drivers.bts.simulator.StepFileText.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What is recorded, and how steps and tests end.
class TestExecutorTest {
    @TempDir
    Path folder;

    @Test
    void theTimeGridBeginsWithEachStepAndItsEndIsNoSecondPoint() {
        // Given: a grid of 10 s, steps of 25 and 20 s
        ChannelBench bench = ChannelBench.withResistor(folder, 100);

        // When
        bench.start(new StepFileText().charge(1, 25).discharge(2, 20).end(), 5).runTo(100);

        // Then
        assertThat(bench.rows()).containsExactly("1 1/1 cc 0.0 0.1000 V 0.00100 A", "2 1/1 cc 10.0 0.1000 V 0.00100 A",
                "3 1/1 cc 20.0 0.1000 V 0.00100 A", "4 1/1 cc 25.0 0.1000 V 0.00100 A", "5 1/2 dc 0.0 -0.2000 V -0.00200 A",
                "6 1/2 dc 10.0 -0.2000 V -0.00200 A", "7 1/2 dc 20.0 -0.2000 V -0.00200 A");
        assertThat(bench.channel.state()).isEqualTo("finish");
        assertThat(bench.channel.newest().endTick()).isEqualTo(ChannelBench.ticks(50));
    }

    @Test
    void theVoltageTriggerHasAReferenceOfItsOwn() {
        // Given: 1 mV/s, points every 10 s and every 7 mV
        ChannelBench bench = ChannelBench.withCapacitor(folder, 1e-6, 1);
        String steps = StepFileText.recording(leaf("Time", 10000), leaf("Volt", 70)).charge(1, 24).end();

        // When
        bench.start(steps, 0).runTo(100);

        // Then
        assertThat(times(bench)).containsExactly(0.0, 7.0, 10.0, 14.0, 20.0, 21.0, 24.0);
    }

    @Test
    void aConstantCurrentEndsAtTheTickAtWhichItsVoltageIsReached() {
        // Given: 1 mV/s from 0, stop at 43.21 mV
        ChannelBench bench = ChannelBench.withCapacitor(folder, 1e-6, 1);
        String steps = new StepFileText().step(1, leaf("Curr", 1) + leaf("Time", 3_600_000) + leaf("Stop_Volt", 432.1)).end();

        // When
        bench.start(steps, 0).runTo(3600);

        // Then
        StepRow step = bench.channel.newest().steps().get(0);
        assertThat(step.stepTicks()).isEqualTo(433);
        assertThat(step.endVolt()).isBetween(0.0432f, 0.0434f);
        assertThat(bench.channel.newest().log()).extracting(LogRow::code).containsExactly(LogRow.TEST_STARTED, LogRow.STEP_STARTED,
                LogRow.BY_VOLTAGE, LogRow.STEP_FINISHED, LogRow.TEST_ENDED);
    }

    @Test
    void aLimitThatIsPassedByWhatACellDoesUnforeseenIsFoundAtThatTick() {
        // Given a leak that burns off 7.35 s after the begin: from 0.1 to 1.8 V at once
        CellModel cell = new CellModel() {
            private double elapsedSecond;

            @Override
            public double voltageVolt(double currentAmpere) {
                return currentAmpere == 0 ? 0 : elapsedSecond < 7.35 ? 0.1 : 1.8;
            }

            @Override
            public double voltageVoltAfter(double seconds, double currentAmpere) {
                return voltageVolt(currentAmpere);
            }

            @Override
            public double foreseenSecond(double currentAmpere) {
                return elapsedSecond < 7.35 ? 7.35 - elapsedSecond : Double.POSITIVE_INFINITY;
            }

            @Override
            public double currentAmpereAt(double voltageVolt) {
                return 0;
            }

            @Override
            public void advance(double seconds, double currentAmpere) {
                elapsedSecond += seconds;
            }

            @Override
            public java.util.Optional<String> order(CellOrder order) {
                return java.util.Optional.of("nothing can be ordered");
            }

            @Override
            public String describe() {
                return "a leak that burns off";
            }
        };
        ChannelBench bench = new ChannelBench(folder, cell);

        // When
        bench.start(new StepFileText().step(1, leaf("Curr", 1) + leaf("Time", 3_600_000) + leaf("Stop_Volt", 5000)).end(), 0).runTo(100);

        // Then
        StepRow step = bench.channel.newest().steps().get(0);
        assertThat(step.stepTicks()).isEqualTo(74);
        assertThat(step.endVolt()).isEqualTo(1.8f);
    }

    @Test
    void aStepThatBeginsBeyondItsVoltageHasTwoPoints() {
        // Given: 0.1 V at once, stop at 0.05 V
        ChannelBench bench = ChannelBench.withResistor(folder, 100);

        // When
        bench.start(new StepFileText().step(1, leaf("Curr", 1) + leaf("Stop_Volt", 500)).end(), 0).runTo(10);

        // Then
        assertThat(times(bench)).containsExactly(0.0, 0.1);
        assertThat(bench.channel.state()).isEqualTo("finish");
    }

    @Test
    void aConstantVoltageEndsWithItsCurrent() {
        // Given: 100 ohm and 1 F charged at 0.5 V: 5 mA, falling with a time constant of 100 s
        ChannelBench bench = ChannelBench.withCapacitor(folder, 100, 1);
        String steps = new StepFileText().step(3, leaf("Volt", 5000) + leaf("Stop_Curr", 1)).end();

        // When
        bench.start(steps, 0).runTo(1000);

        // Then: ln 5 time constants; charge 0.4 V times 1 F
        StepRow step = bench.channel.newest().steps().get(0);
        assertThat(step.stepTicks()).isCloseTo(1609, within(5L));
        assertThat(step.startAmpere()).isCloseTo(0.005f, within(1e-6f));
        assertThat(step.endAmpere()).isCloseTo(0.001f, within(5e-6f));
        assertThat(step.capacityAh()).isCloseTo(0.4 / 3600, within(1e-6));
        assertThat(step.endVolt()).isEqualTo(0.5f);
        assertThat(bench.channel.newest().log()).extracting(LogRow::code).contains(LogRow.BY_CURRENT);
    }

    @Test
    void aConstantCurrentTurnsIntoAConstantVoltage() {
        // Given: 2 mA into 100 ohm and 1 F: 0.2 V at once, 0.5 V after 150 s
        ChannelBench bench = ChannelBench.withCapacitor(folder, 100, 1);
        String steps = StepFileText.recording(leaf("Time", 1000))
                .step(7, leaf("Curr", 2) + leaf("Volt", 5000) + leaf("Stop_Curr", 1)).end();

        // When
        bench.start(steps, 0).runTo(1000);

        // Then
        StepRow step = bench.channel.newest().steps().get(0);
        assertThat(step.stepTicks()).isCloseTo(1500 + 693, within(5L));
        assertThat(step.startAmpere()).isEqualTo(0.002f);
        assertThat(bench.rows()).contains("150 1/1 cccv 149.0 0.4980 V 0.00200 A");
    }

    @Test
    void nestedLoopsCountEveryJumpBack() {
        // Given: [[1,2] x 3] x 2
        ChannelBench bench = ChannelBench.withResistor(folder, 100);

        // When
        bench.start(new StepFileText().charge(1, 1).discharge(1, 1).loop(1, 3).loop(1, 2).rest(1).end(), 0).runTo(60);

        // Then
        assertThat(bench.channel.newest().steps()).extracting(s -> s.cycleId() + ":" + s.stepId()).containsExactly("1:1", "1:2", "2:1",
                "2:2",
                "3:1", "3:2", "4:1", "4:2", "5:1", "5:2", "6:1", "6:2", "6:5");
        assertThat(bench.channel.newest().steps()).extracting(StepRow::stepIndex).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                13);
    }

    @Test
    void aLimitOfProtectStopsTheCurrentAfterItsDelay() {
        // Given: 1 mV/s, limit 20 mV for more than 1 s
        ChannelBench bench = ChannelBench.withCapacitor(folder, 1e-6, 1);
        String steps = new StepFileText().protect("<Volt>" + leaf("Upper", 200) + "</Volt>" + leaf("Delay_Time", 1000)).charge(1, 3600)
                .end();

        // When
        bench.start(steps, 0).runTo(3600);

        // Then
        ChannelTest test = bench.channel.newest();
        assertThat(bench.channel.state()).isEqualTo("protect");
        assertThat(test.endTick()).isBetween(210L, 212L);
        assertThat(times(bench)).last().isEqualTo(test.endTick() / 10.0);
        assertThat(test.log()).last().extracting(LogRow::code).isEqualTo(LogRow.PROTECT_VOLTAGE);
        assertThat(test.steps()).as("an aborted step is not listed").isEmpty();
        LatestValues shown = bench.channel.latest(36_000);
        assertThat(shown.currentAmpere()).isZero();
        assertThat(shown.logCode()).isEqualTo(LogRow.PROTECT_VOLTAGE);
        assertThat(shown.kind().code()).isEqualTo("cc");
    }

    @Test
    void protectKnowsTheSignOfTheCurrentAndTheChargeOfAStep() {
        // Given
        ChannelBench current = ChannelBench.withResistor(folder, 10);
        ChannelBench charge = ChannelBench.withResistor(folder, 10);

        // When
        current.start(new StepFileText().protect("<Curr>" + leaf("Upper", 5) + leaf("Lower", -1) + "</Curr>").charge(4, 10).discharge(2, 10)
                .end(), 0).runTo(100);
        charge.start(new StepFileText().protect("<Cap>" + leaf("Upper", 7.2) + "</Cap>").charge(1, 100).end(), 0).runTo(100);

        // Then
        assertThat(current.channel.newest().log()).last().extracting(LogRow::code).isEqualTo(LogRow.PROTECT_CURRENT);
        assertThat(current.channel.newest().endTick()).isEqualTo(101);
        assertThat(charge.channel.newest().log()).last().extracting(LogRow::code).isEqualTo(LogRow.PROTECT_CAPACITY);
        assertThat(charge.channel.newest().endTick()).isBetween(72L, 73L);
    }

    @Test
    void aPauseStandsStillAndGoesOn() {
        // Given
        ChannelBench bench = ChannelBench.withResistor(folder, 100);
        bench.start(new StepFileText().charge(1, 30).end(), 0).runTo(12);

        // When
        boolean paused = bench.channel.pause(-1, -1, 120);
        LatestValues meanwhile = bench.channel.latest(900);
        boolean resumed = bench.channel.resume(1000);
        bench.runTo(200);

        // Then
        assertThat(paused && resumed).isTrue();
        assertThat(meanwhile.currentAmpere()).isZero();
        assertThat(meanwhile.stepTicks()).isEqualTo(120);
        assertThat(times(bench)).containsExactly(0.0, 10.0, 20.0, 30.0);
        assertThat(bench.channel.newest().endTick()).isEqualTo(1180);
        assertThat(bench.channel.newest().steps().get(0).capacityAh()).isCloseTo(0.001 * 30 / 3600, within(1e-12));
        assertThat(bench.channel.newest().log()).extracting(LogRow::code).contains(LogRow.PAUSED, LogRow.CONTINUED);
    }

    @Test
    void aPauseStepWaitsForSomebody() {
        // Given
        ChannelBench bench = ChannelBench.withResistor(folder, 100);
        bench.start(new StepFileText().charge(1, 10).step(13, "").rest(10).end(), 0).runTo(500);

        // When
        String before = bench.channel.state();
        boolean resumed = bench.channel.resume(6000);
        bench.runTo(700);

        // Then
        assertThat(before).isEqualTo("pause");
        assertThat(resumed).isTrue();
        assertThat(bench.channel.state()).isEqualTo("finish");
        assertThat(bench.channel.newest().steps()).extracting(StepRow::stepId).containsExactly(1, 2, 3);
    }

    @Test
    void aScheduledPauseComesWithItsCycleAndStep() {
        // Given
        ChannelBench bench = ChannelBench.withResistor(folder, 100);
        bench.start(new StepFileText().charge(1, 10).discharge(1, 10).loop(1, 5).end(), 0);

        // When
        bench.channel.pause(3, 2, 5);
        bench.runTo(500);

        // Then: two whole cycles and a charge of 10 s each
        assertThat(bench.channel.state()).isEqualTo("pause");
        assertThat(bench.channel.latest(5000).stepId()).isEqualTo(2);
        assertThat(bench.channel.latest(5000).totalTicks()).isEqualTo(500);
    }

    @Test
    void goesToAnotherStep() {
        // Given
        ChannelBench bench = ChannelBench.withResistor(folder, 100);
        bench.start(new StepFileText().charge(1, 100).discharge(1, 100).rest(10).end(), 0);

        // When
        boolean done = bench.channel.goTo(3, 42);
        boolean nowhere = bench.channel.goTo(17, 50);
        bench.runTo(100);

        // Then
        assertThat(done).isTrue();
        assertThat(nowhere).isFalse();
        assertThat(bench.channel.newest().steps()).extracting(s -> s.stepId() + ":" + s.stepTicks()).containsExactly("1:42", "3:100");
    }

    @Test
    void goesOnByAnotherStepFile() {
        // Given
        ChannelBench bench = ChannelBench.withResistor(folder, 100);
        bench.start(new StepFileText().charge(1, 100).end(), 0);

        // When
        boolean otherKind = bench.channel.replace(bench.program(new StepFileText().discharge(1, 50).end()), 300);
        boolean done = bench.channel.replace(bench.program(new StepFileText().charge(2, 50).rest(5).end()), 305);
        bench.runTo(200);

        // Then
        assertThat(otherKind).isFalse();
        assertThat(done).isTrue();
        assertThat(bench.channel.tests()).hasSize(1);
        assertThat(bench.channel.newest().steps()).extracting(s -> s.stepId() + ":" + s.stepTicks()).containsExactly("1:500", "2:50");
        assertThat(bench.channel.newest().steps().get(0).endAmpere()).isEqualTo(0.002f);
        assertThat(bench.channel.newest().log()).extracting(LogRow::code).contains(LogRow.RESET_BEGUN, LogRow.RESET_WRITTEN,
                LogRow.RESET_TAKEN);
    }

    @Test
    void stopsWhenTold() {
        // Given
        ChannelBench bench = ChannelBench.withResistor(folder, 100);
        bench.start(new StepFileText().charge(1, 100).end(), 0);

        // When
        boolean first = bench.channel.stop(123);
        boolean second = bench.channel.stop(130);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(bench.channel.state()).isEqualTo("stop");
        assertThat(times(bench)).containsExactly(0.0, 10.0, 12.3);
        assertThat(bench.channel.energised()).containsExactly(new EnergisedInterval(1, "S", 0, 123, ChannelTest.Standing.STOPPED));
    }

    @Test
    void aLimitOfZeroCountsUnlessTheMachineTakesItForNone() {
        // Given: discharge from 0.1 V at 1 mV/s to 0 V
        String steps = new StepFileText().step(2, leaf("Curr", 1) + leaf("Time", 200_000) + leaf("Stop_Volt", 0)).end();
        ChannelBench exact = new ChannelBench(folder, new DummyCell(1e-6, 1, 0.1));
        ChannelBench loose = new ChannelBench(folder, new DummyCell(1e-6, 1, 0.1));

        // When
        exact.start(steps, 0).runTo(300);
        loose.start(loose.program(steps, true), 0).runTo(300);

        // Then
        assertThat(exact.channel.newest().steps().get(0).stepTicks()).isBetween(1000L, 1001L);
        assertThat(loose.channel.newest().steps().get(0).stepTicks()).isEqualTo(2000);
    }

    private static List<Double> times(ChannelBench bench) {
        return bench.rows().stream().map(r -> Double.valueOf(r.split(" ")[3])).toList();
    }
}
