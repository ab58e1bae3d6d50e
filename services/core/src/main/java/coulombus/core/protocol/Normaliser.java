package coulombus.core.protocol;

import coulombus.core.cell.CellFacts;

/// What a quantity is stated per. A quantity with a normaliser means nothing for a cell of which that is not known.
public enum Normaliser {
    AREA("electrode area (areaCm2)"), ACTIVE_MASS("active mass (activeMassMg)"), NOMINAL_CAPACITY("nominal capacity (nominalCapacityAh)");

    private final String words;

    Normaliser(String words) {
        this.words = words;
    }

    /// For people, with the name of the fact that is missing where it is.
    public String words() {
        return words;
    }

    /// cm², g or Ah of this cell; NaN where not known.
    double of(CellFacts cell) {
        return switch (this) {
            case AREA -> cell.areaCm2();
            case ACTIVE_MASS -> cell.activeMassMg() / 1000;
            case NOMINAL_CAPACITY -> cell.nominalCapacityAh();
        };
    }
}
