package coulombus.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.schemas.ServiceRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The services, each in a process of its own against a broker in another, each with no more rights than its role has.
class ServiceCommandIT {
    private static final int ENDED_BY_TERMINATION = 143;

    @TempDir
    private Path folder;
    private EmbeddedBroker broker;
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
    }

    @AfterEach
    void endAll() {
        processes.forEach(Process::destroyForcibly);
        broker.close();
    }

    @Test
    void runApartWithTheRightsOfTheirRoles() throws Exception {
        // Given
        Path file = MadeUpFiles.bdf(folder.resolve("cell.csv"), 20);
        Path stateFolder = folder.resolve("state");
        Path token = folder.resolve("token");

        // When
        Started analytics = start(ServiceRole.ANALYTICS, "analytics: {stateFolder: '" + stateFolder + "'}");
        Started agent = start(ServiceRole.CHANNEL_AGENT, "channelAgent: {replays: [{files: ['" + file + "'], cellKind: INSERTION_HALF}]}");
        Started api = start(ServiceRole.FLEET_API, "fleetApi: {port: 0, tokenFile: '" + token + "'}");

        // Then
        for (Started service : List.of(analytics, agent, api)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(get(service.management + "/health/ready")).contains("\"up\""));
            assertThat(get(service.management + "/metrics")).contains("coulombus_", "jvm_memory_used_bytes");
        }
        assertThat(api.page).contains("/login?ticket=");
        String address = api.page.substring(0, api.page.indexOf("/login"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get(address + "/api/v1/runs", Files.readString(token).strip()))
                        .contains("\"state\":\"ENDED\"", "\"cycle_count\":20"));
        for (Process process : processes) {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ENDED_BY_TERMINATION);
        }
    }

    @Test
    void tellsWhoMayNotUseTheTopics() throws Exception {
        // Given
        Path config = Files.writeString(folder.resolve("api.yaml"),
                "kafka: {bootstrap: '" + broker.bootstrap() + "'}\nmanagement: {port: 0}\nfleetApi: {port: 0, tokenFile: t}\n");
        Path wrong = Files.writeString(folder.resolve("wrong.properties"),
                Files.readString(broker.credentialsFile(ServiceRole.FLEET_API)).replaceAll("password=\"[^\"]*\"", "password=\"guessed\""));

        // When
        CommandLineRun refused = CommandLineRun.of("service", "fleet-api", "--config", config, "--client-config", wrong);
        CommandLineRun anotherRole = CommandLineRun.of("service", "fleet-api", "--config", config, "--client-config",
                broker.credentialsFile(ServiceRole.HISTORIAN));
        CommandLineRun replay = CommandLineRun.of("replay", MadeUpFiles.bdf(folder.resolve("cell.csv"), 1), "--bootstrap",
                broker.bootstrap(), "--client-config", wrong);

        // Then
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Kafka at " + broker.bootstrap() + " (kafka.bootstrap)", "Invalid username or password");
        assertThat(anotherRole.exitCode()).isEqualTo(1);
        assertThat(anotherRole.err()).contains("is missing, or hidden from this user, who may not create it either");
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains("Kafka refuses the credentials of " + wrong);
    }

    @Test
    void namesTheProcessThatHoldsTheDataFolder() throws Exception {
        // When
        CommandLineRun run = CommandLineRun.of("replay", MadeUpFiles.bdf(folder.resolve("cell.csv"), 1), "--data", folder, "--port", "0",
                "--management-port", "0");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("another Coulombus (process " + ProcessHandle.current().pid() + ") already runs a broker in ",
                "join it with --bootstrap, or choose another folder");
    }

    /// @param management address of health and metrics
    /// @param page       the login link, where the service has a page
    private record Started(String management, String page) {}

    private Started start(ServiceRole role, String own) throws IOException {
        Path config = Files.writeString(folder.resolve(role.serviceName() + ".yaml"),
                "kafka: {bootstrap: '" + broker.bootstrap() + "'}\nmanagement: {port: 0}\n" + own + "\n");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "service",
                role.serviceName(), "--config", config.toString(), "--client-config", broker.credentialsFile(role).toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        processes.add(process);
        BufferedReader told = process.errorReader();
        StringBuilder all = new StringBuilder();
        String management = "";
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            all.append(line).append('\n');
            if (line.contains("health and metrics on ")) {
                management = line.substring(line.indexOf("http://"));
                String page = role == ServiceRole.FLEET_API ? told.readLine() : "";
                // What it says from now on must go somewhere, or it stops when the pipe is full.
                Thread.ofVirtual().start(() -> told.lines().forEach(ignored -> {}));
                return new Started(management, page.isEmpty() ? "" : page.substring(page.indexOf("http://")));
            }
        }
        throw new AssertionError(role + " did not start: " + all);
    }

    private String get(String address) throws Exception {
        return get(address, "");
    }

    private String get(String address, String token) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }
}
