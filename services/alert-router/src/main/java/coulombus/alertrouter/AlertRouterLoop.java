package coulombus.alertrouter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertAnswer;
import coulombus.core.alert.AlertBook;
import coulombus.core.alert.AlertEvent;
import coulombus.core.alert.AlertRequest;
import coulombus.core.audit.AuditEntry;
import coulombus.runtime.codec.AlertCodec;
import coulombus.runtime.codec.AlertRequestCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.RejectedRecords;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// The alert-router's life, on one thread.
///
/// ```
/// fence -> read alerts -> learn runs, cells, channels -> settle -> follow
/// ```
///
/// An unreadable alert stops it: no alert changes on a past that is not understood. An unreadable finding or request goes to the topic rejected,
/// an unreadable level is left out; both are told.
final class AlertRouterLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRouterLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /// Within a portion: first what is known of runs and channels, then what was found, then how cells stand, people last.
    private static final List<String> ORDER = List.of(Topics.RUNS.name(), Topics.CHANNEL_REPORTED.name(), Topics.FINDINGS.name(),
            Topics.DATA_QUALITY.name(), Topics.CELL_HEALTH.name(), Topics.ALERT_REQUESTS.name());

    private final Consumer<String, byte[]> consumer;
    private final AlertLog log;
    private final AlertBook book;
    private final RejectedRecords rejected;
    private final InstantSource clock;
    private final AlertRouterMetrics metrics;
    private final AlertInput input = new AlertInput();
    private final AlertCodec alerts = new AlertCodec();
    private final AlertRequestCodec requests = new AlertRequestCodec();
    private volatile boolean closing;
    private volatile boolean following;

    /// What the loop works with.
    ///
    /// @param consumer of read_committed records, owned by the loop's thread; closed by who made it
    /// @param log      of a producer that is fenced already
    record Tools(Consumer<String, byte[]> consumer, AlertLog log, AlertBook book, RejectedRecords rejected, InstantSource clock,
            AlertRouterMetrics metrics) {}

    AlertRouterLoop(Tools tools) {
        consumer = tools.consumer();
        log = tools.log();
        book = tools.book();
        rejected = tools.rejected();
        clock = tools.clock();
        metrics = tools.metrics();
    }

    void run() throws UnreadableRecordException {
        try {
            readToEnd(List.of(Topics.ALERTS));
            readToEnd(AlertInput.LEVELS);
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

    /// True when the past is known and alerts are made.
    boolean isFollowing() {
        return following;
    }

    private void readToEnd(List<Topic<?>> topics) throws UnreadableRecordException {
        List<TopicPartition> partitions = partitions(topics);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closing && partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.topic().equals(Topics.ALERTS.name())) {
                    book.restore(alerts.decode(record.value()));
                } else {
                    level(record).ifPresent(book::learn);
                }
            }
        }
    }

    private void follow() {
        List<TopicPartition> levels = partitions(AlertInput.LEVELS);
        Map<TopicPartition, Long> positions = new HashMap<>();
        levels.forEach(p -> positions.put(p, consumer.position(p)));
        List<TopicPartition> events = partitions(AlertInput.EVENTS);
        List<TopicPartition> all = new ArrayList<>(levels);
        all.addAll(events);
        consumer.assign(all);
        positions.forEach(consumer::seek);
        consumer.committed(new HashSet<>(events)).forEach((partition, committed) -> {
            if (committed == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, committed.offset());
            }
        });
        write(new AlertLog.Portion(book.settle(now()), List.of(), List.of(), Map.of()));
        following = true;
        LOG.atInfo().addKeyValue("alerts", book.alerts().size()).log("The past is known, alerts are made from now on");
        while (!closing) {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            consumer.poll(POLL).forEach(records::add);
            if (!records.isEmpty()) {
                take(records);
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

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        AlertLog.Portion portion = new AlertLog.Portion(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        // Stable: within a topic everything stays in its order.
        records.sort(Comparator.comparingInt(record -> ORDER.indexOf(record.topic())));
        for (ConsumerRecord<String, byte[]> record : records) {
            take(record, portion);
        }
        write(portion);
    }

    private void take(ConsumerRecord<String, byte[]> record, AlertLog.Portion portion) {
        if (AlertInput.LEVELS.stream().anyMatch(topic -> topic.name().equals(record.topic()))) {
            level(record).ifPresent(event -> portion.alerts().addAll(book.on(event)));
            return;
        }
        portion.positions().merge(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1),
                (a, b) -> a.offset() >= b.offset() ? a : b);
        try {
            if (record.topic().equals(Topics.ALERT_REQUESTS.name())) {
                answer(requests.decode(record.value()), portion);
            } else {
                AlertEvent event = input.read(record);
                requireKnown(event, portion);
                portion.alerts().addAll(book.on(event));
            }
        } catch (UnreadableRecordException e) {
            metrics.unreadable();
            byte[] key = record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8);
            portion.rejected()
                    .add(rejected.rejected(record.topic(), record.partition(), record.offset(), key, record.value(), e.getMessage()));
        }
    }

    private Optional<AlertEvent> level(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(input.read(record));
        } catch (UnreadableRecordException e) {
            metrics.unreadable();
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset()).addKeyValue("reason", e.getMessage())
                    .log("Record left out");
            return Optional.empty();
        }
    }

    /// The view of a run is written before its first finding, but on another topic: where it has not come here yet, it is fetched.
    private void requireKnown(AlertEvent event, AlertLog.Portion portion) {
        UUID run = switch (event) {
            case AlertEvent.Found found -> found.runId();
            case AlertEvent.Quality quality -> quality.runId();
            case AlertEvent.Health h -> null;
            case AlertEvent.Run r -> null;
            case AlertEvent.Reported r -> null;
        };
        if (run == null || book.knowsRun(run)) {
            return;
        }
        List<TopicPartition> runs = partitions(List.of(Topics.RUNS));
        Set<TopicPartition> others = new HashSet<>(consumer.assignment());
        runs.forEach(others::remove);
        Map<TopicPartition, Long> ends = consumer.endOffsets(runs);
        consumer.pause(others);
        while (!closing && runs.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                level(record).ifPresent(view -> portion.alerts().addAll(book.on(view)));
            }
        }
        consumer.resume(others);
    }

    private void answer(AlertRequest request, AlertLog.Portion portion) {
        double now = now();
        switch (book.answer(request, now)) {
            case AlertAnswer.Done(Alert before, List<Alert> changes) -> {
                portion.alerts().addAll(changes);
                portion.audit().add(entry(request, AuditEntry.Outcome.DONE, "", inWords(before), inWords(changes.get(0)), now));
            }
            case AlertAnswer.Refused(Optional<Alert> before, String why) -> {
                String stand = before.map(AlertRouterLoop::inWords).orElse("");
                portion.audit().add(entry(request, AuditEntry.Outcome.REFUSED, why, stand, stand, now));
            }
            case AlertAnswer.Repeated repeated -> {
            }
        }
    }

    private static AuditEntry entry(AlertRequest request, AuditEntry.Outcome outcome, String detail, String before, String after,
            double now) {
        return new AuditEntry(request.requestId(), AlertRouterService.NAME, request.requestedBy(), request.asked().word(),
                "alert " + request.alertId(), request.asked().why(), outcome, detail, before, after, now);
    }

    private static String inWords(Alert alert) {
        return alert.kind() + " on " + alert.subject().channelId() + ": " + alert.state().word()
                + (Double.isNaN(alert.silencedUntilUnixSecond()) ? "" : ", silent until " + alert.silencedUntilUnixSecond());
    }

    private void write(AlertLog.Portion portion) {
        if (!portion.isEmpty()) {
            log.write(portion);
            portion.alerts().forEach(alert -> {
                metrics.changed(alert);
                LOG.atInfo().addKeyValue("alertId", alert.alertId()).addKeyValue("kind", alert.kind()).addKeyValue("change", alert.change())
                        .addKeyValue("channelId", alert.subject().channelId()).log("Alert");
            });
        }
        metrics.stand(book.alerts());
    }

    private double now() {
        return clock.millis() / 1000.0;
    }
}
