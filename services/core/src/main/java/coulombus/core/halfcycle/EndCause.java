package coulombus.core.halfcycle;

/// Why a half-cycle ended.
public enum EndCause {
    VOLTAGE, CAPACITY, TIME, CURRENT,
    /// A person or the device suspended the test inside the half-cycle.
    SUSPENDED,
    /// The data end inside the half-cycle.
    END_OF_DATA,
    /// It ended by itself, of a cause that is not known (files, observe mode).
    UNKNOWN
}
