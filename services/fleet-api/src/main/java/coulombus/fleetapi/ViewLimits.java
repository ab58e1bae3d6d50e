package coulombus.fleetapi;

/// How much the view remembers. The history is the historian's; the view holds what a page shows.
///
/// What is null is not set, and becomes its default.
///
/// @param runs               runs, 2000 where not set, 1 or more; the oldest ended ones are forgotten first, running ones never
/// @param traceBuckets       min/max buckets of a run's whole trace, 2048 where not set, 2 or more
/// @param recentMeasurements newest measurements of a run kept as they are, 1024 where not set, 16 or more
/// @param resultsPerRun      newest half-cycles, and as many cycles and findings, of a run, 4000 where not set, 1 or more
public record ViewLimits(Integer runs, Integer traceBuckets, Integer recentMeasurements, Integer resultsPerRun) {
    public static final ViewLimits DEFAULT = new ViewLimits(null, null, null, null);

    public ViewLimits {
        runs = runs == null ? 2_000 : runs;
        traceBuckets = traceBuckets == null ? 2_048 : traceBuckets;
        recentMeasurements = recentMeasurements == null ? 1_024 : recentMeasurements;
        resultsPerRun = resultsPerRun == null ? 4_000 : resultsPerRun;
        require(runs, 1, "runs");
        require(traceBuckets, 2, "traceBuckets");
        require(recentMeasurements, 16, "recentMeasurements");
        require(resultsPerRun, 1, "resultsPerRun");
    }

    private static void require(int value, int least, String name) {
        if (value < least) {
            throw new IllegalArgumentException("fleetApi.view." + name + ": must be " + least + " or more; was " + value);
        }
    }
}
