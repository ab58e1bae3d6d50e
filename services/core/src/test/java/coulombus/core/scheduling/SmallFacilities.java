package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.StepType;
import coulombus.core.scheduling.ChannelSituation.Occupant;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.core.scheduling.QueuedExperiment.WaitingCell;
import coulombus.core.scheduling.SchedulingPolicy.ChannelChoice;

/// Small facilities with everything that can be in the way, and queues for them, drawn from a seed. The first seeds are the smallest.
final class SmallFacilities {
    static final double NOW = 1_000_000;
    static final double DAY = 86_400;
    private static final double[] AMPERES = { 1, 5, 20 };
    private static final double[] CELSIUS = { 25, 45 };

    private final Random random;
    private final int most;
    private int cellNumber;

    private SmallFacilities(long seed) {
        random = new Random(seed * 7_919 + 13);
        most = (int) Math.min(7, 2 + seed / 40);
    }

    static SchedulingInput of(long seed, int reservations) {
        return new SmallFacilities(seed).input(reservations);
    }

    private SchedulingInput input(int reservations) {
        Facility facility = facility();
        List<ChannelSituation> situations = new ArrayList<>();
        Map<String, Double> celsiusOfChamber = new HashMap<>();
        List<QueuedExperiment> queue = new ArrayList<>();
        int experiments = 1 + random.nextInt(5);
        for (int i = 0; i < experiments; i++) {
            queue.add(experiment(i));
        }
        Set<String> mounted = new HashSet<>();
        for (ChannelSpec channel : facility.channels()) {
            situations.add(situation(channel, facility, celsiusOfChamber, queue, mounted));
        }
        SchedulingPolicy policy = new SchedulingPolicy(reservations, 30 * DAY, 10 * DAY, 40 * DAY,
                random.nextInt(5) == 0 ? ChannelChoice.FIRST_FIT : ChannelChoice.LEAST_SCARCE);
        return new SchedulingInput(NOW, facility, situations, queue, Map.of("a", 100.0 * random.nextInt(3), "b", 100.0), List.of(), policy);
    }

    private Facility facility() {
        int n = 1 + random.nextInt(most);
        List<Chamber> chambers = List.of(
                new Chamber("c0", random.nextBoolean() ? 25 : Double.NaN, random.nextInt(3) == 0 ? 20 : Double.NaN),
                new Chamber("c1", Double.NaN, Double.NaN));
        List<SafetyGroup> safety = List.of(
                new SafetyGroup("s0", random.nextBoolean() ? 1 + random.nextInt(3) : Integer.MAX_VALUE, Double.NaN),
                new SafetyGroup("s1", Integer.MAX_VALUE, random.nextBoolean() ? 25 : Double.NaN));
        List<SharedResource> resources = List.of(new SharedResource("mux", 1 + random.nextInt(2)),
                new SharedResource("press", 1 + random.nextInt(3)));
        List<ChannelSpec> channels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Optional<ChannelSpec.ImpedanceRange> impedance = random.nextInt(3) > 0
                    ? Optional.empty()
                    : Optional.of(new ChannelSpec.ImpedanceRange(0.1, 1_000,
                            random.nextBoolean() ? Optional.of("mux") : Optional.empty()));
            channels.add(new ChannelSpec("y" + random.nextInt(4) + "/" + i, "r" + random.nextInt(2),
                    new ChannelLimits(0, 5, AMPERES[random.nextInt(3)], Set.of(StepType.REST)), Double.NaN, "", impedance,
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of("c" + random.nextInt(2)), Set.of(),
                    random.nextInt(3) == 0 ? Optional.of("s" + random.nextInt(2)) : Optional.empty(),
                    random.nextInt(5) == 0 ? NOW + random.nextInt(30) * DAY : Double.NaN, Map.of("line", "l" + random.nextInt(2))));
        }
        List<Closure> closures = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            double from = NOW + (random.nextInt(20) - 5) * DAY;
            closures.add(new Closure("closed", Set.of(channels.get(0).channelId()), from, from + (1 + random.nextInt(5)) * DAY,
                    random.nextBoolean() ? Optional.of("a") : Optional.empty(), "maintenance"));
        }
        return new Facility("small", channels, chambers, resources, safety, List.of(new UserGroup("a", 1), new UserGroup("b", 1)),
                closures);
    }

    private QueuedExperiment experiment(int i) {
        int cells = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(3);
        List<String> ids = new ArrayList<>();
        List<WaitingCell> waiting = new ArrayList<>();
        for (int k = 0; k < cells; k++) {
            ids.add("cell" + cellNumber++);
            waiting.add(new WaitingCell(ids.get(k), 10));
        }
        List<Requirement> require = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            require.add(new Requirement.Temperature(CELSIUS[random.nextInt(2)]));
        }
        if (random.nextInt(4) == 0) {
            require.add(new Requirement.OneOf(Requirement.Attribute.LABEL, "line", Set.of("l0")));
        }
        List<Requirement> needs = new ArrayList<>();
        if (random.nextInt(2) == 0) {
            needs.add(new Requirement.CurrentAtLeast(AMPERES[random.nextInt(3)]));
        }
        if (random.nextInt(4) == 0) {
            needs.add(new Requirement.Impedance(1, 100));
        }
        Optional<Placement.Spread> spread = random.nextInt(2) == 0
                ? Optional.empty()
                : Optional.of(new Placement.Spread(Placement.Spread.Over.values()[random.nextInt(3)], random.nextInt(3) > 0));
        Placement placement = new Placement(require, List.of(), spread, random.nextInt(3) > 0,
                random.nextInt(5) == 0 ? Set.of("press") : Set.of());
        ExperimentSpec spec = new ExperimentSpec("e" + i, random.nextBoolean() ? "a" : "b", PriorityClass.values()[random.nextInt(3)], ids,
                1, "", placement, random.nextInt(8) == 0 ? NOW + DAY : Double.NaN, Double.NaN, 60);
        double p50 = (1 + random.nextInt(20)) * DAY;
        QueueMove move = random.nextInt(10) == 0
                ? new QueueMove(Optional.empty(), OptionalInt.of(1 + random.nextInt(3)))
                : QueueMove.NONE;
        return new QueuedExperiment("e" + i, spec, NOW - random.nextInt(50) * DAY, waiting, Map.of(), needs, Set.of(StepType.REST), p50,
                p50 * (1 + random.nextInt(2)), move);
    }

    private ChannelSituation situation(ChannelSpec channel, Facility facility, Map<String, Double> celsiusOfChamber,
            List<QueuedExperiment> queue, Set<String> mounted) {
        Optional<String> hindrance = random.nextInt(8) == 0 ? Optional.of("in maintenance") : Optional.empty();
        if (random.nextInt(3) == 0) {
            double celsius = Double.NaN;
            if (channel.chamber().isPresent() && random.nextBoolean()) {
                double set = facility.chambers().stream().filter(c -> c.id().equals(channel.chamber().get())).findFirst().orElseThrow()
                        .temperatureCelsius();
                celsius = celsiusOfChamber.computeIfAbsent(channel.chamber().get(),
                        c -> Double.isNaN(set) ? CELSIUS[random.nextInt(2)] : set);
            }
            Occupant occupant = new Occupant("running" + cellNumber, "cell" + cellNumber++, random.nextBoolean() ? "a" : "b",
                    NOW - random.nextInt(20) * DAY, NOW + (random.nextInt(20) - 2) * DAY, celsius, 10, Set.of(), List.of());
            return new ChannelSituation(channel.channelId(), hindrance, Optional.of(occupant), Optional.of(occupant.cellId()), List.of());
        }
        Optional<String> cell = Optional.empty();
        if (random.nextInt(8) == 0) {
            String waiting = queue.get(0).cells().get(0).cellId();
            cell = Optional.of(mounted.add(waiting) ? waiting : "stranger" + cellNumber++);
        }
        return new ChannelSituation(channel.channelId(), hindrance, Optional.empty(), cell, List.of());
    }
}
