package coulombus.core.halfcycle;

/// What a half-cycle's capacity rests on.
public enum ChargeBasis {
    /// Our integral of the measured or stated current.
    INTEGRAL,
    /// The device's own counter, because the current is derived or too coarse.
    COUNTER,
    /// Neither a current nor a counter: the capacity is unknown.
    NONE
}
