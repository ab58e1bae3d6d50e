package coulombus.loadtests.cycler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.schemas.Topics;

/// How old the live word for a channel is when a reader has it: since the device was polled.
final class ReportAges implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final ChannelReportedCodec codec = new ChannelReportedCodec();

    ReportAges(KafkaSettings kafka) {
        consumer = new KafkaClients(kafka, "fleet-api", new SimpleMeterRegistry()).viewer();
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < Topics.CHANNEL_REPORTED.partitions(); i++) {
            partitions.add(new TopicPartition(Topics.CHANNEL_REPORTED.name(), i));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /// Ages in ms of what comes, until it is enough, at most so long. What was read from its device before a time is left out: it waited for
    /// the broker, not behind a backlog.
    List<Double> watch(BooleanSupplier enough, double mostSecond, DoubleSupplier readSinceUnixSecond) {
        List<Double> ages = new ArrayList<>();
        long begun = System.nanoTime();
        while (!enough.getAsBoolean() && System.nanoTime() - begun < mostSecond * 1e9) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                try {
                    double readUnixSecond = codec.decode(record.value()).unixTimeSecond();
                    if (readUnixSecond >= readSinceUnixSecond.getAsDouble()) {
                        ages.add(System.currentTimeMillis() - 1e3 * readUnixSecond);
                    }
                } catch (UnreadableRecordException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return ages;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
