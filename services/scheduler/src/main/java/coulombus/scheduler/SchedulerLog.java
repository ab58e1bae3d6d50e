package coulombus.scheduler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import coulombus.core.assignment.ChannelDesired;
import coulombus.core.book.FollowStep;
import coulombus.runtime.codec.ChannelDesiredCodec;
import coulombus.runtime.codec.DecisionCodec;
import coulombus.runtime.codec.FacilityDecisionCodec;
import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.schemas.Topics;

/// Writes decisions: entries of the log, the word to the channel and the positions on the topics it was decided from in one transaction, so
/// that all of it happened or nothing. Where it fails the process must end: whether the transaction stands is then found in the log.
///
/// One thread owns it.
final class SchedulerLog {
    static final String GROUP = "scheduler-requests";
    static final TopicPartition REQUESTS = new TopicPartition(Topics.REQUESTS.name(), 0);

    private final Producer<String, byte[]> producer;
    private final DecisionCodec decisions = new DecisionCodec();
    private final FacilityDecisionCodec facility = new FacilityDecisionCodec();
    private final ChannelDesiredCodec desireds = new ChannelDesiredCodec();
    private final RejectedCodec rejecteds = new RejectedCodec();

    /// @param producer transactional, fenced already; not closed here
    SchedulerLog(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /// @param step      entries in the order of the log, those of the facility first
    /// @param words     what channels are told with it
    /// @param positions behind what was decided on
    void write(FollowStep step, List<ChannelDesired> words, Map<TopicPartition, Long> positions) {
        producer.beginTransaction();
        step.facility().forEach(entry -> producer.send(new ProducerRecord<>(Topics.DECISIONS.name(), null, facility.encode(entry))));
        step.assignments()
                .forEach(decision -> producer.send(new ProducerRecord<>(Topics.DECISIONS.name(), null, decisions.encode(decision))));
        words.forEach(desired -> producer
                .send(new ProducerRecord<>(Topics.CHANNEL_DESIRED.name(), desired.channelId(), desireds.encode(desired))));
        position(positions);
        producer.commitTransaction();
    }

    /// Puts a request that cannot be read aside and moves on.
    void reject(RejectedRecord rejected, long nextRequest) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.REJECTED.name(), null, rejecteds.encode(rejected)));
        position(Map.of(REQUESTS, nextRequest));
        producer.commitTransaction();
    }

    /// Moves on without a decision, past what was decided on before or needs no decision.
    void moveOn(Map<TopicPartition, Long> positions) {
        producer.beginTransaction();
        position(positions);
        producer.commitTransaction();
    }

    private void position(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(GROUP));
        }
    }
}
