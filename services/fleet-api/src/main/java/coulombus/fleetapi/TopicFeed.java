package coulombus.fleetapi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topic;

/// Reads all topics of the view from their beginning, on a thread of its own, without a group: every instance sees everything, and
/// nothing is committed. A record that cannot be read is counted and left out.
///
/// [#start()] and [#close()] belong to one owner; the questions may be asked from any thread.
final class TopicFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE_WITH_THREAD = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_LAG = Duration.ofSeconds(60);
    private static final long SMALL_LAG = 10_000;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Supplier<KafkaConsumer<String, byte[]>> consumers;
    private final RecordReader reader;
    private final FleetApiMetrics metrics;
    private final InstantSource clock;
    private final Consumer<Throwable> onFailure;
    private final Set<String> complainedAbout = new HashSet<>();
    private volatile KafkaConsumer<String, byte[]> consumer;
    private volatile boolean closing;
    private volatile State state = new State.NotStarted();
    private volatile long lag;
    private Thread thread;
    private Map<TopicPartition, Long> endAtStart;
    private Instant lastCloseToEnd;

    /// Where the feed stands.
    sealed interface State {
        record NotStarted() implements State {}

        /// What was in the topics at the start is being read.
        record CatchingUp(Instant lastPoll) implements State {}

        /// Reads what comes.
        record Following(Instant lastPoll, Instant lastCloseToEnd) implements State {}

        record Failed(Throwable cause) implements State {}
    }

    /// @param consumers makes the consumer, on the feed's thread
    /// @param onFailure hears of a failure that cannot be mended by going on
    TopicFeed(Supplier<KafkaConsumer<String, byte[]>> consumers, RecordReader reader, FleetApiMetrics metrics,
            InstantSource clock, Consumer<Throwable> onFailure) {
        this.consumers = consumers;
        this.reader = reader;
        this.metrics = metrics;
        this.clock = clock;
        this.onFailure = onFailure;
        metrics.watch(this);
    }

    void start() {
        thread = Thread.ofPlatform().name("fleet-api-feed").start(this::run);
    }

    State state() {
        return state;
    }

    /// Records that are in the topics and not yet in the view, as far as known.
    long lag() {
        return lag;
    }

    /// Why the view cannot be relied on just now, or an empty text.
    String trouble() {
        Instant now = clock.instant();
        return switch (state) {
            case State.NotStarted ignored -> "the feed has not started";
            case State.CatchingUp(Instant lastPoll) -> isOver(lastPoll, PATIENCE_WITH_THREAD, now)
                    ? "no answer from Kafka since " + lastPoll
                    : "reading history: " + lag + " records to go";
            case State.Following(Instant lastPoll, Instant closeToEnd) -> isOver(lastPoll, PATIENCE_WITH_THREAD, now)
                    ? "the feed's thread has stood still since " + lastPoll
                    : isOver(closeToEnd, PATIENCE_WITH_LAG, now) ? "behind by " + lag + " records since " + closeToEnd : "";
            case State.Failed(Throwable cause) -> "the feed failed: " + cause;
        };
    }

    private static boolean isOver(Instant since, Duration patience, Instant now) {
        return Duration.between(since, now).compareTo(patience) > 0;
    }

    private void run() {
        try (KafkaConsumer<String, byte[]> made = consumers.get()) {
            consumer = made;
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic<?> topic : RecordReader.TOPICS) {
                for (int i = 0; i < topic.partitions(); i++) {
                    partitions.add(new TopicPartition(topic.name(), i));
                }
            }
            made.assign(partitions);
            made.seekToBeginning(partitions);
            state = new State.CatchingUp(clock.instant());
            endAtStart = made.endOffsets(partitions);
            while (!closing) {
                for (ConsumerRecord<String, byte[]> record : made.poll(POLL)) {
                    read(record);
                }
                polled(made);
            }
        } catch (WakeupException e) {
            LOG.debug("Feed told to end");
        } catch (RuntimeException e) {
            if (!closing) {
                state = new State.Failed(e);
                onFailure.accept(e);
            }
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        metrics.recordRead();
        try {
            reader.read(record);
        } catch (UnreadableRecordException e) {
            metrics.recordUnreadable();
            boolean first = complainedAbout.add(record.topic());
            (first ? LOG.atWarn() : LOG.atDebug()).addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset()).addKeyValue("reason", e.getMessage())
                    .log("Record left out; later ones of this topic are only counted");
        }
    }

    private void polled(KafkaConsumer<String, byte[]> made) {
        Instant now = clock.instant();
        long behind = 0;
        for (TopicPartition partition : made.assignment()) {
            behind += made.currentLag(partition).orElse(0);
        }
        lag = behind;
        if (state instanceof State.CatchingUp && !hasCaughtUp(made)) {
            state = new State.CatchingUp(now);
            return;
        }
        if (lastCloseToEnd == null || behind <= SMALL_LAG) {
            lastCloseToEnd = now;
        }
        state = new State.Following(now, lastCloseToEnd);
    }

    private boolean hasCaughtUp(KafkaConsumer<String, byte[]> made) {
        endAtStart.entrySet().removeIf(end -> made.position(end.getKey()) >= end.getValue());
        return endAtStart.isEmpty();
    }

    /// Ends the thread and waits for it.
    @Override
    public void close() throws InterruptedException {
        closing = true;
        KafkaConsumer<String, byte[]> made = consumer;
        if (made != null) {
            made.wakeup();
        }
        if (thread != null) {
            thread.join(PATIENCE_AT_CLOSE);
        }
    }
}
