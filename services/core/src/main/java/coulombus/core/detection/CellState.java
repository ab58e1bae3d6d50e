package coulombus.core.detection;

/// What is held of a cell's health. Soft short is a state, not merely an alarm: while it lasts the baseline is frozen.
///
/// ```
/// LEARNING -> HEALTHY -> SOFT_SHORT -> HARD_SHORT
///      \_________\___________\______-> HARD_SHORT (final for the run)
/// HEALTHY <-> DISCONNECTED
/// ```
public enum CellState {
    /// No baseline yet.
    LEARNING,
    /// Nothing is wrong as far as the detectors see.
    HEALTHY,
    /// Polarisation fell and stays low; the baseline is frozen.
    SOFT_SHORT,
    /// Shorted.
    HARD_SHORT,
    /// No current where current is asked for.
    DISCONNECTED;

    /// True where part of the current goes past the electrodes.
    public boolean isShorted() {
        return this == SOFT_SHORT || this == HARD_SHORT;
    }
}
