package coulombus.drivers.bts.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.machine.Speed;
import coulombus.drivers.bts.simulator.wire.WireOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Each option changes what it says, and the default does not.
class WireOptionsTest {
    private static final String UNKNOWN = "<cmd>makecoffee</cmd>";
    private static final String WRONG_LOGIN = "<cmd>connect</cmd><username>eve</username><password>x</password>";
    private static final String STATUS = "<cmd>getchlstatus</cmd><list count=\"1\"><status ip=\"127.0.0.1\" devtype=\"27\" devid=\"1\""
            + " subdevid=\"2\" chlid=\"3\">true</status></list>";

    @TempDir
    Path folder;

    private SimulatedCycler cycler;
    private BtsClient client;

    private BtsClient with(WireOptions options) throws IOException {
        cycler = SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder)).withChannels(16)
                .with(Speed.MANUAL).with(new SimulatedCyclerConfig.Cells(1, "DUMMY", false)).with(options));
        client = new BtsClient(cycler.port());
        Files.writeString(folder.resolve("steps").resolve("p.xml"), new StepFileText().rest(100).end());
        return client;
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        cycler.close();
    }

    @Test
    void byDefaultEverythingIsAnswered() throws Exception {
        with(WireOptions.DEFAULTS);
        assertThat(client.ask(WRONG_LOGIN)).contains("<result>ok</result>");
        assertThat(client.ask(UNKNOWN)).contains("<cmd>makecoffee_resp</cmd>", "<result>false</result>");
        assertThat(client.start("1-2-3", "A", "/" + folder.resolve("steps/p.xml").toString().substring(1))).contains(">ok</start>");
        assertThat(client.ask(STATUS)).contains("subdevid=\"2\"");
        client.send("<bts><cmd>connect</cmd><user name=\"a & b\"/></bts>#\r\n");
        assertThat(client.isSilent()).isTrue();
        assertThat(client.ask(WRONG_LOGIN)).contains("ok");
    }

    @Test
    void strictLogin() throws Exception {
        with(WireOptions.DEFAULTS.withStrictLogin(true));
        assertThat(client.ask(WRONG_LOGIN)).contains("<result>false</result>");
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void loginForWrites() throws Exception {
        with(WireOptions.DEFAULTS.withLoginForWrites(true));
        assertThat(client.start("1-1-1", "A", "C:\\p.xml")).contains("chlid=\"1\">false</start>");
        assertThat(client.ask(STATUS)).contains(">stop</status>");
        client.ask("<cmd>connect</cmd><username>admin</username><password>neware</password>");
        assertThat(client.start("1-1-1", "A", "C:\\p.xml")).contains("chlid=\"1\">ok</start>");
    }

    @Test
    void silentOnUnknown() throws Exception {
        with(WireOptions.DEFAULTS.withSilentOnUnknown(true));
        client.send("<bts version=\"1.0\">" + UNKNOWN + "</bts>#\r\n");
        assertThat(client.isSilent()).isTrue();
        assertThat(client.ask(STATUS)).contains("getchlstatus_resp");
    }

    @Test
    void closeOnMalformed() throws Exception {
        with(WireOptions.DEFAULTS.withCloseOnMalformed(true));
        client.send("<bts><cmd>connect</bts>#\r\n");
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void oneSubdevid() throws Exception {
        with(WireOptions.DEFAULTS.withOneSubdevid(true));
        assertThat(client.ask(STATUS)).contains("subdevid=\"1\" chlid=\"3\"");
    }

    @Test
    void firmwareOf2025() throws Exception {
        with(WireOptions.DEFAULTS.with(WireOptions.Firmware.Y2025));
        assertThat(client.ask("<cmd>download</cmd><download " + BtsClient.address("1-1-1")
                + " auxid=\"0\" testid=\"0\" startpos=\"1\" count=\"1\"/>")).contains("<cmd>download_resp</cmd>");
        assertThat(client.ask("<cmd>downloadlog</cmd><download " + BtsClient.address("1-1-1") + " testid=\"0\"/>"))
                .contains("<cmd>downloadlog_resp</cmd>");
        assertThat(client.ask("<cmd>getdevinfo</cmd>")).contains("  <client version=\"BTS Client 8.0.0.478 SIMULATED by Coulombus\" />\r\n",
                "devCount=\"1\"", "<dev ip=\"127.0.0.1\" devid=\"1\" zwjVersion=\"SIMULATED\" xwjCount=\"2\">", "<xwj id=\"2\"");
    }

    @Test
    void zeroIsUnset() throws Exception {
        with(WireOptions.DEFAULTS.withZeroIsUnset(true));
        Files.writeString(folder.resolve("steps").resolve("zero.xml"), new StepFileText()
                .step(2, StepFileText.leaf("Curr", 1) + StepFileText.leaf("Time", 5000) + StepFileText.leaf("Stop_Volt", 0)).end());
        client.start("1-1-1", "A", "C:\\zero.xml");
        cycler.control().advance(10);
        assertThat(client.steps("1-1-1")).singleElement().satisfies(s -> assertThat(s).containsEntry("steptime", "5000"));
    }

    @Test
    void theDatabaseLagsBehind() throws Exception {
        // Given: points every 10 s, seen 7 s later
        with(WireOptions.DEFAULTS.withDatabaseLagSecond(7));
        client.start("1-1-1", "A", "C:\\p.xml");
        String count = "<cmd>inquiredf</cmd><list count=\"1\"><chl " + BtsClient.address("1-1-1") + " testid=\"0\"/></list>";

        // Then
        cycler.control().advance(36);
        assertThat(client.ask(count)).contains("count=\"3\">false");
        assertThat(client.download("1-1-1", 0, 1, 1000)).hasSize(3);
        assertThat(client.inquire("1-1-1")).containsEntry("totaltime", "36");
        cycler.control().advance(66);
        assertThat(client.ask(count)).contains("count=\"10\">false");
        cycler.control().advance(10);
        assertThat(client.ask(count)).contains("count=\"11\">true");
    }

    @Test
    void latencyComesBeforeEachReply() throws Exception {
        with(WireOptions.DEFAULTS.withLatency(60, 3, 200));
        long before = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            client.ask(STATUS);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isGreaterThanOrEqualTo(2 * 60 + 200 - 5);
    }

    @Test
    void aRestartEndsConnectionsAndKeepsTests() throws Exception {
        // Given
        with(WireOptions.DEFAULTS);
        client.start("1-1-1", "A", "C:\\p.xml");

        // When
        cycler.control().restart(50, false).join();
        boolean hungUp = client.isHungUp();
        client.close();
        client = new BtsClient(cycler.port());
        cycler.control().advance(200);
        client.start("1-1-1", "B", "C:\\p.xml");

        // Then
        assertThat(hungUp).isTrue();
        assertThat(cycler.control().truth("1-1-1").tests())
                .extracting(t -> t.testId() + " " + t.barcode() + " " + t.end() + " " + t.records())
                .containsExactly("1 A FINISHED 11", "2 B WORKING 1");
    }

    @Test
    void testNumbersGoOnAfterTheProcessEndedUnlessTheyRollOver() throws Exception {
        // Given
        with(WireOptions.DEFAULTS);
        client.start("1-1-1", "A", "C:\\p.xml");
        client.start("1-2-1", "A", "C:\\p.xml");
        stop();

        // When
        with(WireOptions.DEFAULTS);
        client.start("1-1-1", "B", "C:\\p.xml");
        cycler.control().restart(0, true).join();
        client.close();
        client = new BtsClient(cycler.port());
        client.start("1-1-2", "C", "C:\\p.xml");

        // Then
        assertThat(
                List.of(cycler.control().truth("1-1-1").tests().get(0).testId(), cycler.control().truth("1-1-2").tests().get(0).testId()))
                .containsExactly(3L, 1L);
    }

    @Test
    void severalConnectionsAtOnce() throws Exception {
        with(WireOptions.DEFAULTS);
        for (int i = 0; i < 5; i++) {
            try (BtsClient one = new BtsClient(cycler.port()); BtsClient other = new BtsClient(cycler.port())) {
                one.send("<bts>" + STATUS + "</bts>#\r\n");
                other.send("<bts>" + STATUS + "</bts>#\r\n");
                assertThat(other.receive()).isEqualTo(one.receive());
            }
        }
    }

    @Test
    void aTakenPortIsTold() throws Exception {
        with(WireOptions.DEFAULTS);
        SimulatedCyclerConfig same = SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder))
                .withPorts(cycler.port(), 0);
        assertThatThrownBy(() -> SimulatedCycler.start(same)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + cycler.port());
    }
}
