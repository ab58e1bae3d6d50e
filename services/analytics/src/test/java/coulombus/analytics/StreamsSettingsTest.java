package coulombus.analytics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

import coulombus.runtime.kafka.KafkaSettings;

import static org.assertj.core.api.Assertions.assertThat;

/// Looked at as Kafka Streams gives them to its clients, not as they were put in.
class StreamsSettingsTest {
    private static StreamsConfig settings(AnalyticsConfig config, Map<String, String> properties) {
        return new StreamsConfig(StreamsSettings.of(config, new KafkaSettings("broker:9092", properties)));
    }

    private static AnalyticsConfig config(Duration commitInterval, String instance) {
        return new AnalyticsConfig(2, 1, commitInterval, null, Path.of("state"), instance, 3, null);
    }

    @Test
    void processesExactlyOnceAndReplacesAKilledInstanceInUnderTenSeconds() {
        // Given, When
        StreamsConfig settings = settings(config(null, null), Map.of());
        Map<String, Object> consumer = settings.getMainConsumerConfigs("group", "client", 0);
        Map<String, Object> producer = settings.getProducerConfigs("client");
        // Then
        assertThat(settings.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(settings.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(100);
        assertThat(settings.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG)).isEqualTo(2);
        assertThat(settings.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(1);
        assertThat(settings.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)).isEqualTo(3);
        assertThat(consumer).containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .doesNotContainKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        assertThat((int) consumer.get(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG)).isLessThanOrEqualTo(2_000);
        assertThat(producer).containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 3_000);
        assertThat(settings.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isLessThan(3_000);
    }

    @Test
    void takesTheCommitIntervalAndTheInstancesNameOfTheConfiguration() {
        // Given, When
        StreamsConfig settings = settings(config(Duration.ofMillis(250), "pod-3"), Map.of());
        // Then
        assertThat(settings.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(250);
        assertThat(settings.getMainConsumerConfigs("group", "client", 0)).containsEntry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                "pod-3-0");
    }

    @Test
    void passesSecurityThroughButNotAnotherGuarantee() {
        // Given, When
        Properties settings = StreamsSettings.of(config(null, null), new KafkaSettings("broker:9092",
                Map.of("security.protocol", "SASL_SSL", StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "at_least_once")));
        // Then
        assertThat(settings).containsEntry("security.protocol", "SASL_SSL").containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "exactly_once_v2");
    }

    @Test
    void letsTheLargestRejectedRecordPass() {
        // Given, When
        Map<String, Object> producer = settings(config(null, null), Map.of()).getProducerConfigs("client");
        // Then: the agents may send records of 2 MB, and a rejected one is a little larger than the original
        assertThat((int) producer.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)).isEqualTo(2 * 1024 * 1024)
                .isGreaterThan(RunProcessor.LARGEST_KEPT_VALUE);
    }
}
