package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.run.RunFacts;
import coulombus.drivers.ChannelDriver;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.HealthCheck;
import coulombus.runtime.management.HealthCheck.Health;

/// Owns channels: polls and controls the cyclers of its configuration ([CyclerAgent]), and replays recorded runs, each on a thread of its
/// own, with one producer for all.
public final class ChannelAgentService implements Service {
    public static final String NAME = "channel-agent";
    private static final Logger LOG = LoggerFactory.getLogger(ChannelAgentService.class);

    private final ChannelAgentConfig config;
    private final ServiceContext context;
    private final LongSupplier nanoTime;
    private final Supplier<Producer<String, byte[]>> producers;
    private final List<Followed> channels = new CopyOnWriteArrayList<>();
    private Producer<String, byte[]> producer;
    private AgentMetrics metrics;
    private CyclerAgent cyclers;
    private boolean closing;

    /// A channel that was taken up.
    private record Followed(ReplayLoop loop, RunPublisher publisher) {}

    /// How far a channel's run is.
    ///
    /// @param facts                    the run
    /// @param progressFraction         0 to 1, NaN where not known
    /// @param acknowledgedMeasurements measurements that the broker holds
    /// @param standing                 where it is
    public record ChannelProgress(RunFacts facts, double progressFraction, long acknowledgedMeasurements, Standing standing) {
        /// Where a channel's loop is.
        public sealed interface Standing {
            record Running() implements Standing {}

            /// The run came to its end and all of it is acknowledged.
            record Ended() implements Standing {}

            record Stopped() implements Standing {}

            record Failed(String why) implements Standing {}
        }
    }

    public ChannelAgentService(ChannelAgentConfig config, ServiceContext context, LongSupplier nanoTime) {
        this(config, context, nanoTime, () -> context.clients(NAME).producer());
    }

    ChannelAgentService(ChannelAgentConfig config, ServiceContext context, LongSupplier nanoTime,
            Supplier<Producer<String, byte[]>> producers) {
        this.config = config;
        this.context = context;
        this.nanoTime = nanoTime;
        this.producers = producers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() throws IOException {
        prepare();
        if (!config.cyclers().isEmpty()) {
            cyclers.start();
        }
        for (ReplayConfig replay : config.replays()) {
            follow(replay.open(nanoTime));
        }
    }

    private synchronized void prepare() {
        producer = producers.get();
        metrics = new AgentMetrics(context.meters(), () -> count(ReplayLoop.State.Running.class),
                () -> count(ReplayLoop.State.Failed.class));
        if (!config.cyclers().isEmpty()) {
            KafkaClients clients = context.clients(NAME);
            cyclers = new CyclerAgent(config, new CyclerAgent.Tools(clients::patientProducer, clients::viewer,
                    CyclerAgent.installed(context.clock()), new ProtocolPlanner(), metrics, context.clock(), nanoTime,
                    Path.of(System.getProperty("java.io.tmpdir"))));
        }
    }

    private int count(Class<? extends ReplayLoop.State> kind) {
        return (int) channels.stream().filter(channel -> kind.isInstance(channel.loop().state())).count();
    }

    /// Takes up a channel: reads its driver to the end of the run. The driver is closed by its loop. From any thread.
    ///
    /// @throws IllegalStateException before [#start()] and after [#close()]; the driver is the caller's then
    public synchronized void follow(ChannelDriver driver) {
        if (producer == null || closing) {
            throw new IllegalStateException("channel " + driver.facts().channelId() + " cannot be taken up: the channel agent "
                    + (closing ? "is closed" : "was not started"));
        }
        RunPublisher publisher = new RunPublisher(producer, metrics);
        ReplayLoop loop = new ReplayLoop(driver, publisher, config.batchLimit());
        channels.add(new Followed(loop, publisher));
        Thread.ofPlatform().name("channel-" + driver.facts().channelId()).start(() -> {
            loop.run();
            if (loop.state() instanceof ReplayLoop.State.Failed failed) {
                LOG.atError().addKeyValue("channelId", loop.facts().channelId()).addKeyValue("runId", loop.facts().runId())
                        .setCause(failed.cause())
                        .log("a channel failed");
            }
        });
    }

    /// Where every channel is.
    public List<ChannelProgress> progress() {
        List<ChannelProgress> all = new ArrayList<>();
        for (Followed channel : channels) {
            ReplayLoop loop = channel.loop();
            ChannelProgress.Standing standing = switch (loop.state()) {
                case ReplayLoop.State.Running running -> new ChannelProgress.Standing.Running();
                case ReplayLoop.State.Ended ended -> new ChannelProgress.Standing.Ended();
                case ReplayLoop.State.Stopped stopped -> new ChannelProgress.Standing.Stopped();
                case ReplayLoop.State.Failed failed -> new ChannelProgress.Standing.Failed(sentence(failed.cause()));
            };
            all.add(new ChannelProgress(loop.facts(), loop.progressFraction(), channel.publisher().acknowledgedMeasurements(), standing));
        }
        return all;
    }

    private static String sentence(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /// Waits until every channel's loop is done.
    public void awaitEnd() throws InterruptedException {
        for (Followed channel : channels) {
            channel.loop().join();
        }
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closing = true;
        }
        channels.forEach(channel -> channel.loop().stop());
        try {
            awaitEnd();
            if (cyclers != null) {
                cyclers.close();
            }
        } finally {
            if (producer != null) {
                producer.close();
            }
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>();
        if (cyclers != null) {
            checks.addAll(cyclers.healthChecks());
        }
        checks.addFirst(new HealthCheck("channel-agent.channels", HealthCheck.Kind.READINESS, () -> {
            long failed = count(ReplayLoop.State.Failed.class);
            return failed == 0
                    ? new Health.Up(channels.size() + " channels")
                    : new Health.Down(failed + " of " + channels.size() + " channels failed");
        }));
        return checks;
    }
}
