package coulombus.drivers.neware;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.drivers.CyclerDriver;
import coulombus.drivers.neware.ScriptedBts.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What a line to a device can do wrong.
class BtsConnectionTest {
    private static final String INVENTORY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<bts version=\"1.0\">\r\n  <cmd>getdevinfo_resp</cmd>"
            + "<middle count=\"9\"><channel ip=\"127.0.0.1\" devtype=\"27\" devid=\"7\" subdevid=\"2\" Channelid=\"3\">true</channel></middle>"
            + "\r\n</bts>";
    private ScriptedBts bts;

    @BeforeEach
    void startServer() throws IOException {
        bts = new ScriptedBts("27-7-2-3");
        bts.channel("27-7-2-3").tests.put(31L, NewareFixture.endedTest());
    }

    @AfterEach
    void stopServer() throws IOException {
        bts.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n\n#\r\n", "#\r\n", "\r\n#\r\n", "", "\r\n", " junk <more> #\r\n" })
    void takesEveryEndOfAFrameThatIsSeen(String end) throws IOException {
        // Given
        bts.once("getdevinfo", Fault.say(INVENTORY + end));
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            // When, Then
            assertThat(driver.describe().channels()).hasSize(1);
            assertThat(driver.poll()).hasSize(1);
        }
    }

    @Test
    void passesOverTheEndOfAFrameThatComesLate() throws IOException {
        // Given
        bts.once("getdevinfo", Fault.say(INVENTORY));
        bts.once("inquire", (reply, out, socket) -> {
            out.write("\n\n#\r\n".getBytes());
            out.write(reply);
        });
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            // When, Then
            assertThat(driver.poll()).hasSize(1);
        }
    }

    @Test
    void takesAReplyInPieces() throws IOException {
        // Given
        bts.once("getdevinfo", (reply, out, socket) -> {
            for (byte b : reply) {
                out.write(b);
                out.flush();
            }
        });
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThat(driver.describe().channels()).hasSize(1);
        }
    }

    @Test
    void givesUpAnAnswerThatDoesNotComeAndConnectsAnew() throws IOException {
        // Given
        bts.once("inquire", Fault.silence());
        try (CyclerDriver driver = NewareFixture.observer(bts, "answerSecond", "0.2")) {
            driver.describe();
            // When, Then
            assertThatThrownBy(driver::poll).isInstanceOf(IOException.class).hasMessageContaining("bts-1 at 127.0.0.1:" + bts.port())
                    .hasMessageContaining("no answer to inquire");
            assertThat(bts.connections).isEqualTo(1);
            assertThat(driver.poll()).hasSize(1);
            assertThat(bts.connections).isEqualTo(2);
        }
    }

    @Test
    void refusesAReplyWithoutEnd() throws IOException {
        // Given
        byte[] more = "<data />".repeat(10_000).getBytes();
        bts.once("getdevinfo", (reply, out, socket) -> {
            for (int i = 0; i < 100; i++) {
                out.write(more);
            }
        });
        try (CyclerDriver driver = NewareFixture.observer(bts, "mostReplyMegabytes", "1")) {
            assertThatThrownBy(driver::describe).isInstanceOf(IOException.class).hasMessageContaining("larger than 1048576 bytes");
            assertThat(driver.describe().channels()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 100, 250 })
    void tellsOfAConnectionThatIsCutInAReply(int bytes) throws IOException {
        // Given
        bts.once("getdevinfo", Fault.cutAfter(bytes));
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThatThrownBy(driver::describe).isInstanceOf(IOException.class).hasMessageContaining("bts-1 at");
            assertThat(driver.describe().channels()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "<?xml version=\"1.0\"?><bts><cmd>getdevinfo_resp</cmd><middle>\n\n#\r\n",
            "<bts><cmd>getdevinfo_resp</bts>\n\n#\r\n",
            "<bts><cmd>inquire_resp</cmd></bts>\n\n#\r\n",
            "<!DOCTYPE bts [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><bts><cmd>getdevinfo_resp</cmd>&x;</bts>\n\n#\r\n",
            "<bts><cmd>getdevinfo_resp</cmd><middle count=\"0\"></middle></bts>\n\n#\r\n" })
    void refusesAReplyThatMakesNoSenseAndRecovers(String reply) throws IOException {
        // Given
        bts.once("getdevinfo", Fault.say(reply));
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            assertThatThrownBy(driver::describe).isInstanceOf(IOException.class).hasMessageContaining("bts-1 at");
            assertThat(driver.describe().channels()).hasSize(1);
        }
    }

    @Test
    void refusesAnAnswerThatNobodyAskedFor() throws IOException {
        // Given
        bts.once("getdevinfo", (reply, out, socket) -> {
            out.write(reply);
            out.write(reply);
        });
        try (CyclerDriver driver = NewareFixture.observer(bts)) {
            // When, Then: it shows with that answer or with the next question, however the network cuts it
            assertThatThrownBy(() -> {
                driver.describe();
                driver.poll();
            }).isInstanceOf(IOException.class).hasMessageMatching(".*(nobody asked for|answers 'getdevinfo_resp' to inquire).*");
            assertThat(driver.poll()).hasSize(1);
        }
    }

    @Test
    void tellsOfARefusedLoginWithoutThePassword() throws IOException {
        // Given
        bts.strictPassword = "right";
        try (CyclerDriver driver = NewareFixture.observer(bts, "username", "lab", "password", "wrong-secret")) {
            assertThatThrownBy(driver::describe).isInstanceOf(IOException.class).hasMessageContaining("login of user lab was refused")
                    .hasMessageNotContaining("wrong-secret");
        }
        try (CyclerDriver driver = NewareFixture.observer(bts, "password", "right")) {
            assertThat(driver.describe().channels()).hasSize(1);
        }
    }

    @Test
    void sendsNoLoginWithoutAUser() throws IOException {
        try (CyclerDriver driver = NewareFixture.observer(bts, "username", "")) {
            driver.describe();
            assertThat(bts.frames()).hasSize(1).first().asString().contains("<cmd>getdevinfo</cmd>");
        }
    }

    @Test
    void tellsWhereNobodyListens() throws IOException {
        // Given
        ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        gone.close();
        try (CyclerDriver driver = NewareFixture.observer(bts, "port", String.valueOf(gone.getLocalPort()))) {
            assertThatThrownBy(driver::poll).isInstanceOf(IOException.class).hasMessageContaining("cannot connect")
                    .hasMessageContaining("API mode");
        }
    }

    @Test
    void isSilentForThePauseBetweenTwoRequests() throws IOException {
        // Given
        NewareSettings settings = NewareSettings.of(NewareFixture.settings(bts, "pauseSecond", "0.05"), false);
        BtsConnection connection = new BtsConnection(settings, "bts-1");
        connection.open();
        // When
        long begun = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            connection.ask(BtsRequest.inventory());
        }
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        connection.close();
        connection.close();
    }

    @Test
    void saysNothingAfterItWasClosed() throws IOException {
        CyclerDriver driver = NewareFixture.observer(bts);
        driver.poll();
        driver.close();
        assertThatThrownBy(driver::poll).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }
}
