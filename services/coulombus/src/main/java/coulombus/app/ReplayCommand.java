package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    private static final long POLL_MILLIS = 100;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Cycler files; each is one test on a channel of its own, unless --join.")
    private List<Path> files = List.of();

    @Option(names = "--speed", paramLabel = "N|max", converter = OptionValues.Speed.class, description = "Test time over real time. Default: max for files, 1800 for the example.")
    private Double speed;

    @Option(names = "--join", description = "The files are one test, in the order given.")
    private boolean join;

    @Option(names = "--data", paramLabel = "DIR", description = "Where broker, credentials and log are kept. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("coulombus-data");

    @Option(names = "--port", converter = OptionValues.Port.class, paramLabel = "PORT", description = "Port of the page on the loopback address; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port = 7480;

    @Option(names = "--management-port", converter = OptionValues.Port.class, paramLabel = "PORT", description = "Port of health and metrics; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int managementPort = 9464;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Join the fleet on this Kafka instead of starting one.")
    private String bootstrap;

    @Option(names = "--client-config", paramLabel = "FILE", description = "Properties of the Kafka client for --bootstrap, e.g. credentials. For an embedded "
            + "broker: DIR/kafka/credentials/channel-agent.properties.")
    private Path clientConfig;

    @Option(names = "--exit-when-done", description = "End when everything is replayed, instead of serving the page until ctrl-C.")
    private boolean exitWhenDone;

    @Mixin
    private FileOptions reading;

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
                            .open(new FileReplayDriver.Request(List.of(example.file()), reading.readOptions(), hints -> example.cell(),
                                    Source.SIMULATED, speed == null ? EXAMPLE_SPEED : speed), System::nanoTime));
                }
                return drivers;
            }
            List<List<Path>> tests = join ? List.of(files) : files.stream().map(List::of).toList();
            for (List<Path> test : tests) {
                drivers.add(
                        FileReplayDriver.open(new FileReplayDriver.Request(test, reading.readOptions(), reading::cellFacts, Source.CYCLER,
                                speed == null ? FileReplayDriver.AS_FAST_AS_POSSIBLE : speed), System::nanoTime));
            }
            return drivers;
        } catch (IOException | RuntimeException e) {
            for (FileReplayDriver driver : drivers) {
                driver.close();
            }
            throw e;
        }
    }

    private int inThisProcess(List<FileReplayDriver> drivers) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Starting broker and services in %s ...%n", data);
        out.flush();
        try (EndBySignal end = new EndBySignal();
                LocalFleet fleet = LocalFleet.start(new LocalFleet.Settings(data, port, managementPort), this::lastWords)) {
            out.printf("  page     %s%n  health   %s/health/ready%n  metrics  %s/metrics%n  log      %s%n", fleet.loginLink(),
                    fleet.managementUrl(), fleet.managementUrl(), data.resolve(LocalFleet.LOG));
            out.flush();
            fleet.failures().first().thenAccept(failure -> {
                lastWords("service " + failure.service() + " failed: " + CommandErrors.sentence(failure.cause()));
                end.ask();
            });
            boolean well;
            try (ServiceMeters meters = new ServiceMeters();
                    ResultWatch results = ResultWatch.begin(new KafkaClients(fleet.broker().settingsFor(ServiceRole.FLEET_API),
                            ServiceRole.FLEET_API.serviceName(), meters.registry()), runs(drivers))) {
                drivers.forEach(fleet.agent()::follow);
                well = follow(fleet.agent(), results, drivers, end);
            }
            if (!exitWhenDone && !end.isAsked()) {
                out.printf("%nThe page stays open at %s (if the link above was used already: %s)%nCtrl-C ends.%n", fleet.pageUrl(),
                        fleet.loginLink());
                out.flush();
                end.await();
            }
            return well && !fleet.hasFailed() ? 0 : 1;
        }
    }

    private int intoRunningFleet(List<FileReplayDriver> drivers) throws Exception {
        KafkaSettings kafka = RunningFleet.reach(bootstrap, ClientProperties.read(clientConfig), clientConfig);
        Vertx vertx = Vertx.vertx();
        try (EndBySignal end = new EndBySignal(); ServiceMeters meters = new ServiceMeters()) {
            ServiceContext context = new ServiceContext(vertx, kafka, meters.registry(), InstantSource.system(), new FailureSignal());
            try (ChannelAgentService agent = new ChannelAgentService(ChannelAgentConfig.ofReplays(null, null), context, System::nanoTime)) {
                agent.start();
                spec.commandLine().getOut().printf("Publishing to the fleet on %s; its own page shows the results.%n", bootstrap);
                drivers.forEach(agent::follow);
                return follow(agent, null, drivers, end) ? 0 : 1;
            }
        } finally {
            vertx.close();
        }
    }

    /// Shows how far the replay is until it is done, or someone asks to end.
    ///
    /// @param results to see them come in, or null where only publishing is waited for
    private boolean follow(ChannelAgentService agent, ResultWatch results, List<FileReplayDriver> drivers, EndBySignal end)
            throws InterruptedException {
        ReplayProgress progress = new ReplayProgress(spec.commandLine().getOut(), System::nanoTime,
                run -> results == null ? null : results.of(run));
        while (!end.isAsked()) {
            List<ChannelProgress> channels = agent.progress();
            boolean published = channels.stream().noneMatch(c -> c.standing() instanceof ChannelProgress.Standing.Running);
            boolean failed = channels.stream().anyMatch(c -> c.standing() instanceof ChannelProgress.Standing.Failed);
            boolean seen = results == null ? !end.await(POLL_MILLIS) : results.poll();
            progress.show(channels);
            if (published && (failed || seen)) {
                break;
            }
        }
        boolean well = progress.done(agent.progress());
        agent.progress().forEach(c -> {
            if (c.standing() instanceof ChannelProgress.Standing.Failed failed) {
                lastWords(c.facts().title() + ": " + failed.why());
            }
        });
        return well;
    }

    private static Set<UUID> runs(List<FileReplayDriver> drivers) {
        return drivers.stream().map(d -> d.facts().runId()).collect(Collectors.toSet());
    }

    /// To standard error, at once: the process may be about to end.
    private void lastWords(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("coulombus replay: " + what);
        err.flush();
    }
}
