package coulombus.alertrouter;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertRequest;
import coulombus.core.audit.AuditEntry;
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
import coulombus.runtime.codec.AlertRequestCodec;
import coulombus.runtime.codec.AuditCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.RecordCodec;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.TopicAdmin;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.schemas.RunKey;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// A real broker with what analytics and fleet-api write to it, and the alert-routers of a test.
final class AlertFleet implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final KafkaProducer<String, byte[]> analytics;
    private final KafkaProducer<String, byte[]> api;
    private final List<AlertRouterService> routers = new ArrayList<>();
    final Vertx vertx = Vertx.vertx();

    AlertFleet(Path folder) {
        broker = EmbeddedBroker.start(BrokerSettings.in(folder));
        try (Admin admin = Admin.create(broker.settingsFor(ServiceRole.ADMIN).common("test"))) {
            new TopicAdmin(admin, 1).ensure(Topics.ALL);
        }
        analytics = clients(ServiceRole.ANALYTICS).producer();
        api = clients(ServiceRole.FLEET_API).producer();
    }

    private KafkaClients clients(ServiceRole role) {
        return new KafkaClients(broker.settingsFor(role), role.serviceName(), new SimpleMeterRegistry());
    }

    AlertRouterService router(AlertRouterConfig config, FailureSignal failures) {
        AlertRouterService router = new AlertRouterService(config, new ServiceContext(vertx, broker.settingsFor(ServiceRole.ALERT_ROUTER),
                new SimpleMeterRegistry(), InstantSource.system(), failures));
        routers.add(router);
        router.start();
        return router;
    }

    void closeRouters() throws Exception {
        for (AlertRouterService router : routers) {
            router.close();
        }
        routers.clear();
    }

    private static void send(KafkaProducer<String, byte[]> by, Topic<?> topic, String key, byte[] value) throws Exception {
        by.send(new ProducerRecord<>(topic.name(), key, value)).get(30, TimeUnit.SECONDS);
    }

    void run(String channel, UUID run, Optional<RunEnd> ended) throws Exception {
        RunFacts facts = new RunFacts(run, channel, Source.SIMULATED,
                new CellFacts("Zn-7", CellKind.SYMMETRIC, FirstHalfCycle.PLATE, 0.785, Double.NaN, Double.NaN, Double.NaN),
                InstrumentFacts.of("test"), ProtocolFacts.UNKNOWN, "");
        send(analytics, Topics.RUNS, new RunKey(channel, run).toString(), new RunViewCodec().encode(new RunView(facts, ended, 0, 0)));
    }

    void found(String channel, UUID run, FindingKind kind, long seq) throws Exception {
        Finding finding = new Finding(kind, Severity.CRITICAL, 1, seq, seq, seq, seq + 30, "test/1", kind + " at measurement " + seq,
                List.of(), List.of(), false);
        send(analytics, Topics.FINDINGS, channel, new FindingCodec().encode(new ForRun<>(run, finding)));
    }

    void garbage(String channel) throws Exception {
        send(analytics, Topics.FINDINGS, channel, new byte[]{ 1, 2, 3 });
    }

    void ask(AlertRequest request) throws Exception {
        send(api, Topics.ALERT_REQUESTS, null, new AlertRequestCodec().encode(request));
    }

    List<Alert> alerts() {
        return all(Topics.ALERTS, new AlertCodec());
    }

    List<AuditEntry> audit() {
        return all(Topics.AUDIT, new AuditCodec());
    }

    <T> List<T> all(Topic<?> topic, RecordCodec<T> codec) {
        try (KafkaConsumer<String, byte[]> consumer = clients(ServiceRole.FLEET_API).viewer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < topic.partitions(); i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<T> read = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read.add(codec.decode(record.value()));
                }
            }
            return read;
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws Exception {
        closeRouters();
        analytics.close();
        api.close();
        vertx.close();
        broker.close();
    }
}
