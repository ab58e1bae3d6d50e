package coulombus.core.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.Requirement;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelCondition;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.StepType;
import coulombus.core.scheduling.ChannelSituation;
import coulombus.core.scheduling.ChannelSituation.Occupant;
import coulombus.core.scheduling.QueuedExperiment;
import coulombus.core.scheduling.QueuedExperiment.WaitingCell;
import coulombus.core.scheduling.SchedulingInput;
import coulombus.core.scheduling.SchedulingPolicy;

/// What the book gives to a pass of the scheduler. Changes nothing; for the thread that owns the book.
public final class SchedulingView {
    private static final double FOREIGN_RUN_SECOND = 86_400;

    private final FacilityBook book;

    public SchedulingView(FacilityBook book) {
        this.book = book;
    }

    /// What agents say of a channel.
    public interface Hindrances {
        /// Why nothing may start on the channel, in two or three words, by what its agent says; empty where nothing hinders.
        Optional<String> of(String channelId);

        /// True where it is given to a run that belongs to no experiment.
        boolean isAssigned(String channelId);
    }

    /// Everything for one pass; empty where no facility is described.
    ///
    /// @param reservedBefore of the pass before
    public Optional<SchedulingInput> input(double now, Hindrances agents, List<String> reservedBefore, SchedulingPolicy policy) {
        return book.facility().map(facility -> new SchedulingInput(now, facility, situations(facility, now, agents), queue(), usage(now),
                reservedBefore, policy));
    }

    private Map<String, Double> usage(double now) {
        Map<String, Double> hours = new HashMap<>();
        book.usage(now).forEach((group, usage) -> hours.put(group, usage.decayedChannelHours()));
        return hours;
    }

    private List<ChannelSituation> situations(Facility facility, double now, Hindrances agents) {
        Map<String, List<Closure>> added = new HashMap<>();
        book.addedClosures().values().forEach(c -> c.channelIds().forEach(id -> added.computeIfAbsent(id, x -> new ArrayList<>()).add(c)));
        List<ChannelSituation> all = new ArrayList<>(facility.channels().size());
        for (ChannelSpec spec : facility.channels()) {
            String id = spec.channelId();
            ChannelCondition condition = book.channel(id);
            Optional<Occupant> occupant = book.runOn(id).map(run -> occupant(run, spec, now))
                    .or(() -> agents.isAssigned(id)
                            ? Optional.of(new Occupant("another run", condition.mountedCellId().orElse(""), "", now,
                                    now + FOREIGN_RUN_SECOND, Double.NaN, Double.NaN, Set.of(), List.of()))
                            : Optional.empty());
            Optional<String> hindrance = shortHindrance(condition).or(() -> occupant.isPresent() ? Optional.empty() : agents.of(id));
            all.add(new ChannelSituation(id, hindrance, occupant, condition.mountedCellId(), added.getOrDefault(id, List.of())));
        }
        return all;
    }

    private static Optional<String> shortHindrance(ChannelCondition condition) {
        if (!(condition.admin() instanceof coulombus.core.facility.ChannelAdmin.Enabled)) {
            return Optional.of(condition.admin().word());
        }
        if (condition.quarantine().isPresent()) {
            return Optional.of("in quarantine");
        }
        if (condition.lock().isPresent()) {
            return Optional.of("locked");
        }
        return condition.hindrance().map(tainted -> "tainted");
    }

    private Occupant occupant(FacilityBook.RunOnChannel on, ChannelSpec channel, double now) {
        Experiment experiment = on.experiment();
        CellRun run = on.run();
        PlannedNeeds needs = experiment.needs();
        double since = run.state() instanceof RunState.Assigned(double at)
                ? at
                : Double.isNaN(run.startedUnixSecond())
                        ? now
                        : run.startedUnixSecond();
        Set<String> resources = new TreeSet<>(experiment.spec().placement().sharedResources());
        if (requirements(experiment).stream().anyMatch(r -> r instanceof Requirement.Impedance)) {
            channel.impedance().flatMap(ChannelSpec.ImpedanceRange::multiplexer).ifPresent(resources::add);
        }
        return new Occupant(experiment.experimentId(), run.cellId(), experiment.spec().group(), since,
                ExpectedEnd.of(needs, run, now).likelyUnixSecond(), temperature(experiment), energyWh(book.cell(run.cellId()), needs),
                resources, requirements(experiment));
    }

    private static List<Requirement> requirements(Experiment experiment) {
        List<Requirement> all = new ArrayList<>(experiment.spec().placement().require());
        all.addAll(protocolNeeds(experiment.needs()));
        return all;
    }

    private static double temperature(Experiment experiment) {
        return experiment.spec().placement().require().stream()
                .mapToDouble(r -> r instanceof Requirement.Temperature(double celsius) ? celsius : Double.NaN).filter(Double::isFinite)
                .findFirst().orElse(Double.NaN);
    }

    private List<QueuedExperiment> queue() {
        return book.liveExperiments().stream().filter(e -> !e.waitingCellIds().isEmpty()).map(e -> queued(e, book::cell)).toList();
    }

    /// An experiment as a pass sees it.
    public static QueuedExperiment queued(Experiment experiment, Function<String, Optional<CellRecord>> cells) {
        PlannedNeeds needs = experiment.needs();
        Map<String, String> placed = new HashMap<>();
        experiment.runs().forEach(run -> run.channelId().ifPresent(channel -> placed.put(run.cellId(), channel)));
        List<WaitingCell> waiting = experiment.waitingCellIds().stream()
                .map(id -> new WaitingCell(id, energyWh(cells.apply(id), needs))).toList();
        Set<StepType> steps = needs.steps();
        return new QueuedExperiment(experiment.experimentId(), experiment.spec(), experiment.submittedUnixSecond(), waiting, placed,
                protocolNeeds(needs), steps, needs.p50Second(), needs.p90Second(), experiment.move());
    }

    private static List<Requirement> protocolNeeds(PlannedNeeds needs) {
        List<Requirement> all = new ArrayList<>();
        if (needs.maxCurrentAmpere() > 0) {
            all.add(new Requirement.CurrentAtLeast(needs.maxCurrentAmpere()));
        }
        if (needs.minVoltageVolt() <= needs.maxVoltageVolt()) {
            all.add(new Requirement.VoltageWithin(needs.minVoltageVolt(), needs.maxVoltageVolt()));
        }
        needs.impedanceHertz().ifPresent(all::add);
        return all;
    }

    /// Nominal capacity times the highest voltage the protocol goes to: an upper bound of what is stored. NaN where one is not known.
    private static double energyWh(Optional<CellRecord> cell, PlannedNeeds needs) {
        return Math.abs(cell.map(c -> c.facts().nominalCapacityAh()).orElse(Double.NaN) * needs.maxVoltageVolt());
    }
}
