package coulombus.core.detection;

import java.util.List;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.Finding.Evidence;

/// A pair of half-cycles as detectors of cycles see it.
///
/// @param firstSeq     number of its first measurement, 0 where there are none (a vendor's table of cycles)
/// @param lastSeq      number of its last measurement, 0 where there are none
/// @param rateAmpere   |mean current| of its second half-cycle, NaN where it is not known
/// @param capacityAh   what it gave: of a full cell the discharge, else its second half-cycle
/// @param afterRest    a long rest lies in it or just before it
/// @param areaCm2      electrode area, or NaN
record JudgedCycle(Cycle cycle, long firstSeq, long lastSeq, double rateAmpere, double capacityAh, boolean afterRest, double areaCm2) {
    private static final double LARGEST_EFFICIENCY = 1.5;
    private static final double SMALLEST_EFFICIENCY = 0.5;

    /// The two charges are so unlike that the pair is no cycle: a capacity check, pulses, or a test that was interrupted.
    boolean isNoCycle() {
        double efficiency = cycle.coulombicEfficiency().efficiency();
        return !(efficiency >= SMALLEST_EFFICIENCY && efficiency <= LARGEST_EFFICIENCY);
    }

    Onset onset() {
        return new Onset(cycle.firstHalfCycle(), cycle.startTestTimeSecond(), firstSeq);
    }

    /// A finding that began at `onset` and is certain at the end of this cycle.
    Finding finding(FindingKind kind, Severity severity, String detector, Onset onset, String sentence, List<Evidence> evidence) {
        return new Finding(kind, severity, onset.halfCycle(), onset.testTimeSecond(), cycle.endTestTimeSecond(), onset.seq(), lastSeq,
                detector, sentence, evidence, List.of(), false);
    }
}
