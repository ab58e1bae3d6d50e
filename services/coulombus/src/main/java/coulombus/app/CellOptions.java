package coulombus.app;

import picocli.CommandLine.Option;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.formats.MeasurementFile.CellHints;

/// What a person tells about the cell on the command line, the same for every command.
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

    CellFacts cellFacts() {
        return cellFacts(CellHints.NONE);
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
