package coulombus.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.ChannelAgentService;
import coulombus.core.cell.Source;
import coulombus.core.detection.DetectorSettings;
import coulombus.drivers.replay.FileReplayDriver;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.schemas.ServiceRole;

import static org.assertj.core.api.Assertions.assertThat;

/// Analytics, in a process of its own, is killed in the middle of its work: nothing is lost, nothing counts twice, and it goes on by
/// itself.
class AnalyticsKillIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);
    private static final double SPEED = 8_000;

    @TempDir
    private Path folder;

    @Test
    void losesAndDoublesNothingWhenItIsKilledTwice() throws Exception {
        // Given
        Vertx vertx = Vertx.vertx();
        List<ExampleRuns.Example> examples = ExampleRuns.write(folder.resolve("example"));
        String[] kinds = { "symmetric", "plating", "full" };
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
                ChannelAgentService agent = new ChannelAgentService(ChannelAgentConfig.ofReplays(3, null),
                        new ServiceContext(vertx, broker.settingsFor(ServiceRole.CHANNEL_AGENT), new SimpleMeterRegistry(),
                                InstantSource.system(),
                                new FailureSignal()),
                        System::nanoTime);
                ResultTopics results = new ResultTopics(broker.settingsFor(ServiceRole.FLEET_API))) {
            agent.start();
            Process analytics = analytics(broker);
            try {
                Map<UUID, FileAnalysis> expected = new HashMap<>();
                for (int i = 0; i < examples.size(); i++) {
                    FileOptions options = new FileOptions();
                    new CommandLine(options).parseArgs("--cell", kinds[i]);
                    List<Path> files = List.of(examples.get(i).file());
                    FileReplayDriver driver = FileReplayDriver.open(
                            new FileReplayDriver.Request(files, options.readOptions(), options::cellFacts, Source.SIMULATED, SPEED),
                            System::nanoTime);
                    expected.put(driver.facts().runId(), new FileAnalysis(files, options, DetectorSettings.DEFAULT));
                    agent.follow(driver);
                }
                // When
                results.awaitResults(25, PATIENCE);
                analytics = killAndRestart(analytics, broker, results);
                analytics = killAndRestart(analytics, broker, results);
                Map<UUID, RunReport> reports = results.awaitEnds(expected.keySet(), PATIENCE);
                // Then
                for (Map.Entry<UUID, FileAnalysis> one : expected.entrySet()) {
                    agrees(one.getValue(), reports.get(one.getKey()));
                }
            } finally {
                analytics.destroyForcibly().waitFor();
            }
        } finally {
            vertx.close();
        }
    }

    private Process killAndRestart(Process running, EmbeddedBroker broker, ResultTopics results) throws Exception {
        running.destroyForcibly().waitFor();
        long killed = System.nanoTime();
        Process next = analytics(broker);
        results.awaitResults(results.results() + 10, PATIENCE);
        Duration recovery = Duration.ofNanos(System.nanoTime() - killed);
        System.out.printf("results went on %.1f s after the kill, the start of the new process included%n", recovery.toMillis() / 1000.0);
        assertThat(recovery).isLessThan(LONGEST_RECOVERY);
        return next;
    }

    private Process analytics(EmbeddedBroker broker) throws IOException {
        KafkaSettings kafka = broker.settingsFor(ServiceRole.ANALYTICS);
        StringBuilder yaml = new StringBuilder("kafka:\n  bootstrap: " + kafka.bootstrap() + "\n  properties:\n");
        kafka.properties()
                .forEach((name, value) -> yaml.append("    ").append(name).append(": '").append(value.replace("'", "''")).append("'\n"));
        yaml.append("topics:\n  ensure: false\nmanagement:\n  port: 0\nanalytics:\n  stateFolder: ").append(folder.resolve("state"))
                .append('\n');
        Path config = folder.resolve("analytics.yaml");
        Files.writeString(config, yaml, StandardCharsets.UTF_8);
        String java = ProcessHandle.current().info().command().orElse("java");
        return new ProcessBuilder(java, "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "coulombus.app.Main", "service", "analytics", "--config", config.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("analytics.log").toFile()))
                .start();
    }

    private static void agrees(FileAnalysis analysis, RunReport ofTheStream) throws IOException {
        analysis.run(progress -> {});
        JsonReport json = new JsonReport(new ObjectMapper());
        for (String part : List.of("half_cycles", "cycles", "findings", "data_quality")) {
            assertThat(json.of(analysis.subject(), ofTheStream).get(part)).as(part)
                    .isEqualTo(json.of(analysis.subject(), analysis.report()).get(part));
        }
    }
}
