package coulombus.core.detection;

import java.util.List;
import java.util.Objects;

import coulombus.core.measurement.TracePoint;

/// What a detector found, with the evidence that lets a person check it.
///
/// @param kind                    what was found
/// @param severity                how soon a person must look
/// @param halfCycle               number of the half-cycle in which it began
/// @param onsetTestTimeSecond     when it began
/// @param detectedTestTimeSecond  when the detector was sure
/// @param onsetSeq                number of the measurement at the onset
/// @param detectedSeq             number of the measurement at which the detector was sure
/// @param detector                name and version, `hard-short/1`
/// @param sentence                what happened, in words, with the numbers
/// @param evidence                named numbers with units: value, reference, threshold
/// @param trace                   at most 64 points around the onset
public record Finding(FindingKind kind, Severity severity, int halfCycle, double onsetTestTimeSecond, double detectedTestTimeSecond,
        long onsetSeq, long detectedSeq, String detector, String sentence, List<Evidence> evidence, List<TracePoint> trace) {

    public static final int LONGEST_TRACE = 64;

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(sentence, "sentence");
        evidence = List.copyOf(evidence);
        trace = List.copyOf(trace);
        if (trace.size() > LONGEST_TRACE) {
            throw new IllegalArgumentException("a finding's trace has at most " + LONGEST_TRACE + " points; was " + trace.size());
        }
    }

    /// One number of the evidence. The name carries the unit, e.g. `reference_volt`.
    public record Evidence(String name, double value) {
        public Evidence { Objects.requireNonNull(name, "name"); }
    }
}
