package coulombus.core.book;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import coulombus.core.book.FacilityChange.Refused;
import coulombus.core.book.FacilityChange.Submitted;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.Problem;
import coulombus.core.protocol.ProtocolCheck;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.UnknownNormaliserException;
import coulombus.core.scheduling.ChannelSituation;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.core.scheduling.Scheduler;
import coulombus.core.scheduling.SchedulingInput;
import coulombus.core.scheduling.SchedulingPolicy;
import coulombus.core.scheduling.WaitingExperiment;

/// Looks at an experiment before it comes into the queue: everything that it names is there, every cell is free, and an empty facility could
/// run it.
final class SubmissionCheck {
    private final Facility facility;
    private final Function<String, Optional<CellRecord>> cells;
    private final Function<String, Optional<String>> experimentOfCell;

    /// @param experimentOfCell the experiment in which a cell has not ended
    SubmissionCheck(Facility facility, Function<String, Optional<CellRecord>> cells, Function<String, Optional<String>> experimentOfCell) {
        this.facility = facility;
        this.cells = cells;
        this.experimentOfCell = experimentOfCell;
    }

    FacilityChange check(String experimentId, ExperimentSpec spec, CyclingProtocol protocol, double nowUnixSecond) {
        Optional<String> unknown = unknown(spec);
        if (unknown.isPresent()) {
            return new Refused("", unknown.get());
        }
        List<CellFacts> facts = spec.cellIds().stream().map(id -> cells.apply(id).orElseThrow().facts()).toList();
        PlannedNeeds needs;
        List<ResolvedProtocol> resolved;
        try {
            needs = expected(PlannedNeeds.of(protocol, facts), spec);
            resolved = facts.stream().map(cell -> ResolvedProtocol.of(protocol, cell)).toList();
        } catch (UnknownNormaliserException e) {
            return new Refused("", "protocol and cells: " + e.getMessage());
        }
        if (!(needs.p50Second() > 0 && needs.p90Second() >= needs.p50Second()) || Double.isInfinite(needs.p90Second())) {
            return new Refused("", "protocol: how long it takes cannot be told from its steps; state expected_duration, "
                    + "e.g. {p50: 14 d, p90: 20 d}");
        }
        Submitted submitted = new Submitted(experimentId, spec, needs);
        return outsideEveryChannel(resolved).or(() -> impossible(submitted, nowUnixSecond)).<FacilityChange>map(why -> new Refused("", why))
                .orElse(submitted);
    }

    private static PlannedNeeds expected(PlannedNeeds needs, ExperimentSpec spec) {
        return spec.expectedDuration().map(d -> new PlannedNeeds(needs.maxCurrentAmpere(), needs.minVoltageVolt(), needs.maxVoltageVolt(),
                needs.steps(), needs.impedanceHertz(), d.p50Second(), d.p90Second())).orElse(needs);
    }

    private Optional<String> unknown(ExperimentSpec spec) {
        List<String> groups = facility.groups().stream().map(g -> g.name()).sorted().toList();
        if (!groups.contains(spec.group())) {
            return Optional.of("group: '" + spec.group() + "' is not described by the facility; it has " + groups);
        }
        for (String id : spec.cellIds()) {
            if (cells.apply(id).isEmpty()) {
                return Optional.of("cells: cell '" + id + "' is not registered");
            }
            Optional<String> other = experimentOfCell.apply(id);
            if (other.isPresent()) {
                return Optional.of("cells: cell '" + id + "' belongs to experiment " + other.get() + ", which has not ended");
            }
        }
        List<String> resources = facility.sharedResources().stream().map(r -> r.id()).sorted().toList();
        return spec.placement().sharedResources().stream().filter(r -> !resources.contains(r)).sorted().findFirst()
                .map(r -> "shared_resources: '" + r + "' is not described by the facility; it has " + resources);
    }

    /// Where every channel of the facility makes the same kind of trouble with the protocol.
    private Optional<String> outsideEveryChannel(List<ResolvedProtocol> protocols) {
        Map<ChannelLimits, String> kinds = new LinkedHashMap<>();
        facility.channels().forEach(channel -> kinds.putIfAbsent(channel.limits(), channel.channelId()));
        List<String> told = new ArrayList<>();
        for (Map.Entry<ChannelLimits, String> kind : kinds.entrySet()) {
            Optional<Problem> problem = protocols.stream().flatMap(p -> ProtocolCheck.problems(p, kind.getKey()).stream())
                    .filter(p -> p.level() == Problem.Level.ERROR).findFirst();
            if (problem.isEmpty()) {
                return Optional.empty();
            }
            told.add("on " + kind.getValue() + " and its like " + problem.get().where() + " " + problem.get().what());
        }
        return Optional.of("protocol: no channel can run it: " + (told.isEmpty() ? "the facility has none" : String.join("; ", told)));
    }

    /// Where even an empty facility could not run it.
    private Optional<String> impossible(Submitted submitted, double now) {
        Experiment experiment = new Experiment(submitted.experimentId(), submitted.spec(), submitted.needs(), "", now,
                new QueueMove(Optional.empty(), OptionalInt.empty()),
                submitted.spec().cellIds().stream().map(coulombus.core.experiment.CellRun::queued).toList());
        List<ChannelSituation> free = facility.channels().stream().map(ChannelSpec::channelId).map(ChannelSituation::free).toList();
        return new Scheduler().plan(new SchedulingInput(now, facility, free, List.of(SchedulingView.queued(experiment, cells)), Map.of(),
                List.of(), SchedulingPolicy.DEFAULT)).waiting().stream().filter(w -> w.cause() == WaitingExperiment.Cause.IMPOSSIBLE)
                .findFirst().map(WaitingExperiment::why);
    }
}
