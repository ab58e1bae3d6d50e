package coulombus.drivers.planted;

import org.apache.kafka.clients.producer.ProducerRecord;

/// Breaks: only the runtime, the services and the command line see Kafka.
public final class Publishes {
    ProducerRecord<byte[], byte[]> measurement;
}
