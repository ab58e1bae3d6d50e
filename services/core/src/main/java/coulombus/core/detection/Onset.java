package coulombus.core.detection;

import java.util.List;

import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.TracePoint;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Where something began: part of every detector's state and of every finding.
record Onset(int halfCycle, double testTimeSecond, long seq) {
    static Onset of(HalfCycle h) {
        return new Onset(h.number(), h.startTestTimeSecond(), h.firstSeq());
    }

    /// A finding that began here and is certain at the end of a half-cycle, with that half-cycle's voltage as its trace.
    Finding finding(FindingKind kind, Severity severity, String detector, HalfCycle certain, String sentence, List<Evidence> evidence) {
        return new Finding(kind, severity, halfCycle, testTimeSecond, certain.endTestTimeSecond(), seq, certain.lastSeq(), detector,
                sentence,
                evidence, trace(certain), false);
    }

    private static List<TracePoint> trace(HalfCycle h) {
        return HalfCycleTrace.of(h);
    }

    void writeTo(StateWriter out) {
        out.putInt(halfCycle);
        out.putDouble(testTimeSecond);
        out.putLong(seq);
    }

    static Onset readFrom(StateReader in) {
        return new Onset(in.getInt(), in.getDouble(), in.getLong());
    }
}
