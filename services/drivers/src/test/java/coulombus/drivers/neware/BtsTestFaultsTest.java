package coulombus.drivers.neware;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.JobReader;
import coulombus.drivers.ReadPosition;
import coulombus.drivers.RunReader.Reading;
import coulombus.drivers.neware.ScriptedBts.Fault;

import static coulombus.drivers.neware.NewareFixture.BERLIN;
import static coulombus.drivers.neware.NewareFixture.START;
import static coulombus.drivers.neware.TestReading.CHANNEL;
import static coulombus.drivers.neware.TestReading.found;
import static coulombus.drivers.neware.TestReading.open;
import static coulombus.drivers.neware.TestReading.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Records that are missing, come twice, are dated wrong or belong to another test.
class BtsTestFaultsTest {
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

    @Test
    void tellsOfAClockThatIsNotInItsZone() throws IOException {
        // Given: the PC is set to Shanghai
        Instant now = NewareFixture.NOW;
        ScriptedTest test = new ScriptedTest(LocalDateTime.ofInstant(now.minusSeconds(600), ZoneOffset.ofHours(8)), ZoneOffset.ofHours(8),
                1)
                .step(1, 1, "rest", 0, Duration.ofMinutes(10), Duration.ofMinutes(1));
        channel.state = "working";
        channel.tests.put(31L, test);
        MeasurementBatch all = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts, "source", "CYCLER", "answerSecond", "30");
                JobReader reader = open(driver, 31)) {
            // When
            readAll(reader, all);
            // Then
            assertThat(found(reader, DataQualityKind.CLOCK_JUMP).detail()).contains("7.00 h ahead of").contains("Europe/Berlin");
        }
    }

    @Test
    void tellsOfAClockThatIsBehind() throws IOException {
        // Given: nothing there, then a record that is dated hours ago
        ScriptedTest test = new ScriptedTest(START, ZoneOffset.UTC, 1);
        channel.state = "working";
        channel.tests.put(31L, test);
        MeasurementBatch batch = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts, "source", "CYCLER", "answerSecond", "30");
                JobReader reader = open(driver, 31)) {
            reader.read(batch, 10);
            synchronized (bts) {
                test.add(1, 1, "rest", 0, "2030-01-02 08:00:00", 1, 0, 0);
            }
            // When
            reader.read(batch, 10);
            // Then
            assertThat(found(reader, DataQualityKind.CLOCK_JUMP).detail()).contains("5.00 h behind");
        }
    }

    @Test
    void takesARowThatComesTwiceOnce() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.rows.add(5, test.rows.get(3));
        test.rows.add(9, test.rows.get(20));
        channel.tests.put(31L, test);
        MeasurementBatch all = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            // When
            Reading end = readAll(reader, all);
            // Then
            assertThat(end).isEqualTo(new Reading.Ended(RunEnd.COMPLETED));
            assertThat(all.size()).isEqualTo((int) test.count());
            assertThat(found(reader, DataQualityKind.DUPLICATE_MEASUREMENT).count()).isEqualTo(2);
        }
    }

    @Test
    void waitsOnceForARecordThatIsMissingThenGoesOnBehindIt() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.rows.subList(10, 14).clear();
        channel.tests.put(31L, test);
        MeasurementBatch batch = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            // When, Then
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Measured(10));
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Waiting());
            assertThat(reader.read(batch, 1000)).isInstanceOf(Reading.Measured.class);
            assertThat(batch.firstSeq()).isEqualTo(15);
            assertThat(found(reader, DataQualityKind.GAP).detail()).contains("11 to 14");
        }
    }

    @Test
    void leavesOutARecordThatIsNoMeasurement() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.rows.set(10, new ScriptedTest.Row(11, "seqid=\"11\" stepid=\"1\" volt=\"--\" testtime=\"5\""));
        test.rows.set((int) test.count() - 1, new ScriptedTest.Row(test.count(), "seqid=\"" + test.count() + "\" volt=\"x\""));
        channel.tests.put(31L, test);
        MeasurementBatch all = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            // When
            Reading end = readAll(reader, all);
            // Then
            assertThat(end).isEqualTo(new Reading.Ended(RunEnd.COMPLETED));
            assertThat(all.size()).isEqualTo((int) test.count() - 2);
            assertThat(found(reader, DataQualityKind.REJECTED_ROW).count()).isEqualTo(2);
        }
    }

    @Test
    void passesOverAHoleThatIsLongerThanAPage() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.rows.subList(10, 90).clear();
        channel.tests.put(31L, test);
        MeasurementBatch all = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts, "pageSize", "20"); JobReader reader = open(driver, 31)) {
            // When
            readAll(reader, all);
            // Then
            assertThat(all.size()).isEqualTo((int) test.count() - 80);
        }
    }

    @Test
    void takesTheRecordsOfAResetDatabaseForNoNewData() throws IOException {
        // Given
        channel.state = "working";
        channel.tests.put(31L, new ScriptedTest(START, BERLIN, 1).step(1, 1, "rest", 0, Duration.ofMinutes(10), Duration.ofMinutes(1)));
        MeasurementBatch batch = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Measured(11));
            ReadPosition before = reader.position();
            // When: fewer records than were read
            synchronized (bts) {
                channel.tests.put(31L,
                        new ScriptedTest(START.plusDays(1), BERLIN, 2).step(1, 1, "dc", -1, Duration.ofMinutes(4), Duration.ofMinutes(1)));
            }
            // Then
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Waiting());
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Waiting());
            assertThat(found(reader, DataQualityKind.RECORD_NUMBER_RESTARTED).detail()).contains("has 5 records, where 11 were read");
            assertThat(reader.position().lastSeq()).isEqualTo(before.lastSeq());
            // When: the other test has passed the place where the reader stands
            synchronized (bts) {
                channel.tests.get(31L).step(2, 1, "cc", 1, Duration.ofMinutes(10), Duration.ofMinutes(1));
            }
            // Then
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Ended(RunEnd.END_OF_FILE));
            assertThat(batch.isEmpty()).isTrue();
        }
    }

    @Test
    void endsATestThatWasLostWithTheDatabaseAndFollowedByAnother() throws IOException {
        // Given
        channel.tests.put(31L, NewareFixture.endedTest());
        MeasurementBatch batch = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts, "pageSize", "20"); JobReader reader = open(driver, 31)) {
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Measured(20));
            // When
            synchronized (bts) {
                channel.tests.clear();
                channel.tests.put(1L, NewareFixture.endedTest());
            }
            // Then
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Ended(RunEnd.END_OF_FILE));
            assertThat(found(reader, DataQualityKind.RECORD_NUMBER_RESTARTED).detail()).contains("has 0 records, where 20 were read");
        }
    }

    @Test
    void endsATestOfAnIdleChannelThatHasNoTestLeftForAWhile() throws IOException {
        // Given
        channel.tests.put(31L, NewareFixture.endedTest());
        MeasurementBatch batch = new MeasurementBatch(1);
        Instant[] now = { NewareFixture.NOW };
        try (CyclerDriver driver = NewareFixture.observer(bts, () -> now[0], "pageSize", "20"); JobReader reader = open(driver, 31)) {
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Measured(20));
            synchronized (bts) {
                channel.tests.clear();
                channel.state = "working";
            }
            // When something runs, then nothing, then for a while
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Waiting());
            now[0] = now[0].plusSeconds(60);
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Waiting());
            synchronized (bts) {
                channel.state = "stop";
            }
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Waiting());
            now[0] = now[0].plusSeconds(16);
            // Then
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Ended(RunEnd.END_OF_FILE));
            assertThat(found(reader, DataQualityKind.RECORD_NUMBER_RESTARTED)).isNotNull();
        }
    }

    @Test
    void goesOnWhereTheDatabaseWasAwayForAMoment() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        channel.tests.put(31L, test);
        MeasurementBatch batch = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts, "pageSize", "20"); JobReader reader = open(driver, 31)) {
            assertThat(reader.read(batch, 20)).isEqualTo(new Reading.Measured(20));
            synchronized (bts) {
                channel.tests.put(31L, new ScriptedTest(START, BERLIN, 2));
            }
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Waiting());
            // When
            synchronized (bts) {
                channel.tests.put(31L, test);
            }
            // Then
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Measured(19));
            assertThat(batch.firstSeq()).isEqualTo(21);
        }
    }

    @Test
    void finishesAnOldTestByItsNumberWhenANewOneHasBegun() throws IOException {
        // Given
        ScriptedTest old = NewareFixture.endedTest();
        old.complete = false;
        channel.tests.put(31L, old);
        channel.tests.put(32L,
                new ScriptedTest(START.plusDays(1), BERLIN, 2).step(1, 1, "rest", 0, Duration.ofMinutes(4), Duration.ofMinutes(1)));
        channel.state = "working";
        MeasurementBatch all = new MeasurementBatch(1);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            // When
            bts.cutAll();
            assertThatThrownBy(() -> reader.read(all, 10)).isInstanceOf(IOException.class);
            Reading end = readAll(reader, all);
            // Then
            assertThat(end).isEqualTo(new Reading.Ended(RunEnd.COMPLETED));
            assertThat(all.size()).isEqualTo((int) old.count());
            assertThat(driver.poll().getFirst().job()).contains(new DeviceJob("32"));
        }
    }

    @Test
    void readsOnWhereTheDeviceTellsNothingOfStepsAndEvents() throws IOException {
        // Given
        channel.tests.put(31L, NewareFixture.endedTest());
        bts.once("downloadStepLayer", Fault.cutAfter(10));
        bts.once("downloadlog", Fault.say("<bts><cmd>downloadlog_resp</cmd></bts>#\r\n"));
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            assertThat(readAll(reader, new MeasurementBatch(1))).isEqualTo(new Reading.Ended(RunEnd.COMPLETED));
            assertThat(found(reader, DataQualityKind.NOTE).detail()).contains("could not be compared");
        }
    }

    @Test
    void keepsWhatItFoundOverARestart() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        test.rows.add(5, test.rows.get(3));
        channel.tests.put(31L, test);
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            reader.read(new MeasurementBatch(1), 30);
            // When
            JobReader again = driver.open(CHANNEL, new DeviceJob("31"), Optional.of(reader.position()));
            // Then
            assertThat(again.dataQuality()).isEqualTo(reader.dataQuality()).isNotEmpty();
            assertThat(reader.position().detail().length).isLessThan(1500);
        }
    }

    @Test
    void refusesAPositionOfAnotherTestOrADamagedOne() throws IOException {
        // Given
        channel.tests.put(31L, NewareFixture.endedTest());
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            ReadPosition position = reader.position();
            // When, Then
            assertThatThrownBy(() -> driver.open(CHANNEL, new DeviceJob("32"), Optional.of(position))).isInstanceOf(IOException.class)
                    .hasMessageContaining("kept for test 31");
            assertThatThrownBy(() -> driver.open(CHANNEL, new DeviceJob("31"), Optional.of(new ReadPosition(5, position.detail()))))
                    .isInstanceOf(IOException.class).hasMessageContaining("damaged");
            assertThatThrownBy(() -> driver.open(CHANNEL, new DeviceJob("31"), Optional.of(new ReadPosition(0, new byte[]{ 1, 0 }))))
                    .isInstanceOf(IOException.class).hasMessageContaining("damaged");
            assertThatThrownBy(() -> driver.open(CHANNEL, new DeviceJob("x"), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void losesNothingWhereAPageIsCut() throws IOException {
        // Given
        ScriptedTest test = NewareFixture.endedTest();
        channel.tests.put(31L, test);
        bts.once("download", Fault.cutAfter(5000));
        try (CyclerDriver driver = NewareFixture.observer(bts); JobReader reader = open(driver, 31)) {
            MeasurementBatch batch = new MeasurementBatch(1);
            // When, Then
            assertThatThrownBy(() -> reader.read(batch, 1000)).isInstanceOf(IOException.class)
                    .hasMessageContaining("5000 bytes into the answer");
            assertThat(batch.isEmpty()).isTrue();
            assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Measured((int) test.count()));
        }
    }
}
