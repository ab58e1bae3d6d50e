package coulombus.core.detection;

import java.util.Objects;

/// Where a cell stands after a half-cycle, for everyone who watches. A quantity that is not known is NaN.
///
/// @param state                     what is held of its health
/// @param sinceTestTimeSecond       since when
/// @param atTestTimeSecond          test time of this statement
/// @param seq                       number of the last measurement behind it
/// @param halfCycles                half-cycles so far
/// @param cycles                    pairs so far
/// @param lastCoulombicEfficiency   of the last judged cycle; NaN of a cell that is held to be shorted
/// @param rolling10Efficiency       over the last 10 judged cycles; likewise
/// @param polarizationHalfVolt      of the last complete cycle
/// @param nucleationOverpotentialVolt of the last plating half-cycle that had one
/// @param baselineVolt              |plateau voltage| the detectors hold as normal
/// @param capacityRetentionFraction of the last complete cycle
/// @param cumulativePlatedAh        plated so far
public record CellHealth(CellState state, double sinceTestTimeSecond, double atTestTimeSecond, long seq, int halfCycles, int cycles,
        double lastCoulombicEfficiency, double rolling10Efficiency, double polarizationHalfVolt, double nucleationOverpotentialVolt,
        double baselineVolt, double capacityRetentionFraction, double cumulativePlatedAh) {

    public CellHealth { Objects.requireNonNull(state, "state"); }
}
