package coulombus.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;

/// Everything that ever stood on a topic, in each channel's order; committed records only. One thread at a time.
final class TopicTail<T> implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final Reading<T> reading;
    private final List<T> seen = new ArrayList<>();

    /// Reads a record's value.
    interface Reading<T> {
        T of(byte[] value) throws UnreadableRecordException;
    }

    TopicTail(EmbeddedBroker broker, ServiceRole reader, Topic<?> topic, Reading<T> reading) {
        this.reading = reading;
        consumer = new KafkaClients(broker.settingsFor(reader), reader.serviceName(), new SimpleMeterRegistry()).viewer();
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            partitions.add(new TopicPartition(topic.name(), i));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// All records up to what the topic holds now.
    List<T> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (record.value() == null) {
                    continue;
                }
                try {
                    seen.add(reading.of(record.value()));
                } catch (UnreadableRecordException e) {
                    throw new AssertionError(record.topic() + " at " + record.offset() + ": " + e.getMessage(), e);
                }
            }
        }
        return seen;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
