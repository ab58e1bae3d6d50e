package coulombus.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.channel.ChannelRange;
import coulombus.drivers.bts.simulator.control.CyclerControl.Status;
import coulombus.drivers.bts.simulator.control.Scenario;
import coulombus.drivers.bts.simulator.machine.Speed;

/// `simulate-cycler`: a machine that looks like a Neware BTS 8 cycler on the wire and tests simulated cells.
@Command(name = "simulate-cycler", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "A SIMULATED cycler: speaks the protocol of a Neware BTS 8 on a loopback port and tests simulated cells.",
        "For trying drivers, agents and failures without hardware. Runs until ctrl-C." })
final class SimulateCyclerCommand implements Callable<Integer> {
    private static final long PROGRESS_MILLIS = 500;
    private static final long BYTES_PER_MEGABYTE = 1 << 20;

    @Option(names = "--port", converter = OptionValues.Port.class, paramLabel = "PORT", description = "Port of the cycler's protocol on the loopback address; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port = 7502;

    @Option(names = "--control-port", converter = OptionValues.Port.class, paramLabel = "PORT", description = "Port of the HTTP control: cells, faults, speed, truth; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int controlPort = 7503;

    @Option(names = "--channels", paramLabel = "N", description = "Channels of all devices together. Default: ${DEFAULT-VALUE}.")
    private int channels = 8;

    @Option(names = "--devices", paramLabel = "N", description = "Devices; each has sub-devices of eight channels. Default: ${DEFAULT-VALUE}.")
    private int devices = 1;

    @Option(names = "--first-device", paramLabel = "N", description = "Number of the first device. Default: ${DEFAULT-VALUE}.")
    private int firstDevice = 1;

    @Option(names = "--speed", paramLabel = "N|max|manual", converter = SpeedConverter.class, description = "The cycler's time over real time; max: as fast as the processor can while a test works; manual: only when the control says so. Default: 1.")
    private Speed speed;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all cells and noise; the same seed gives the same measurements. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--cell", paramLabel = "NAME", description = "The cell on every channel that the scenario does not name. Default: ${DEFAULT-VALUE}.")
    private String cell = "SYM_HEALTHY";

    @Option(names = "--no-noise", description = "Readings without noise.")
    private boolean noNoise;

    @Option(names = "--scenario", paramLabel = "FILE", description = "What is mounted where and what goes wrong when, YAML.")
    private Path scenario;

    @Option(names = "--data", paramLabel = "DIR", description = "Where numbers of tests and records beyond the memory are kept. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("simulated-cycler");

    @Option(names = "--steps", paramLabel = "DIR", description = "Where step files with Windows paths are looked for. Default: DIR of --data, folder steps.")
    private Path steps;

    @Option(names = "--memory-mb", paramLabel = "MB", description = "Records kept in memory before they go to the disk. Default: ${DEFAULT-VALUE}.")
    private int memoryMegabytes = 256;

    @Option(names = "--zone", paramLabel = "ZONE", converter = OptionValues.Zone.class, description = "Zone of the dates it writes, e.g. Europe/Zurich. Default: this computer's.")
    private ZoneId zone = ZoneId.systemDefault();

    @Mixin
    private WireOptionsOnCommandLine wire;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Scenario what = scenario == null ? null : Scenario.read(scenario);
        SimulatedCyclerConfig config = config();
        try (EndBySignal end = new EndBySignal(); SimulatedCycler cycler = SimulatedCycler.start(config)) {
            if (what != null) {
                apply(what, cycler);
            }
            if (speed != null) {
                // What a person types wins over the file.
                cycler.control().setSpeed(speed);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.printf("SIMULATED cycler, %d channels from %s%n  protocol    127.0.0.1:%d (Neware BTS 8 TCP)%n"
                    + "  control     http://127.0.0.1:%d/status%n  step files  %s%n  speed       %s%nCtrl-C ends.%n", channels,
                    cycler.control().channels().get(0), cycler.port(), cycler.controlPort(), config.storage().stepFiles(),
                    cycler.control().status().speed());
            out.flush();
            watch(cycler, end);
        }
        return 0;
    }

    private SimulatedCyclerConfig config() {
        SimulatedCyclerConfig.Layout layout = new SimulatedCyclerConfig.Layout(devices, channels, firstDevice, new ChannelRange(5, 0.1));
        SimulatedCyclerConfig.Storage storage = new SimulatedCyclerConfig.Storage(data, steps == null ? data.resolve("steps") : steps,
                memoryMegabytes * BYTES_PER_MEGABYTE);
        return SimulatedCyclerConfig.DEFAULTS.withPorts(port, controlPort).with(layout).with(speed == null ? new Speed.Times(1) : speed)
                .withTime(null, zone).with(new SimulatedCyclerConfig.Cells(seed, cell, !noNoise)).with(wire.options()).with(storage);
    }

    private void apply(Scenario what, SimulatedCycler cycler) {
        try {
            what.applyTo(cycler.control());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(scenario + ": " + e.getMessage(), e);
        }
    }

    /// Shows how far its time is, where somebody looks.
    private void watch(SimulatedCycler cycler, EndBySignal end) throws InterruptedException {
        boolean watched = System.getenv("COULOMBUS_PROGRESS") != null;
        PrintWriter err = spec.commandLine().getErr();
        Status before = cycler.control().status();
        long beforeNanos = System.nanoTime();
        while (!end.await(PROGRESS_MILLIS)) {
            Status now = cycler.control().status();
            if (watched) {
                long nanos = System.nanoTime();
                double seconds = (nanos - beforeNanos) / 1e9;
                err.printf(Locale.ROOT, "\rSIMULATED %tF %<tT  speed %s, reached %.3g  %d of %d occupied  %,d records, %,.0f/s   ",
                        now.now().atZone(zone), now.speed(), (now.uptimeSecond() - before.uptimeSecond()) / seconds, now.occupied(),
                        now.channels(), now.records(), (now.records() - before.records()) / seconds);
                err.flush();
                beforeNanos = nanos;
            }
            before = now;
        }
        if (watched) {
            err.println();
        }
    }

    /// Reads a speed as a person types it.
    static final class SpeedConverter implements ITypeConverter<Speed> {
        @Override
        public Speed convert(String text) {
            try {
                return Speed.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("must be a number greater than 0, max or manual; was '" + text + "'");
            }
        }
    }
}
