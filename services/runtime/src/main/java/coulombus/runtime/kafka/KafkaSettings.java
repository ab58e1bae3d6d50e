package coulombus.runtime.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Where Kafka is and how to speak to it. Everything else a Kafka client knows may be passed through, but not the properties that
/// carry our guarantees.
///
/// @param bootstrap  `host:port`, several with commas
/// @param properties passed through as they are, e.g. `security.protocol`; may hold secrets
public record KafkaSettings(String bootstrap, Map<String, String> properties) {
    /// Set in code, because losing, doubling or reading aborted records must not be a matter of configuration.
    private static final List<String> GUARANTEES = List.of(ProducerConfig.ACKS_CONFIG, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, ConsumerConfig.ISOLATION_LEVEL_CONFIG);

    public KafkaSettings {
        if (bootstrap == null || bootstrap.isBlank()) {
            throw new IllegalArgumentException("kafka.bootstrap: must name at least one host:port");
        }
        properties = properties == null ? Map.of() : Map.copyOf(properties);
        for (String key : GUARANTEES) {
            if (properties.containsKey(key)) {
                throw new IllegalArgumentException("kafka.properties." + key + ": is set by Coulombus and cannot be changed");
            }
        }
        if (properties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException("kafka.properties.bootstrap.servers: belongs into kafka.bootstrap");
        }
    }

    /// What every client needs: address, security and what is passed through. Kafka Streams starts from this too.
    public Map<String, Object> common(String clientId) {
        Map<String, Object> config = new HashMap<>(properties);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return config;
    }

    /// Acknowledged by all replicas, each record once and in order; compressed, because that raises throughput.
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
        config.putAll(common(clientId));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return config;
    }

    /// Reads committed records only, from the beginning where nothing is committed; commits when told to.
    public Map<String, Object> consumer(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.putAll(common(clientId));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return config;
    }

    /// The names of what is passed through; values may be secret.
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrap + ", " + new TreeMap<>(properties).keySet() + "]";
    }
}
