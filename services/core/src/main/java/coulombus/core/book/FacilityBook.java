package coulombus.core.book;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import coulombus.core.book.FacilityChange.CellMounted;
import coulombus.core.book.FacilityChange.CellUnmounted;
import coulombus.core.book.FacilityChange.Refused;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellEvent;
import coulombus.core.cell.CellEvent.What;
import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelCondition;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;

/// The facility, its cells and its experiments: a fold of the scheduler's log, and the rules by which people's requests become its next entries.
///
/// A decision is made by [#decide]; it counts only when it comes back through [#on], which the scheduler calls after the log has taken it,
/// and again for the whole log when it starts. Who only shows, folds the same log. Tokens and what channels are told are kept by
/// [coulombus.core.assignment.AssignmentBook], which stands beside it.
///
/// One thread owns it.
public final class FacilityBook {
    private final CellRegister cells = new CellRegister();
    private final ChannelRegister channels = new ChannelRegister();
    private final ExperimentRegister experiments = new ExperimentRegister(this::changed);
    private final ChannelDecisions channelDecisions = new ChannelDecisions(cells, channels, experiments);
    private final UsageBook usage;
    private final Map<UUID, FacilityDecision> answered = new HashMap<>();
    private final Map<String, Running> running = new HashMap<>();

    private record Running(String group, double fromUnixSecond) {}

    /// A run with the experiment it belongs to.
    public record RunOnChannel(Experiment experiment, CellRun run) {}

    /// @param usageHalfLifeSecond in which half of a group's former use is forgotten, s, greater than 0
    public FacilityBook(double usageHalfLifeSecond) {
        usage = new UsageBook(usageHalfLifeSecond);
    }

    /// Takes an entry of the log, in the log's order.
    public void on(FacilityDecision decision) {
        double now = decision.unixTimeSecond();
        switch (decision.change()) {
            case Refused refused -> {
            }
            case FacilityChange.FacilitySet set -> channels.on(set);
            case FacilityChange.CellsRegistered registered -> cells.on(registered, now);
            case FacilityChange.ClosureAdded added -> channels.on(added);
            case FacilityChange.ClosureRemoved removed -> channels.on(removed);
            case FacilityChange.OfChannel change -> {
                channels.on(change);
                bench(change, now);
            }
            case FacilityChange.OfExperiment change -> experiments.on(change, decision.requestedBy(), now, channels::channelOf);
        }
        decision.requestId().ifPresent(id -> answered.put(id, decision));
    }

    private void bench(FacilityChange.OfChannel change, double now) {
        if (change instanceof CellMounted(String cellId, String channelId)) {
            cells.happened(cellId, What.MOUNTED, now, Optional.of(channelId), Optional.empty(), "");
            experiments.mounted(cellId, channelId, now);
        } else if (change instanceof CellUnmounted(String cellId, String channelId)) {
            cells.happened(cellId, What.UNMOUNTED, now, Optional.of(channelId), Optional.empty(), "");
            experiments.unmounted(cellId, channelId, now);
        }
    }

    private void changed(Experiment experiment, CellRun before, CellRun after, String why, double now) {
        Optional<What> what = switch (after.state()) {
            case RunState.Assigned assigned -> before.state() instanceof RunState.Queued ? Optional.of(What.ASSIGNED) : Optional.empty();
            case RunState.Mounted mounted -> before.state() instanceof RunState.Queued ? Optional.of(What.ASSIGNED) : Optional.empty();
            case RunState.Running started -> Optional.of(What.STARTED);
            case RunState.Completed completed -> Optional.of(What.COMPLETED);
            case RunState.Faulted faulted -> Optional.of(What.FAULTED);
            case RunState.Cancelled cancelled -> Optional.of(What.CANCELLED);
            default -> Optional.empty();
        };
        what.ifPresent(w -> cells.happened(after.cellId(), w, now, after.channelId(), after.runId(), detail(after, why)));
        if (after.state() instanceof RunState.Running) {
            running.put(after.cellId(), new Running(experiment.spec().group(), now));
        } else if (!after.state().mayCarryCurrent()) {
            Running ran = running.remove(after.cellId());
            if (ran != null) {
                usage.used(ran.group(), ran.fromUnixSecond(), now);
            }
        }
    }

    private static String detail(CellRun run, String why) {
        return switch (run.state()) {
            case RunState.Faulted(String cause) -> cause;
            case RunState.Cancelled(String reason) -> reason;
            default -> why;
        };
    }

    /// Decides on a request. Nothing changes before the decision comes back through [#on].
    ///
    /// @param texts          reads what is asked in words
    /// @param around         what agents say
    /// @param unixTimeSecond for the record
    public FacilityDecision decide(FacilityRequest request, RequestTexts texts, Surroundings around, double unixTimeSecond) {
        FacilityChange change;
        try {
            change = change(request, texts, around, unixTimeSecond);
        } catch (IllegalArgumentException e) {
            // What a text or a value has wrong is told by whoever refuses it.
            change = new Refused("", e.getMessage());
        }
        return new FacilityDecision(Optional.of(request.requestId()), change, request.requestedBy(), unixTimeSecond);
    }

    private FacilityChange change(FacilityRequest request, RequestTexts texts, Surroundings around, double now) {
        return switch (request.asked()) {
            case Asked.SetFacility set -> set(texts.facility(set.text()), around);
            case Asked.RegisterCells register -> cells.decide(texts.cells(register.text()), liveCells());
            case Asked.Submit submit -> submit(submit, texts, now);
            case Asked.Cancel cancel -> ofLive(cancel.experimentId(),
                    experiment -> new FacilityChange.CancelAsked(cancel.experimentId(), cancel.why()));
            case Asked.Extend extend -> ofLive(extend.experimentId(), experiment -> extend.moreSecond() > 0
                    && Double.isFinite(extend.moreSecond())
                            ? new FacilityChange.Extended(extend.experimentId(), extend.moreSecond(), extend.why())
                            : new Refused(extend.experimentId(), "hours: must be greater than 0; was " + extend.moreSecond() / 3600));
            case Asked.Move move -> ofLive(move.experimentId(), experiment -> experiment.waitingCellIds().isEmpty()
                    ? new Refused(move.experimentId(), "experiment " + move.experimentId() + " does not wait in the queue: it is "
                            + experiment.state().word())
                    : new FacilityChange.Moved(move.experimentId(), move.move(), move.why()));
            case Asked.Reserve reserve -> reserve(reserve.closure());
            case Asked.Unreserve unreserve -> unreserve(unreserve);
            case Asked.OfChannel asked -> channelDecisions.decide(asked, request.requestedBy(), around, now);
        };
    }

    private FacilityChange submit(Asked.Submit submit, RequestTexts texts, double now) {
        var spec = texts.experiment(submit.text());
        if (facility().isEmpty()) {
            return new Refused("", "no facility is described yet; describe it first");
        }
        return new SubmissionCheck(facility().get(), cells::find, experiments::liveExperimentOf).check(experiments.nextId(), spec,
                texts.protocol(spec.protocolText()), now);
    }

    private Set<String> liveCells() {
        Set<String> live = new HashSet<>();
        experiments.live().forEach(e -> e.runs().stream().filter(r -> !r.state().isOver()).forEach(r -> live.add(r.cellId())));
        return live;
    }

    private FacilityChange set(Facility asked, Surroundings around) {
        Set<String> ids = new HashSet<>(asked.channels().stream().map(ChannelSpec::channelId).toList());
        for (String id : channels.channelIds().filter(c -> !ids.contains(c)).toList()) {
            Optional<String> use = experiments.heldBy(id).map(held -> "experiment " + held.experimentId() + " has it")
                    .or(() -> around.isAssigned(id) ? Optional.of("a test is on it") : Optional.empty()).or(() -> channels.use(id));
            if (use.isPresent()) {
                return new Refused(id, "channels: channel " + id + " cannot be left out: " + use.get());
            }
        }
        Set<String> groups = new HashSet<>(asked.groups().stream().map(g -> g.name()).toList());
        for (Experiment experiment : experiments.live()) {
            if (!groups.contains(experiment.spec().group())) {
                return new Refused(experiment.experimentId(), "groups: group " + experiment.spec().group()
                        + " cannot be left out: experiment " + experiment.experimentId() + " is theirs and has not ended");
            }
        }
        Optional<Closure> twice = asked.closures().stream().filter(c -> channels.added().containsKey(c.id())).findFirst();
        return twice.<FacilityChange>map(c -> new Refused(c.id(), "closures: closure " + c.id() + " was added already; remove it first"))
                .orElseGet(() -> new FacilityChange.FacilitySet(asked));
    }

    private FacilityChange reserve(Closure closure) {
        if (closure.channelIds().isEmpty()) {
            return new Refused(closure.id(), "closure " + closure.id() + ".channels: must name at least one channel");
        }
        Optional<String> unknown = closure.channelIds().stream().filter(id -> channels.spec(id).isEmpty()).sorted().findFirst();
        if (unknown.isPresent()) {
            return new Refused(closure.id(), "closure " + closure.id() + ".channels: channel '" + unknown.get() + "' is not described");
        }
        List<String> groups = facility().orElseThrow().groups().stream().map(g -> g.name()).toList();
        Optional<String> stranger = closure.keptForGroup().filter(g -> !groups.contains(g));
        if (stranger.isPresent()) {
            return new Refused(closure.id(), "closure " + closure.id() + ".group: '" + stranger.get() + "' is not described; there are "
                    + groups);
        }
        return closures().stream().anyMatch(c -> c.id().equals(closure.id()))
                ? new Refused(closure.id(), "closure " + closure.id() + " is there already")
                : new FacilityChange.ClosureAdded(closure);
    }

    private FacilityChange unreserve(Asked.Unreserve asked) {
        if (channels.added().containsKey(asked.closureId())) {
            return new FacilityChange.ClosureRemoved(asked.closureId(), asked.why());
        }
        return new Refused(asked.closureId(), closures().stream().anyMatch(c -> c.id().equals(asked.closureId()))
                ? "closure " + asked.closureId() + " stands in the description of the facility; describe that anew"
                : "closure " + asked.closureId() + " is not known");
    }

    private FacilityChange ofLive(String experimentId, java.util.function.Function<Experiment, FacilityChange> decide) {
        Optional<Experiment> experiment = experiments.find(experimentId);
        if (experiment.isEmpty()) {
            return new Refused(experimentId, "experiment '" + experimentId + "' is not known");
        }
        return experiment.get().state().isOver()
                ? new Refused(experimentId, "experiment " + experimentId + " is over: " + experiment.get().state().word())
                : decide.apply(experiment.get());
    }

    /// What was decided on a request, empty where it is new.
    public Optional<FacilityDecision> answerTo(UUID requestId) {
        return Optional.ofNullable(answered.get(requestId));
    }

    /// As it is described, without the closures that were added; empty where it never was.
    public Optional<Facility> facility() {
        return channels.facility();
    }

    /// Those of the description and those that were added.
    public List<Closure> closures() {
        return channels.closures();
    }

    /// Those that people added, by id.
    public Map<String, Closure> addedClosures() {
        return channels.added();
    }

    /// What is known of a channel; of an unknown one that nothing was said.
    public ChannelCondition channel(String channelId) {
        return channels.condition(channelId);
    }

    /// In the order of their registration.
    public Collection<CellRecord> cells() {
        return cells.all();
    }

    public Optional<CellRecord> cell(String cellId) {
        return cells.find(cellId);
    }

    public Optional<CellRecord> cellOfBarcode(String barcode) {
        return cells.ofBarcode(barcode);
    }

    /// The channel a cell is clipped to.
    public Optional<String> channelOfCell(String cellId) {
        return channels.channelOf(cellId);
    }

    /// What a cell went through, oldest first.
    public List<CellEvent> lifeOf(String cellId) {
        return cells.life(cellId);
    }

    /// The experiment in which a cell has not ended.
    public Optional<String> experimentOfCell(String cellId) {
        return experiments.liveExperimentOf(cellId);
    }

    public Optional<Experiment> experiment(String experimentId) {
        return experiments.find(experimentId);
    }

    /// All there ever were, in the order of their submission.
    public Collection<Experiment> experiments() {
        return experiments.all();
    }

    /// Those that are not over, in the order of their submission.
    public Collection<Experiment> liveExperiments() {
        return experiments.live();
    }

    /// Those of which a cell may still be on a channel, in the order of their submission.
    public Collection<Experiment> openExperiments() {
        return experiments.open();
    }

    /// A channel as the facility describes it.
    public Optional<ChannelSpec> channelSpec(String channelId) {
        return channels.spec(channelId);
    }

    /// Why a test of a group must not run on a channel over a time, in words: a closure, or a calibration that ends. Empty where it may.
    public Optional<String> closedDuring(String channelId, String group, double fromUnixSecond, double untilUnixSecond) {
        return channels.closedDuring(channelId, group, fromUnixSecond, untilUnixSecond);
    }

    /// Why a test that belongs to no experiment must not start on a channel, in words; empty where the book has nothing against it.
    ///
    /// @param cellId of the cell that is said to be there, may be empty
    public Optional<String> objection(String channelId, String cellId) {
        Optional<String> held = experiments.heldBy(channelId)
                .map(h -> "channel " + channelId + " is given to cell " + h.cellId() + " of experiment " + h.experimentId());
        Optional<String> mounted = channels.condition(channelId).mountedCellId().filter(m -> !m.equals(cellId))
                .map(m -> "channel " + channelId + " has cell " + m + " mounted, not "
                        + (cellId.isEmpty() ? "a cell without name" : cellId));
        return held.or(() -> channels.condition(channelId).hindrance().map(why -> "channel " + channelId + " " + why)).or(() -> mounted)
                .or(() -> experiments.liveExperimentOf(cellId).map(e -> "cell " + cellId + " belongs to experiment " + e))
                .or(() -> channels.channelOf(cellId).filter(c -> !c.equals(channelId))
                        .map(c -> "cell " + cellId + " is mounted on channel " + c));
    }

    /// The run that has a channel and has not ended.
    public Optional<RunOnChannel> runOn(String channelId) {
        return experiments.heldBy(channelId).map(this::run);
    }

    /// The experiment's run of this id; empty where it belongs to none.
    public Optional<RunOnChannel> run(UUID runId) {
        return experiments.ofRun(runId).map(this::run).filter(on -> on.run().runId().filter(runId::equals).isPresent());
    }

    private RunOnChannel run(ExperimentRegister.Held held) {
        Experiment experiment = experiments.find(held.experimentId()).orElseThrow();
        return new RunOnChannel(experiment,
                experiment.runs().stream().filter(run -> run.cellId().equals(held.cellId())).findFirst().orElseThrow());
    }

    /// What groups used until now, by name; a group that used nothing is missing.
    public Map<String, GroupUsage> usage(double nowUnixSecond) {
        return usage.until(nowUnixSecond,
                running.values().stream().map(r -> Map.entry(r.group(), r.fromUnixSecond())).toList());
    }

    /// Entries of the log that were not allowed in the state they found, and left everything as it was. A bug where it is not 0.
    public long illegalTransitions() {
        return experiments.illegalTransitions();
    }

    /// The last of them in words, empty where there was none.
    public String lastIllegalTransition() {
        return experiments.lastIllegal();
    }
}
