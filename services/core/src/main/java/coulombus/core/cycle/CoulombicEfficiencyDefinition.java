package coulombus.core.cycle;

import coulombus.core.cell.CellKind;

/// The named definitions of coulombic efficiency. A number without its definition is not a result: five libraries of the field
/// use four of these under one name.
public enum CoulombicEfficiencyDefinition {
    /// Plating cell: charge stripped over the charge plated just before it.
    STRIP_OVER_PLATE,
    /// Insertion half cell: second half-cycle of the pair over the first.
    SECOND_OVER_FIRST,
    /// Full cell: discharge over the charge just before it.
    DISCHARGE_OVER_CHARGE_BEFORE,
    /// Both half-cycles are set by the protocol (symmetric cell), or the kind of the cell is not known.
    NOT_DEFINED;

    public static CoulombicEfficiencyDefinition of(CellKind kind) {
        return switch (kind) {
            case PLATING -> STRIP_OVER_PLATE;
            case INSERTION_HALF -> SECOND_OVER_FIRST;
            case FULL -> DISCHARGE_OVER_CHARGE_BEFORE;
            case SYMMETRIC, UNKNOWN -> NOT_DEFINED;
        };
    }
}
