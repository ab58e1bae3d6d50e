package coulombus.drivers.neware;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.JobReader;
import coulombus.drivers.RunReader.Reading;

import static coulombus.drivers.neware.NewareFixture.BERLIN;
import static coulombus.drivers.neware.NewareFixture.START;
import static coulombus.drivers.neware.TestReading.found;
import static coulombus.drivers.neware.TestReading.open;
import static coulombus.drivers.neware.TestReading.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What becomes of records.
class BtsTestReaderTest {
    private ScriptedBts bts;
    private ScriptedBts.Channel channel;

    @BeforeEach
    void startServer() throws IOException {
        bts = new ScriptedBts("27-7-2-3");
        channel = bts.channel("27-7-2-3");
    }

    @AfterEach
    void stopServer() throws IOException {
        bts.close();
    }

    private MeasurementBatch measurements(ScriptedTest test) throws IOException {
        channel.tests.put(31L, test);
        MeasurementBatch all = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            readAll(reader, all);
        }
        return all;
    }

    @Test
    void makesTestTimeAndCountersOutOfStepsThatCountAnew() throws IOException {
        // Given: rest 1 min, plate 1 min at 6 A, strip 1 min at 3 A, every 30 s
        ScriptedTest test = new ScriptedTest(START, BERLIN, 1).step(1, 1, "rest", 0, Duration.ofMinutes(1), Duration.ofSeconds(30))
                .step(2, 1, "dc", -6, Duration.ofMinutes(1), Duration.ofSeconds(30))
                .step(3, 1, "cc", 3, Duration.ofMinutes(1), Duration.ofSeconds(30)).ended();
        // When
        MeasurementBatch all = measurements(test);
        // Then
        MeasurementBatch.Columns columns = all.columns();
        assertThat(all.size()).isEqualTo(9);
        assertThat(columns.testTimeSecond()).startsWith(0, 30, 60, 60, 90, 120, 120, 150, 180);
        assertThat(columns.stepTimeSecond()).startsWith(0, 30, 60, 0, 30, 60, 0, 30, 60);
        assertThat(columns.stepCount()).startsWith(1, 1, 1, 2, 2, 2, 3, 3, 3);
        assertThat(columns.stepId()).startsWith(1, 1, 1, 2, 2, 2, 3, 3, 3);
        assertThat(columns.cycleCount()).startsWith(1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(columns.currentAmpere()).startsWith(0, 0, 0, -6, -6, -6, 3, 3, 3);
        assertThat(all.stepKind(0)).isEqualTo(StepKind.REST);
        assertThat(all.stepKind(3)).isEqualTo(StepKind.CONSTANT_CURRENT_DISCHARGE);
        assertThat(all.stepKind(6)).isEqualTo(StepKind.CONSTANT_CURRENT_CHARGE);
        assertThat(all.dischargingCapacityAh(8)).isCloseTo(0.1, within(1e-12));
        assertThat(all.chargingCapacityAh(5)).isZero();
        assertThat(all.chargingCapacityAh(8)).isCloseTo(0.05, within(1e-12));
        assertThat(all.unixTimeSecond(0)).isEqualTo(START.atZone(BERLIN).toEpochSecond());
    }

    @Test
    void countsEachExecutionOfALoopOfOneStep() throws IOException {
        // Given
        ScriptedTest test = new ScriptedTest(START, BERLIN, 1);
        for (int cycle = 1; cycle <= 3; cycle++) {
            test.step(1, cycle, "dc", -0.001, Duration.ofSeconds(20), Duration.ofSeconds(10));
        }
        // When
        MeasurementBatch all = measurements(test);
        // Then
        assertThat(all.columns().stepCount()).startsWith(1, 1, 1, 2, 2, 2, 3, 3, 3);
        assertThat(all.columns().cycleCount()).startsWith(1, 1, 1, 2, 2, 2, 3, 3, 3);
        assertThat(all.testTimeSecond(8)).isEqualTo(60);
    }

    @Test
    void keepsTheDigitsOfTheDevice() throws IOException {
        // Given
        ScriptedTest test = new ScriptedTest(START, BERLIN, 1).add(24, 29, "dc", 36070000, "2025-12-28 22:29:05", (float) 3.67807,
                (float) -2.9505147e-4, 0.00295628436449786);
        // When
        MeasurementBatch all = measurements(test);
        // Then
        assertThat(all.voltageVolt(0)).isEqualTo(Double.parseDouble(ScriptedTest.print((float) 3.67807)));
        assertThat(all.currentAmpere(0)).isEqualTo(Double.parseDouble(ScriptedTest.print((float) -2.9505147e-4)));
        assertThat(all.dischargingCapacityAh(0)).isEqualTo(0.00295628436449786);
        assertThat(all.cycleCount(0)).isEqualTo(29);
    }

    @ParameterizedTest
    @ValueSource(strings = { "2030-10-26T22:00:00", "2030-03-30T22:00:00" })
    void keepsWallClockAndTestTimeTogetherOverTheChangeOfTheClocks(String start) throws IOException {
        // Given: a rest of 8 h over the night in which the clocks are changed
        LocalDateTime begin = LocalDateTime.parse(start);
        ScriptedTest test = new ScriptedTest(begin, BERLIN, 1).step(1, 1, "rest", 0, Duration.ofHours(8), Duration.ofMinutes(5));
        // When
        MeasurementBatch all = measurements(test);
        // Then
        double first = begin.atZone(BERLIN).toEpochSecond();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.unixTimeSecond(i) - first).isEqualTo(all.testTimeSecond(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "finish COMPLETED", "stop STOPPED", "protect TRIPPED" })
    void tellsWhyATestEnded(String words) throws IOException {
        // Given
        channel.tests.put(31L, NewareFixture.endedTest());
        channel.state = words.split(" ")[0];
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            assertThat(readAll(reader, new MeasurementBatch(1))).isEqualTo(new Reading.Ended(RunEnd.valueOf(words.split(" ")[1])));
        }
    }

    @Test
    void waitsWhileATestRunsOrItsRecordsAreOnTheirWay() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.complete = false;
        channel.tests.put(31L, test);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            assertThat(readAll(reader, new MeasurementBatch(1))).isEqualTo(new Reading.Waiting());
        }
    }

    @Test
    void asksForNoRecordsWhereThePollSaysThereAreNone() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.complete = false;
        channel.state = "working";
        channel.tests.put(31L, test);
        MeasurementBatch batch = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            reader.read(batch, 1000);
            driver.poll();
            int before = bts.frames().size();
            // When, Then: each poll is believed once
            reader.read(batch, 1000);
            assertThat(bts.frames()).hasSize(before);
            reader.read(batch, 1000);
            assertThat(bts.frames()).hasSizeGreaterThan(before);
        }
    }

    @Test
    void comparesEachStepWithWhatTheDeviceSaysOfIt() throws IOException {
        // Given
        ScriptedTest right = NewareFixture.endedTest();
        ScriptedTest wrong = new ScriptedTest(START, BERLIN, 42);
        wrong.stepCapacityErrorFraction = 0.01;
        wrong.platingAndStripping(2, 0.001, Duration.ofMinutes(30), Duration.ofMinutes(1)).ended();
        for (ScriptedTest test : List.of(right, wrong)) {
            channel.tests.put(31L, test);
            try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
                // When
                readAll(reader, new MeasurementBatch(1));
                // Then
                List<DataQuality> differences = reader.dataQuality().stream()
                        .filter(quality -> quality.kind() == DataQualityKind.COUNTER_DISAGREES).toList();
                if (test == right) {
                    assertThat(differences).isEmpty();
                } else {
                    assertThat(differences).singleElement().satisfies(difference -> {
                        assertThat(difference.count()).isEqualTo(4);
                        assertThat(difference.detail()).contains("step 2 of the device (records 32 to 62)").contains("0.000500000 Ah")
                                .contains("0.000505000 Ah");
                    });
                }
            }
        }
    }

    @Test
    void comparesStepsWhileTheTestRuns() throws IOException {
        // Given
        ScriptedTest test = new ScriptedTest(START, BERLIN, 42);
        test.stepCapacityErrorFraction = 0.01;
        test.platingAndStripping(10, 0.001, Duration.ofMinutes(30), Duration.ofMinutes(10));
        channel.tests.put(31L, test);
        channel.state = "working";
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            // When
            readAll(reader, new MeasurementBatch(1));
            // Then
            assertThat(found(reader, DataQualityKind.COUNTER_DISAGREES).count()).isEqualTo(19);
            assertThat(bts.frames().stream().filter(frame -> frame.contains("<cmd>downloadStepLayer</cmd>"))).hasSize(1);
        }
    }

    @Test
    void tellsWhatTheLogSaysOfPauses() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.logRows.add("seqid=\"12\" log_code=\"100003\" atime=\"2030-01-02 03:15:05\"");
        channel.tests.put(31L, test);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            readAll(reader, new MeasurementBatch(1));
            assertThat(found(reader, DataQualityKind.SUSPENDED).detail()).contains("paused at record 12");
        }
    }
}
