package coulombus.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.RejectedRecords;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.HealthCheck;
import coulombus.runtime.management.HealthCheck.Health;

/// Runs the scheduler's loop on a thread of its own, once it has the [ActiveSeat]: any number of schedulers may run with the same
/// configuration, one decides and the others stand by. Who comes to decide fences the one before off by its transactional id; one that is
/// fenced, or loses its seat, ends with a failure and never tries again by itself.
public final class SchedulerService implements Service {
    public static final String NAME = "scheduler";
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerService.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    /// Below this version of the broker's transactions a late end of one transaction may end the next one.
    private static final short TRANSACTION_VERSION = 2;

    private final SchedulerConfig config;
    private final ServiceContext context;
    private final LongSupplier nanoTime;
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;
    private ActiveSeat seat;
    private volatile SchedulerLoop loop;
    private volatile boolean closing;
    private volatile boolean seated;
    private Thread thread;

    public SchedulerService(SchedulerConfig config, ServiceContext context, LongSupplier nanoTime) {
        this.config = config;
        this.context = context;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() throws Exception {
        KafkaClients clients = context.clients(NAME);
        requireTransactionVersion(clients);
        producer = clients.transactionalProducer(config.transactionalId());
        consumer = clients.consumer(SchedulerLog.GROUP);
        loop = new SchedulerLoop(new SchedulerLoop.Tools(consumer, new SchedulerLog(producer), new ProtocolPlanCheck(),
                new ProtocolFindingPolicy(),
                new RejectedRecords(producer, NAME, context.clock(), context.meters()), new AgentsHeard(config.agentSilence(), nanoTime),
                context.clock(), nanoTime, UUID::randomUUID, new YamlTexts(), config.policy(), new SchedulerMetrics(context.meters())));
        seat = new ActiveSeat(clients.stayingMember(config.transactionalId() + "-seat", config.takeover()), this::seatLost);
        thread = Thread.ofPlatform().name("scheduler").start(this::run);
    }

    private void run() {
        try {
            LOG.info("Stands by until it may decide");
            if (seat.await() && !closing) {
                seated = true;
                // From here on no other scheduler can write, whatever it believes.
                producer.initTransactions();
                loop.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | UnreadableRecordException | Error e) {
            // Whether an open transaction stands is found in the log by who starts next; nothing is decided on a doubt.
            LOG.atError().setCause(e).log("the scheduler ended");
            context.failures().raise(NAME, e);
        }
    }

    private void seatLost() {
        if (!closing) {
            loop.stop();
            context.failures().raise(NAME, new IllegalStateException("another scheduler decides now: this one was silent for longer than "
                    + config.takeover()));
        }
    }

    private static void requireTransactionVersion(KafkaClients clients) throws InterruptedException, ExecutionException {
        try (Admin admin = clients.admin()) {
            FinalizedVersionRange version = admin.describeFeatures().featureMetadata().get().finalizedFeatures()
                    .get("transaction.version");
            if (version == null || version.maxVersionLevel() < TRANSACTION_VERSION) {
                throw new IllegalStateException("Kafka's feature transaction.version must be " + TRANSACTION_VERSION
                        + " or more for the scheduler; it is " + (version == null ? "not finalised" : version.maxVersionLevel())
                        + ". Upgrade it with kafka-features.sh.");
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        if (loop != null) {
            loop.stop();
        }
        if (seat != null && !loop.isDeciding()) {
            seat.close();
        }
        if (thread != null) {
            thread.join(LONGEST_CLOSE);
        }
        if (seat != null) {
            // Only now: another one would otherwise fence what is still being written.
            seat.close();
        }
        if (consumer != null) {
            consumer.close();
        }
        if (producer != null) {
            producer.close();
        }
    }

    /// True when the past is known and requests are decided by this one.
    boolean isDeciding() {
        return loop != null && loop.isDeciding();
    }

    /// One that stands by is ready: an update that waits for the new one before it ends the old one would otherwise wait for ever.
    private Health readiness() {
        if (isDeciding()) {
            return new Health.Up("the log is read, requests are decided");
        }
        return seated ? new Health.Down("the log is being read") : new Health.Up("stands by, another scheduler decides");
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(
                new HealthCheck("scheduler.thread", HealthCheck.Kind.LIVENESS,
                        () -> thread == null || thread.isAlive() ? new Health.Up("runs") : new Health.Down("the scheduler's thread ended")),
                new HealthCheck("scheduler.log", HealthCheck.Kind.READINESS, this::readiness));
    }
}
