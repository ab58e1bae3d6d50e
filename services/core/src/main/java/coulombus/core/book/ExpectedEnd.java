package coulombus.core.book;

import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.RunState;

/// When a run is expected to end, corrected as its predictions prove wrong: one that runs longer than its median is expected to end at
/// its ninth decile, one beyond that a tenth of its time later than now.
///
/// @param likelyUnixSecond more likely than not over by then, in s since 1970
/// @param latestUnixSecond nine of ten are over by then, in s since 1970
public record ExpectedEnd(double likelyUnixSecond, double latestUnixSecond) {
    private static final double OVERRUN_RATIO = 0.1;

    /// A run that has not begun is taken to begin now.
    public static ExpectedEnd of(PlannedNeeds needs, CellRun run, double nowUnixSecond) {
        if (run.state().isOver()) {
            return new ExpectedEnd(run.endedUnixSecond(), run.endedUnixSecond());
        }
        if (run.state() instanceof RunState.Stopping) {
            return new ExpectedEnd(nowUnixSecond, nowUnixSecond);
        }
        double from = Double.isNaN(run.startedUnixSecond()) ? nowUnixSecond : run.startedUnixSecond();
        double ran = nowUnixSecond - from;
        double overrun = nowUnixSecond + OVERRUN_RATIO * ran;
        double latest = ran < needs.p90Second() ? from + needs.p90Second() : overrun;
        return new ExpectedEnd(ran < needs.p50Second() ? from + needs.p50Second() : latest, latest);
    }
}
