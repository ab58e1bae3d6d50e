package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.drivers.replay.FileReplayDriver;
import coulombus.formats.MeasurementFile.CellHints;
import coulombus.formats.ReadOptions;

/// One test to replay, as a configuration file says it.
///
/// @param files               the files of the test, in order
/// @param speed               test time over real time; as fast as possible where not given
/// @param source              real, or simulated for files of our own making; real where not given
/// @param cellId              the lab's name of the cell
/// @param cellKind            decides which efficiency is defined; unknown where not given
/// @param firstHalfCycle      which half-cycle opens a pair
/// @param areaCm2             electrode area in cm²
/// @param activeMassMg        active mass in mg
/// @param nominalCapacityAh   nominal capacity in Ah
/// @param zincFoilThicknessUm thickness of the zinc foil in µm
/// @param currentAmpere       size of the current of a file that holds none
/// @param zone                zone of wall clocks printed without one; UTC where not given
/// @param describe            description of a table of no known format
public record ReplayConfig(List<Path> files, Double speed, Source source, String cellId, CellKind cellKind, FirstHalfCycle firstHalfCycle,
        Double areaCm2, Double activeMassMg, Double nominalCapacityAh, Double zincFoilThicknessUm, Double currentAmpere, String zone,
        Path describe) {

    public ReplayConfig {
        if (files == null || files.isEmpty()) {
            throw new IllegalArgumentException("channelAgent.replays.files: must name at least one file");
        }
        files = List.copyOf(files);
        speed = speed == null ? FileReplayDriver.AS_FAST_AS_POSSIBLE : speed;
        if (!(speed > 0)) {
            throw new IllegalArgumentException("channelAgent.replays.speed: must be greater than 0; was " + speed);
        }
        source = source == null ? Source.CYCLER : source;
        cellId = cellId == null ? "" : cellId;
        cellKind = cellKind == null ? CellKind.UNKNOWN : cellKind;
        firstHalfCycle = firstHalfCycle == null ? FirstHalfCycle.UNKNOWN : firstHalfCycle;
        zone = zone == null ? "UTC" : zone;
        requireZone(zone);
        requirePositive(areaCm2, "areaCm2");
        requirePositive(activeMassMg, "activeMassMg");
        requirePositive(nominalCapacityAh, "nominalCapacityAh");
        requirePositive(zincFoilThicknessUm, "zincFoilThicknessUm");
        requirePositive(currentAmpere, "currentAmpere");
    }

    private static void requireZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("channelAgent.replays.zone: must name a time zone, e.g. Europe/Berlin; was '" + zone + "'",
                    e);
        }
    }

    private static void requirePositive(Double value, String name) {
        if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("channelAgent.replays." + name + ": must be greater than 0, or not given; was " + value);
        }
    }

    FileReplayDriver open(LongSupplier nanoTime) throws IOException {
        ReadOptions options = new ReadOptions(orUnknown(currentAmpere), ZoneId.of(zone), Optional.ofNullable(describe));
        return FileReplayDriver.open(new FileReplayDriver.Request(files, options, this::cell, source, speed), nanoTime);
    }

    private CellFacts cell(CellHints hints) {
        return new CellFacts(cellId, cellKind, firstHalfCycle, areaCm2 == null ? hints.areaCm2() : areaCm2,
                activeMassMg == null ? hints.activeMassMg() : activeMassMg, orUnknown(nominalCapacityAh), orUnknown(zincFoilThicknessUm));
    }

    private static double orUnknown(Double value) {
        return value == null ? Double.NaN : value;
    }
}
