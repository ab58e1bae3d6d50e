package coulombus.channelagent;

import java.util.Optional;
import java.util.Set;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunFacts;
import coulombus.core.run.RunListener;
import coulombus.core.safety.HardLimits;
import coulombus.core.safety.LimitWatch;

/// The local safety of one run: limits on every measurement, and the findings of the same analysis that runs in the stream. It
/// begins anew after a restart of the agent: a short that was under suspicion then is found again half a minute to some minutes later.
///
/// One thread owns it.
final class RunWatch {
    private static final String FINDING = "finding";
    private final Set<FindingKind> stopsOn;
    private final RunAnalysis analysis;
    private final LimitWatch limits;
    private String finding;

    /// Why a run must be stopped at once.
    ///
    /// @param kind     one word, for counting
    /// @param sentence for people
    record Danger(String kind, String sentence) {
        static Danger ofFinding(String sentence) {
            return new Danger(FINDING, sentence);
        }

        boolean isFinding() {
            return kind.equals(FINDING);
        }
    }

    RunWatch(RunFacts facts, HardLimits limits, Set<FindingKind> stopsOn) {
        this.stopsOn = stopsOn;
        this.analysis = new RunAnalysis(facts);
        this.limits = new LimitWatch(limits);
    }

    /// Takes measurements, each once: what was taken before is left out.
    Optional<Danger> onMeasurements(MeasurementBatch batch) {
        Optional<Danger> danger = Optional.empty();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.seq(i) <= analysis.highestSeq()) {
                continue;
            }
            Optional<LimitWatch.Violation> violation = limits.on(batch, i);
            if (danger.isEmpty()) {
                danger = violation.map(RunWatch::danger);
            }
        }
        finding = null;
        analysis.on(batch, new StoppingFindings());
        return danger.isPresent() || finding == null ? danger : Optional.of(Danger.ofFinding(finding));
    }

    static Danger danger(LimitWatch.Violation violation) {
        return new Danger(violation.limit().name().toLowerCase(java.util.Locale.ROOT), violation.sentence());
    }

    /// Remembers the first finding on which the run is stopped; all else is the stream's to tell.
    private final class StoppingFindings implements RunListener {
        @Override
        public void on(Finding found) {
            if (finding == null && stopsOn.contains(found.kind())) {
                finding = found.detector() + ": " + found.sentence();
            }
        }

        @Override
        public void on(HalfCycle halfCycle) {
            // Told by the stream.
        }

        @Override
        public void on(Cycle cycle) {
            // Told by the stream.
        }

        @Override
        public void on(CellHealth health) {
            // Told by the stream.
        }

        @Override
        public void on(DataQuality dataQuality) {
            // Told by the stream.
        }
    }
}
