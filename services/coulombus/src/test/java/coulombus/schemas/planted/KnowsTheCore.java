package coulombus.schemas.planted;

import coulombus.core.cell.CellKind;

/// Breaks: schemas know nothing of ours.
public final class KnowsTheCore {
    CellKind kind;
}
