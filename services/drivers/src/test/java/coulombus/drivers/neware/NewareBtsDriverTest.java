package coulombus.drivers.neware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.drivers.ChannelStatus;
import coulombus.drivers.CyclerDescription;
import coulombus.drivers.CyclerDescription.OfflineBehaviour;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.DeviceState;
import coulombus.drivers.DeviceState.JobEnd;
import coulombus.drivers.RunReader;
import coulombus.drivers.StartAnswer;
import coulombus.drivers.StartOrder;
import coulombus.drivers.neware.ScriptedBts.Fault;
import coulombus.formats.protocol.ProtocolYaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the driver makes of states, and how it starts and stops.
class NewareBtsDriverTest {
    private static final String CHANNEL = "bts-1/27-7-2-3";
    @TempDir
    Path folder;
    private ScriptedBts bts;
    private ScriptedBts.Channel channel;

    @BeforeEach
    void startServer() throws IOException {
        bts = new ScriptedBts("27-7-1-1", "27-7-2-3", "24-9-1-8");
        channel = bts.channel("27-7-2-3");
        channel.tests.put(31L, NewareFixture.endedTest());
    }

    @AfterEach
    void stopServer() throws IOException {
        bts.close();
    }

    private static ChannelStatus status(CyclerDriver driver) throws IOException {
        return driver.poll().stream().filter(status -> status.channelId().equals(CHANNEL)).findFirst().orElseThrow();
    }

    private static StartOrder order(String label) {
        return new StartOrder(CHANNEL, label, NewareFixture.protocol());
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void describesWhatOldAndNewFirmwareLists(boolean old) throws IOException {
        // Given
        bts.typos = old;
        try (CyclerDriver driver = NewareFixture.observer(bts, "minVoltageVolt", "-5", "maxVoltageVolt", "5", "maxCurrentAmpere", "0.1")) {
            // When
            CyclerDescription description = driver.describe();
            // Then
            assertThat(description.device()).startsWith("Neware BTS82, BTS85");
            assertThat(description.device().contains("BTS Client 8.0.1.0")).isEqualTo(!old);
            assertThat(description.source()).isEqualTo(Source.SIMULATED);
            assertThat(description.holdsLimits()).isTrue();
            assertThat(description.readsLimitsBack()).isFalse();
            assertThat(description.offlineBehaviour()).isEqualTo(OfflineBehaviour.UNKNOWN);
            assertThat(description.channels()).extracting(CyclerDescription.ChannelDescription::channelId)
                    .containsExactly("bts-1/24-9-1-8", "bts-1/27-7-1-1", CHANNEL);
            assertThat(description.channels().getLast().position()).isEqualTo("7-2-3");
            assertThat(description.channels().getLast().minVoltageVolt()).isEqualTo(-5);
            assertThat(driver.open(CHANNEL, new DeviceJob("31"), Optional.empty()).read(new MeasurementBatch(1), 5))
                    .isEqualTo(new RunReader.Reading.Measured(5));
        }
    }

    @Test
    void pollsAllChannelsWithOneInquiryEach() throws IOException {
        // Given
        channel.state = "working";
        channel.barcode = "ZN-0001";
        channel.currentAmpere = -0.001;
        channel.voltageVolt = -0.0412;
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            driver.poll();
            int before = bts.frames().size();
            // When
            ChannelStatus status = status(driver);
            // Then
            assertThat(bts.frames()).hasSize(before + 2);
            assertThat(status).isEqualTo(new ChannelStatus(CHANNEL, new DeviceState.Running(), Optional.of(new DeviceJob("31")), "ZN-0001",
                    "1/2", channel.tests.get(31L).count(), -0.0412, -0.001, Double.NaN));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "working|Running[]", "FINISH|Idle[last=Optional[COMPLETED]]", "stop|Idle[last=Optional[STOPPED]]",
            "pause|Paused[]",
            "protect|Protected[cause=protect: code 90001, meaning not known]",
            "false|Unclear[said=false: the device does not know the channel]",
            "ligth|Unclear[said=ligth: its lamp is lit, which hides its state]", "waitStart|Unclear[said=waitStart: waits]",
            "synCtrl|Unclear[said=synCtrl: controlled together with other channels]", "melting|Unclear[said=melting]" })
    void understandsEveryState(String word, String state) throws IOException {
        // Given
        channel.state = word;
        channel.logCode = 90001;
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThat(status(driver).state()).hasToString(state);
        }
    }

    @Test
    void saysNothingOfAJobWhereThereNeverWasOne() throws IOException {
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            ChannelStatus never = driver.poll().getFirst();
            assertThat(never.state()).isEqualTo(new DeviceState.Idle(Optional.empty()));
            assertThat(never.job()).isEmpty();
            assertThat(never.records()).isEqualTo(-1);
        }
    }

    @Test
    void asksForAStateThatIsMissing() throws IOException {
        // Given: the first answer has no states
        channel.state = "pause";
        bts.once("inquire", (reply, out, socket) -> out.write(new String(reply).replaceAll("workstatus=\"\\w+\" ", "").getBytes()));
        bts.once("inquire", (reply, out, socket) -> out.write(new String(reply).replaceAll("workstatus=\"\\w+\" ", "").getBytes()));
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThat(status(driver).state()).isEqualTo(new DeviceState.Paused());
            assertThat(bts.frames()).anyMatch(frame -> frame.contains("<cmd>getchlstatus</cmd>"));
        }
    }

    @Test
    void matchesByOrderWhereTheFirmwareNamesAnotherUnit() throws IOException {
        // Given
        bts.unitQuirk = true;
        channel.state = "pause";
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThat(status(driver).state()).isEqualTo(new DeviceState.Paused());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "27-7-2-3-0 27-7-2-4-0", "<inquire dev=\"24-9-1-8-0\" <ignored dev=\"24-9-1-8-0\"" })
    void refusesAnswersForOtherChannels(String change) throws IOException {
        // Given
        String from = change.startsWith("<") ? change.substring(0, change.indexOf(" <ig")) : change.split(" ")[0];
        String to = change.startsWith("<") ? change.substring(change.indexOf("<ig")) : change.split(" ")[1];
        bts.once("inquire", (reply, out, socket) -> out.write(new String(reply).replace(from, to).getBytes()));
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThatThrownBy(driver::poll).isInstanceOf(IOException.class).hasMessageContaining("bts-1 at");
            assertThat(driver.poll()).hasSize(3);
        }
    }

    @Test
    void neverTellsANewTestWithTheStateOfTheOneBefore() throws IOException {
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            driver.poll();
            // Given: a person starts a test between the two answers of a poll
            bts.once("inquire", (reply, out, socket) -> {
                synchronized (bts) {
                    channel.tests.put(32L, new ScriptedTest(NewareFixture.START, NewareFixture.BERLIN, 1));
                    channel.state = "working";
                    channel.barcode = "by hand";
                }
                out.write(reply);
            });
            // When
            ChannelStatus status = status(driver);
            // Then
            assertThat(status.job()).contains(new DeviceJob("32"));
            assertThat(status.state()).isEqualTo(new DeviceState.Running());
            assertThat(status.label()).isEqualTo("by hand");
        }
    }

    @Test
    void carriesALabelThatNeedsEscaping() throws IOException {
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            // When
            StartAnswer answer = driver.start(order("run & <1>"));
            // Then
            assertThat(answer).isEqualTo(new StartAnswer.Started(new DeviceJob("100")));
            assertThat(channel.stepFile).isEqualTo("C:\\coulombus\\run____1__7-2-3.xml");
            assertThat(status(driver).label()).isEqualTo("run & <1>");
        }
    }

    @Test
    void startsAndAnswersWithTheNumberOfTheTest() throws IOException {
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            // When
            StartAnswer answer = driver.start(order("8e0f6c1a-run"));
            // Then
            assertThat(answer).isEqualTo(new StartAnswer.Started(new DeviceJob("100")));
            assertThat(channel.stepFile).isEqualTo("C:\\coulombus\\8e0f6c1a-run_7-2-3.xml");
            assertThat(Files.readString(folder.resolve("8e0f6c1a-run_7-2-3.xml"))).contains("<Protect>", "Step_Type=\"2\"");
            assertThat(folder).isDirectoryNotContaining("glob:**.part");
        }
    }

    @Test
    void confirmsAStartUnderANumberThatWasThereBeforeTheDatabaseWasReset() throws IOException {
        // Given
        bts.nextTest = 31;
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            assertThat(driver.start(order("run-1"))).isEqualTo(new StartAnswer.Started(new DeviceJob("31")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "working", "pause", "protect", "false", "synCtrl", "melting" })
    void startsNothingWhereTheChannelIsNotIdle(String state) throws IOException {
        // Given
        channel.state = state;
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            // When, Then
            assertThat(driver.start(order("run-1"))).isInstanceOf(StartAnswer.Refused.class);
            assertThat(bts.frames()).noneMatch(frame -> frame.contains("<cmd>start</cmd>"));
        }
    }

    @Test
    void tellsWhatIsKnownOfARefusalWithoutReason() throws IOException {
        // Given
        bts.refusesStarts = true;
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            // When
            StartAnswer answer = driver.start(order("run-1"));
            // Then
            assertThat(answer).isInstanceOfSatisfying(StartAnswer.Refused.class, refused -> assertThat(refused.why())
                    .contains("channel 7-2-3 refused to start C:\\coulombus\\run-1_7-2-3.xml").contains("gives no reason"));
        }
    }

    @Test
    void isUnsureWhereTheDeviceSaysYesAndNothingRuns() throws IOException {
        // Given
        bts.startsNothing = true;
        try (CyclerDriver driver = NewareFixture.controller(bts, folder, "confirmSecond", "0.001")) {
            assertThat(driver.start(order("run-1"))).isInstanceOfSatisfying(StartAnswer.Unsure.class,
                    unsure -> assertThat(unsure.why()).contains("still shows test 31"));
        }
    }

    @Test
    void findsOutWhetherAStartArrivedWhoseAnswerGotLost() throws IOException {
        // Given
        bts.once("start", Fault.cutAfter(0));
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            assertThat(driver.start(order("run-1"))).isEqualTo(new StartAnswer.Started(new DeviceJob("100")));
        }
    }

    @Test
    void isUnsureWhereTheAnswerGotLostAndNothingShows() throws IOException {
        // Given
        bts.once("start", Fault.cutAfter(0));
        bts.startsNothing = true;
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            assertThat(driver.start(order("run-1"))).isInstanceOfSatisfying(StartAnswer.Unsure.class,
                    unsure -> assertThat(unsure.why()).contains("its answer got lost"));
        }
    }

    @Test
    void refusesAProtocolThatAStepFileCannotSay() throws IOException {
        // Given
        ResolvedProtocol impedance = ResolvedProtocol.of(ProtocolYaml.read("""
                protocol: impedance
                recording: {time: 10 s}
                steps:
                  - impedance: 10 mV
                    from: 100 kHz
                    to: 0.1 Hz
                """), CellFacts.of(CellKind.SYMMETRIC));
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            // When, Then
            assertThat(driver.start(new StartOrder(CHANNEL, "run-1", impedance))).isInstanceOfSatisfying(StartAnswer.Refused.class,
                    refused -> assertThat(refused.why()).contains("impedance"));
            assertThat(bts.frames()).noneMatch(frame -> frame.contains("<cmd>start</cmd>"));
        }
    }

    @Test
    void refusesWhereTheStepFileCannotBeWritten() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "");
        try (CyclerDriver driver = NewareFixture.controller(bts, folder, "stepFileFolder", file.resolve("below").toString())) {
            assertThat(driver.start(order("run-1"))).isInstanceOfSatisfying(StartAnswer.Refused.class,
                    refused -> assertThat(refused.why()).contains("cannot be written"));
        }
    }

    @Test
    void stopsOnlyWhatRunsAndClearsOnlyAnAlarm() throws IOException {
        try (CyclerDriver driver = NewareFixture.controller(bts, folder)) {
            assertThat(driver.stop(CHANNEL)).isFalse();
            assertThat(driver.clearAlarm(CHANNEL)).isFalse();
            channel.state = "protect";
            assertThat(driver.clearAlarm(CHANNEL)).isTrue();
        }
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThatThrownBy(() -> driver.clearAlarm(CHANNEL)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void asksHalfDuplexWithoutARetryOfItsOwn() throws IOException {
        // Given
        bts.once("inquire", Fault.cutAfter(0));
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            driver.describe();
            // When
            assertThatThrownBy(driver::poll).isInstanceOf(IOException.class);
            // Then
            List<String> commands = bts.frames().stream().map(frame -> frame.replaceAll("(?s).*<cmd>(\\w+)</cmd>.*", "$1")).toList();
            assertThat(commands).containsExactly("connect", "getdevinfo", "inquire");
        }
    }
}
