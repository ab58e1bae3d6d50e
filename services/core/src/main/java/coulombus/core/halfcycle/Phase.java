package coulombus.core.halfcycle;

import coulombus.core.cell.CellKind;

/// What the working electrode does in a half-cycle, where the cell kind defines it.
public enum Phase {
    /// Metal is deposited on the working electrode (negative current).
    PLATE,
    /// Metal is dissolved from the working electrode (positive current).
    STRIP,
    /// The cell kind does not define plating and stripping.
    UNDEFINED;

    public static Phase of(CellKind kind, Direction direction) {
        return switch (kind) {
            case SYMMETRIC, PLATING -> direction == Direction.DISCHARGE ? PLATE : STRIP;
            case INSERTION_HALF, FULL, UNKNOWN -> UNDEFINED;
        };
    }
}
