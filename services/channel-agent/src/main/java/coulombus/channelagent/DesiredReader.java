package coulombus.channelagent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.ChannelDesired;
import coulombus.runtime.codec.ChannelDesiredCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topics;

/// Reads what the scheduler desires, from the beginning of its topic at every start, and hands each channel's word to its cycler. No group
/// and no offsets: the topic holds the latest word of each channel, and a word that was acted on is known from the journal.
///
/// It runs on a thread of its own, which alone touches the consumer.
final class DesiredReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DesiredReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final List<CyclerLoop> cyclers;
    private final Backoff backoff;
    private final ChannelDesiredCodec codec = new ChannelDesiredCodec();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Consumer<String, byte[]> consumer;

    DesiredReader(Supplier<Consumer<String, byte[]>> consumers, List<CyclerLoop> cyclers, Backoff backoff) {
        this.consumers = consumers;
        this.cyclers = cyclers;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            while (stopping.getCount() > 0) {
                try (Consumer<String, byte[]> opened = consumers.get()) {
                    consumer = opened;
                    follow(opened);
                } catch (WakeupException e) {
                    // Asked to stop.
                } catch (KafkaException e) {
                    LOG.atWarn().setCause(e).log("what the scheduler desires cannot be read; it is tried again");
                    await();
                }
            }
        } finally {
            done.countDown();
        }
    }

    private void follow(Consumer<String, byte[]> opened) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < Topics.CHANNEL_DESIRED.partitions(); i++) {
            partitions.add(new TopicPartition(Topics.CHANNEL_DESIRED.name(), i));
        }
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        while (stopping.getCount() > 0) {
            for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
                take(record);
            }
            backoff.reset();
        }
    }

    /// A word that cannot be read, or that stands under another channel's key, is left out: an agent does not guess.
    void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || record.key() == null || cyclers.stream().noneMatch(cycler -> cycler.owns(record.key()))) {
            return;
        }
        try {
            ChannelDesired word = codec.decode(record.value());
            if (!word.channelId().equals(record.key())) {
                throw new UnreadableRecordException("a word for channel " + word.channelId() + " under the key '" + record.key() + "'");
            }
            cyclers.stream().filter(cycler -> cycler.owns(word.channelId()))
                    .forEach(cycler -> cycler.order(new ReceivedOrder(word, record.timestamp())));
        } catch (UnreadableRecordException e) {
            LOG.atError().addKeyValue("channelId", record.key()).addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a word of the scheduler cannot be read and is left out: " + e.getMessage());
        }
    }

    private void await() {
        try {
            stopping.await(backoff.nextNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    void stop() {
        stopping.countDown();
        Consumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    void join() throws InterruptedException {
        done.await();
    }
}
