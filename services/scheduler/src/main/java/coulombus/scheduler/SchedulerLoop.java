package coulombus.scheduler;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FollowStep;
import coulombus.core.book.RequestTexts;
import coulombus.core.detection.Finding;
import coulombus.core.scheduling.SchedulingPolicy;
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
    private final PlanCheck plans;
    private final FindingPolicy policy;
    private final RejectedRecords rejected;
    private final AgentsHeard agents;
    private final InstantSource clock;
    private final Supplier<UUID> runIds;
    private final SchedulerMetrics metrics;
    private final AssignmentBook book = new AssignmentBook();
    private final FacilityDesk desk;
    private final PassDue passDue;
    private final DecisionLogCodec decisions = new DecisionLogCodec();
    private final RequestLogCodec requests = new RequestLogCodec();
    private final ChannelReportedCodec reports = new ChannelReportedCodec();
    private final AgentReportedCodec heartbeats = new AgentReportedCodec();
    private final FindingCodec findings = new FindingCodec();
    private final Map<TopicPartition, Long> findingsRead = new HashMap<>();
    private final Set<String> reportedAnew = new LinkedHashSet<>();
    private volatile boolean closing;
    private volatile boolean deciding;

    /// What the loop works with.
    ///
    /// @param consumer of read_committed records, owned by the loop's thread; closed by who made it
    /// @param log      of a producer that is fenced already
    record Tools(Consumer<String, byte[]> consumer, SchedulerLog log, PlanCheck plans, FindingPolicy policy, RejectedRecords rejected,
            AgentsHeard agents, InstantSource clock, LongSupplier nanoTime, Supplier<UUID> runIds, RequestTexts texts,
            SchedulingPolicy scheduling, SchedulerMetrics metrics) {}

    SchedulerLoop(Tools tools) {
        consumer = tools.consumer();
        log = tools.log();
        plans = tools.plans();
        policy = tools.policy();
        rejected = tools.rejected();
        agents = tools.agents();
        clock = tools.clock();
        runIds = tools.runIds();
        metrics = tools.metrics();
        desk = new FacilityDesk(book, tools.texts(), tools.scheduling(), runIds);
        passDue = new PassDue(tools.nanoTime());
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
        LOG.atInfo().addKeyValue("assignedChannels", book.assignedChannels()).log("The past is known, requests are decided from now on");
        while (!closing) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            // What agents said comes before what is found and asked: who asks has seen it, and a decision must not know less.
            for (TopicPartition partition : all) {
                for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                    take(record);
                }
            }
            releaseWhatEnded();
            goOn();
            if (!findingsRead.isEmpty()) {
                log.moveOn(takeFindingsRead());
            }
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
                case DecisionLogCodec.Entry.OfAssignment(Decision decision) -> book.on(decision);
                case DecisionLogCodec.Entry.OfFacility(FacilityDecision decision) -> desk.book().on(decision);
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
                AgentReported heartbeat = heartbeats.decode(record.value());
                agents.heard(heartbeat.agentId());
                book.on(heartbeat);
            } else {
                ChannelReported reported = reports.decode(record.value());
                passDue.on(book.reportOf(reported.channelId()), reported);
                book.on(reported);
                reportedAnew.add(reported.channelId());
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
        Map<TopicPartition, Long> next = Map.of(SchedulerLog.REQUESTS, record.offset() + 1);
        try {
            switch (requests.decode(record.value())) {
                case RequestLogCodec.Entry.OfChannel(ChannelRequest request) -> channelRequest(request, next);
                case RequestLogCodec.Entry.OfFacility(FacilityRequest request) -> facilityRequest(request, next);
            }
        } catch (UnreadableRecordException e) {
            metrics.unreadable();
            byte[] key = record.key() == null ? null : record.key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            log.reject(rejected.rejected(record.topic(), record.partition(), record.offset(), key, record.value(), e.getMessage()),
                    record.offset() + 1);
        }
    }

    private void channelRequest(ChannelRequest request, Map<TopicPartition, Long> next) {
        if (book.answerTo(request.requestId()).isPresent()) {
            log.moveOn(next);
            return;
        }
        double now = now();
        Optional<String> objection = plans.complaint(request).or(() -> request.asked() instanceof ChannelRequest.Asked.Start start
                ? desk.book().objection(request.channelId(), start.cell().cellId())
                : Optional.empty());
        Decision decision = objection
                .map(why -> new Decision(Optional.of(request.requestId()), request.channelId(), new Outcome.Refused(why),
                        request.requestedBy(), now))
                .orElseGet(() -> book.decide(request, runIds.get(), agents.alive(), now));
        take(new FollowStep(List.of(), List.of(decision)), next);
    }

    private void facilityRequest(FacilityRequest request, Map<TopicPartition, Long> next) {
        if (desk.book().answerTo(request.requestId()).isPresent()) {
            log.moveOn(next);
        } else {
            take(desk.answer(request, now()), next);
        }
    }

    /// Runs go on as far as they can, then waiting cells get channels, until nothing follows any more.
    private void goOn() {
        boolean passed;
        do {
            Optional<FollowStep> step;
            while ((step = desk.follower().next(agents.alive(), now())).isPresent()) {
                take(step.get(), Map.of());
            }
            List<FollowStep> given = passDue.take() ? desk.pass(agents.alive(), now()) : List.of();
            given.forEach(s -> take(s, Map.of()));
            passed = !given.isEmpty();
        } while (passed && !closing);
    }

    /// Writes a step and tells the books.
    private void take(FollowStep step, Map<TopicPartition, Long> positions) {
        log.write(step, step.words(book), positions);
        step.facility().forEach(this::took);
        step.assignments().forEach(this::took);
    }

    private void took(FacilityDecision decision) {
        long illegal = desk.book().illegalTransitions();
        desk.book().on(decision);
        passDue.changed();
        metrics.decided(decision, desk.book().illegalTransitions() - illegal);
        LOG.atInfo().addKeyValue("change", decision.change().getClass().getSimpleName()).addKeyValue("requestedBy", decision.requestedBy())
                .log("Decided");
        if (desk.book().illegalTransitions() > illegal) {
            LOG.atError().log("an entry of the log was not allowed and changed nothing: " + desk.book().lastIllegalTransition());
        }
    }

    private void finding(ConsumerRecord<String, byte[]> record) {
        findingsRead.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        ForRun<Finding> found;
        try {
            found = findings.decode(record.value());
        } catch (UnreadableRecordException e) {
            leftOut(record, e);
            return;
        }
        book.activeRun(found.runId())
                .flatMap(order -> book.decide(found.runId(), found.value(), policy.actionOn(found.value().kind(), order), now()))
                .ifPresent(decision -> {
                    take(new FollowStep(List.of(), List.of(decision)), takeFindingsRead());
                });
    }

    private Map<TopicPartition, Long> takeFindingsRead() {
        Map<TopicPartition, Long> taken = Map.copyOf(findingsRead);
        findingsRead.clear();
        return taken;
    }

    /// A channel that is to be diagnosed gets its diagnosis with the release, so that nothing can come between.
    private void releaseWhatEnded() {
        for (String channelId : reportedAnew) {
            book.released(channelId, now()).ifPresent(release -> {
                List<Decision> made = new ArrayList<>(List.of(release));
                book.diagnosisDue(channelId).ifPresent(
                        stopped -> made.add(book.diagnosis(channelId, policy.diagnosisAfter(stopped, runIds.get()), now())));
                take(new FollowStep(desk.follower().onRelease(release, now()), made), Map.of());
            });
        }
        reportedAnew.clear();
    }

    private void took(Decision decision) {
        book.on(decision);
        passDue.changed();
        metrics.decided(decision, book.assignedChannels());
        LOG.atInfo().addKeyValue("channelId", decision.channelId()).addKeyValue("outcome", decision.outcome())
                .addKeyValue("requestedBy", decision.requestedBy())
                .addKeyValue("finding", decision.finding().map(f -> f.findingId().toString()).orElse("none")).log("Decided");
    }

    private double now() {
        return clock.millis() / 1000.0;
    }
}
