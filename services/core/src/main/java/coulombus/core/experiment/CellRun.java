package coulombus.core.experiment;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// One cell of an experiment on its way through the fleet.
///
/// @param cellId            the cell
/// @param runId             of the run, empty while it waits for a channel
/// @param channelId         the channel it has or had, empty while it waits for one
/// @param state             where it stands
/// @param startedUnixSecond when its agent said that it runs, in s since 1970, or NaN
/// @param endedUnixSecond   when it was known to have ended, in s since 1970, or NaN
/// @param closedUnixSecond  when its cell was taken off, in s since 1970, or NaN
public record CellRun(String cellId, Optional<UUID> runId, Optional<String> channelId, RunState state, double startedUnixSecond,
        double endedUnixSecond, double closedUnixSecond) {
    public CellRun {
        Objects.requireNonNull(cellId, "cellId");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(state, "state");
        if (state.holdsChannel() && (runId.isEmpty() || channelId.isEmpty())) {
            throw new IllegalArgumentException("run of cell " + cellId + ": one that is " + state.word() + " has an id and a channel");
        }
    }

    /// A cell that waits.
    public static CellRun queued(String cellId) {
        return new CellRun(cellId, Optional.empty(), Optional.empty(), new RunState.Queued(), Double.NaN, Double.NaN, Double.NaN);
    }

    public CellRun with(RunState now) {
        return new CellRun(cellId, runId, channelId, now, startedUnixSecond, endedUnixSecond, closedUnixSecond);
    }
}
