package coulombus.core.cell;

/// What kind of cell is under test. The kind decides how half-cycles pair and which coulombic efficiency is defined at all.
public enum CellKind {
    /// Two like electrodes (Zn||Zn, Li||Li). A coulombic efficiency is not defined.
    SYMMETRIC,
    /// A metal plated on and stripped from a bare collector (Zn||Cu, Zn||Ti, Li||Cu).
    PLATING,
    /// An insertion electrode against its metal (graphite||Li, silicon||Li).
    INSERTION_HALF,
    /// Two different insertion or conversion electrodes, or a cathode against a metal anode (Zn||VO2, Zn||MnO2, Li-ion).
    FULL,
    /// Not stated. Charges and voltages are computed; an efficiency is not, because its definition is unknown.
    UNKNOWN
}
