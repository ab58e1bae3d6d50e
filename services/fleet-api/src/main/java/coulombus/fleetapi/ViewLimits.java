package coulombus.fleetapi;

/// How much the view remembers. The history is the historian's; the view holds what a page shows.
///
/// @param runs               runs, 1 or more; the oldest ended ones are forgotten first, running ones never
/// @param traceBuckets       min/max buckets of a run's whole trace, 2 or more
/// @param recentMeasurements newest measurements of a run kept as they are, 16 or more
/// @param resultsPerRun      newest half-cycles, and as many cycles and findings, of a run, 1 or more
public record ViewLimits(int runs, int traceBuckets, int recentMeasurements, int resultsPerRun) {
    public static final ViewLimits DEFAULT = new ViewLimits(2_000, 2_048, 1_024, 4_000);

    public ViewLimits {
        require(runs, 1, "runs");
        require(traceBuckets, 2, "traceBuckets");
        require(recentMeasurements, 16, "recentMeasurements");
        require(resultsPerRun, 1, "resultsPerRun");
    }

    private static void require(int value, int least, String name) {
        if (value < least) {
            throw new IllegalArgumentException("view." + name + ": must be " + least + " or more; was " + value);
        }
    }
}
