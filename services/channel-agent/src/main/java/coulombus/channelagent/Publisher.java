package coulombus.channelagent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.ChannelSpool.Entry;
import coulombus.channelagent.spool.Spool;
import coulombus.channelagent.spool.SpoolException;
import coulombus.channelagent.spool.StoryRecord;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.schemas.Topics;

/// Takes records from the spool to the broker, each channel's strictly in order, by one producer. Reports do not go this way: see
/// [ReportSender].
///
/// Whatever fails to be sent, the producer is closed, opened anew, and everything from the lowest record that was not acknowledged is sent
/// again; readers leave out what they have by run and number. A backlog is sent at a bounded multiple of what comes in, so that catching
/// up crowds nobody out. It runs on a thread of its own, which alone touches the producer; nobody waits for it.
final class Publisher implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int PER_TURN = 32;
    private static final int LARGEST_UNDER_WAY = 512;
    private static final long LARGEST_UNDER_WAY_BYTES = 16L << 20;
    private static final double CATCH_UP_RATIO = 5;
    /// Below it nothing is held back, whatever comes in, in measurements per s.
    private static final double FREE_RATE_HERTZ = 20_000;
    private static final long IDLE_MILLIS = 5;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Supplier<Producer<String, byte[]>> producers;
    private final AgentTools tools;
    private final Backoff backoff;
    private final Map<String, SendingLane> lanes = new LinkedHashMap<>();
    private final AtomicLong bytesUnderWay = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Session session;
    private long spoolIncarnation;
    private double allowedMeasurements = FREE_RATE_HERTZ;
    private double liveHertz;
    private long countedNano;
    private double countedSpooled;

    /// One producer from its opening to its end.
    private static final class Session {
        private final Producer<String, byte[]> producer;
        private volatile Exception failure;

        private Session(Producer<String, byte[]> producer) {
            this.producer = producer;
        }
    }

    Publisher(Supplier<Producer<String, byte[]>> producers, AgentTools tools, Backoff backoff) {
        this.producers = producers;
        this.tools = tools;
        this.backoff = backoff;
        this.spoolIncarnation = tools.spool().incarnation();
    }

    @Override
    public void run() {
        try {
            while (stopping.getCount() > 0) {
                if (!turn()) {
                    await(session == null ? backoff.nextNanos() : TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS));
                }
            }
            farewell();
        } finally {
            closeSession(FAREWELL);
            done.countDown();
        }
    }

    /// One round. Answers false where there was nothing to send, or nothing could be sent.
    boolean turn() {
        try {
            ensureSession();
            boolean sent = false;
            allow();
            takeUpChannels();
            for (SendingLane lane : lanes.values()) {
                sent |= send(lane);
            }
            keepAcknowledgements();
            requireHealthy();
            return sent;
        } catch (KafkaException | IllegalStateException e) {
            LOG.atWarn().setCause(e).log("the broker did not take what was sent; everything it did not acknowledge is sent again");
            tools.metrics().reopened();
            closeSession(Duration.ZERO);
            lanes.values().forEach(SendingLane::startOver);
            return false;
        } catch (SpoolException e) {
            LOG.atWarn().setCause(e).log("the spool could not be read or written");
            return false;
        }
    }

    private void ensureSession() {
        if (session == null) {
            session = new Session(producers.get());
            bytesUnderWay.set(0);
        }
    }

    private void requireHealthy() {
        Session now = session;
        if (now.failure != null) {
            throw new KafkaException(now.failure.getMessage(), now.failure);
        }
        if (bytesUnderWay.get() == 0 && tools.brokerClock().isNear()) {
            backoff.reset();
        }
    }

    private void heard(RecordMetadata metadata) {
        if (metadata.hasTimestamp()) {
            tools.brokerClock().acknowledged(metadata.timestamp());
        }
    }

    /// How much may be sent: five times what came in during the last seconds, never less than the free rate.
    private void allow() {
        long now = tools.nanoTime().getAsLong();
        double second = (now - countedNano) / 1e9;
        if (second < 0.1) {
            return;
        }
        double spooled = tools.metrics().spooledMeasurements();
        double weight = second / (second + 10);
        liveHertz += weight * ((spooled - countedSpooled) / second - liveHertz);
        double rate = Math.max(FREE_RATE_HERTZ, CATCH_UP_RATIO * liveHertz);
        allowedMeasurements = Math.min(rate, allowedMeasurements + rate * second);
        countedNano = now;
        countedSpooled = spooled;
    }

    private void takeUpChannels() {
        if (spoolIncarnation != tools.spool().incarnation()) {
            spoolIncarnation = tools.spool().incarnation();
            lanes.clear();
        }
        for (ChannelSpool channel : tools.spool().channels()) {
            lanes.computeIfAbsent(channel.channelId(), id -> new SendingLane(channel));
        }
    }

    private boolean send(SendingLane lane) {
        long last = lane.spool().lastPosition();
        int count = 0;
        while (lane.sentPosition() < last && count < PER_TURN && lane.size() < LARGEST_UNDER_WAY && allowedMeasurements > 0
                && bytesUnderWay.get() < LARGEST_UNDER_WAY_BYTES) {
            long position = lane.sentPosition() + 1;
            switch (lane.spool().read(position)) {
                case Entry.Present(StoryRecord record) -> send(lane, position, record);
                case Entry.Damaged(String why) -> leaveOut(lane, position, why);
            }
            count++;
        }
        return count > 0;
    }

    private void send(SendingLane lane, long position, StoryRecord record) {
        Session now = session;
        SendingLane.Sent sent = lane.sending(position, record);
        int size = record.value().length;
        bytesUnderWay.addAndGet(size);
        allowedMeasurements -= record.measurements();
        now.producer.send(new ProducerRecord<>(Topics.MEASUREMENTS.name(), lane.spool().channelId(), record.value()),
                (metadata, failure) -> {
                    if (session == now) {
                        bytesUnderWay.addAndGet(-size);
                    }
                    if (failure != null) {
                        now.failure = failure;
                    } else if (now.failure == null) {
                        lane.arrived(sent);
                        tools.metrics().published(record.measurements());
                        heard(metadata);
                    }
                });
        requireHealthy();
    }

    /// A record that cannot be read any more is left out, and that is told; what follows goes on.
    private void leaveOut(SendingLane lane, long position, String why) {
        long damaged = lane.leaveOut(position);
        tools.metrics().damaged();
        LOG.atError().addKeyValue("channelId", lane.spool().channelId()).addKeyValue("position", position)
                .log("a record of the spool is lost: " + why);
        for (long next = position + 1; next <= lane.spool().lastPosition(); next++) {
            if (lane.spool().read(next) instanceof Entry.Present(StoryRecord record)) {
                tools.outbox().dataQuality(lane.spool().channelId(), record.runId(), new DataQuality(DataQualityKind.GAP, damaged,
                        record.firstSeq(),
                        damaged + " records of the agent's spool could not be read, the last before measurement "
                                + record.firstSeq() + ": " + why));
                return;
            }
        }
        if (lane.lastRunId().isPresent()) {
            tools.outbox().dataQuality(lane.spool().channelId(), lane.lastRunId().get(), new DataQuality(DataQualityKind.GAP, damaged, 0,
                    damaged + " records of the agent's spool could not be read: " + why));
        }
    }

    private void keepAcknowledgements() throws SpoolException {
        for (SendingLane lane : lanes.values()) {
            lane.keepArrived();
        }
    }

    /// What is in the spool is sent for a little while; what is left is sent by the next process.
    private void farewell() {
        long until = tools.nanoTime().getAsLong() + FAREWELL.toNanos();
        while (session != null && tools.nanoTime().getAsLong() - until < 0) {
            boolean sent = turn();
            if (!sent && tools.spool().unacknowledgedMeasurements() == 0) {
                return;
            }
            if (!sent) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS));
            }
        }
    }

    private void closeSession(Duration timeout) {
        Session old = session;
        session = null;
        if (old != null) {
            try {
                old.producer.close(timeout);
            } catch (KafkaException e) {
                LOG.atDebug().setCause(e).log("a producer that failed could not be closed in order");
            }
            try {
                keepAcknowledgements();
            } catch (SpoolException e) {
                LOG.atDebug().setCause(e).log("acknowledgements are not kept; what they are for is sent again");
            }
        }
    }

    private void await(long nanos) {
        try {
            stopping.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    void stop() {
        stopping.countDown();
    }

    void join() throws InterruptedException {
        done.await();
    }
}
