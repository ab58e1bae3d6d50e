package coulombus.drivers.bts.simulator.channel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.StepFileText;

import static coulombus.drivers.bts.simulator.StepFileText.leaf;
import static org.assertj.core.api.Assertions.assertThat;

/// Every fault does what it says, when it says.
class FaultsTest {
    @TempDir
    Path folder;

    private ChannelBench bench;

    @BeforeEach
    void aTestOfOneMinuteAtOneSecond() {
        bench = ChannelBench.withResistor(folder, 100);
    }

    private ChannelBench runWith(ChannelFault fault, double atSecond) {
        bench.channel.happenAt(ChannelBench.ticks(atSecond), fault, 0);
        return bench.start(StepFileText.recording(leaf("Time", 1000)).charge(1, 60).end(), 0).runTo(100);
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        TestRecords.Reader r = bench.channel.newest().records().reader(0);
        while (r.next()) {
            numbers.add(r.number());
        }
        return numbers;
    }

    @Test
    void aHardShortTakesTheVoltageAway() {
        // When: 100 ohm beside 1 ohm
        runWith(new ChannelFault.OfCell("hard-short", new CellOrder.HardShort(1)), 20.5);

        // Then
        assertThat(bench.rows().get(20)).contains("20.0 0.1000 V");
        assertThat(bench.rows().get(21)).contains("21.0 0.0010 V");
        assertThat(bench.channel.faults()).containsExactly(new FaultHappened("hard-short",
                "OfCell[word=hard-short, order=HardShort[resistanceOhm=1.0]]", 205, 1, ""));
    }

    @Test
    void aLostContactDrivesTheVoltageToTheRangeAndTheCurrentAway() {
        // When
        runWith(new ChannelFault.OfCell("contact-loss", new CellOrder.ContactLoss()), 20);

        // Then
        assertThat(bench.rows().get(30)).contains("30.0 5.0000 V 0.00000 A");
    }

    @Test
    void aStuckSensorIsBelievedUntilItIsOver() {
        // Given: 1 mV/s, stop at 50 mV, stuck at 20 mV for 30 s
        bench = ChannelBench.withCapacitor(folder, 1e-6, 1);
        bench.channel.happenAt(200, new ChannelFault.StuckSensor(300), 0);

        // When
        bench.start(StepFileText.recording(leaf("Time", 1000)).step(1, leaf("Curr", 1) + leaf("Stop_Volt", 400)).end(), 0).runTo(100);

        // Then
        assertThat(bench.rows().get(21)).contains("21.0 0.0200 V");
        assertThat(bench.rows().get(49)).contains("49.0 0.0200 V");
        assertThat(bench.channel.newest().endTick()).as("the limit was passed unseen").isEqualTo(501);
    }

    @Test
    void aCurrentThatIsOffIsReadAsItIs() {
        // When
        runWith(new ChannelFault.CurrentOff(0.892, 100), 20);

        // Then
        assertThat(bench.rows().get(25)).contains("0.0892 V 0.00089 A");
        assertThat(bench.rows().get(31)).contains("0.1000 V 0.00100 A");
        assertThat(bench.channel.newest().steps().get(0).capacityAh() * 3600).isCloseTo(0.001 * (50 + 10 * 0.892),
                org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void aGapHasNoHoleInTheNumbers() {
        // When
        runWith(new ChannelFault.Gap(100), 20.5);

        // Then
        assertThat(numbers()).hasSize(51).isSorted().doesNotHaveDuplicates().last().isEqualTo(51);
        assertThat(bench.rows().get(21)).startsWith("22 1/1 cc 31.0");
    }

    @Test
    void lostRecordsLeaveAHoleInTheNumbers() {
        // When
        runWith(new ChannelFault.LostRecords(100), 20.5);

        // Then
        assertThat(numbers()).hasSize(51).contains(21, 32).doesNotContain(22, 31).last().isEqualTo(61);
        assertThat(bench.channel.newest().records().rowOf(25)).as("the first one after the hole").isEqualTo(21);
    }

    @Test
    void duplicatesHaveTheSameNumberAndContent() {
        // When
        runWith(new ChannelFault.Duplicate(2), 20.5);

        // Then
        assertThat(numbers()).hasSize(63).isSorted().last().isEqualTo(61);
        assertThat(bench.rows().get(21)).isEqualTo(bench.rows().get(22)).startsWith("22 ");
        assertThat(bench.rows().get(23)).isEqualTo(bench.rows().get(24)).startsWith("23 ");
        assertThat(bench.rows().get(25)).startsWith("24 ");
    }

    @Test
    void aClockThatJumpsStaysWrong() {
        // When
        runWith(new ChannelFault.ClockJump(-3_600_000), 20.5);

        // Then
        TestRecords.Reader r = bench.channel.newest().records().reader(20);
        assertThat(r.next()).isTrue();
        assertThat(r.clockMillis()).isZero();
        assertThat(r.next()).isTrue();
        assertThat(r.clockMillis()).isEqualTo(-3_600_000);
        assertThat(r.stepTicks()).isEqualTo(210);
        bench.start(new StepFileText().rest(1).end(), 200);
        assertThat(bench.channel.newest().log().get(0).clockMillis()).isEqualTo(-3_600_000);
    }

    @Test
    void recoversFromEverything() {
        // Given
        bench.channel.happenAt(100, new ChannelFault.OfCell("hard-short", new CellOrder.HardShort(1)), 0);
        bench.channel.happenAt(100, new ChannelFault.StuckSensor(Long.MAX_VALUE), 0);
        bench.channel.happenAt(100, new ChannelFault.CurrentOff(0.5, Long.MAX_VALUE), 0);

        // When
        runWith(new ChannelFault.Recover(), 20);

        // Then
        assertThat(bench.rows().get(21)).contains("0.1000 V 0.00100 A");
    }

    @Test
    void aFaultNowHappensAtTheTickOfTheOrder() {
        // Given
        bench.start(StepFileText.recording(leaf("Time", 1000)).charge(1, 60).end(), 0);

        // When
        bench.channel.happenNow(new ChannelFault.OfCell("hard-short", new CellOrder.HardShort(1)), 333);
        bench.runTo(100);

        // Then
        assertThat(bench.channel.faults()).singleElement().extracting(FaultHappened::tick).isEqualTo(333L);
        assertThat(bench.rows().get(33)).contains("0.1000 V");
        assertThat(bench.rows().get(34)).contains("0.0010 V");
    }
}
