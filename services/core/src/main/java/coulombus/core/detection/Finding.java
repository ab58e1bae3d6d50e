package coulombus.core.detection;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

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
/// @param trace                   at most 64 points around the onset or of the half-cycle that made it certain
/// @param shadow                  made by a detector on trial: it changes no state of the cell and alarms nobody
public record Finding(FindingKind kind, Severity severity, int halfCycle, double onsetTestTimeSecond, double detectedTestTimeSecond,
        long onsetSeq, long detectedSeq, String detector, String sentence, List<Evidence> evidence, List<TracePoint> trace,
        boolean shadow) {

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

    /// The same finding of a detector that runs in this mode.
    Finding in(Mode mode) {
        return mode == Mode.SHADOW
                ? new Finding(kind, severity, halfCycle, onsetTestTimeSecond, detectedTestTimeSecond, onsetSeq, detectedSeq, detector,
                        sentence,
                        evidence, trace, true)
                : this;
    }

    /// What names this finding wherever it is kept: the same run, kind, detector and onset always give the same id, so that a replay repeats a
    /// finding and does not double it. A UUID of version 5 (RFC 9562) in the name space of the run.
    public UUID id(UUID runId) {
        return NameId.of(runId, kind + "|" + detector + "|" + onsetSeq);
    }

    /// One number of the evidence. The name carries the unit, e.g. `reference_volt`.
    public record Evidence(String name, double value) {
        public Evidence { Objects.requireNonNull(name, "name"); }
    }
}
