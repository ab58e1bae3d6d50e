package coulombus.core.cycle;

import java.util.Objects;

/// A coulombic efficiency with what makes it one.
///
/// @param efficiency         a ratio (0.98, not 98), NaN where it is undefined; above 1 is possible and no error
/// @param definition         which ratio it is
/// @param valid              may it be judged, averaged and compared
/// @param reason             why it is absent or not valid, or a remark on it; empty where there is nothing to say
/// @param resolutionFraction smallest difference of the efficiency that the instrument can tell, as a ratio, or NaN where its
///                           resolution is not known
public record CoulombicEfficiency(double efficiency, CoulombicEfficiencyDefinition definition, boolean valid, String reason,
        double resolutionFraction) {

    public CoulombicEfficiency {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(reason, "reason");
        if (valid && Double.isNaN(efficiency)) {
            throw new IllegalArgumentException("an undefined efficiency cannot be valid");
        }
    }

    public static CoulombicEfficiency undefined(CoulombicEfficiencyDefinition definition, String reason) {
        return new CoulombicEfficiency(Double.NaN, definition, false, reason, Double.NaN);
    }
}
