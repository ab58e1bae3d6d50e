package coulombus.loadtests;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.scheduling.ChannelSituation;
import coulombus.core.scheduling.QueuedExperiment;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.core.scheduling.QueuedExperiment.WaitingCell;
import coulombus.core.scheduling.Scheduler;
import coulombus.core.scheduling.SchedulingInput;
import coulombus.core.scheduling.SchedulingPolicy;
import coulombus.core.scheduling.SchedulingResult;

/// How long a pass of the scheduler takes with 5,000 channels and 10,000 waiting experiments of 1, 3 and 8 cells: when the facility is nearly
/// full, as on most days, and when it is empty, so that thousands start at once. Every channel has its own calibration date, half the
/// chambers take the temperature of whoever comes first, impedance goes over multiplexers, racks are safety groups.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = { "-Xmx1g" })
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class SchedulerPassBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CYCLERS = 312;
    private static final int CHANNELS_EACH = 16;
    private static final int CHANNELS = 5_000;
    private static final int EXPERIMENTS = 10_000;
    private static final double NOW = 1.7e9;
    private static final double DAY_SECOND = 86_400;
    private static final double[] AMPERES = { 5, 20, 100 };
    private static final double[] CELSIUS = { 25, 45, 60 };
    private static final int[] CELLS = { 1, 3, 3, 8 };

    /// Part of the channels that are taken when the pass begins.
    @Param({ "0.98", "0" })
    public double takenRatio;

    /// Experiments that keep channels.
    @Param({ "1", "8" })
    public int reservations;

    private final Scheduler scheduler = new Scheduler();
    private long cpuNanos;
    private int passes;
    private SchedulingInput input;

    /// Makes the facility and the queue.
    @Setup
    public void fill() {
        Random random = new Random(5);
        List<Chamber> chambers = new ArrayList<>();
        List<SafetyGroup> racks = new ArrayList<>();
        List<SharedResource> multiplexers = new ArrayList<>();
        for (int i = 0; i <= CYCLERS / 4; i++) {
            chambers.add(new Chamber("chamber" + i, i % 2 == 0 ? CELSIUS[i / 2 % 3] : Double.NaN, Double.NaN));
            racks.add(new SafetyGroup("rack" + i, 62, Double.NaN));
            multiplexers.add(new SharedResource("mux" + i, 8));
        }
        List<ChannelSpec> channels = new ArrayList<>();
        List<ChannelSituation> situations = new ArrayList<>();
        Map<String, Double> fixedCelsius = new HashMap<>();
        for (int i = 0; i < CHANNELS; i++) {
            int cycler = i / CHANNELS_EACH;
            Optional<ChannelSpec.ImpedanceRange> impedance = random.nextInt(4) == 0
                    ? Optional.of(new ChannelSpec.ImpedanceRange(0.01, 1e5, Optional.of("mux" + cycler / 4)))
                    : Optional.empty();
            channels.add(new ChannelSpec("cycler" + cycler + "/" + i % CHANNELS_EACH, "rack" + cycler / 4,
                    new ChannelLimits(0, 5, AMPERES[cycler % 10 < 6 ? 0 : cycler % 10 < 9 ? 1 : 2], Set.of()), Double.NaN, "", impedance,
                    Optional.of("chamber" + cycler / 4), Set.of("coin"), Optional.of("rack" + cycler / 4),
                    NOW + random.nextInt(400) * DAY_SECOND, Map.of()));
            situations.add(situation(channels.get(i), chambers.get(cycler / 4), fixedCelsius, random));
        }
        List<UserGroup> groups = List.of(new UserGroup("a", 0.4), new UserGroup("b", 0.3), new UserGroup("c", 0.2),
                new UserGroup("d", 0.1));
        Facility facility = new Facility("big", channels, chambers, multiplexers, racks, groups, List.of());
        List<QueuedExperiment> queue = new ArrayList<>();
        for (int i = 0; i < EXPERIMENTS; i++) {
            queue.add(experiment(i, groups.get(random.nextInt(4)).name(), random));
        }
        input = new SchedulingInput(NOW, facility, situations, queue, Map.of("a", 1e5, "b", 1e5), List.of(),
                new SchedulingPolicy(reservations, 30 * DAY_SECOND, 1000 * DAY_SECOND, 1000 * DAY_SECOND,
                        SchedulingPolicy.ChannelChoice.LEAST_SCARCE));
    }

    private ChannelSituation situation(ChannelSpec channel, Chamber chamber, Map<String, Double> fixedCelsius, Random random) {
        if (random.nextDouble() >= takenRatio) {
            return ChannelSituation.free(channel.channelId());
        }
        double celsius = Double.isNaN(chamber.temperatureCelsius())
                ? fixedCelsius.computeIfAbsent(chamber.id(), c -> CELSIUS[random.nextInt(3)])
                : chamber.temperatureCelsius();
        return new ChannelSituation(channel.channelId(), Optional.empty(), Optional.of(new ChannelSituation.Occupant("r", "r", "a",
                NOW - random.nextInt(30) * DAY_SECOND, NOW + random.nextDouble() * 60 * DAY_SECOND, celsius, Double.NaN, Set.of(),
                List.of(new Requirement.CurrentAtLeast(4), new Requirement.Temperature(celsius)))), Optional.of("r"), List.of());
    }

    private static QueuedExperiment experiment(int number, String group, Random random) {
        int cells = CELLS[random.nextInt(4)];
        List<String> ids = new ArrayList<>();
        List<WaitingCell> waiting = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            ids.add("e" + number + "-" + i);
            waiting.add(new WaitingCell(ids.get(i), Double.NaN));
        }
        List<Requirement> needs = new ArrayList<>(
                List.of(new Requirement.CurrentAtLeast((1 + random.nextInt(5)) * 0.2 * AMPERES[random.nextInt(3)])));
        if (random.nextInt(5) == 0) {
            needs.add(new Requirement.Impedance(0.1, 1e4));
        }
        Placement placement = new Placement(List.of(new Requirement.Temperature(CELSIUS[random.nextInt(3)])), List.of(),
                Optional.of(new Placement.Spread(Placement.Spread.Over.CYCLER, true)), true, Set.of());
        ExperimentSpec spec = new ExperimentSpec("e", group, PriorityClass.values()[random.nextInt(3)], ids, 1, "", placement, Double.NaN,
                Double.NaN, 60);
        double days = 1 + random.nextInt(60);
        return new QueuedExperiment("e" + number, spec, NOW - random.nextInt(60) * DAY_SECOND, waiting, Map.of(), needs, Set.of(),
                days * DAY_SECOND, days * 1.5 * DAY_SECOND, new QueueMove(Optional.empty(), OptionalInt.empty()));
    }

    /// One pass.
    @Benchmark
    public SchedulingResult pass() {
        passes++;
        return scheduler.plan(input);
    }

    /// Begins to count.
    @Setup(Level.Iteration)
    public void begin() {
        cpuNanos = THREADS.getCurrentThreadCpuTime();
        passes = 0;
    }

    /// Tells the processor time of a pass, which other work on the machine moves less than its duration.
    @TearDown(Level.Iteration)
    public void end() {
        double millis = (THREADS.getCurrentThreadCpuTime() - cpuNanos) / 1e6 / Math.max(1, passes);
        System.out.printf(Locale.ROOT, "[%.0f ms of processor time a pass] ", millis);
    }
}
