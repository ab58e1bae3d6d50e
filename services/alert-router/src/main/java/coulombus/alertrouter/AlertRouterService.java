package coulombus.alertrouter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.alert.AlertBook;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.RejectedRecords;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.HealthCheck;
import coulombus.runtime.management.HealthCheck.Health;

/// Runs the loop that makes alerts on one thread, and the delivery to each receiver on one of its own. A second alert-router with the same
/// transactional id fences this one off; the one that is fenced ends with a failure and never tries again by itself.
public final class AlertRouterService implements Service {
    public static final String NAME = "alert-router";
    private static final Logger LOG = LoggerFactory.getLogger(AlertRouterService.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final AlertRouterConfig config;
    private final ServiceContext context;
    private final List<AutoCloseable> clientsToClose = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Thread> deliveryThreads = new ArrayList<>();
    private AlertRouterLoop loop;
    private Thread thread;

    public AlertRouterService(AlertRouterConfig config, ServiceContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        KafkaClients clients = context.clients(NAME);
        AlertRouterMetrics metrics = new AlertRouterMetrics(context.meters());
        KafkaProducer<String, byte[]> producer = closing(clients.transactionalProducer(config.transactionalId()));
        producer.initTransactions();
        for (Receiver receiver : receivers()) {
            KafkaConsumer<String, byte[]> consumer = closing(clients.consumer(Delivery.GROUP_PREFIX + receiver.name()));
            Delivery delivery = new Delivery(receiver, new Delivery.Tools(consumer, context.clock(), metrics,
                    config.alertmanager().resendEvery(), cause -> context.failures().raise(NAME, cause)));
            delivery.takeUpPosition();
            deliveries.add(delivery);
        }
        loop = new AlertRouterLoop(new AlertRouterLoop.Tools(closing(clients.consumer(AlertLog.GROUP)), new AlertLog(producer),
                new AlertBook(config.rules()), new RejectedRecords(producer, NAME, context.clock(), context.meters()), context.clock(),
                metrics));
        thread = Thread.ofPlatform().name(NAME).start(this::run);
        deliveries.forEach(delivery -> deliveryThreads.add(Thread.ofPlatform().name(NAME + "-to-" + delivery.name()).start(delivery)));
    }

    private <C extends AutoCloseable> C closing(C client) {
        clientsToClose.add(client);
        return client;
    }

    private List<Receiver> receivers() {
        AlertJson json = new AlertJson(config);
        List<Receiver> receivers = new ArrayList<>();
        List<String> urls = config.alertmanager().urls();
        for (int i = 0; i < urls.size(); i++) {
            receivers.add(new AlertmanagerReceiver("alertmanager_" + (i + 1), urls.get(i), config.alertmanager(), json, context.clock()));
        }
        config.webhooks().forEach(webhook -> receivers.add(new WebhookReceiver(webhook, json)));
        return receivers;
    }

    private void run() {
        try {
            loop.run();
        } catch (RuntimeException | UnreadableRecordException | Error e) {
            // Whether an open transaction stands is found in the topic by who starts next.
            LOG.atError().setCause(e).log("the alert-router ended");
            context.failures().raise(NAME, e);
        }
    }

    @Override
    public void close() throws Exception {
        if (loop != null) {
            loop.stop();
        }
        deliveries.forEach(Delivery::stop);
        if (thread != null) {
            thread.join(LONGEST_CLOSE);
        }
        for (Thread delivery : deliveryThreads) {
            delivery.join(LONGEST_CLOSE);
        }
        for (AutoCloseable client : clientsToClose) {
            client.close();
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(new HealthCheck("alert-router.thread", HealthCheck.Kind.LIVENESS, () -> thread == null || thread.isAlive()
                ? new Health.Up("runs")
                : new Health.Down("the alert-router's thread ended")));
        checks.add(new HealthCheck("alert-router.log", HealthCheck.Kind.READINESS, () -> loop != null && loop.isFollowing()
                ? new Health.Up("alerts are made")
                : new Health.Down("the past is being read")));
        deliveries.forEach(delivery -> checks.add(new HealthCheck("alert-router.to." + delivery.name(), HealthCheck.Kind.READINESS,
                () -> delivery.trouble().isEmpty()
                        ? new Health.Up(delivery.undelivered() + " undelivered")
                        : new Health.Down(delivery.undelivered() + " undelivered: " + delivery.trouble()))));
        return checks;
    }
}
