package coulombus.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.schemas.Topics;

/// Puts records that could not be read on the topic `rejected`, so that nothing is lost and the partition moves on.
///
/// The source's offset may be committed only when the future of its rejection is done: until then the record exists once, in its
/// own topic. Safe for any thread.
public final class RejectedRecords {
    private final Producer<String, byte[]> producer;
    private final String service;
    private final InstantSource clock;
    private final Counter counter;
    private final RejectedCodec codec = new RejectedCodec();

    /// @param producer the service's own; not closed here
    public RejectedRecords(Producer<String, byte[]> producer, String service, InstantSource clock, MeterRegistry meters) {
        this.producer = producer;
        this.service = service;
        this.clock = clock;
        this.counter = Counter.builder("coulombus.records.rejected").description("Records that could not be read")
                .tag("service", service).register(meters);
    }

    /// @param reason why it could not be read, as a sentence
    public Future<RecordMetadata> reject(ConsumerRecord<String, byte[]> record, String reason) {
        byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
        counter.increment();
        return producer.send(new ProducerRecord<>(Topics.REJECTED.name(), record.key(),
                codec.encode(rejected(record.topic(), record.partition(), record.offset(), key, record.value(), reason))));
    }

    /// The record as it goes on the topic, for those who produce it themselves within a transaction.
    public RejectedRecord rejected(String topic, int partition, long offset, byte[] key, byte[] value, String reason) {
        return new RejectedRecord(topic, partition, offset, key, value, reason, service, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
