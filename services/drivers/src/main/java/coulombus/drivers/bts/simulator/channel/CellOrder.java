package coulombus.drivers.bts.simulator.channel;

/// What can be done to a cell while it is tested.
public sealed interface CellOrder {
    /// @param resistanceOhm of the bridge, of which the current through it fluctuates
    record SoftShort(double resistanceOhm) implements CellOrder {}

    /// @param resistanceOhm of a bridge that stays
    record HardShort(double resistanceOhm) implements CellOrder {}

    /// A lead fell off.
    record ContactLoss() implements CellOrder {}

    /// Shorts and contacts as before; what was lost is not given back.
    record Recover() implements CellOrder {}
}
