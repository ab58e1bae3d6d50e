package coulombus.app.benchmark;

import java.nio.file.Path;

/// What a benchmark of the scheduler does.
///
/// @param firstSeed   of the workloads, which are numbered on from it
/// @param seeds       workloads, 2 or more
/// @param experiments in each workload, 1 or more
/// @param loadRatio   work offered beside the raw channel time, greater than 0
/// @param out         folder of the report
/// @param command     the command that repeats it
public record ScheduleOptions(long firstSeed, int seeds, int experiments, double loadRatio, Path out, String command) {
    public ScheduleOptions {
        if (seeds < 2) {
            throw new IllegalArgumentException("--seeds: must be 2 or more, paired differences need them; was " + seeds);
        }
        if (experiments < 1) {
            throw new IllegalArgumentException("--experiments: must be 1 or more; was " + experiments);
        }
        if (!(loadRatio > 0) || Double.isInfinite(loadRatio)) {
            throw new IllegalArgumentException("--load: must be greater than 0; was " + loadRatio);
        }
    }
}
