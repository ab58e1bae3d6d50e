package coulombus.runtime.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes the clients of one service, with their metrics. Keys are UTF-8 text, values the bytes of the codecs. Who asks for a client
/// closes it, which also ends its metrics.
///
/// Safe for any thread; the consumers it makes are not.
public final class KafkaClients {
    private static final int PATIENT_BLOCK_MILLIS = 5_000;

    private final KafkaSettings settings;
    private final String service;
    private final MeterRegistry meters;
    private final AtomicInteger made = new AtomicInteger();

    public KafkaClients(KafkaSettings settings, String service, MeterRegistry meters) {
        this.settings = settings;
        this.service = service;
        this.meters = meters;
    }

    public KafkaSettings settings() {
        return settings;
    }

    /// A producer that sends each record once and in order. Sending may block: never on an event loop.
    public KafkaProducer<String, byte[]> producer() {
        return producer(Map.of());
    }

    /// A producer that never gives a record up for being late: what follows it could then arrive before it. For those who keep what they
    /// send and may wait; a blocked call of it ends after some seconds.
    public KafkaProducer<String, byte[]> patientProducer() {
        return producer(Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE, ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENT_BLOCK_MILLIS));
    }

    /// A producer of transactions. Another one of the same id fences this one off.
    public KafkaProducer<String, byte[]> transactionalProducer(String transactionalId) {
        return producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId));
    }

    /// A consumer in a group of its own name that the caller subscribes.
    ///
    /// @param groupId begins with the service's name: that is what the broker allows
    public KafkaConsumer<String, byte[]> consumer(String groupId) {
        return consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, groupId));
    }

    /// A consumer in a group of which one member owns all, as long as it lives: an assignment stays where it is.
    ///
    /// @param groupId begins with the service's name
    /// @param silence after which the group gives a member's partitions to another
    public KafkaConsumer<String, byte[]> stayingMember(String groupId, Duration silence) {
        return consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, groupId, ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()), ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) silence.toMillis(),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) silence.toMillis() / 10, ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "classic"));
    }

    /// A consumer without a group: the caller assigns partitions and positions, nothing is committed.
    public KafkaConsumer<String, byte[]> viewer() {
        return consumer(Map.of());
    }

    public Admin admin() {
        return Admin.create(settings.common(clientId("admin")));
    }

    private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = settings.producer(clientId("producer"));
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.putAll(more);
        return new MeteredProducer(config, meters);
    }

    private KafkaConsumer<String, byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> config = settings.consumer(clientId("consumer"));
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.putAll(more);
        return new MeteredConsumer(config, meters);
    }

    private String clientId(String kind) {
        return service + "-" + kind + "-" + made.incrementAndGet();
    }

    private static final class MeteredProducer extends KafkaProducer<String, byte[]> {
        private final KafkaClientMetrics metrics;

        MeteredProducer(Map<String, Object> config, MeterRegistry meters) {
            super(config);
            metrics = new KafkaClientMetrics(this);
            metrics.bindTo(meters);
        }

        @Override
        public void close(java.time.Duration timeout) {
            metrics.close();
            super.close(timeout);
        }
    }

    private static final class MeteredConsumer extends KafkaConsumer<String, byte[]> {
        private final KafkaClientMetrics metrics;

        MeteredConsumer(Map<String, Object> config, MeterRegistry meters) {
            super(config);
            metrics = new KafkaClientMetrics(this);
            metrics.bindTo(meters);
        }

        @Override
        public void close() {
            metrics.close();
            super.close();
        }
    }
}
