package coulombus.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.detection.Finding;
import coulombus.runtime.codec.AgentReportedCodec;
import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.DecisionLogCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.RequestLogCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.RejectedRecords;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// The scheduler's life, on one thread: its log is read to the end, then the latest word of agents, then requests and findings are decided one
/// by one.
///
/// ```
/// fence -> read decisions -> read reports and heartbeats -> decide
/// ```
///
/// An unreadable entry of the log stops it: no decision is made on a past that is not understood. An unreadable request goes to the topic
/// rejected, an unreadable report or finding is left out; all are told.
///
/// Findings are read on from where the last transaction stood. One that is read twice is decided once, by its id in the log.
final class SchedulerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final SchedulerLog log;
    private final RejectedRecords rejected;
    private final SchedulerMetrics metrics;
    private final Deliberation deliberation;
    private final DecisionLogCodec decisions = new DecisionLogCodec();
    private final RequestLogCodec requests = new RequestLogCodec();
    private final ChannelReportedCodec reports = new ChannelReportedCodec();
    private final AgentReportedCodec heartbeats = new AgentReportedCodec();
    private final FindingCodec findings = new FindingCodec();
    /// Where the reader stands on topics of which every record counts, as far as the log does not know it yet.
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private volatile boolean closing;
    private volatile boolean deciding;

    /// What the loop works with.
    ///
    /// @param consumer of read_committed records, owned by the loop's thread; closed by who made it
    /// @param log      of a producer that is fenced already
    record Tools(Consumer<String, byte[]> consumer, SchedulerLog log, RejectedRecords rejected, Deliberation.Tools deliberation) {}

    SchedulerLoop(Tools tools) {
        consumer = tools.consumer();
        log = tools.log();
        rejected = tools.rejected();
        metrics = tools.deliberation().metrics();
        deliberation = new Deliberation(tools.deliberation(), (step, words) -> log.write(step, words, takeRead()));
    }

    void run() throws UnreadableRecordException {
        try {
            readToEnd(List.of(Topics.DECISIONS));
            readToEnd(List.of(Topics.CHANNEL_REPORTED, Topics.AGENTS));
            follow();
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        }
    }

    /// Ends the loop soon, from any thread.
    void stop() {
        closing = true;
        consumer.wakeup();
    }

    /// True when the past is known and requests are decided.
    boolean isDeciding() {
        return deciding;
    }

    private void readToEnd(List<Topic<?>> topics) throws UnreadableRecordException {
        List<TopicPartition> partitions = partitions(topics);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closing && partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
        }
    }

    private void follow() throws UnreadableRecordException {
        List<TopicPartition> levels = partitions(List.of(Topics.CHANNEL_REPORTED, Topics.AGENTS));
        Map<TopicPartition, Long> positions = new HashMap<>();
        levels.forEach(p -> positions.put(p, consumer.position(p)));
        List<TopicPartition> all = new ArrayList<>(levels);
        Set<TopicPartition> edges = new LinkedHashSet<>(partitions(List.of(Topics.FINDINGS)));
        edges.add(SchedulerLog.REQUESTS);
        all.addAll(edges);
        consumer.assign(all);
        positions.forEach(consumer::seek);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(edges);
        for (TopicPartition edge : edges) {
            if (committed.get(edge) == null) {
                consumer.seekToBeginning(List.of(edge));
            } else {
                consumer.seek(edge, committed.get(edge).offset());
            }
        }
        deciding = true;
        LOG.atInfo().addKeyValue("assignedChannels", deliberation.assignments().assignedChannels())
                .log("The past is known, requests are decided from now on");
        while (!closing) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            // What agents said comes before what is found and asked: who asks has seen it, and a decision must not know less.
            for (TopicPartition partition : all) {
                for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                    take(record);
                }
            }
            deliberation.goOn();
            moveOn();
        }
    }

    private static List<TopicPartition> partitions(List<Topic<?>> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : topics) {
            for (int i = 0; i < topic.partitions(); i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
        }
        return partitions;
    }

    private void take(ConsumerRecord<String, byte[]> record) throws UnreadableRecordException {
        if (record.topic().equals(Topics.DECISIONS.name())) {
            switch (decisions.decode(record.value())) {
                case DecisionLogCodec.Entry.OfAssignment(Decision decision) -> deliberation.on(decision);
                case DecisionLogCodec.Entry.OfFacility(FacilityDecision decision) -> deliberation.on(decision);
            }
        } else if (record.topic().equals(Topics.REQUESTS.name())) {
            request(record);
        } else if (record.topic().equals(Topics.FINDINGS.name())) {
            finding(record);
        } else if (record.value() != null) {
            report(record);
        }
    }

    private void report(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topics.AGENTS.name())) {
                deliberation.on(heartbeats.decode(record.value()));
            } else {
                deliberation.on(reports.decode(record.value()));
            }
        } catch (UnreadableRecordException e) {
            leftOut(record, e);
        }
    }

    private void leftOut(ConsumerRecord<String, byte[]> record, UnreadableRecordException why) {
        metrics.unreadable();
        LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset()).addKeyValue("reason", why.getMessage()).log("Record left out");
    }

    private void request(ConsumerRecord<String, byte[]> record) {
        read.put(SchedulerLog.REQUESTS, record.offset() + 1);
        try {
            switch (requests.decode(record.value())) {
                case RequestLogCodec.Entry.OfChannel(ChannelRequest request) -> deliberation.on(request);
                case RequestLogCodec.Entry.OfFacility(FacilityRequest request) -> deliberation.on(request);
            }
        } catch (UnreadableRecordException e) {
            metrics.unreadable();
            byte[] key = record.key() == null ? null : record.key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            log.reject(rejected.rejected(record.topic(), record.partition(), record.offset(), key, record.value(), e.getMessage()),
                    takeRead());
        }
    }

    private void finding(ConsumerRecord<String, byte[]> record) {
        read.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        try {
            ForRun<Finding> found = findings.decode(record.value());
            deliberation.on(found.runId(), found.value());
        } catch (UnreadableRecordException e) {
            leftOut(record, e);
        }
    }

    /// Past what was decided on before or needs no decision.
    private void moveOn() {
        if (!read.isEmpty()) {
            log.moveOn(takeRead());
        }
    }

    /// What is to be written with the next transaction: the first step that follows from a record takes its position with it.
    private Map<TopicPartition, Long> takeRead() {
        Map<TopicPartition, Long> taken = Map.copyOf(read);
        read.clear();
        return taken;
    }
}
