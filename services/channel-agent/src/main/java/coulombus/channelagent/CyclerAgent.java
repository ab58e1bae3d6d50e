package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.channelagent.spool.DiskRoom;
import coulombus.channelagent.spool.Spool;
import coulombus.channelagent.spool.SpoolHealth;
import coulombus.core.assignment.AgentReported;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.CyclerDriverProvider;
import coulombus.runtime.management.HealthCheck;
import coulombus.runtime.management.HealthCheck.Health;

/// The cyclers of an agent and what they share: spool, publisher, the reader of desires. Each has its thread; when this is closed, tests on
/// the cyclers go on.
final class CyclerAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CyclerAgent.class);
    private static final long MAINTAIN_MILLIS = 100;

    private final ChannelAgentConfig config;
    private final Tools tools;
    private final UUID incarnation = UUID.randomUUID();
    private final double startedUnixSecond;
    private final AtomicLong beats = new AtomicLong();
    private final List<OwnershipLock> locks = new ArrayList<>();
    private final List<CyclerLoop> cyclers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final BrokerClock brokerClock;
    private Spool spool;
    private Outbox outbox;
    private Publisher publisher;
    private ReportSender reports;
    private DesiredReader desired;

    /// What it is made with.
    ///
    /// @param producers that wait rather than give a record up
    /// @param consumers without a group
    /// @param drivers   makes the driver of a cycler
    /// @param planner   makes orders ready
    /// @param lockFiles folder of the locks on cyclers, shared by all agents of the computer
    record Tools(Supplier<Producer<String, byte[]>> producers, Supplier<Consumer<String, byte[]>> consumers, Drivers drivers,
            RunPlanner planner, AgentMetrics metrics, InstantSource clock, LongSupplier nanoTime, Path lockFiles) {}

    /// Makes the driver of a cycler; does not connect.
    interface Drivers {
        CyclerDriver open(CyclerConfig cycler) throws IOException;

        /// The device it leads to: the same word for whoever configures it, however.
        default String deviceOf(CyclerConfig cycler) throws IOException {
            return new TreeMap<>(cycler.settings()).toString();
        }
    }

    CyclerAgent(ChannelAgentConfig config, Tools tools) {
        this.config = config;
        this.tools = tools;
        this.startedUnixSecond = tools.clock().millis() / 1e3;
        this.brokerClock = new BrokerClock(tools.nanoTime());
    }

    /// Drivers that are found on the class path.
    static Drivers installed(InstantSource clock) {
        return new Drivers() {
            @Override
            public CyclerDriver open(CyclerConfig cycler) throws IOException {
                return CyclerAgent.open(provider(cycler), cycler, clock);
            }

            @Override
            public String deviceOf(CyclerConfig cycler) throws IOException {
                try {
                    return provider(cycler).deviceOf(cycler.settings());
                } catch (IllegalArgumentException e) {
                    throw wrongSettings(cycler, e);
                }
            }
        };
    }

    private static CyclerDriverProvider provider(CyclerConfig cycler) throws IOException {
        List<String> known = new ArrayList<>();
        for (CyclerDriverProvider provider : ServiceLoader.load(CyclerDriverProvider.class)) {
            if (provider.name().equals(cycler.driver())) {
                return provider;
            }
            known.add(provider.name());
        }
        throw new IOException("channelAgent.cyclers.driver: there is no driver '" + cycler.driver() + "' for cycler " + cycler.name()
                + "; known are " + known);
    }

    private static IOException wrongSettings(CyclerConfig cycler, IllegalArgumentException cause) {
        return new IOException("channelAgent.cyclers.settings of cycler " + cycler.name() + ": " + cause.getMessage(), cause);
    }

    private static CyclerDriver open(CyclerDriverProvider provider, CyclerConfig cycler, InstantSource clock) throws IOException {
        if (provider.portVersion() != CyclerDriver.PORT_VERSION) {
            throw new IOException("driver " + provider.name() + " was written for version " + provider.portVersion()
                    + " of the port of cyclers; this is version " + CyclerDriver.PORT_VERSION);
        }
        try {
            return provider.open(cycler.name(), cycler.control(), cycler.settings(), clock);
        } catch (IllegalArgumentException e) {
            throw wrongSettings(cycler, e);
        }
    }

    /// Takes the locks, opens the spool, starts every thread. What was begun is undone by [#close()] where it fails.
    void start() throws IOException {
        locks.add(OwnershipLock.onFolder(config.spool().folder()));
        for (CyclerConfig cycler : config.cyclers()) {
            locks.add(OwnershipLock.onCycler(tools.lockFiles(), cycler, tools.drivers().deviceOf(cycler)));
        }
        spool = Spool.open(config.spool(), DiskRoom.OF_FILE_SYSTEM, tools.clock());
        outbox = new Outbox();
        tools.metrics().watch(spool);
        AgentTools shared = new AgentTools(config.agentId(), incarnation, spool, outbox, tools.planner(), brokerClock, tools.metrics(),
                tools.clock(), tools.nanoTime());
        for (CyclerConfig cycler : config.cyclers()) {
            CyclerLoop loop = new CyclerLoop(cycler, tools.drivers().open(cycler), shared, new Backoff());
            cyclers.add(loop);
            tools.metrics().watchCycler(cycler.name(), () -> loop.link().connected() ? 1 : 0);
        }
        publisher = new Publisher(tools.producers(), shared, new Backoff());
        reports = new ReportSender(tools.producers(), shared, () -> outbox.agent(heartbeat()), new Backoff());
        desired = new DesiredReader(tools.consumers(), cyclers, new Backoff());
        cyclers.forEach(loop -> start("cycler-" + loop.name(), loop));
        start("agent-publisher", publisher);
        start("agent-reports", reports);
        start("agent-desired", desired);
        start("agent-spool", this::maintain);
        LOG.atInfo().addKeyValue("agentId", config.agentId()).addKeyValue("incarnation", incarnation)
                .addKeyValue("cyclers", cyclers.size()).addKeyValue("unacknowledged", spool.unacknowledgedMeasurements())
                .log("the agent has its cyclers");
    }

    private void start(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name(name).uncaughtExceptionHandler((thread, e) -> LOG.atError().setCause(e)
                .addKeyValue("thread", thread.getName()).log("a thread of the agent ended by an error")).start(work));
    }

    private void maintain() {
        try {
            while (!closing.await(MAINTAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                spool.maintain();
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("the keeper of the spool was interrupted");
        }
    }

    private AgentReported heartbeat() {
        long oldest = spool.oldestUnacknowledgedUnixMillis();
        String version = CyclerAgent.class.getPackage().getImplementationVersion();
        return new AgentReported(config.agentId(), incarnation, beats.incrementAndGet(), version == null ? "unreleased" : version,
                cyclers.stream().map(CyclerLoop::toldOf).toList(), spool.bytesOnDisk(), spool.unacknowledgedMeasurements(),
                oldest < 0 ? Double.NaN : oldest / 1e3, startedUnixSecond, tools.clock().millis() / 1e3);
    }

    UUID incarnation() {
        return incarnation;
    }

    List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck("channel-agent.cyclers", HealthCheck.Kind.READINESS, this::cyclersHealth),
                new HealthCheck("channel-agent.spool", HealthCheck.Kind.READINESS, this::spoolHealth),
                new HealthCheck("channel-agent.broker", HealthCheck.Kind.READINESS, () -> brokerClock.isNear()
                        ? new Health.Up(spool.unacknowledgedMeasurements() + " measurements wait for the broker")
                        : new Health.Down("the broker does not answer; tests go on, " + spool.unacknowledgedMeasurements()
                                + " measurements are in the spool")));
    }

    private Health cyclersHealth() {
        List<String> away = cyclers.stream().filter(loop -> !loop.link().connected()).map(loop -> loop.name() + ": " + loop.link().detail())
                .toList();
        return away.isEmpty() ? new Health.Up(cyclers.size() + " cyclers") : new Health.Down(String.join("; ", away));
    }

    private Health spoolHealth() {
        return switch (spool.health()) {
            case SpoolHealth.Working working -> new Health.Up(spool.bytesOnDisk() + " bytes");
            case SpoolHealth.Full(String why) -> new Health.Down(why);
            case SpoolHealth.Broken(String why) -> new Health.Down(why);
        };
    }

    @Override
    public void close() throws InterruptedException {
        cyclers.forEach(CyclerLoop::stop);
        if (desired != null) {
            desired.stop();
        }
        for (Thread thread : threads) {
            if (thread.getName().startsWith("cycler-")) {
                thread.join();
            }
        }
        if (publisher != null) {
            publisher.stop();
            reports.stop();
        }
        closing.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
        if (spool != null) {
            spool.close();
        }
        for (OwnershipLock lock : locks) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("a lock could not be released in order; it ends with the process");
            }
        }
        locks.clear();
    }
}
