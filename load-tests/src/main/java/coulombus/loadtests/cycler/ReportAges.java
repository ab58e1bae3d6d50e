package coulombus.loadtests.cycler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

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

    /// Ages in ms of what comes, until it is enough, at most so long.
    List<Double> watch(BooleanSupplier enough, double mostSecond) {
        List<Double> ages = new ArrayList<>();
        long begun = System.nanoTime();
        while (!enough.getAsBoolean() && System.nanoTime() - begun < mostSecond * 1e9) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                try {
                    ages.add(System.currentTimeMillis() - 1e3 * codec.decode(record.value()).unixTimeSecond());
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
