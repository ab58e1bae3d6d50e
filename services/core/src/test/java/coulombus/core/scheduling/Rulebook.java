package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.scheduling.ChannelSituation.Occupant;
import coulombus.core.scheduling.QueuedExperiment.WaitingCell;
import coulombus.core.scheduling.SchedulingResult.CellStart;

/// What is allowed, said a second time without any of the scheduler's code, slowly and plainly: may these cells be on these channels?
final class Rulebook {
    private final SchedulingInput input;
    private final Map<String, ChannelSpec> specs = new HashMap<>();
    private final Map<String, ChannelSituation> situations = new HashMap<>();

    Rulebook(SchedulingInput input) {
        this.input = input;
        input.facility().channels().forEach(c -> specs.put(c.channelId(), c));
        input.channels().forEach(c -> situations.put(c.channelId(), c));
    }

    /// One cell of one experiment.
    record Put(QueuedExperiment experiment, WaitingCell cell, String channelId) {}

    List<Put> puts(List<CellStart> starts) {
        List<Put> puts = new ArrayList<>();
        for (CellStart start : starts) {
            QueuedExperiment experiment = input.queue().stream().filter(q -> q.experimentId().equals(start.experimentId())).findFirst()
                    .orElseThrow();
            puts.add(new Put(experiment,
                    experiment.cells().stream().filter(c -> c.cellId().equals(start.cellId())).findFirst().orElseThrow(),
                    start.channelId()));
        }
        return puts;
    }

    /// What is wrong with starting all of these now; empty where nothing is. Gangs are not looked at.
    List<String> wrongs(List<Put> puts) {
        List<String> wrongs = new ArrayList<>();
        Set<String> channels = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (Put put : puts) {
            if (!channels.add(put.channelId()) || !cells.add(put.cell().cellId())) {
                wrongs.add("twice: " + put);
            }
            wrongs.addAll(wrongsOf(put));
        }
        for (Put a : puts) {
            Optional<Placement.Spread> spread = a.experiment().spec().placement().spread();
            for (Put b : puts) {
                if (a != b && a.experiment() == b.experiment() && spread.isPresent() && spread.get().hard()
                        && near(specs.get(a.channelId()), specs.get(b.channelId()), spread.get().over())) {
                    wrongs.add("too near: " + a + " and " + b);
                }
            }
        }
        wrongs.addAll(limits(puts));
        return wrongs;
    }

    private static boolean near(ChannelSpec a, ChannelSpec b, Placement.Spread.Over over) {
        return switch (over) {
            case CYCLER -> a.cycler().equals(b.cycler());
            case RACK -> a.rack().equals(b.rack());
            case CHAMBER -> a.chamber().isPresent() && a.chamber().equals(b.chamber());
        };
    }

    private List<String> wrongsOf(Put put) {
        List<String> wrongs = new ArrayList<>();
        ChannelSpec spec = specs.get(put.channelId());
        ChannelSituation situation = situations.get(put.channelId());
        QueuedExperiment e = put.experiment();
        if (situation.hindrance().isPresent() || situation.occupant().isPresent()) {
            wrongs.add("not free: " + put);
        }
        if (situation.mountedCellId().isPresent() && !situation.mountedCellId().get().equals(put.cell().cellId())) {
            wrongs.add("another cell is there: " + put);
        }
        if (situations.values().stream().anyMatch(s -> s != situation && s.mountedCellId().equals(Optional.of(put.cell().cellId())))) {
            wrongs.add("mounted elsewhere: " + put);
        }
        List<Requirement> all = new ArrayList<>(e.spec().placement().require());
        all.addAll(e.protocolNeeds());
        for (Requirement requirement : all) {
            if (!holds(requirement, spec)) {
                wrongs.add("lacks " + requirement.inWords() + ": " + put);
            }
        }
        double end = input.nowUnixSecond() + e.durationP90Second();
        if (spec.calibrationDueUnixSecond() < end) {
            wrongs.add("past its calibration: " + put);
        }
        for (Closure closure : input.facility().closures()) {
            if (closure.channelIds().contains(put.channelId()) && closure.fromUnixSecond() < end
                    && closure.untilUnixSecond() > input.nowUnixSecond() && !closure.keptForGroup().equals(Optional.of(e.spec().group()))) {
                wrongs.add("into a closure: " + put);
            }
        }
        if (e.spec().earliestStartUnixSecond() > input.nowUnixSecond()) {
            wrongs.add("too early: " + put);
        }
        return wrongs;
    }

    private boolean holds(Requirement requirement, ChannelSpec spec) {
        return switch (requirement) {
            case Requirement.OneOf one -> one.values().contains(spec.labels().get(one.label()));
            case Requirement.CurrentAtLeast least -> spec.limits().maxCurrentAmpere() >= least.currentAmpere();
            case Requirement.VoltageWithin within -> spec.limits().minVoltageVolt() <= within.minVoltageVolt()
                    && spec.limits().maxVoltageVolt() >= within.maxVoltageVolt();
            case Requirement.Impedance range -> spec.impedance().isPresent() && spec.impedance().get().minHertz() <= range.minHertz()
                    && spec.impedance().get().maxHertz() >= range.maxHertz();
            case Requirement.Temperature wished -> spec.chamber().isPresent()
                    && (Double.isNaN(chamber(spec).temperatureCelsius())
                            || Math.abs(chamber(spec).temperatureCelsius() - wished.temperatureCelsius()) <= 0.5);
        };
    }

    private Chamber chamber(ChannelSpec spec) {
        return input.facility().chambers().stream().filter(c -> c.id().equals(spec.chamber().orElseThrow())).findFirst().orElseThrow();
    }

    private static double wish(QueuedExperiment e) {
        return e.spec().placement().require().stream().filter(r -> r instanceof Requirement.Temperature)
                .mapToDouble(r -> ((Requirement.Temperature) r).temperatureCelsius()).findFirst().orElse(Double.NaN);
    }

    private List<String> limits(List<Put> puts) {
        List<String> wrongs = new ArrayList<>();
        for (SharedResource resource : input.facility().sharedResources()) {
            long held = input.channels().stream().flatMap(s -> s.occupant().stream())
                    .filter(o -> o.sharedResources().contains(resource.id()))
                    .count();
            long wanted = puts.stream().filter(p -> p.experiment().spec().placement().sharedResources().contains(resource.id())
                    || measuresImpedance(p) && specs.get(p.channelId()).impedance().flatMap(ChannelSpec.ImpedanceRange::multiplexer)
                            .equals(Optional.of(resource.id())))
                    .count();
            if (wanted > 0 && held + wanted > resource.count()) {
                wrongs.add("too many hold " + resource.id());
            }
        }
        for (SafetyGroup group : input.facility().safetyGroups()) {
            List<ChannelSpec> members = members(s -> s.safetyGroup().equals(Optional.of(group.id())));
            check(wrongs, group.id(), members, puts, group.maxEnergizedCells(), group.maxEnergyWh());
        }
        for (Chamber chamber : input.facility().chambers()) {
            List<ChannelSpec> members = members(s -> s.chamber().equals(Optional.of(chamber.id())));
            check(wrongs, chamber.id(), members, puts, Integer.MAX_VALUE, chamber.maxEnergyWh());
            Set<Double> temperatures = new HashSet<>();
            members.stream().flatMap(m -> situations.get(m.channelId()).occupant().stream()).map(Occupant::temperatureCelsius)
                    .filter(t -> !Double.isNaN(t)).forEach(temperatures::add);
            puts.stream().filter(p -> members.contains(specs.get(p.channelId()))).map(p -> wish(p.experiment()))
                    .filter(t -> !Double.isNaN(t))
                    .forEach(temperatures::add);
            if (temperatures.size() > 1) {
                wrongs.add("temperatures " + temperatures + " in " + chamber.id());
            }
        }
        return wrongs;
    }

    private static boolean measuresImpedance(Put put) {
        return put.experiment().protocolNeeds().stream().anyMatch(r -> r instanceof Requirement.Impedance);
    }

    private List<ChannelSpec> members(java.util.function.Predicate<ChannelSpec> which) {
        return input.facility().channels().stream().filter(which).toList();
    }

    private void check(List<String> wrongs, String id, List<ChannelSpec> members, List<Put> puts, int mostCells, double mostWh) {
        List<Occupant> there = members.stream().flatMap(m -> situations.get(m.channelId()).occupant().stream()).toList();
        List<Put> added = puts.stream().filter(p -> members.contains(specs.get(p.channelId()))).toList();
        double energyWh = there.stream().mapToDouble(Occupant::energyWh).sum() + added.stream().mapToDouble(p -> p.cell().energyWh()).sum();
        if (!added.isEmpty() && (there.size() + added.size() > mostCells || energyWh > mostWh)) {
            wrongs.add("no room in " + id);
        }
    }

    /// All ways to put this experiment beside others: all its cells where it starts together, else one of them.
    List<List<Put>> ways(QueuedExperiment e, List<Put> others) {
        List<List<Put>> found = new ArrayList<>();
        int alone = 0;
        if (e.spec().placement().startTogether()) {
            extend(e, 0, e.cells().size(), new ArrayList<>(others), others.size(), found);
        } else {
            for (; alone < e.cells().size(); alone++) {
                extend(e, alone, alone + 1, new ArrayList<>(others), others.size(), found);
            }
        }
        return found;
    }

    private void extend(QueuedExperiment e, int cell, int until, List<Put> puts, int before, List<List<Put>> found) {
        if (cell == until) {
            found.add(List.copyOf(puts.subList(before, puts.size())));
            return;
        }
        for (ChannelSpec channel : input.facility().channels()) {
            puts.add(new Put(e, e.cells().get(cell), channel.channelId()));
            if (wrongs(puts).isEmpty()) {
                extend(e, cell + 1, until, puts, before, found);
            }
            puts.remove(puts.size() - 1);
        }
    }
}
