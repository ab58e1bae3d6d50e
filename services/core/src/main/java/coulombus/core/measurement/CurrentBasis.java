package coulombus.core.measurement;

/// What the current of a run rests on. It decides whether charge may be integrated from it.
public enum CurrentBasis {
    /// Measured by the device.
    MEASURED,
    /// Made by the reader from the device's charge counter; the counter is the charge, the current only a picture of it.
    DERIVED_FROM_CHARGE,
    /// The file holds no current; the person stated its magnitude and the sign of the voltage gives the direction (square wave of a symmetric cell).
    STATED,
    /// No current at all; direction from the sign of the voltage, charge unknown.
    ABSENT
}
