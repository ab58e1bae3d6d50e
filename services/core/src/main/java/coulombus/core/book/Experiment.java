package coulombus.core.book;

import java.util.List;
import java.util.Objects;

import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentState;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.RunState;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;

/// An experiment with what became of it.
///
/// @param experimentId        short name given at submission, never given again: `E17`
/// @param spec                as it was submitted
/// @param needs               what its protocol asks of channels, with the durations as they are expected now
/// @param submittedBy         who submitted
/// @param submittedUnixSecond when, in s since 1970: its age in the queue, kept when it comes back
/// @param move                where people put it in the queue
/// @param runs                one of each cell, in the order of the spec
public record Experiment(String experimentId, ExperimentSpec spec, PlannedNeeds needs, String submittedBy, double submittedUnixSecond,
        QueueMove move, List<CellRun> runs) {
    public Experiment {
        Objects.requireNonNull(experimentId, "experimentId");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(needs, "needs");
        Objects.requireNonNull(submittedBy, "submittedBy");
        Objects.requireNonNull(move, "move");
        runs = List.copyOf(runs);
    }

    /// By its runs.
    public ExperimentState state() {
        return ExperimentState.of(runs);
    }

    /// True where fewer replicates than wanted are or may become valid: the others faulted or were cancelled.
    public boolean isDegraded() {
        return runs.stream().filter(run -> isValid(run.state())).count() < spec.minReplicates();
    }

    private static boolean isValid(RunState state) {
        RunState end = state instanceof RunState.Closed(RunState.Ended how) ? how : state;
        return !(end instanceof RunState.Faulted || end instanceof RunState.Cancelled);
    }

    /// Cells that wait for a channel.
    public List<String> waitingCellIds() {
        return runs.stream().filter(run -> run.state() instanceof RunState.Queued).map(CellRun::cellId).toList();
    }

    /// When the first run began, in s since 1970, or NaN.
    public double startedUnixSecond() {
        return runs.stream().mapToDouble(CellRun::startedUnixSecond).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    public Experiment with(List<CellRun> now) {
        return new Experiment(experimentId, spec, needs, submittedBy, submittedUnixSecond, move, now);
    }

    public Experiment with(QueueMove now) {
        return new Experiment(experimentId, spec, needs, submittedBy, submittedUnixSecond, now, runs);
    }

    public Experiment with(PlannedNeeds now) {
        return new Experiment(experimentId, spec, now, submittedBy, submittedUnixSecond, move, runs);
    }
}
