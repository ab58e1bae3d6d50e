package coulombus.core.cell;

/// Which half-cycle opens an electrochemical pair. For plating cells plating is the negative current, for full and half cells
/// charge is the positive current.
public enum FirstHalfCycle {
    PLATE, STRIP, CHARGE, DISCHARGE,
    /// Not stated: the cell kind's own order applies, or the first half-cycle seen where the kind has none.
    UNKNOWN;
}
