package coulombus.alertrouter;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.alert.Alert;
import coulombus.runtime.codec.AlertCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topics;

/// Tells one receiver of every revision on the topic alerts, in the order of each channel, at least once: the position on the topic moves on
/// when the receiver has taken a revision, and is kept in Kafka. So what is undelivered is what lies behind the position, whatever happens to
/// the receiver or to this process. A receiver that is away is tried again, waiting longer each time up to a minute.
///
/// [#run()] is for a thread of its own; [#stop()] and the questions may be asked from any thread.
final class Delivery implements Runnable {
    static final String GROUP_PREFIX = "alert-router-to-";
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Receiver receiver;
    private final Consumer<String, byte[]> consumer;
    private final InstantSource clock;
    private final AlertRouterMetrics.ForReceiver metrics;
    private final long remindEveryMillis;
    private final java.util.function.Consumer<Throwable> onFailure;
    private final List<TopicPartition> partitions = IntStream.range(0, Topics.ALERTS.partitions())
            .mapToObj(i -> new TopicPartition(Topics.ALERTS.name(), i)).toList();
    private final AlertCodec codec = new AlertCodec();
    private final Map<UUID, Alert> going = new LinkedHashMap<>();
    private final Deque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();
    private final Map<TopicPartition, Long> taken = new HashMap<>();
    private final AtomicLong undelivered = new AtomicLong();
    private long nextReminderMillis;
    private volatile boolean closing;
    private volatile String trouble = "";

    /// What a delivery works with.
    ///
    /// @param consumer    of the receiver's group, owned by the delivery's thread once it runs; closed by who made it
    /// @param remindEvery how often the receiver is reminded, where it wants to be
    /// @param onFailure   hears of a failure that cannot be mended by going on
    record Tools(Consumer<String, byte[]> consumer, InstantSource clock, AlertRouterMetrics metrics, Duration remindEvery,
            java.util.function.Consumer<Throwable> onFailure) {}

    Delivery(Receiver receiver, Tools tools) {
        this.receiver = receiver;
        this.consumer = tools.consumer();
        this.clock = tools.clock();
        this.metrics = tools.metrics().receiver(receiver.name(), undelivered);
        this.remindEveryMillis = tools.remindEvery().toMillis();
        this.onFailure = tools.onFailure();
    }

    /// Takes up the position, before any new alert is made: a receiver that is new begins with what comes from now on.
    void takeUpPosition() {
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(consumer.committed(new HashSet<>(partitions)));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> fresh = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = committed.get(partition);
            if (position == null) {
                position = new OffsetAndMetadata(ends.get(partition));
                fresh.put(partition, position);
            }
            taken.put(partition, position.offset());
        }
        if (!fresh.isEmpty()) {
            consumer.commitSync(fresh);
        }
        if (receiver.wantsReminders()) {
            consumer.seekToBeginning(partitions);
        } else {
            taken.forEach(consumer::seek);
        }
    }

    String name() {
        return receiver.name();
    }

    /// Why the receiver is not told, or an empty text.
    String trouble() {
        return trouble;
    }

    /// Revisions the receiver has not taken yet.
    long undelivered() {
        return undelivered.get();
    }

    /// Ends it soon, from any thread.
    void stop() {
        closing = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                if (waiting.isEmpty()) {
                    consumer.poll(POLL).forEach(waiting::add);
                }
                count();
                while (!closing && !waiting.isEmpty()) {
                    deliver(waiting.peek());
                    waiting.remove();
                    count();
                    remindWhereDue();
                }
                remindWhereDue();
            }
        } catch (WakeupException e) {
            LOG.atDebug().addKeyValue("receiver", name()).log("Delivery told to end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.atError().setCause(e).addKeyValue("receiver", name()).log("Delivery ended");
                onFailure.accept(e);
            }
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Alert revision;
        try {
            revision = codec.decode(record.value());
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException("topic alerts, " + partition + " at " + record.offset() + ": " + e.getMessage(), e);
        }
        if (revision.state().isResolved()) {
            going.remove(revision.alertId());
        } else if (receiver.wantsReminders()) {
            going.put(revision.alertId(), revision);
        }
        if (record.offset() < taken.get(partition)) {
            return;
        }
        persist(() -> receiver.tell(revision));
        taken.put(partition, record.offset() + 1);
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
        metrics.took(clock.millis() - record.timestamp());
    }

    private interface Telling {
        void tell() throws IOException, InterruptedException, Receiver.RefusedException;
    }

    /// Tries until it is taken, refused for good, or the process ends.
    private void persist(Telling telling) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                telling.tell();
                recovered();
                return;
            } catch (Receiver.RefusedException e) {
                metrics.refused().increment();
                LOG.atError().addKeyValue("receiver", name()).addKeyValue("reason", e.getMessage())
                        .log("The receiver will never take this revision; it is left out");
                return;
            } catch (IOException e) {
                failed(e);
                rest(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        }
    }

    private void failed(IOException e) {
        metrics.failed().increment();
        if (trouble.isEmpty()) {
            LOG.atWarn().addKeyValue("receiver", name()).addKeyValue("reason", String.valueOf(e))
                    .log("The receiver cannot be told; trying on");
        }
        trouble = String.valueOf(e);
    }

    private void recovered() {
        if (!trouble.isEmpty()) {
            LOG.atInfo().addKeyValue("receiver", name()).log("The receiver takes alerts again");
            trouble = "";
        }
    }

    /// Waits as a consumer waits: a wakeup ends it at once, and nothing is fetched.
    private void rest(Duration wait) {
        consumer.pause(partitions);
        long end = clock.millis() + wait.toMillis();
        for (long left = wait.toMillis(); left > 0 && !closing; left = end - clock.millis()) {
            consumer.poll(Duration.ofMillis(left));
        }
        consumer.resume(partitions);
        if (closing) {
            throw new WakeupException();
        }
    }

    private void remindWhereDue() throws InterruptedException {
        if (!receiver.wantsReminders() || clock.millis() < nextReminderMillis || !hasReadWhatWas()) {
            return;
        }
        try {
            receiver.remind(going.values());
            recovered();
        } catch (IOException e) {
            failed(e);
        } catch (Receiver.RefusedException e) {
            LOG.atError().addKeyValue("receiver", name()).addKeyValue("reason", e.getMessage()).log("The receiver refuses reminders");
        }
        nextReminderMillis = clock.millis() + remindEveryMillis;
    }

    /// Reminders begin when everything that was told before is known again: an alert that is over must not be called up once more.
    private boolean hasReadWhatWas() {
        return partitions.stream().allMatch(p -> consumer.position(p) >= taken.get(p));
    }

    private void count() {
        long behind = waiting.stream().filter(r -> r.offset() >= taken.get(new TopicPartition(r.topic(), r.partition()))).count();
        for (TopicPartition partition : partitions) {
            behind += consumer.currentLag(partition).orElse(0);
        }
        undelivered.set(behind);
    }
}
