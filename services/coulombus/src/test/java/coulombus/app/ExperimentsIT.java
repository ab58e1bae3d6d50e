package coulombus.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Experiments from the command line to a simulated cycler and back: the whole fleet in this process, with the embedded broker.
class ExperimentsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FACILITY = """
            facility: test
            bench: {mount: assumed, unmount: assumed}
            groups: [{name: lab}]
            channels:
              - {id: "lab/27-1-1-{1..4}", voltage: [-5 V, 5 V], current: 100 mA}
            """;
    private static final String CELLS = """
            cells:
              - {cell: ZN-1, kind: symmetric, barcode: "0001"}
              - {cell: ZN-2, kind: symmetric}
              - {cell: ZN-3, kind: symmetric}
            """;

    @TempDir
    private static Path folder;
    private static TestBench bench;
    private static LocalFleet fleet;

    @BeforeAll
    static void start() throws Exception {
        bench = new TestBench("lab", folder);
        for (int channel = 1; channel <= 4; channel++) {
            bench.control().mount("1-1-" + channel, "SYM_HEALTHY", null);
        }
        fleet = LocalFleet.start(new LocalFleet.Settings(folder.resolve("fleet"), 0, 0, bench.agentConfig()), what -> {});
        Files.writeString(folder.resolve("facility.yaml"), FACILITY);
        Files.writeString(folder.resolve("cells.yaml"), CELLS);
        ok("facility", "set", file("facility.yaml"));
        ok("cells", "register", file("cells.yaml"));
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.close();
        bench.close();
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String experiment(String name, String cells, String more) throws Exception {
        String protocol = TestBench.protocol(1, 60).indent(2);
        Files.writeString(folder.resolve(name),
                "experiment: " + name + "\ngroup: lab\ncells: " + cells + "\n" + more + "protocol: |\n" + protocol);
        return file(name);
    }

    private static CommandLineRun run(String... words) {
        return runAs(folder.resolve("fleet").resolve("api-token"), words);
    }

    private static CommandLineRun runAs(Path token, String... words) {
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--api", fleet.pageUrl(), "--token-file", token.toString()));
        return CommandLineRun.of(all.toArray());
    }

    private static CommandLineRun ok(String... words) {
        CommandLineRun run = run(words);
        assertThat(run.exitCode()).as("%s: %s%s", String.join(" ", words), run.out(), run.err()).isZero();
        return run;
    }

    private static JsonNode show(String experiment) {
        return ok("experiments", "show", experiment, "--format", "json").json();
    }

    @Test
    void anExperimentGoesFromItsFileToACyclerAndEnds() throws Exception {
        // Given
        String file = experiment("whole.yaml", "[ZN-1]", "");
        CommandLineRun dry = ok("experiments", "submit", file, "--dry-run");
        String key = UUID.randomUUID().toString();

        // When it is submitted twice under one id
        String id = ok("experiments", "submit", file, "--request-id", key, "--format", "json").json().get("experiment_id").asText();
        String again = ok("experiments", "submit", file, "--request-id", key, "--format", "json").json().get("experiment_id").asText();
        await().atMost(PATIENCE).until(() -> show(id).get("state").asText().equals("RUNNING"));
        JsonNode running = show(id);
        String channel = running.get("cells").get(0).get("channel_id").asText();
        bench.control().advance(2 * 3600);
        await().atMost(PATIENCE).until(() -> List.of("COMPLETED", "CLOSED").contains(show(id).get("state").asText()));

        // Then
        assertThat(dry.out()).contains("ZN-1", "lab/27-1-1-", "it would start now");
        assertThat(again).isEqualTo(id);
        assertThat(running.get("expected_end_p50_unix_second").asDouble()).isGreaterThan(running.get("started_unix_second").asDouble());
        assertThat(bench.truth().stream().mapToInt(truth -> truth.tests().size()).sum()).isEqualTo(1);
        assertThat(ok("cells", "show", "0001", "--format", "csv").out()).contains("registered", "started," + channel,
                "completed," + channel);
        assertThat(ok("facility", "utilisation", "--format", "csv").out()).contains(",group,lab,");
    }

    @Test
    void whatCannotStartNowWaitsInTheQueueWithItsReasonAndCanBeMovedAndCancelled() throws Exception {
        // Given a time in which all channels are closed
        List<String> closure = new ArrayList<>(List.of("closures", "add", "visit", "--from", "2000-01-01T00:00:00Z", "--until",
                "2100-01-01T00:00:00Z", "--why", "visitors"));
        for (int channel = 1; channel <= 4; channel++) {
            closure.addAll(List.of("--channel", bench.channelId(channel)));
        }
        ok(closure.toArray(String[]::new));
        String id = ok("experiments", "submit", experiment("waits.yaml", "[ZN-2]", ""), "--format", "json").json().get("experiment_id")
                .asText();

        // When
        CommandLineRun queue = ok("queue");
        CommandLineRun moved = ok("experiments", "move", id, "--position", "1", "--priority", "HIGH", "--why", "visit");
        CommandLineRun twice = run("experiments", "submit", experiment("twice.yaml", "[ZN-2, ZN-3]", ""));
        CommandLineRun cancelled = ok("experiments", "cancel", id, "--why", "wrong cell");
        CommandLineRun opened = ok("closures", "remove", "visit", "--why", "over");

        // Then
        assertThat(queue.out()).contains(id, "waits.yaml");
        assertThat(moved.out()).contains(id);
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("ZN-2", id);
        assertThat(cancelled.exitCode()).isZero();
        assertThat(show(id).get("state").asText()).isIn("CANCELLED", "CLOSED");
        assertThat(opened.out()).contains("visit is removed");
        assertThat(ok("closures", "list").out()).contains("there is none");
    }

    @Test
    void aTypoIsToldWithFileAndLineAndAnUnknownCellByName() throws Exception {
        // When
        CommandLineRun typo = run("experiments", "submit", experiment("typo.yaml", "[ZN-3]", "min_replicate: 1\n"));
        CommandLineRun unknown = run("experiments", "submit", experiment("unknown.yaml", "[ZN-99]", ""));
        CommandLineRun impossible = run("experiments", "submit", experiment("hot.yaml", "[ZN-3]", "require: [{temperature: 60 °C}]\n"),
                "--dry-run");

        // Then
        assertThat(typo.exitCode()).isEqualTo(1);
        assertThat(typo.err()).contains("typo.yaml", "line 4", "min_replicate");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("ZN-99");
        assertThat(impossible.exitCode()).isEqualTo(1);
        assertThat(impossible.err()).contains("60.0 °C");
    }

    @Test
    void aViewerChangesNothingAndTheAuditTellsThatTheyTried() throws Exception {
        // Given
        Path people = folder.resolve("fleet").resolve("people.yaml");
        CommandLineRun added = CommandLineRun.of("people", "add", "vera", "--role", "viewer", "--file", people);
        Path token = Files.writeString(folder.resolve("vera-token"), added.out());
        await().atMost(PATIENCE).until(() -> runAs(token, "queue").exitCode() == 0);

        // When
        CommandLineRun denied = runAs(token, "channels", "drain", bench.channelId(4), "--why", "because");

        // Then
        assertThat(denied.exitCode()).isEqualTo(1);
        assertThat(denied.err()).contains("vera", "ENGINEER");
        FleetClient client = FleetClient.of(fleet.pageUrl(), folder.resolve("fleet").resolve("api-token"));
        await().atMost(PATIENCE).until(() -> client.get("/audit?who=vera").getJsonArray("entries").size() > 0);
        assertThat(client.get("/audit?who=vera").getJsonArray("entries").getJsonObject(0).getString("detail")).startsWith("403: ");
        assertThat(client.get("/facility").getJsonArray("channels").getJsonObject(3).getString("admin")).isEqualTo("ENABLED");
    }

    @Test
    void aChannelIsDrainedLockedAndBroughtBack() throws Exception {
        // Given
        String channel = bench.channelId(4);

        // When, Then
        ok("channels", "drain", channel, "--why", "loud fan");
        assertThat(ok("facility", "show").out()).contains("is draining");
        ok("channels", "lock", channel, "--key", "k1", "--why", "hands inside");
        assertThat(run("channels", "unlock", channel, "--key", "k2", "--why", "done").err()).contains("stays locked");
        ok("channels", "unlock", channel, "--key", "k1", "--why", "done");
        ok("channels", "enable", channel, "--why", "new fan");
        assertThat(ok("facility", "show", "--format", "csv").out()).contains(channel + ",,,ENABLED");
    }
}
