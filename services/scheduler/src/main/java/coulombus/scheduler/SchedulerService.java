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

/// Runs the scheduler's loop on a thread of its own. A second scheduler with the same transactional id fences this one off; the one that
/// is fenced ends with a failure and never tries again by itself.
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
    private SchedulerLoop loop;
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
        producer.initTransactions();
        consumer = clients.consumer(SchedulerLog.GROUP);
        loop = new SchedulerLoop(new SchedulerLoop.Tools(consumer, new SchedulerLog(producer), new ProtocolPlanCheck(),
                new ProtocolFindingPolicy(),
                new RejectedRecords(producer, NAME, context.clock(), context.meters()), new AgentsHeard(config.agentSilence(), nanoTime),
                context.clock(), UUID::randomUUID, new SchedulerMetrics(context.meters())));
        thread = Thread.ofPlatform().name("scheduler").start(this::run);
    }

    private void run() {
        try {
            loop.run();
        } catch (RuntimeException | UnreadableRecordException | Error e) {
            // Whether an open transaction stands is found in the log by who starts next; nothing is decided on a doubt.
            LOG.atError().setCause(e).log("the scheduler ended");
            context.failures().raise(NAME, e);
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
        if (loop != null) {
            loop.stop();
        }
        if (thread != null) {
            thread.join(LONGEST_CLOSE);
        }
        if (consumer != null) {
            consumer.close();
        }
        if (producer != null) {
            producer.close();
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(
                new HealthCheck("scheduler.thread", HealthCheck.Kind.LIVENESS,
                        () -> thread == null || thread.isAlive() ? new Health.Up("runs") : new Health.Down("the scheduler's thread ended")),
                new HealthCheck("scheduler.log", HealthCheck.Kind.READINESS, () -> loop != null && loop.isDeciding()
                        ? new Health.Up("the log is read, requests are decided")
                        : new Health.Down("the log is being read")));
    }
}
