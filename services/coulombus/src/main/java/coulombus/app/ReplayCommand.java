package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.ChannelAgentService;
import coulombus.channelagent.ChannelAgentService.ChannelProgress;
import coulombus.core.cell.Source;
import coulombus.drivers.replay.FileReplayDriver;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.ServiceMeters;
import coulombus.schemas.ServiceRole;

/// `replay`: real files through the whole pipeline, as if channels produced them.
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Cycler files through the whole pipeline, as if channels produced them.",
        "Starts the embedded broker and every service in this process and prints a link to the page; with --bootstrap it joins a fleet that runs. "
                + "Replaying the same files again counts nothing twice.",
        "Without a FILE it replays an example of simulated cells." })
final class ReplayCommand implements Callable<Integer> {
    private static final double EXAMPLE_SPEED = 1800;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Cycler files; each is one test on a channel of its own, unless --join.")
    private List<Path> files = List.of();

    @Option(names = "--speed", paramLabel = "N|max", description = "Test time over real time. Default: max for files, 1800 for the example.")
    private String speed;

    @Option(names = "--join", description = "The files are one test, in the order given.")
    private boolean join;

    @Option(names = "--data", paramLabel = "DIR", description = "Where broker, credentials and log are kept. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("coulombus-data");

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the page on the loopback address; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port = 7480;

    @Option(names = "--management-port", paramLabel = "PORT", description = "Port of health and metrics; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int managementPort = 9464;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Join the fleet on this Kafka instead of starting one.")
    private String bootstrap;

    @Option(names = "--client-config", paramLabel = "FILE", description = "Properties of the Kafka client for --bootstrap, e.g. credentials. For an embedded "
            + "broker: DIR/kafka/credentials/channel-agent.properties.")
    private Path clientConfig;

    @Option(names = "--exit-when-done", description = "End when everything is replayed, instead of serving the page until ctrl-C.")
    private boolean exitWhenDone;

    @Mixin
    private CellOptions cell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<FileReplayDriver> drivers = open();
        try {
            return bootstrap == null ? inThisProcess(drivers) : intoRunningFleet(drivers);
        } finally {
            for (FileReplayDriver driver : drivers) {
                driver.close();
            }
        }
    }

    /// Every file is opened before anything is started, so that a wrong one costs no time.
    private List<FileReplayDriver> open() throws IOException {
        List<FileReplayDriver> drivers = new ArrayList<>();
        try {
            if (files.isEmpty()) {
                for (ExampleRuns.Example example : ExampleRuns.write(data.resolve("example"))) {
                    drivers.add(FileReplayDriver
                            .open(new FileReplayDriver.Request(List.of(example.file()), cell.readOptions(), hints -> example.cell(),
                                    Source.SIMULATED, speed(EXAMPLE_SPEED)), System::nanoTime));
                }
                return drivers;
            }
            List<List<Path>> tests = join ? List.of(files) : files.stream().map(List::of).toList();
            for (List<Path> test : tests) {
                drivers.add(FileReplayDriver.open(new FileReplayDriver.Request(test, cell.readOptions(), cell::cellFacts, Source.CYCLER,
                        speed(FileReplayDriver.AS_FAST_AS_POSSIBLE)), System::nanoTime));
            }
            return drivers;
        } catch (IOException | RuntimeException e) {
            for (FileReplayDriver driver : drivers) {
                driver.close();
            }
            throw e;
        }
    }

    private double speed(double otherwise) {
        if (speed == null) {
            return otherwise;
        }
        if (speed.equals("max")) {
            return FileReplayDriver.AS_FAST_AS_POSSIBLE;
        }
        try {
            double n = Double.parseDouble(speed);
            if (n > 0) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new ParameterException(spec.commandLine(), "--speed: must be a number greater than 0, or max; was '" + speed + "'");
    }

    private int inThisProcess(List<FileReplayDriver> drivers) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Starting broker and services in %s ...%n", data);
        out.flush();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            asked.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "end-by-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        try (LocalFleet fleet = LocalFleet.start(new LocalFleet.Settings(data, port, managementPort))) {
            out.printf(
                    "  page     %s%n  health   http://127.0.0.1:%d/health/ready%n  metrics  http://127.0.0.1:%d/metrics%n  log      %s%n",
                    fleet.loginLink(), fleet.managementPort(), fleet.managementPort(), data.resolve("coulombus.log"));
            out.flush();
            KafkaClients clients = new KafkaClients(fleet.broker().settingsFor(ServiceRole.FLEET_API), "fleet-api",
                    new ServiceMeters().registry());
            fleet.failures().first().thenAccept(failure -> asked.countDown());
            drivers.forEach(fleet.agent()::follow);
            boolean well = follow(fleet.agent(), clients, drivers, asked);
            if (!exitWhenDone && asked.getCount() > 0) {
                out.println("The page stays open; ctrl-C ends.");
                out.flush();
                asked.await();
            }
            return well ? 0 : 1;
        } finally {
            closed.countDown();
        }
    }

    private int intoRunningFleet(List<FileReplayDriver> drivers) throws Exception {
        Logging.toConsole();
        KafkaSettings kafka = new KafkaSettings(bootstrap, ClientProperties.read(clientConfig));
        Vertx vertx = Vertx.vertx();
        try (ServiceMeters meters = new ServiceMeters()) {
            ServiceContext context = new ServiceContext(vertx, kafka, meters.registry(), InstantSource.system(), new FailureSignal());
            try (ChannelAgentService agent = new ChannelAgentService(new ChannelAgentConfig(null, null), context, System::nanoTime)) {
                agent.start();
                drivers.forEach(agent::follow);
                return follow(agent, null, drivers, new CountDownLatch(1)) ? 0 : 1;
            }
        } finally {
            vertx.close();
        }
    }

    /// Shows how far the replay is until it is done, or someone asks to end.
    ///
    /// @param clients to see the results come in, or null where only publishing is waited for
    private boolean follow(ChannelAgentService agent, KafkaClients clients, List<FileReplayDriver> drivers, CountDownLatch asked)
            throws Exception {
        Set<java.util.UUID> runs = drivers.stream().map(d -> d.facts().runId()).collect(Collectors.toSet());
        ReplayProgress progress = new ReplayProgress(spec.commandLine().getOut(), System::nanoTime);
        try (ResultWatch results = clients == null ? null : new ResultWatch(clients, runs)) {
            while (asked.getCount() > 0) {
                List<ChannelProgress> channels = agent.progress();
                boolean published = channels.stream().noneMatch(c -> c.standing() instanceof ChannelProgress.Standing.Running);
                boolean failed = channels.stream().anyMatch(c -> c.standing() instanceof ChannelProgress.Standing.Failed);
                boolean seen = results == null ? waitABit(asked) : results.poll();
                progress.show(channels, results == null ? -1 : results.cycles(), results == null ? -1 : results.findings());
                if (published && (failed || results == null || seen)) {
                    return progress.done(channels);
                }
            }
            return progress.done(agent.progress());
        }
    }

    private static boolean waitABit(CountDownLatch asked) throws InterruptedException {
        asked.await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
        return true;
    }
}
