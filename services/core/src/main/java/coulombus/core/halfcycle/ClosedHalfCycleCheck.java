package coulombus.core.halfcycle;

import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.QualityTally;

/// Whether the figures of a half-cycle that ended agree with each other; what does not is counted in the tally.
record ClosedHalfCycleCheck(HalfCycleRules rules, QualityTally tally) {
    private static final double COUNTER_DIFFERENCE_FRACTION = 0.005;

    /// @param coarse      the last digit of the current is coarse against its mean
    /// @param meanAmpere  mean |I| of the half-cycle
    /// @param beforeRunAh charge of the half-cycle that had passed when the run began
    void check(HalfCycle closed, boolean coarse, double meanAmpere, double beforeRunAh) {
        double largerAh = Math.max(closed.integralAh(), closed.counterAh());
        double differenceAh = Math.abs(closed.integralAh() - closed.counterAh());
        double digitsAh = rules.counterResolutionAh() > 0 ? 2 * rules.counterResolutionAh() : 0;
        if (differenceAh > COUNTER_DIFFERENCE_FRACTION * largerAh && differenceAh > digitsAh) {
            tally.count(DataQualityKind.COUNTER_DISAGREES, closed.firstSeq(), closed.integralAh(), closed.counterAh());
        }
        if (coarse && rules.basis() == CurrentBasis.MEASURED) {
            tally.count(DataQualityKind.CURRENT_QUANTISED, closed.firstSeq(), meanAmpere, rules.currentResolutionAmpere());
        }
        if (!closed.beganInRun()) {
            tally.count(DataQualityKind.STARTS_MID_HALF_CYCLE, closed.firstSeq(), beforeRunAh, closed.startTestTimeSecond());
        }
    }
}
