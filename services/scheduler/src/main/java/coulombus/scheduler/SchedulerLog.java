package coulombus.scheduler;

import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Decision;
import coulombus.runtime.codec.ChannelDesiredCodec;
import coulombus.runtime.codec.DecisionCodec;
import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.schemas.Topics;

/// Writes decisions: the entry of the log, the word to the channel and the position on the topic of requests in one transaction, so that
/// all of it happened or nothing. Where it fails the process must end: whether the transaction stands is then found in the log.
///
/// One thread owns it.
final class SchedulerLog {
    static final String GROUP = "scheduler-requests";
    static final TopicPartition REQUESTS = new TopicPartition(Topics.REQUESTS.name(), 0);

    private final Producer<String, byte[]> producer;
    private final DecisionCodec decisions = new DecisionCodec();
    private final ChannelDesiredCodec desireds = new ChannelDesiredCodec();
    private final RejectedCodec rejecteds = new RejectedCodec();

    /// @param producer transactional, fenced already; not closed here
    SchedulerLog(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /// @param word         what the channel is told with it
    /// @param nextRequest  position behind the request it answers; empty where it answers none
    void write(Decision decision, Optional<ChannelDesired> word, Optional<Long> nextRequest) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.DECISIONS.name(), null, decisions.encode(decision)));
        word.ifPresent(desired -> producer
                .send(new ProducerRecord<>(Topics.CHANNEL_DESIRED.name(), desired.channelId(), desireds.encode(desired))));
        nextRequest.ifPresent(this::position);
        producer.commitTransaction();
    }

    /// Puts a request that cannot be read aside and moves on.
    void reject(RejectedRecord rejected, long nextRequest) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.REJECTED.name(), null, rejecteds.encode(rejected)));
        position(nextRequest);
        producer.commitTransaction();
    }

    /// Moves on without a decision, past a request that was answered before.
    void moveOn(long nextRequest) {
        producer.beginTransaction();
        position(nextRequest);
        producer.commitTransaction();
    }

    private void position(long nextRequest) {
        producer.sendOffsetsToTransaction(Map.of(REQUESTS, new OffsetAndMetadata(nextRequest)), new ConsumerGroupMetadata(GROUP));
    }
}
