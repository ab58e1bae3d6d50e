package coulombus.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What a person gives wrongly is told in one line on standard error: what, which, where; never with a stack trace.
class BadInputTest {
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    @TempDir
    private Path folder;
    private Path good;

    @BeforeEach
    void aGoodFile() throws IOException {
        good = MadeUpFiles.bdf(folder.resolve("good.csv"), 3);
    }

    @Test
    void namesAFileThatIsMissing() {
        // When
        CommandLineRun run = CommandLineRun.of("analyze", folder.resolve("none.csv"));

        // Then
        failed(run, folder.resolve("none.csv") + ": there is no such file");
    }

    @Test
    void refusesAFolder() {
        failed(CommandLineRun.of("analyze", folder), folder + ": this is a directory; name the cycler files in it");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        failed(CommandLineRun.of("analyze", Files.createFile(folder.resolve("empty.csv"))), "empty.csv: the file is empty");
    }

    @Test
    void refusesAFileOfNoKnownFormat() throws IOException {
        failed(CommandLineRun.of("analyze", Files.writeString(folder.resolve("letter.txt"), "Dear all,\nyours\n")),
                "letter.txt: no cycler format was recognised", "Neware");
    }

    @Test
    void refusesBinaryGarbage() throws IOException {
        // Given
        byte[] garbage = new byte[100_000];
        new Random(8).nextBytes(garbage);

        // When
        CommandLineRun run = CommandLineRun.of("analyze", Files.write(folder.resolve("garbage.csv"), garbage));

        // Then
        failed(run, "garbage.csv: this is a binary file, not text");
    }

    @Test
    void readsAFileWhoseLastLineBreaksOffAndSaysSo() throws IOException {
        // Given
        String text = Files.readString(good);
        Path cut = Files.writeString(folder.resolve("cut.csv"), text.substring(0, text.length() - 12), StandardCharsets.UTF_8);

        // When
        CommandLineRun run = CommandLineRun.of("analyze", cut);

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 row rejected", "truncated line", "breaks off");
    }

    @Test
    void printsTheGoodFilesBesideTheBadOnes() throws IOException {
        // Given
        Path empty = Files.createFile(folder.resolve("empty.csv"));

        // When
        CommandLineRun table = CommandLineRun.of("analyze", empty, good, folder.resolve("none.csv"));
        CommandLineRun json = CommandLineRun.of("analyze", "--format", "json", empty, good);

        // Then
        failed(table, "empty.csv: the file is empty");
        assertThat(table.err()).contains("none.csv: there is no such file");
        assertThat(table.out()).contains("good.csv").doesNotContain("empty.csv");
        assertThat(json.exitCode()).isEqualTo(FAILED);
        assertThat(json.json().get(0).get("error").asText()).contains("the file is empty");
        assertThat(json.json().get(1).get("cycles")).hasSize(3);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({ "analyze, --area-cm2, -1", "analyze, --area-cm2, '0,785'", "analyze, --active-mass-mg, 0", "analyze, --current-ampere, x",
            "analyze, --nominal-capacity-ah, NaN", "analyze, --zinc-foil-um, Infinity", "analyze, --cell, coin", "analyze, --zone, Mars",
            "analyze, --format, xml", "analyze, --first-half-cycle, second", "replay, --speed, 0", "replay, --speed, fast",
            "replay, --speed, -5", "replay, --port, 65536", "replay, --management-port, http" })
    void namesTheOptionAndTheValueThatDoNotFit(String command, String option, String value) {
        // When
        CommandLineRun run = CommandLineRun.of(command, option + "=" + value, good);

        // Then
        assertThat(run.exitCode()).isEqualTo(NOT_UNDERSTOOD);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("coulombus " + command + ": ")
                .contains(option, "'" + value + "'", "Try: coulombus help " + command)
                .doesNotContain("Exception", "\tat ");
    }

    static Stream<Arguments> mistyped() {
        return Stream.of(Arguments.of(new String[]{ "analzye" }, "there is no command 'analzye'; did you mean analyze"),
                Arguments.of(new String[]{ "analyze", "--aera-cm2", "1", "x.csv" }, "there is no option '--aera-cm2'"),
                Arguments.of(new String[]{ "analyze" }, "Missing required parameter: 'FILE'"),
                Arguments.of(new String[]{ "service", "analytics" }, "Missing required option: '--config=FILE'"),
                Arguments.of(new String[]{ "service", "planner", "--config", "x" },
                        "must be one of channel-agent, analytics, scheduler, alert-router, fleet-api; was 'planner'"));
    }

    @ParameterizedTest
    @MethodSource("mistyped")
    void helpsWithWhatIsMistyped(String[] words, String told) {
        // When
        CommandLineRun run = CommandLineRun.of((Object[]) words);

        // Then
        assertThat(run.exitCode()).isEqualTo(NOT_UNDERSTOOD);
        assertThat(run.err()).contains(told, "Try: coulombus help");
    }

    @Test
    void refusesAReplayWithABadFileBeforeItStartsAnything() {
        // When
        CommandLineRun run = CommandLineRun.of("replay", good, folder.resolve("none.csv"), "--data", folder.resolve("data"));

        // Then
        failed(run, "none.csv: there is no such file");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            // When
            CommandLineRun page = CommandLineRun.of("replay", good, "--data", folder.resolve("data"), "--port", port);
            CommandLineRun management = CommandLineRun.of("replay", good, "--data", folder.resolve("data"), "--port", "0",
                    "--management-port", port);

            // Then
            failed(page, "--port: port " + port + " on 127.0.0.1 cannot be used", "choose another port");
            failed(management, "--management-port: port " + port, "choose another port");
        }
    }

    @Test
    void refusesAFileWhereTheDataFolderShouldBe() {
        failed(CommandLineRun.of("replay", good, "--data", good, "--port", "0", "--management-port", "0"),
                good + ": is a file, but a folder is needed here");
    }

    @Test
    void tellsWithinSecondsThatNoKafkaAnswers() throws IOException {
        // Given
        int nobodyListens;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobodyListens = free.getLocalPort();
        }
        long began = System.nanoTime();

        // When
        CommandLineRun run = CommandLineRun.of("replay", good, "--bootstrap", "127.0.0.1:" + nobodyListens);

        // Then
        failed(run, "--bootstrap 127.0.0.1:" + nobodyListens + ": no Kafka answered there within 10 s", "--client-config");
        assertThat((System.nanoTime() - began) * 1e-9).as("seconds").isLessThan(30);
    }

    @Test
    void tellsWhatABootstrapAddressMustBe() {
        failed(CommandLineRun.of("replay", good, "--bootstrap", "localhost"), "--bootstrap localhost: must be HOST:PORT");
        failed(CommandLineRun.of("replay", good, "--bootstrap", "a:1", "--client-config", folder.resolve("none.properties")),
                "none.properties: no such file");
    }

    @Test
    void namesTheConfigurationThatCannotBeUsed() throws IOException {
        // Given
        Path unknownKey = Files.writeString(folder.resolve("unknown.yaml"), "kafka: {bootstrap: 'a:1'}\nanalytics: {thraeds: 2}\n");
        Path noYaml = Files.writeString(folder.resolve("no.yaml"), "kafka: [\n");

        // When / Then
        failed(service("analytics", folder.resolve("none.yaml")), "none.yaml: there is no such file");
        failed(service("analytics", folder), folder + ": this is a folder");
        failed(service("analytics", noYaml), "no.yaml: line ");
        failed(service("analytics", unknownKey), "unknown.yaml: analytics.thraeds: there is no such key; known here: ", "threads");
        failed(service("fleet-api", Files.createFile(folder.resolve("empty.yaml"))), "empty.yaml: kafka: must be given");
    }

    private static CommandLineRun service(String name, Path config) {
        return CommandLineRun.of("service", name, "--config", config);
    }

    private static void failed(CommandLineRun run, String... told) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(FAILED);
        assertThat(run.err()).startsWith("coulombus ").contains(told).doesNotContain("Exception", "\tat ");
    }
}
