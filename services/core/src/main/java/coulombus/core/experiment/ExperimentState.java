package coulombus.core.experiment;

import java.util.List;
import java.util.Locale;

/// Where an experiment stands, by its runs: it is as far as the foremost of those that have not ended.
public enum ExperimentState {
    /// Every cell waits for a channel.
    QUEUED,
    /// At least one cell has a channel, none is energised.
    PREPARING,
    /// At least one cell is told to start, none runs yet.
    STARTING,
    /// At least one cell runs.
    RUNNING,
    /// Cancelled; a channel may still carry current.
    CANCELLING,
    /// A person must decide, and nothing else can go on.
    HELD,
    /// Every run ended, at least one by its last step.
    COMPLETED,
    /// Every run ended, none by its last step, not all by people.
    FAULTED,
    /// People ended every run.
    CANCELLED,
    /// Ended, and every cell is off its channel.
    CLOSED;

    /// @param runs at least one
    public static ExperimentState of(List<CellRun> runs) {
        List<RunState> states = runs.stream().map(CellRun::state).toList();
        if (states.stream().allMatch(s -> s instanceof RunState.Closed)) {
            return CLOSED;
        }
        if (states.stream().allMatch(RunState::isOver)) {
            List<RunState> ends = states.stream().map(s -> s instanceof RunState.Closed(RunState.Ended how) ? how : s).toList();
            if (ends.stream().anyMatch(s -> s instanceof RunState.Completed)) {
                return COMPLETED;
            }
            return ends.stream().allMatch(s -> s instanceof RunState.Cancelled) ? CANCELLED : FAULTED;
        }
        if (any(states, RunState.Running.class)) {
            return RUNNING;
        }
        if (any(states, RunState.Starting.class)) {
            return STARTING;
        }
        if (states.stream().anyMatch(s -> s instanceof RunState.Stopping stopping && !stopping.hold())) {
            return CANCELLING;
        }
        if (states.stream().allMatch(s -> s.isOver() || s instanceof RunState.Queued)) {
            return QUEUED;
        }
        return states.stream().allMatch(s -> s.isOver() || s instanceof RunState.Held || s instanceof RunState.Stopping) ? HELD : PREPARING;
    }

    private static boolean any(List<RunState> states, Class<? extends RunState> kind) {
        return states.stream().anyMatch(kind::isInstance);
    }

    /// For people and the API: "running".
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True where nothing of it will run any more.
    public boolean isOver() {
        return this == COMPLETED || this == FAULTED || this == CANCELLED || this == CLOSED;
    }
}
