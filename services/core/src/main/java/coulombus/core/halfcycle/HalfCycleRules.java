package coulombus.core.halfcycle;

import java.util.Objects;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.CurrentBasis;

/// The facts of a run that its half-cycles need.
///
/// @param kind                    of the cell
/// @param basis                   what the current rests on
/// @param currentResolutionAmpere last digit of the current, or NaN
/// @param counterResolutionAh     last digit of the device's charge counter, or NaN
/// @param areaCm2                 electrode area, or NaN
/// @param plannedChargeAh         planned charge of a half-cycle, or NaN
/// @param safetyVoltageVolt       |V| that must not be passed, or NaN
/// @param ends                    how the protocol ends half-cycles
/// @param watches                 what is watched inside half-cycles
public record HalfCycleRules(CellKind kind, CurrentBasis basis, double currentResolutionAmpere,
        double counterResolutionAh, double areaCm2, double plannedChargeAh,
        double safetyVoltageVolt, PlannedEnds ends, WatchRules watches) {

    public HalfCycleRules {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(ends, "ends");
        Objects.requireNonNull(watches, "watches");
    }

    EndCause plannedEnd(Direction direction) {
        return ends.of(direction);
    }
}
