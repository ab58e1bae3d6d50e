package coulombus.core.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.book.FacilityChange.CellMounted;
import coulombus.core.book.FacilityChange.CellUnmounted;
import coulombus.core.book.FacilityChange.QuarantineChanged;
import coulombus.core.book.FacilityChange.RunChanged;
import coulombus.core.cell.CellFacts;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.BenchRules;
import coulombus.core.facility.BenchRules.Confirmation;
import coulombus.core.facility.ChannelCondition.Quarantine;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.ResolvedProtocol;

/// Brings runs from state to state: what follows from what is known now. It looks at levels only, so what a scheduler that was killed did not
/// write is found again by the next one.
///
/// Changes nothing itself: a step counts when the log has taken it and both books were told. For the thread that owns them.
public final class RunFollower {
    private final FacilityBook book;
    private final AssignmentBook assignments;
    private final RequestTexts texts;
    /// The last report before a mounted cell is looked at, by run.
    private final Map<UUID, ChannelReported> seenAtMount = new HashMap<>();

    public RunFollower(FacilityBook book, AssignmentBook assignments, RequestTexts texts) {
        this.book = book;
        this.assignments = assignments;
        this.texts = texts;
    }

    /// The next step of any experiment; empty where all wait for something. To be asked again after each step.
    ///
    /// @param alive agents that were heard of lately
    public Optional<FollowStep> next(Collection<String> alive, double now) {
        Optional<Facility> facility = book.facility();
        if (facility.isEmpty()) {
            return Optional.empty();
        }
        for (Experiment experiment : book.openExperiments()) {
            for (CellRun run : experiment.runs()) {
                Optional<FollowStep> step = step(experiment, run, facility.get().bench(), alive, now);
                if (step.isPresent()) {
                    return step;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<FollowStep> step(Experiment experiment, CellRun run, BenchRules bench, Collection<String> alive, double now) {
        return switch (run.state()) {
            case RunState.Queued queued -> Optional.empty();
            case RunState.Assigned(double since) -> assigned(experiment, run, since, bench, now);
            case RunState.Mounted(double since) -> mounted(experiment, run, since, bench, alive, now);
            case RunState.Held held -> Optional.empty();
            case RunState.Armed armed -> armed(experiment, run, alive, now);
            case RunState.Starting(long token, double since) -> starting(experiment, run, token, since, bench, now);
            case RunState.Running(long token, double since) -> running(experiment, run, token, now);
            case RunState.Stopping stopping -> stopping(run, stopping, now);
            case RunState.Ended ended -> ended(experiment, run, ended, bench, now);
            case RunState.Closed closed -> Optional.empty();
        };
    }

    private Optional<FollowStep> assigned(Experiment experiment, CellRun run, double since, BenchRules bench, double now) {
        String channelId = run.channelId().orElseThrow();
        Optional<String> hindrance = book.channel(channelId).hindrance();
        if (hindrance.isPresent()) {
            return givenBack(experiment, run, "channel " + channelId + " " + hindrance.get(), now);
        }
        if (bench.mount() == Confirmation.ASSUMED && book.channel(channelId).mountedCellId().isEmpty()
                && book.channelOfCell(run.cellId()).isEmpty()) {
            return one(new CellMounted(run.cellId(), channelId), now);
        }
        return now - since > bench.mountTimeoutSecond()
                ? givenBack(experiment, run, "the cell was not mounted within " + bench.mountTimeoutSecond() / 3600 + " h", now)
                : Optional.empty();
    }

    /// Those that start together wait together.
    private static Optional<FollowStep> givenBack(Experiment experiment, CellRun run, String why, double now) {
        List<FacilityDecision> all = experiment.runs().stream()
                .filter(r -> r.cellId().equals(run.cellId()) || experiment.spec().placement().startTogether() && isBeforeStart(r.state()))
                .map(r -> FacilityDecision.own(new RunChanged(experiment.experimentId(), r.cellId(), new RunState.Queued(), why), now))
                .toList();
        return Optional.of(new FollowStep(all, List.of()));
    }

    private static boolean isBeforeStart(RunState state) {
        return state instanceof RunState.Assigned || state instanceof RunState.Mounted || state instanceof RunState.Armed;
    }

    private Optional<FollowStep> mounted(Experiment experiment, CellRun run, double since, BenchRules bench, Collection<String> alive,
            double now) {
        String channelId = run.channelId().orElseThrow();
        if (assignments.hindrance(channelId, alive).isPresent()) {
            return Optional.empty();
        }
        ChannelReported report = assignments.reportOf(channelId).orElseThrow();
        UUID runId = run.runId().orElseThrow();
        if (bench.mount() == Confirmation.SCAN
                && (seenAtMount.computeIfAbsent(runId, id -> report) == report || !(report.unixTimeSecond() >= since))) {
            // A voltage says something of the cell only where it was read after the cell came: another report than the last before, and not one
            // that was long on its way. Agents' clocks are good enough for the latter, a cell is clipped in some seconds before the scan.
            return Optional.empty();
        }
        seenAtMount.remove(runId);
        Optional<String> complaint = preflight(experiment, run.cellId(), channelId, report.voltageVolt());
        RunState to = complaint.<RunState>map(RunState.Held::new).orElseGet(() -> new RunState.Armed(now));
        return one(new RunChanged(experiment.experimentId(), run.cellId(), to, complaint.orElse("")), now);
    }

    private Optional<String> preflight(Experiment experiment, String cellId, String channelId, double volt) {
        Optional<ChannelSpec> channel = book.channelSpec(channelId);
        if (channel.isEmpty()) {
            return Optional.of("channel " + channelId + " is not described by the facility any more");
        }
        try {
            return Preflight.complaint(ResolvedProtocol.of(texts.protocol(experiment.spec().protocolText()), facts(cellId)),
                    channel.get().limits(), volt, experiment.spec().openCircuit());
        } catch (IllegalArgumentException e) {
            // It was readable when it was submitted: another release, or facts of the cell that were changed since.
            return Optional.of("the protocol cannot be resolved: " + e.getMessage());
        }
    }

    private CellFacts facts(String cellId) {
        return book.cell(cellId).orElseThrow().facts();
    }

    private Optional<FollowStep> armed(Experiment experiment, CellRun run, Collection<String> alive, double now) {
        boolean together = experiment.spec().placement().startTogether();
        List<CellRun> starters = together ? experiment.runs().stream().filter(r -> !r.state().isOver()).toList() : List.of(run);
        if (!starters.stream().allMatch(r -> r.state() instanceof RunState.Armed)) {
            return Optional.empty();
        }
        for (CellRun starter : starters) {
            String channelId = starter.channelId().orElseThrow();
            Optional<String> closed = book.closedDuring(channelId, experiment.spec().group(), now, now + experiment.needs().p90Second());
            if (closed.isPresent()) {
                return givenBack(experiment, starter, closed.get(), now);
            }
            if (book.channel(channelId).hindrance().isPresent() || assignments.hindrance(channelId, alive).isPresent()) {
                return Optional.empty();
            }
        }
        List<FacilityDecision> entries = new ArrayList<>();
        List<Decision> orders = new ArrayList<>();
        for (CellRun starter : starters) {
            RunOrder order = RunOrder.of(starter.runId().orElseThrow(), experiment.spec().title(), facts(starter.cellId()),
                    experiment.spec().protocolText(), experiment.spec().startWithinSecond());
            Decision granted = assignments.order(starter.channelId().orElseThrow(), order, experiment.submittedBy(), alive, now);
            if (!(granted.outcome() instanceof Outcome.Granted(ChannelDesired desired))) {
                return Optional.empty();
            }
            orders.add(granted);
            entries.add(FacilityDecision.own(new RunChanged(experiment.experimentId(), starter.cellId(),
                    new RunState.Starting(desired.token(), now), ""), now));
        }
        return Optional.of(new FollowStep(entries, orders));
    }

    private Optional<FollowStep> starting(Experiment experiment, CellRun run, long token, double since, BenchRules bench, double now) {
        Optional<ChannelReported> report = ofToken(run, token);
        if (report.filter(r -> isRunning(r.state())).isPresent()) {
            return one(new RunChanged(experiment.experimentId(), run.cellId(), new RunState.Running(token, now), ""), now);
        }
        Optional<FollowStep> doubt = doubt(run, report.map(ChannelReported::state), report.map(ChannelReported::answer), now);
        if (doubt.isPresent()) {
            return doubt;
        }
        if (report.isPresent() && report.get().state() instanceof OperatingState.Tripped tripped) {
            return one(new RunChanged(experiment.experimentId(), run.cellId(), new RunState.Faulted(tripped.cause()), ""), now);
        }
        if (experiment.spec().placement().startTogether() && now - since > bench.startTimeoutSecond()) {
            return Optional
                    .of(new FollowStep(heldAll(experiment, "", "cell " + run.cellId() + " on channel " + run.channelId().orElseThrow()
                            + " did not start within " + bench.startTimeoutSecond() + " s, all stop", now), List.of()));
        }
        return Optional.empty();
    }

    /// Stops every energised replicate, to be held; but for one that is known to be off.
    private static List<FacilityDecision> heldAll(Experiment experiment, String exceptCell, String why, double now) {
        List<FacilityDecision> entries = new ArrayList<>();
        for (CellRun run : experiment.runs()) {
            long token = run.state() instanceof RunState.Starting(long t, double s)
                    ? t
                    : run.state() instanceof RunState.Running(long t, double s) ? t : 0;
            if (token > 0 && !run.cellId().equals(exceptCell)) {
                entries.add(FacilityDecision.own(new RunChanged(experiment.experimentId(), run.cellId(),
                        new RunState.Stopping(token, true, why), why), now));
            }
        }
        return entries;
    }

    private Optional<FollowStep> running(Experiment experiment, CellRun run, long token, double now) {
        Optional<ChannelReported> report = ofToken(run, token);
        if (report.isPresent() && report.get().state() instanceof OperatingState.Tripped tripped) {
            return one(new RunChanged(experiment.experimentId(), run.cellId(), new RunState.Faulted(tripped.cause()), ""), now);
        }
        return doubt(run, report.map(ChannelReported::state), report.map(ChannelReported::answer), now);
    }

    /// An agent that finds somebody else's job, or refuses as busy what should be free, is believed: nobody starts there any more.
    private Optional<FollowStep> doubt(CellRun run, Optional<OperatingState> state, Optional<OrderAnswer> answer, double now) {
        String channelId = run.channelId().orElseThrow();
        Optional<String> why = state.filter(s -> s instanceof OperatingState.Quarantined)
                .map(s -> ((OperatingState.Quarantined) s).why())
                .or(() -> answer.filter(a -> a == OrderAnswer.BUSY).map(a -> "the agent says that another run has the channel"));
        return book.channel(channelId).quarantine().isPresent()
                ? Optional.empty()
                : why.flatMap(w -> one(new QuarantineChanged(channelId, Optional.of(new Quarantine(w, Optional.empty(), now)), w), now));
    }

    private Optional<FollowStep> stopping(CellRun run, RunState.Stopping stopping, double now) {
        String channelId = run.channelId().orElseThrow();
        Optional<ChannelDesired> active = assignments.activeOn(channelId).filter(a -> a.token() == stopping.token());
        boolean isTold = active.filter(a -> a.desired() instanceof Desired.Off off && off.findingId().isEmpty()).isPresent();
        return active.isEmpty() || isTold
                ? Optional.empty()
                : Optional.of(new FollowStep(List.of(),
                        List.of(assignments.turnOff(channelId, stopping.why(), FacilityDecision.SCHEDULER, now))));
    }

    private Optional<FollowStep> ended(Experiment experiment, CellRun run, RunState.Ended ended, BenchRules bench, double now) {
        Optional<String> mountedOn = book.channelOfCell(run.cellId());
        boolean isThere = mountedOn.isPresent() && mountedOn.equals(run.channelId());
        if (!isThere) {
            return one(new RunChanged(experiment.experimentId(), run.cellId(), new RunState.Closed(ended), ""), now);
        }
        return bench.unmount() == Confirmation.ASSUMED && assignments.activeOn(mountedOn.get()).isEmpty()
                ? one(new CellUnmounted(run.cellId(), mountedOn.get()), now)
                : Optional.empty();
    }

    /// What the release of a channel means for the run that had it; to be logged with it, asked before the books are told.
    ///
    /// @param release as [AssignmentBook#released] says
    public List<FacilityDecision> onRelease(Decision release, double now) {
        String channelId = release.channelId();
        Optional<FacilityBook.RunOnChannel> on = book.runOn(channelId).filter(r -> r.run().state().mayCarryCurrent());
        Optional<ChannelDesired> active = assignments.activeOn(channelId);
        if (on.isEmpty() || active.isEmpty()) {
            return List.of();
        }
        Experiment experiment = on.get().experiment();
        CellRun run = on.get().run();
        List<FacilityDecision> entries = new ArrayList<>();
        RunState to = endOf(run, active.get());
        if (run.state() instanceof RunState.Stopping stopping && !(to instanceof RunState.Ended)) {
            // It was refused before it heard that it shall not run.
            to = stopped(stopping);
        }
        if (to instanceof RunState.Completed && run.state() instanceof RunState.Starting(long token, double since)) {
            entries.add(changed(experiment, run, new RunState.Running(token, since), now));
        }
        entries.add(changed(experiment, run, to, now));
        boolean didNotStart = run.state() instanceof RunState.Starting && (to instanceof RunState.Held || to instanceof RunState.Queued);
        if (didNotStart && experiment.spec().placement().startTogether()) {
            entries.addAll(
                    heldAll(experiment, run.cellId(), "cell " + run.cellId() + " on channel " + channelId + " did not start, all stop",
                            now));
        }
        return entries;
    }

    private RunState endOf(CellRun run, ChannelDesired active) {
        if (!(active.desired() instanceof Desired.Off off)) {
            return endedByItself(run, active.token());
        }
        if (run.state() instanceof RunState.Stopping stopping) {
            return stopped(stopping);
        }
        return off.findingId().isPresent() ? new RunState.Faulted(off.why()) : new RunState.Cancelled(off.why());
    }

    private static RunState stopped(RunState.Stopping stopping) {
        return stopping.hold() ? new RunState.Held(stopping.why()) : new RunState.Cancelled(stopping.why());
    }

    private RunState endedByItself(CellRun run, long token) {
        ChannelReported report = ofToken(run, token).orElseThrow();
        return switch (report.answer()) {
            case EXPIRED -> new RunState.Queued();
            case PLAN_MISMATCH, OUTSIDE_LIMITS, REFUSED_BY_DEVICE, NOT_CONTROLLABLE ->
                new RunState.Held("the start was refused (" + report.answer() + "): " + report.detail());
            case NONE, ACCEPTED, STALE_TOKEN, BUSY -> new RunState.Completed();
        };
    }

    /// What follows where two persons say that a channel in doubt is safe; asked before the books are told. Where its agent still sees the run
    /// go on, or a trip that is to be cleared, only the doubt ends.
    public FollowStep onQuarantineReleased(String channelId, String evidence, double now) {
        Optional<ChannelDesired> active = assignments.activeOn(channelId);
        boolean goesOn = assignments.reportOf(channelId).map(ChannelReported::state).filter(RunFollower::isKnown).isPresent();
        if (active.isEmpty() || goesOn) {
            return new FollowStep(List.of(), List.of());
        }
        List<FacilityDecision> entries = book.runOn(channelId).filter(on -> on.run().state().mayCarryCurrent())
                .map(on -> changed(on.experiment(), on.run(), new RunState.Faulted("in doubt; " + evidence), now)).stream().toList();
        return new FollowStep(entries, List.of(assignments.releasedByPeople(channelId, evidence, now)));
    }

    private static boolean isKnown(OperatingState state) {
        return switch (state) {
            case OperatingState.Starting starting -> true;
            case OperatingState.Running running -> true;
            case OperatingState.Paused paused -> true;
            case OperatingState.Stopping stopping -> true;
            case OperatingState.Tripped tripped -> true;
            case OperatingState.Unknown unknown -> false;
            case OperatingState.Idle idle -> false;
            case OperatingState.Quarantined doubt -> false;
        };
    }

    private static FacilityDecision changed(Experiment experiment, CellRun run, RunState to, double now) {
        return FacilityDecision.own(new RunChanged(experiment.experimentId(), run.cellId(), to, ""), now);
    }

    private Optional<ChannelReported> ofToken(CellRun run, long token) {
        return assignments.reportOf(run.channelId().orElseThrow()).filter(r -> r.token() == token);
    }

    private static boolean isRunning(OperatingState state) {
        return state instanceof OperatingState.Running || state instanceof OperatingState.Paused;
    }

    private static Optional<FollowStep> one(FacilityChange change, double now) {
        return Optional.of(new FollowStep(List.of(FacilityDecision.own(change, now)), List.of()));
    }
}
