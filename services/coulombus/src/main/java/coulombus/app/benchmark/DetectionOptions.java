package coulombus.app.benchmark;

import java.nio.file.Path;

import coulombus.drivers.simulation.corpus.NuisanceSet;

/// What a benchmark of the detectors does.
///
/// @param set          nuisances
/// @param seed         of the fleet
/// @param healthyHours channel-hours of cells that do not fail, greater than 0
/// @param cells        cells a failure and severity, 1 or more
/// @param out          folder of the report
/// @param command      the command that repeats it
public record DetectionOptions(NuisanceSet set, long seed, double healthyHours, int cells, Path out, String command) {
    public DetectionOptions {
        if (!(healthyHours > 0)) {
            throw new IllegalArgumentException("--healthy-hours: must be greater than 0; was " + healthyHours);
        }
        if (cells < 1) {
            throw new IllegalArgumentException("--cells: must be 1 or more; was " + cells);
        }
    }
}
