package coulombus.app;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

import picocli.CommandLine.Option;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.formats.MeasurementFile.CellHints;
import coulombus.formats.ReadOptions;

/// What a person tells about the cell and its files on the command line, the same for every command that reads files.
final class CellOptions {
    /// The kinds as a person types them.
    enum Kind {
        symmetric(CellKind.SYMMETRIC), plating(CellKind.PLATING), half(CellKind.INSERTION_HALF), full(CellKind.FULL);

        private final CellKind kind;

        Kind(CellKind kind) {
            this.kind = kind;
        }
    }

    /// The first half-cycles as a person types them.
    enum First {
        plate(FirstHalfCycle.PLATE), strip(FirstHalfCycle.STRIP), charge(FirstHalfCycle.CHARGE), discharge(FirstHalfCycle.DISCHARGE);

        private final FirstHalfCycle first;

        First(FirstHalfCycle first) {
            this.first = first;
        }
    }

    @Option(names = "--cell", paramLabel = "KIND", description = "Kind of the cell: ${COMPLETION-CANDIDATES}. It decides which coulombic efficiency "
            + "is defined; without it none is given.")
    private Kind cell;

    @Option(names = "--cell-id", paramLabel = "NAME", description = "The lab's name of the cell.")
    private String cellId = "";

    @Option(names = "--first-half-cycle", paramLabel = "WHICH", description = "Which half-cycle opens a pair: ${COMPLETION-CANDIDATES}. Default: plating "
            + "in a plating cell, charge in a full cell, else the first of the data.")
    private First firstHalfCycle;

    @Option(names = "--area-cm2", converter = OptionValues.PositiveNumber.class, paramLabel = "CM2", description = "Electrode area in cm2.")
    private double areaCm2 = Double.NaN;

    @Option(names = "--active-mass-mg", converter = OptionValues.PositiveNumber.class, paramLabel = "MG", description = "Active mass in mg.")
    private double activeMassMg = Double.NaN;

    @Option(names = "--nominal-capacity-ah", converter = OptionValues.PositiveNumber.class, paramLabel = "AH", description = "Nominal (full cell: cathode) capacity in Ah.")
    private double nominalCapacityAh = Double.NaN;

    @Option(names = "--zinc-foil-um", converter = OptionValues.PositiveNumber.class, paramLabel = "UM", description = "Thickness of the zinc foil in um.")
    private double zincFoilUm = Double.NaN;

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
        return new CellFacts(cellId, cell == null ? CellKind.UNKNOWN : cell.kind,
                firstHalfCycle == null ? FirstHalfCycle.UNKNOWN : firstHalfCycle.first,
                Double.isNaN(areaCm2) ? hints.areaCm2() : areaCm2, Double.isNaN(activeMassMg) ? hints.activeMassMg() : activeMassMg,
                nominalCapacityAh,
                zincFoilUm);
    }
}
