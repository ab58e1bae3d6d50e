package coulombus.channelagent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes reports, heartbeats and data-quality events from the outbox to the broker, by a producer of its own: in the buffer, the batches and
/// the requests of the one that sends a backlog of measurements they would wait behind it.
///
/// What could not be sent waits in the outbox again, where something newer takes its place. It runs on a thread of its own, which alone
/// touches the producer; nobody waits for it.
final class ReportSender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);
    private static final long IDLE_MILLIS = 5;
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Supplier<Producer<String, byte[]>> producers;
    private final AgentTools tools;
    private final Runnable heartbeat;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Session session;
    private long beatNano;
    private boolean beatDue = true;

    /// One producer from its opening to its end.
    private static final class Session {
        private final Producer<String, byte[]> producer;
        private volatile Exception failure;

        private Session(Producer<String, byte[]> producer) {
            this.producer = producer;
        }
    }

    ReportSender(Supplier<Producer<String, byte[]>> producers, AgentTools tools, Runnable heartbeat, Backoff backoff) {
        this.producers = producers;
        this.tools = tools;
        this.heartbeat = heartbeat;
        this.backoff = backoff;
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
        }
    }

    /// One round. Answers false where there was nothing to send, or nothing could be sent.
    boolean turn() {
        try {
            beat();
            if (session == null) {
                session = new Session(producers.get());
            }
            requireHealthy();
            boolean sent = sendReports();
            requireHealthy();
            return sent;
        } catch (KafkaException | IllegalStateException e) {
            LOG.atWarn().setCause(e).log("the broker did not take a report; the latest is sent again");
            tools.metrics().reopened();
            closeSession(Duration.ZERO);
            return false;
        }
    }

    private void beat() {
        long now = tools.nanoTime().getAsLong();
        if (beatDue || now - beatNano >= HEARTBEAT_NANOS) {
            beatDue = false;
            beatNano = now;
            heartbeat.run();
        }
    }

    private boolean sendReports() {
        List<Outbox.Report> reports = tools.outbox().take();
        int sent = 0;
        try {
            for (Outbox.Report report : reports) {
                send(report);
                sent++;
                requireHealthy();
            }
        } finally {
            // What was taken and not sent waits again; else it would be taken for under way for ever.
            reports.subList(sent, reports.size()).forEach(tools.outbox()::failed);
        }
        return sent > 0;
    }

    private void send(Outbox.Report report) {
        Session now = session;
        now.producer.send(new ProducerRecord<>(report.topic(), report.key(), report.value()), (metadata, failure) -> {
            if (failure == null) {
                tools.outbox().arrived(report);
                if (metadata.hasTimestamp()) {
                    tools.brokerClock().acknowledged(metadata.timestamp());
                }
            } else {
                tools.outbox().failed(report);
                now.failure = failure;
            }
        });
    }

    private void requireHealthy() {
        if (session.failure != null) {
            throw new KafkaException(session.failure.getMessage(), session.failure);
        }
        if (tools.brokerClock().isNear()) {
            backoff.reset();
        }
    }

    /// The last words are sent for a little while.
    private void farewell() {
        long until = tools.nanoTime().getAsLong() + FAREWELL.toNanos();
        while (session != null && tools.outbox().size() > 0 && tools.nanoTime().getAsLong() - until < 0) {
            if (!turn()) {
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
}
