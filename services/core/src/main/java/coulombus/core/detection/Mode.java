package coulombus.core.detection;

/// Whether a detector runs, and whether what it finds counts.
public enum Mode {
    /// Its findings count.
    ON,
    /// Its findings are marked as shadow: they change no state of the cell, and nobody is alarmed by them. For a new version of which the
    /// false alarms are not known yet.
    SHADOW,
    /// It does not run.
    OFF
}
