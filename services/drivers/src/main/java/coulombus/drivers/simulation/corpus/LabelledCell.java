package coulombus.drivers.simulation.corpus;

import java.util.Objects;

import coulombus.core.cell.CellKind;

/// A cell with the truth about it. It and its seed say every measurement of the run.
///
/// @param id               its name in the collection
/// @param chamber          the chamber it stands in with others, which share its temperature; empty where it stands alone
/// @param cellKind         symmetric, plating or full
/// @param failure          what is done to it
/// @param severity         how badly, in the unit of the failure; NaN where nothing is done
/// @param onsetSecond      test time of the onset, NaN where nothing is done
/// @param hardOnsetSecond  test time at which a soft short becomes a hard one, NaN where it does not
/// @param hours            length of the run in test time
/// @param seed             of cell and instrument
/// @param nuisances        what else disturbs it
public record LabelledCell(String id, String chamber, CellKind cellKind, FailureKind failure, double severity, double onsetSecond,
        double hardOnsetSecond, double hours, long seed, Nuisances nuisances) {
    public LabelledCell {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(chamber, "chamber");
        Objects.requireNonNull(cellKind, "cellKind");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(nuisances, "nuisances");
        if (!(hours > 0)) {
            throw new IllegalArgumentException("cell " + id + " hours: must be greater than 0; was " + hours);
        }
    }

    /// The run from its beginning. Runs of one cell are alike.
    public LabelledRun run() {
        return new LabelledRun(this);
    }
}
