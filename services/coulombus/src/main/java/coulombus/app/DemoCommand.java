package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.CyclerConfig;
import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.channel.ChannelRange;
import coulombus.drivers.bts.simulator.control.CyclerControl;
import coulombus.drivers.bts.simulator.machine.Speed;

/// `demo`: the whole fleet with simulated cyclers, time accelerated.
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "The whole fleet in this process with SIMULATED cyclers: broker, cyclers, channel agent, scheduler, analytics and page.",
        "Cells of published work are tested at many times real speed; within two minutes they plate, fade and short. Ctrl-C ends. "
                + "The next start keeps what was measured and tests new cells." })
final class DemoCommand implements Callable<Integer> {
    private static final String CYCLER = "demo";
    /// The kind of device before a channel's place in the machine, as the driver names channels.
    private static final String CHANNEL_PREFIX = "27-";
    private static final int FEWEST_CHANNELS = 1;
    private static final int MOST_CHANNELS = 1000;
    private static final double VOLTAGE_RANGE_VOLT = 5;
    /// A range that fits coin cells, so that an efficiency is finely known: its offset is a part of the full scale.
    private static final double CURRENT_RANGE_AMPERE = 0.01;
    private static final int MOST_TIMES_FASTER = 100_000;

    @Option(names = "--speed", paramLabel = "N", converter = Faster.class, description = "Test time over real time. Default: ${DEFAULT-VALUE}, six hours a second.")
    private double speed = 21_600;

    @Option(names = "--channels", paramLabel = "N", converter = Channels.class, description = "Channels of the simulated cycler, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int channels = 64;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("coulombus-data", "demo");

    @Option(names = "--fresh", description = "Forget what earlier demos measured.")
    private boolean fresh;

    @Option(names = "--port", converter = OptionValues.Port.class, paramLabel = "PORT", description = "Port of the page on the loopback address; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port = 7480;

    @Option(names = "--management-port", converter = OptionValues.Port.class, paramLabel = "PORT", description = "Port of health and metrics; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int managementPort = 9464;

    @Option(names = "--exit-after", paramLabel = "SECONDS", converter = OptionValues.PositiveNumber.class, description = "End by itself after so long, counted from the first test's start. Default: only on ctrl-C.")
    private double exitAfterSecond = Double.POSITIVE_INFINITY;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (fresh) {
            forget();
        }
        Files.createDirectories(data);
        long batch = countStarts();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Starting broker, services and a SIMULATED cycler of %d channels in %s ...%n", channels, data);
        out.flush();
        try (EndBySignal end = new EndBySignal();
                SimulatedCycler cycler = SimulatedCycler.start(cyclerConfig(batch));
                LocalFleet fleet = LocalFleet.start(new LocalFleet.Settings(data, port, managementPort, agentConfig(cycler)),
                        this::lastWords)) {
            return run(fleet, cycler.control(), batch, end);
        }
    }

    private int run(LocalFleet fleet, CyclerControl cycler, long batch, EndBySignal end) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("  page     %s%n  health   %s/health/ready%n  metrics  %s/metrics%n  log      %s%n", fleet.loginLink(),
                fleet.managementUrl(), fleet.managementUrl(), data.resolve(LocalFleet.LOG));
        out.flush();
        fleet.failures().first().thenAccept(failure -> {
            lastWords("service " + failure.service() + " failed: " + CommandErrors.sentence(failure.cause()));
            end.ask();
        });
        FleetClient client = FleetClient.of(fleet.pageUrl(), data.resolve("api-token"));
        Map<String, String> positions = new LinkedHashMap<>();
        cycler.channels().forEach(position -> positions.put(CYCLER + "/" + CHANNEL_PREFIX + position, position));
        DemoRun run = new DemoRun(client, out, end, new DemoHand(client, cycler, positions), speed);
        List<String> ids = List.copyOf(positions.keySet());
        List<DemoPlan.Experiment> story = DemoPlan.story(channels, batch);
        List<DemoPlan.Experiment> waiting = DemoPlan.waiting(channels, batch);
        List<DemoPlan.Experiment> all = Stream.concat(story.stream(), waiting.stream()).toList();
        if (run.prepare(all, ids, VOLTAGE_RANGE_VOLT, CURRENT_RANGE_AMPERE) && run.start(story)) {
            run.submit(waiting);
            out.printf("All tests run, %,.0f times faster than real time. Open the page above. Ctrl-C ends.%n", speed);
            out.flush();
            run.watch(exitAfterSecond);
        }
        out.println("Ending; what was measured is kept.");
        out.flush();
        return fleet.hasFailed() ? 1 : 0;
    }

    private SimulatedCyclerConfig cyclerConfig(long batch) {
        // The cycler's date runs ahead of the clock by as much as it is faster; it begins a year ago, so that it is not in the future.
        Instant begin = Instant.now().minus(Duration.ofDays(365));
        return SimulatedCyclerConfig.DEFAULTS
                .with(new SimulatedCyclerConfig.Layout(1, channels, 1, new ChannelRange(VOLTAGE_RANGE_VOLT, CURRENT_RANGE_AMPERE)))
                .with(new Speed.Times(speed)).withTime(begin, ZoneId.of("UTC"))
                .with(new SimulatedCyclerConfig.Cells(batch, "SYM_HEALTHY", true))
                .with(SimulatedCyclerConfig.Storage.in(data.resolve("simulated-cycler")));
    }

    private ChannelAgentConfig agentConfig(SimulatedCycler cycler) {
        Path steps = data.resolve("simulated-cycler").resolve("steps").toAbsolutePath();
        Map<String, String> settings = Map.of("port", Integer.toString(cycler.port()), "zone", "UTC", "source", "SIMULATED",
                "stepFileFolder", steps.toString(), "stepFileFolderOnCycler", steps.toString(), "minVoltageVolt",
                Double.toString(-VOLTAGE_RANGE_VOLT), "maxVoltageVolt", Double.toString(VOLTAGE_RANGE_VOLT), "maxCurrentAmpere",
                Double.toString(CURRENT_RANGE_AMPERE));
        return LocalFleet.agentOf(data,
                List.of(new CyclerConfig(CYCLER, "neware-bts", true, Duration.ofMillis(250), settings, List.of())));
    }

    /// Counts the starts in this folder, from 1.
    private long countStarts() throws IOException {
        Path file = data.resolve("starts");
        long before = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        Files.writeString(file, Long.toString(before + 1), StandardCharsets.UTF_8);
        return before + 1;
    }

    /// Deletes the demo's folder, and nothing that is not one.
    private void forget() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        if (!Files.exists(data.resolve("starts"))) {
            throw new IOException(data + ": --fresh deletes the folder of a demo, and this is none (it has no file 'starts')");
        }
        try (Stream<Path> all = Files.walk(data)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /// To standard error, at once: the process may be about to end.
    private void lastWords(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("coulombus demo: " + what);
        err.flush();
    }

    /// How many times faster.
    static final class Faster implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double number = Double.parseDouble(text);
                if (number > 0 && number <= MOST_TIMES_FASTER) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number out of range.
            }
            throw new TypeConversionException("must be a number greater than 0, at most " + MOST_TIMES_FASTER + "; was '" + text + "'");
        }
    }

    /// How many channels.
    static final class Channels implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int number = Integer.parseInt(text);
                if (number >= FEWEST_CHANNELS && number <= MOST_CHANNELS) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number out of range.
            }
            throw new TypeConversionException("must be " + FEWEST_CHANNELS + " to " + MOST_CHANNELS + "; was '" + text + "'");
        }
    }
}
