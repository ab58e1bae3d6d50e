package coulombus.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertIds;
import coulombus.core.alert.AlertKind;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.codec.AlertCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.kafka.TopicAdmin;
import coulombus.schemas.RunKey;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The alert-router, in a process of its own, is killed while alerts are firing and their receiver is away: after it starts again the
/// receiver is told of each of them, of those too that were found while it was dead, and of no other.
class AlertRouterKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    @TempDir
    private Path folder;
    private EmbeddedBroker broker;
    private KafkaProducer<String, byte[]> analytics;
    private int receiverPort;

    @Test
    void tellsExactlyTheOpenAlertsAfterItWasKilled() throws Exception {
        // Given a receiver that hears of a first alert
        receiverPort = freePort();
        broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
        try (Admin admin = Admin.create(broker.settingsFor(ServiceRole.ADMIN).common("test"))) {
            new TopicAdmin(admin, 1).ensure(Topics.ALL);
        }
        analytics = clients(ServiceRole.ANALYTICS).producer();
        HttpServer receiver = listen();
        Process router = router();
        try {
            for (int channel = 1; channel <= 40; channel++) {
                run(channel, Optional.empty());
            }
            found(1, FindingKind.HARD_SHORT);
            await().atMost(PATIENCE).until(() -> firing().equals(Set.of(id(1, AlertKind.HARD_SHORT))));

            // When the receiver goes away, alerts are made that it does not hear of, and the router is killed
            receiver.stop(0);
            found(2, FindingKind.HARD_SHORT);
            found(3, FindingKind.CHARGE_RUNAWAY);
            found(4, FindingKind.SOFT_SHORT);
            await().atMost(PATIENCE).until(() -> logged().size() >= 4);
            router.destroyForcibly().waitFor();
            // and while it is dead one more is found, one is found again, and the run of one ends
            found(5, FindingKind.END_OF_LIFE);
            found(1, FindingKind.HARD_SHORT);
            run(4, Optional.of(RunEnd.COMPLETED));
            receiver = listen();
            router = router();

            // Then
            Set<UUID> open = Set.of(id(1, AlertKind.HARD_SHORT), id(2, AlertKind.HARD_SHORT), id(3, AlertKind.CHARGE_RUNAWAY),
                    id(5, AlertKind.END_OF_LIFE));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(firing()).isEqualTo(open));
            assertThat(ids()).as("and the one that was over").isEqualTo(
                    Stream.concat(open.stream(), Stream.of(id(4, AlertKind.SOFT_SHORT)))
                            .collect(Collectors.toSet()));
            for (UUID alert : ids()) {
                List<Long> revisions = revisionsHeard(alert);
                assertThat(revisions).as("revisions of %s, none lost", alert).startsWith(1L)
                        .containsExactlyElementsOf(logged().stream().filter(a -> a.alertId().equals(alert)).map(Alert::revision).toList());
            }
        } finally {
            router.destroyForcibly().waitFor();
            receiver.stop(0);
            analytics.close();
            broker.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private HttpServer listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", receiverPort), 0);
        server.createContext("/alerts", exchange -> {
            heard.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Set<UUID> ids() {
        return heard.stream().map(told -> UUID.fromString(told.get("alert_id").asText())).collect(Collectors.toSet());
    }

    /// Alerts of which the newest word heard is that they fire.
    private Set<UUID> firing() {
        Map<UUID, JsonNode> newest = heard.stream()
                .collect(Collectors.toMap(told -> UUID.fromString(told.get("alert_id").asText()), told -> told, (a, b) -> b));
        return newest.entrySet().stream().filter(e -> Set.of("OPEN", "REOPENED").contains(e.getValue().get("state").asText()))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /// Each once: what is told twice carries the same key.
    private List<Long> revisionsHeard(UUID alert) {
        return heard.stream().filter(told -> told.get("alert_id").asText().equals(alert.toString()))
                .map(told -> told.get("dedupe_key").asText()).distinct().map(key -> Long.parseLong(key.substring(key.indexOf('/') + 1)))
                .toList();
    }

    private static String channel(int number) {
        return "bts-1/" + number;
    }

    private static UUID runId(int channel) {
        return new UUID(7, channel);
    }

    private static UUID id(int channel, AlertKind kind) {
        return AlertIds.alert(kind, channel(channel), Optional.of(runId(channel)));
    }

    private void run(int channel, Optional<RunEnd> ended) throws Exception {
        RunFacts facts = new RunFacts(runId(channel), channel(channel), Source.SIMULATED,
                new CellFacts("Zn-" + channel, CellKind.SYMMETRIC, FirstHalfCycle.PLATE, 0.785, Double.NaN, Double.NaN, Double.NaN),
                InstrumentFacts.of("test"), ProtocolFacts.UNKNOWN, "");
        send(Topics.RUNS.name(), new RunKey(channel(channel), runId(channel)).toString(),
                new RunViewCodec().encode(new RunView(facts, ended, 0, 0)));
    }

    private void found(int channel, FindingKind kind) throws Exception {
        Finding finding = new Finding(kind, Severity.CRITICAL, 1, 100, 130, 100, 130, "test/1", kind + " on channel " + channel, List.of(),
                List.of(), false);
        send(Topics.FINDINGS.name(), channel(channel), new FindingCodec().encode(new ForRun<>(runId(channel), finding)));
    }

    private void send(String topic, String key, byte[] value) throws Exception {
        analytics.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
    }

    private List<Alert> logged() throws Exception {
        try (KafkaConsumer<String, byte[]> consumer = clients(ServiceRole.FLEET_API).viewer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < Topics.ALERTS.partitions(); i++) {
                partitions.add(new TopicPartition(Topics.ALERTS.name(), i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Alert> alerts = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    alerts.add(new AlertCodec().decode(record.value()));
                }
            }
            return alerts;
        }
    }

    private KafkaClients clients(ServiceRole role) {
        return new KafkaClients(broker.settingsFor(role), role.serviceName(), new SimpleMeterRegistry());
    }

    private Process router() throws IOException {
        KafkaSettings kafka = broker.settingsFor(ServiceRole.ALERT_ROUTER);
        StringBuilder yaml = new StringBuilder("kafka:\n  bootstrap: " + kafka.bootstrap() + "\n  properties:\n");
        kafka.properties()
                .forEach((name, value) -> yaml.append("    ").append(name).append(": '").append(value.replace("'", "''")).append("'\n"));
        yaml.append(
                "topics:\n  ensure: false\nmanagement:\n  port: 0\nalertRouter:\n  webhooks:\n    - name: people\n      url: http://127.0.0.1:")
                .append(receiverPort).append("/alerts\n");
        Path config = folder.resolve("alert-router.yaml");
        Files.writeString(config, yaml, StandardCharsets.UTF_8);
        return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "coulombus.app.Main", "service", "alert-router", "--config",
                config.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("alert-router.log").toFile()))
                .start();
    }
}
