package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import coulombus.app.benchmark.ScheduleSimulation.Running;
import coulombus.app.benchmark.ScheduleSimulation.Start;
import coulombus.app.benchmark.ScheduleSimulation.State;
import coulombus.app.benchmark.ScheduleWorkload.ChannelKind;
import coulombus.app.benchmark.ScheduleWorkload.Job;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.scheduling.ChannelSituation;
import coulombus.core.scheduling.QueuedExperiment;
import coulombus.core.scheduling.Scheduler;
import coulombus.core.scheduling.SchedulingInput;
import coulombus.core.scheduling.SchedulingPolicy;
import coulombus.core.scheduling.SchedulingResult;

/// The scheduler of the fleet, told of a workload in its own words: a current class is a current, a temperature a chamber.
final class FleetPlanner implements ScheduleSimulation.Planner {
    private static final double DAY_SECOND = 86_400;
    private static final double DAY_HOUR = 24;
    private static final double[] CLASS_AMPERE = { 5, 20, 100 };
    private static final double[] CELSIUS = { 25, 45, 60 };
    private static final Requirement IMPEDANCE = new Requirement.Impedance(0.1, 10_000);

    private final Scheduler scheduler = new Scheduler();
    private final SchedulingPolicy policy;
    private final Facility facility;
    private final Map<String, Integer> channelNumber = new HashMap<>();
    private final Map<String, Job> jobById = new HashMap<>();
    private final Map<Job, QueuedExperiment> told = new HashMap<>();
    private List<String> reserved = List.of();

    FleetPlanner(ScheduleWorkload workload, SchedulingPolicy policy) {
        this.policy = policy;
        List<ChannelSpec> channels = new ArrayList<>();
        for (ChannelKind kind : workload.channels()) {
            ChannelSpec spec = channel(kind, channels.size());
            channelNumber.put(spec.channelId(), channels.size());
            channels.add(spec);
        }
        List<Chamber> chambers = new ArrayList<>();
        for (int t = 0; t < CELSIUS.length; t++) {
            chambers.add(new Chamber("chamber" + t, CELSIUS[t], Double.NaN));
        }
        List<UserGroup> groups = new ArrayList<>();
        for (int g = 0; g < ScheduleWorkload.SHARES.length; g++) {
            groups.add(new UserGroup("group" + g, ScheduleWorkload.SHARES[g]));
        }
        facility = new Facility("benchmark", channels, chambers, List.of(), List.of(), groups, List.of());
        for (Job job : workload.experiments()) {
            told.put(job, experiment(job));
            jobById.put(told.get(job).experimentId(), job);
        }
    }

    private static ChannelSpec channel(ChannelKind kind, int number) {
        Optional<ChannelSpec.ImpedanceRange> impedance = kind.impedance()
                ? Optional.of(new ChannelSpec.ImpedanceRange(0.01, 100_000, Optional.empty()))
                : Optional.empty();
        return new ChannelSpec("cycler" + kind.cycler() + "/" + number, "", new ChannelLimits(0, 5, CLASS_AMPERE[kind.current()], Set.of()),
                Double.NaN, "", impedance, Optional.of("chamber" + kind.temperature()), Set.of(), Optional.empty(), Double.NaN, Map.of());
    }

    private static QueuedExperiment experiment(Job job) {
        String id = String.format(java.util.Locale.ROOT, "e%05d", job.number());
        List<String> cells = new ArrayList<>();
        List<QueuedExperiment.WaitingCell> waiting = new ArrayList<>();
        for (int i = 0; i < job.cells(); i++) {
            cells.add(id + "-" + i);
            waiting.add(new QueuedExperiment.WaitingCell(cells.get(i), Double.NaN));
        }
        Placement placement = new Placement(List.of(new Requirement.Temperature(CELSIUS[job.temperature()])), List.of(),
                Optional.of(new Placement.Spread(Placement.Spread.Over.CYCLER, true)), true, Set.of());
        ExperimentSpec spec = new ExperimentSpec(id, "group" + job.group(), PriorityClass.values()[job.priority()], cells, cells.size(), "",
                placement, Double.NaN, Double.NaN, DAY_SECOND);
        List<Requirement> needs = new ArrayList<>(List.of(new Requirement.CurrentAtLeast(CLASS_AMPERE[job.current()] * 0.8)));
        if (job.impedance()) {
            needs.add(IMPEDANCE);
        }
        double second = job.estimateDay() * DAY_SECOND;
        return new QueuedExperiment(id, spec, job.arrivalDay() * DAY_SECOND, waiting, Map.of(), needs, Set.of(), second, second,
                new QueuedExperiment.QueueMove(Optional.empty(), OptionalInt.empty()));
    }

    @Override
    public List<Start> plan(State state) {
        Map<String, Double> usedHours = new HashMap<>();
        for (int g = 0; g < state.usedDay.length; g++) {
            usedHours.put("group" + g, state.usedDay[g] * DAY_HOUR);
        }
        List<ChannelSituation> channels = new ArrayList<>();
        for (int c = 0; c < state.on.length; c++) {
            channels.add(situation(facility.channels().get(c).channelId(), state.on[c]));
        }
        SchedulingResult result = scheduler.plan(new SchedulingInput(state.day * DAY_SECOND, facility, channels,
                state.queue.stream().map(told::get).toList(), usedHours, reserved, policy));
        reserved = result.reservations().stream().map(SchedulingResult.Reservation::experimentId).toList();
        Map<Job, List<Integer>> channelsOf = new java.util.LinkedHashMap<>();
        for (SchedulingResult.CellStart start : result.starts()) {
            channelsOf.computeIfAbsent(jobById.get(start.experimentId()), j -> new ArrayList<>()).add(channelNumber.get(start.channelId()));
        }
        return channelsOf.entrySet().stream().map(e -> new Start(e.getKey(), e.getValue().stream().mapToInt(Integer::intValue).toArray()))
                .toList();
    }

    private ChannelSituation situation(String channelId, Running running) {
        if (running == null) {
            return ChannelSituation.free(channelId);
        }
        QueuedExperiment experiment = told.get(running.job());
        List<Requirement> asked = new ArrayList<>(experiment.protocolNeeds());
        asked.addAll(experiment.spec().placement().require());
        return new ChannelSituation(channelId, Optional.empty(), Optional.of(new ChannelSituation.Occupant(experiment.experimentId(), "",
                experiment.spec().group(), running.startDay() * DAY_SECOND,
                (running.startDay() + running.job().estimateDay()) * DAY_SECOND, CELSIUS[running.job().temperature()], Double.NaN, Set.of(),
                asked)), Optional.empty(), List.of());
    }
}
