package coulombus.core.cell;

import java.util.Objects;

/// What is known of the cell before its first measurement. A normaliser that is not known is NaN; whatever needs it is then absent
/// from the results, never zero.
///
/// @param cellId                the lab's name of the cell; may be empty
/// @param kind                  decides pairing and efficiency
/// @param firstHalfCycle        which half-cycle opens a pair
/// @param areaCm2               electrode area in cm², greater than 0, or NaN
/// @param activeMassMg          active mass in mg, greater than 0, or NaN
/// @param nominalCapacityAh     nominal (full cell: cathode) capacity in Ah, greater than 0, or NaN
/// @param zincFoilThicknessUm   thickness of the zinc counter electrode in µm, greater than 0, or NaN
public record CellFacts(String cellId, CellKind kind, FirstHalfCycle firstHalfCycle, double areaCm2, double activeMassMg,
        double nominalCapacityAh, double zincFoilThicknessUm) {

    /// Areal capacity of zinc metal per thickness, mAh/cm² per µm: 5855 mAh/cm³ (820 mAh/g at 7.14 g/cm³) times 1e-4 cm/µm.
    public static final double ZINC_MILLIAMPERE_HOUR_PER_CM2_PER_UM = 0.5855;

    public CellFacts {
        Objects.requireNonNull(cellId, "cellId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(firstHalfCycle, "firstHalfCycle");
        requirePositiveOrUnknown(areaCm2, "areaCm2");
        requirePositiveOrUnknown(activeMassMg, "activeMassMg");
        requirePositiveOrUnknown(nominalCapacityAh, "nominalCapacityAh");
        requirePositiveOrUnknown(zincFoilThicknessUm, "zincFoilThicknessUm");
    }

    /// A cell of which only the kind is known.
    public static CellFacts of(CellKind kind) {
        return new CellFacts("", kind, FirstHalfCycle.UNKNOWN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /// Capacity of the whole zinc foil in Ah, or NaN where area or thickness is unknown.
    public double zincFoilCapacityAh() {
        return zincFoilThicknessUm * ZINC_MILLIAMPERE_HOUR_PER_CM2_PER_UM * areaCm2 / 1000;
    }

    private static void requirePositiveOrUnknown(double value, String name) {
        if (value <= 0 || Double.isInfinite(value)) {
            throw new IllegalArgumentException("cell." + name + ": must be greater than 0, or not given; was " + value);
        }
    }
}
