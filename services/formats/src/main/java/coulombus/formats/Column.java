package coulombus.formats;

/// Where a quantity stands in a row and in which unit.
///
/// The unit's factors are unfolded here, because they are used for every number of a file.
///
/// @param quantity   what it is
/// @param unit       the unit it is printed in
/// @param unitStated true where the header names the unit, so that it is not to be doubted lightly
/// @param slot       where its value stands in a [Row]
/// @param isNumber   true where a plain number in it is its value
/// @param isBase     true where it is printed in base units
record Column(Quantity quantity, Unit unit, boolean unitStated, int slot, boolean isNumber, boolean isBase) {

    Column(Quantity quantity, Unit unit, boolean unitStated) {
        this(quantity, unit, unitStated, quantity.ordinal(), quantity != Quantity.STEP_KIND && quantity != Quantity.WALL_CLOCK,
                unit.multiplier() == 1 && unit.divisor() == 1);
    }

    Column withUnit(Unit other) {
        return new Column(quantity, other, unitStated);
    }

    double toBase(double printed) {
        return isBase ? printed : unit.toBase(printed);
    }
}
