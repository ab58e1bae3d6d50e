package coulombus.core.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.book.FacilityChange.Assigned;
import coulombus.core.book.FacilityChange.CancelAsked;
import coulombus.core.book.FacilityChange.Given;
import coulombus.core.book.FacilityChange.OfExperiment;
import coulombus.core.book.FacilityChange.RunChanged;
import coulombus.core.detection.NameId;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.ExperimentState;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.RunState;
import coulombus.core.experiment.RunTransitions;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;

/// The experiments with their runs. One thread owns it.
final class ExperimentRegister {
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();
    /// Those that are not over yet, in the order of their submission.
    private final Map<String, Experiment> live = new LinkedHashMap<>();
    /// Those that are not closed yet.
    private final Map<String, Experiment> open = new LinkedHashMap<>();
    /// The latest experiment of a cell.
    private final Map<String, String> experimentOfCell = new HashMap<>();
    private final Map<String, Held> heldChannels = new HashMap<>();
    private final Map<UUID, Held> runs = new HashMap<>();
    private final RunChanges listener;
    private long illegalTransitions;
    private String lastIllegal = "";

    /// Told of every change of a run that was taken.
    interface RunChanges {
        void changed(Experiment experiment, CellRun before, CellRun after, String why, double unixTimeSecond);
    }

    /// A run with its channel.
    record Held(String experimentId, String cellId, RunState state) {}

    ExperimentRegister(RunChanges listener) {
        this.listener = listener;
    }

    Optional<Experiment> find(String experimentId) {
        return Optional.ofNullable(experiments.get(experimentId));
    }

    Collection<Experiment> all() {
        return Collections.unmodifiableCollection(experiments.values());
    }

    Collection<Experiment> live() {
        return Collections.unmodifiableCollection(live.values());
    }

    Collection<Experiment> open() {
        return Collections.unmodifiableCollection(open.values());
    }

    /// The run that has the channel and has not ended.
    Optional<Held> heldBy(String channelId) {
        return Optional.ofNullable(heldChannels.get(channelId));
    }

    Optional<Held> ofRun(UUID runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    /// The latest run of a cell, over or not.
    Optional<CellRun> runOf(String cellId) {
        return Optional.ofNullable(experimentOfCell.get(cellId)).map(experiments::get).map(e -> run(e, cellId));
    }

    /// The experiment in which the cell has not ended.
    Optional<String> liveExperimentOf(String cellId) {
        return Optional.ofNullable(experimentOfCell.get(cellId)).filter(id -> !run(experiments.get(id), cellId).state().isOver());
    }

    String nextId() {
        return "E" + (experiments.size() + 1);
    }

    long illegalTransitions() {
        return illegalTransitions;
    }

    String lastIllegal() {
        return lastIllegal;
    }

    /// @param mountedOn tells the channel that a cell is mounted on
    void on(OfExperiment change, String person, double now, java.util.function.Function<String, Optional<String>> mountedOn) {
        if (change instanceof FacilityChange.Submitted submitted) {
            Experiment experiment = new Experiment(submitted.experimentId(), submitted.spec(), submitted.needs(), person, now,
                    QueueMove.NONE, submitted.spec().cellIds().stream().map(CellRun::queued).toList());
            experiments.put(submitted.experimentId(), experiment);
            live.put(submitted.experimentId(), experiment);
            open.put(submitted.experimentId(), experiment);
            submitted.spec().cellIds().forEach(cell -> experimentOfCell.put(cell, submitted.experimentId()));
            return;
        }
        Experiment experiment = experiments.get(change.experimentId());
        if (experiment == null) {
            illegal("an entry about experiment " + change.experimentId() + ", which was never submitted");
            return;
        }
        switch (change) {
            case FacilityChange.Submitted submitted -> {
            }
            case CancelAsked cancel -> experiment.runs()
                    .forEach(run -> cancelled(run.state(), cancel.why()).ifPresent(to -> change(experiment, run, to, cancel.why(), now)));
            case FacilityChange.Extended extended -> put(experiment.with(longer(experiment.needs(), extended.moreSecond())));
            case FacilityChange.Moved moved -> put(experiment.with(moved.move()));
            case Assigned assigned -> assigned.given().forEach(given -> give(change.experimentId(), given, now, mountedOn));
            case RunChanged run -> change(experiment, run(experiment, run.cellId()), run.to(), run.why(), now);
        }
    }

    private static Optional<RunState> cancelled(RunState state, String why) {
        return switch (state) {
            case RunState.Starting(long token, double since) -> Optional.of(new RunState.Stopping(token, false, why));
            case RunState.Running(long token, double since) -> Optional.of(new RunState.Stopping(token, false, why));
            case RunState.Stopping stopping ->
                stopping.hold() ? Optional.of(new RunState.Stopping(stopping.token(), false, why)) : Optional.empty();
            case RunState.Ended ended -> Optional.empty();
            case RunState.Closed closed -> Optional.empty();
            default -> Optional.of(new RunState.Cancelled(why));
        };
    }

    private static PlannedNeeds longer(PlannedNeeds needs, double moreSecond) {
        return new PlannedNeeds(needs.maxCurrentAmpere(), needs.minVoltageVolt(), needs.maxVoltageVolt(), needs.steps(),
                needs.impedanceHertz(), needs.p50Second() + moreSecond, needs.p90Second() + moreSecond);
    }

    private void give(String experimentId, Given given, double now, java.util.function.Function<String, Optional<String>> mountedOn) {
        Experiment experiment = experiments.get(experimentId);
        CellRun before = run(experiment, given.cellId());
        if (before == null || !(before.state() instanceof RunState.Queued) || heldChannels.containsKey(given.channelId())) {
            illegal("channel " + given.channelId() + " cannot be given to cell " + given.cellId() + " of experiment " + experimentId);
            return;
        }
        boolean there = mountedOn.apply(given.cellId()).filter(given.channelId()::equals).isPresent();
        RunState state = there ? new RunState.Mounted(now) : new RunState.Assigned(now);
        put(experiment, before, new CellRun(given.cellId(), Optional.of(given.runId()), Optional.of(given.channelId()), state, Double.NaN,
                Double.NaN, Double.NaN), "", now);
    }

    /// A cell was clipped to a channel, or looked at anew on it.
    void mounted(String cellId, String channelId, double now) {
        onChannel(cellId, channelId)
                .filter(run -> run.state() instanceof RunState.Assigned || run.state() instanceof RunState.Held)
                .ifPresent(run -> change(experimentOf(cellId), run, new RunState.Mounted(now), "", now));
    }

    /// A cell was taken off a channel.
    void unmounted(String cellId, String channelId, double now) {
        onChannel(cellId, channelId).ifPresent(run -> {
            if (run.state() instanceof RunState.Ended ended) {
                change(experimentOf(cellId), run, new RunState.Closed(ended), "", now);
            } else if (run.state().holdsChannel() && !(run.state() instanceof RunState.Assigned)) {
                change(experimentOf(cellId), run, new RunState.Assigned(now), "the cell was taken off", now);
            }
        });
    }

    private Optional<CellRun> onChannel(String cellId, String channelId) {
        return runOf(cellId).filter(run -> run.channelId().filter(channelId::equals).isPresent());
    }

    private Experiment experimentOf(String cellId) {
        return experiments.get(experimentOfCell.get(cellId));
    }

    private void change(Experiment seen, CellRun before, RunState to, String why, double now) {
        if (before == null) {
            illegal("experiment " + seen.experimentId() + " has no such cell");
            return;
        }
        Optional<String> refusal = RunTransitions.refusal(before.state(), to);
        if (refusal.isPresent()) {
            illegal("experiment " + seen.experimentId() + ", cell " + before.cellId() + ": " + refusal.get());
            return;
        }
        Experiment experiment = experiments.get(seen.experimentId());
        boolean again = to instanceof RunState.Held && before.state().mayCarryCurrent();
        CellRun after = to instanceof RunState.Queued
                ? CellRun.queued(before.cellId())
                : again
                        ? again(before, to)
                        : new CellRun(before.cellId(), before.runId(), before.channelId(), to,
                                to instanceof RunState.Running ? now : before.startedUnixSecond(),
                                to instanceof RunState.Ended ? now : before.endedUnixSecond(),
                                to instanceof RunState.Closed ? now : before.closedUnixSecond());
        put(experiment, before, after, why, now);
    }

    /// A run that may have been begun and is held: should a person let it start once more, that is another run, for an agent begins none
    /// twice. Its id follows from the one before, so that every reader of the log finds the same.
    private static CellRun again(CellRun before, RunState to) {
        return new CellRun(before.cellId(), before.runId().map(id -> NameId.of(id, "again")), before.channelId(), to, Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    private void put(Experiment experiment, CellRun before, CellRun after, String why, double now) {
        List<CellRun> all = new ArrayList<>(experiment.runs());
        all.set(all.indexOf(before), after);
        Experiment changed = experiment.with(all);
        before.channelId().filter(c -> before.state().holdsChannel()).ifPresent(heldChannels::remove);
        after.channelId().filter(c -> after.state().holdsChannel())
                .ifPresent(c -> heldChannels.put(c, new Held(changed.experimentId(), after.cellId(), after.state())));
        after.runId().ifPresent(id -> runs.put(id, new Held(changed.experimentId(), after.cellId(), after.state())));
        put(changed);
        listener.changed(changed, before, after, why, now);
    }

    private void put(Experiment experiment) {
        experiments.put(experiment.experimentId(), experiment);
        ExperimentState state = experiment.state();
        keep(live, experiment, !state.isOver());
        keep(open, experiment, state != ExperimentState.CLOSED);
    }

    private static void keep(Map<String, Experiment> map, Experiment experiment, boolean kept) {
        if (kept) {
            map.put(experiment.experimentId(), experiment);
        } else {
            map.remove(experiment.experimentId());
        }
    }

    private void illegal(String what) {
        illegalTransitions++;
        lastIllegal = what;
    }

    private static CellRun run(Experiment experiment, String cellId) {
        return experiment.runs().stream().filter(run -> run.cellId().equals(cellId)).findFirst().orElse(null);
    }
}
