package coulombus.app;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import coulombus.core.cell.CellFacts;
import coulombus.formats.MeasurementFile.CellHints;
import coulombus.formats.ReadOptions;

/// What a person tells about files and the cell they are of on the command line, the same for every command that reads files.
final class FileOptions {
    @Mixin
    private CellOptions cell = new CellOptions();

    @Option(names = "--current-ampere", converter = OptionValues.PositiveNumber.class, paramLabel = "A", description = "Size of the current of a file that holds none (square wave); its direction is the "
            + "sign of the voltage.")
    private double currentAmpere = Double.NaN;

    @Option(names = "--describe", paramLabel = "YAML", description = "Description of a table of no known format (docs/reference/file-formats.md).")
    private Path describe;

    @Option(names = "--zone", converter = OptionValues.Zone.class, paramLabel = "ZONE", description = "Zone of wall clocks printed without one, e.g. Europe/Zurich. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("UTC");

    ReadOptions readOptions() {
        return new ReadOptions(currentAmpere, zone, Optional.ofNullable(describe));
    }

    /// The cell as stated, else as the file's header tells.
    CellFacts cellFacts(CellHints hints) {
        return cell.cellFacts(hints);
    }
}
