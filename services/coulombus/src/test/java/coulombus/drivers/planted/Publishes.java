package coulombus.drivers.planted;

import org.apache.kafka.clients.producer.ProducerRecord;

/// Breaks: only the runtime and the services see Kafka.
public final class Publishes {
    ProducerRecord<byte[], byte[]> measurement;
}
