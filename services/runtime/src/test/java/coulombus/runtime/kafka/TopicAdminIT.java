package coulombus.runtime.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.schemas.DataQuality;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class TopicAdminIT {
    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(BrokerSettings.in(folder));
        admin = Admin.create(broker.settingsFor(ServiceRole.ADMIN).common("test"));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    private static Topic<DataQuality> topic(String name, int partitions) {
        return new Topic<>(name, Topic.Key.CHANNEL_ID, List.of(DataQuality.class), partitions, Topic.Cleanup.DELETE, Duration.ofDays(7),
                Set.of(), Set.of(), "For this test.");
    }

    @Test
    void bringsSettingsInLine() throws Exception {
        // Given
        admin.createTopics(List.of(new NewTopic("drifted", 2, (short) 1).configs(Map.of("retention.ms", "1000")))).all().get();

        // When
        new TopicAdmin(admin, 1).ensure(List.of(topic("drifted", 2)));

        // Then
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "drifted");
        await().untilAsserted(() -> {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("retention.ms").value()).isEqualTo("604800000");
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        });
    }

    @Test
    void refusesAnotherNumberOfPartitions() throws Exception {
        // Given
        admin.createTopics(List.of(new NewTopic("narrow", 1, (short) 1))).all().get();

        // When / Then
        assertThatThrownBy(() -> new TopicAdmin(admin, 1).ensure(List.of(topic("narrow", 2)))).isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("topic narrow has 1 partitions instead of 2");
    }

    @Test
    void keepsAnUnreadableRecordOfTheLargestSize() throws Exception {
        // Given
        byte[] garbage = new byte[1_000_000];
        new java.util.Random(1).nextBytes(garbage);
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        var clients = new KafkaClients(broker.settingsFor(ServiceRole.ANALYTICS), "analytics", new SimpleMeterRegistry());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        // When
        TopicPartition written;
        try (var producer = clients.producer()) {
            RejectedRecords rejected = new RejectedRecords(producer, "analytics", InstantSource.fixed(now), meters);
            var metadata = rejected.reject(new ConsumerRecord<>("measurements", 3, 42L, "A1", garbage), "not Avro").get();
            written = new TopicPartition(metadata.topic(), metadata.partition());
        }

        // Then
        var reader = new KafkaClients(broker.settingsFor(ServiceRole.FLEET_API), "fleet-api", new SimpleMeterRegistry());
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        try (var consumer = reader.viewer()) {
            consumer.assign(List.of(written));
            consumer.seekToBeginning(List.of(written));
            for (long end = System.nanoTime() + 10_000_000_000L; read.isEmpty() && System.nanoTime() < end;) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        assertThat(read).singleElement().satisfies(record -> {
            assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(new RejectedCodec().decode(record.value())).isEqualTo(
                    new RejectedRecord("measurements", 3, 42L, "A1".getBytes(), garbage, "not Avro", "analytics", now));
        });
        assertThat(meters.counter("coulombus.records.rejected", "service", "analytics").count()).isEqualTo(1);
    }
}
