package coulombus.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

import coulombus.schemas.Topics;

/// Which of several schedulers decides: the one to whom the broker gives the only partition of the topic requests, in a group whose assignment
/// stays where it is as long as its owner lives. It only says when to fence; that two never decide is the transaction's doing.
///
/// Polls on a thread of its own, so that a long decision does not cost the seat.
final class ActiveSeat implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> member;
    private final Runnable lost;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean taken;
    private volatile boolean closing;
    private volatile RuntimeException failure;

    /// @param member of the group, owned by the seat from now on
    /// @param lost   told, on the seat's thread, when the seat was had and is not any more
    ActiveSeat(Consumer<String, byte[]> member, Runnable lost) {
        this.member = member;
        this.lost = lost;
        thread = Thread.ofPlatform().name("scheduler-seat").start(this::run);
    }

    /// Waits for the seat, however long others have it.
    ///
    /// @return true where it was given, false where the scheduler closes
    boolean await() throws InterruptedException {
        settled.await();
        if (failure != null) {
            throw failure;
        }
        return taken && !closing;
    }

    private void run() {
        try (member) {
            member.subscribe(List.of(Topics.REQUESTS.name()), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> given) {
                    // Nothing is read here: the loop reads requests with a consumer and positions of its own.
                    member.pause(given);
                    if (!given.isEmpty()) {
                        taken = true;
                        settled.countDown();
                    }
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> taken) {
                    onPartitionsLost(taken);
                }

                @Override
                public void onPartitionsLost(Collection<TopicPartition> gone) {
                    if (!gone.isEmpty() && taken && !closing) {
                        lost.run();
                    }
                }
            });
            while (!closing) {
                member.poll(POLL);
            }
        } catch (WakeupException e) {
            if (!closing) {
                failure = e;
            }
        } catch (RuntimeException e) {
            failure = e;
            if (taken) {
                lost.run();
            }
        } finally {
            settled.countDown();
        }
    }

    /// Gives the seat up at once, so that another need not wait.
    @Override
    public void close() throws InterruptedException {
        if (!closing) {
            closing = true;
            member.wakeup();
        }
        thread.join();
    }
}
