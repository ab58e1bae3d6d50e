package coulombus.core.halfcycle;

/// Why a half-cycle ended.
public enum EndCause {
    VOLTAGE,
    /// A charge was passed; also where a guard in charge or time ended it before its cut-off.
    CAPACITY, TIME, CURRENT,
    /// A person or the device suspended the test inside the half-cycle.
    SUSPENDED,
    /// The data end inside the half-cycle.
    END_OF_DATA,
    /// It ended by itself, of a cause that is not known (files, observe mode).
    UNKNOWN
}
