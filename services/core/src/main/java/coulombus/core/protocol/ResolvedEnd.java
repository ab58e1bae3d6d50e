package coulombus.core.protocol;

/// A condition that ends a step of a [ResolvedProtocol], in amperes, ampere-hours, volts and seconds. OR-ed within a step.
public sealed interface ResolvedEnd permits End.Voltage, End.Time, ResolvedEnd.Capacity, ResolvedEnd.RelativeCapacity, ResolvedEnd.Current {
    /// @param capacityAh charge passed in this execution of the step, greater than 0
    record Capacity(double capacityAh) implements ResolvedEnd {}

    /// @param timesRatio    how many times the charge of the other step's last execution
    /// @param referenceStep index of that step in the protocol
    /// @param mostAh        the most this end can come to, by the guards of that step; NaN where that step has none
    /// @param fixed         true where that step always passes the same charge, so that `mostAh` is what this end comes to
    record RelativeCapacity(double timesRatio, int referenceStep, double mostAh, boolean fixed) implements ResolvedEnd {}

    /// @param currentAmpere magnitude that the current falls to, greater than 0
    record Current(double currentAmpere) implements ResolvedEnd {}
}
