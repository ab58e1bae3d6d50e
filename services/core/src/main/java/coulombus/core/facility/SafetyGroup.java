package coulombus.core.facility;

import java.util.Objects;

/// Channels whose cells endanger each other.
///
/// @param id                its name
/// @param maxEnergizedCells most cells under current at the same time, at least 1; [Integer#MAX_VALUE] where not limited
/// @param maxEnergyWh most energy stored in them together, Wh, greater than 0, or NaN where not limited
public record SafetyGroup(String id, int maxEnergizedCells, double maxEnergyWh) {
    public SafetyGroup {
        Objects.requireNonNull(id, "id");
        if (maxEnergizedCells < 1) {
            throw new IllegalArgumentException("safety group " + id + ".maxEnergizedCells: must be at least 1; was " + maxEnergizedCells);
        }
        if (maxEnergyWh <= 0) {
            throw new IllegalArgumentException(
                    "safety group " + id + ".maxEnergyWh: must be greater than 0; was " + maxEnergyWh);
        }
    }
}
