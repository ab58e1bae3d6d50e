package coulombus.formats;

/// Where a quantity stands in a row and in which unit.
///
/// @param quantity   what it is
/// @param unit       the unit it is printed in
/// @param unitStated true where the header names the unit, so that it is not to be doubted lightly
record Column(Quantity quantity, Unit unit, boolean unitStated) {

    Column withUnit(Unit other) {
        return new Column(quantity, other, unitStated);
    }
}
