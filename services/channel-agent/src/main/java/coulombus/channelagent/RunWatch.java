package coulombus.channelagent;

import java.util.Map;
import java.util.Optional;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.protocol.FindingAction;
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
    private static final String PAUSE = "pause";
    private final Map<FindingKind, FindingAction> actsOn;
    private final RunAnalysis analysis;
    private final LimitWatch limits;
    private Danger finding;

    /// Why a run must be stopped at once or, where [#isPause()], held when its next step begins.
    ///
    /// @param kind     one word, for counting
    /// @param sentence for people
    record Danger(String kind, String sentence) {
        boolean isFinding() {
            return kind.equals(FINDING) || isPause();
        }

        /// True where the run is to be paused, not stopped.
        boolean isPause() {
            return kind.equals(PAUSE);
        }
    }

    RunWatch(RunFacts facts, HardLimits limits, Map<FindingKind, FindingAction> actsOn) {
        this.actsOn = actsOn;
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
        analysis.on(batch, new ActedFindings());
        return danger.or(() -> Optional.ofNullable(finding));
    }

    static Danger danger(LimitWatch.Violation violation) {
        return new Danger(violation.limit().name().toLowerCase(java.util.Locale.ROOT), violation.sentence());
    }

    /// Remembers the first finding on which the run is stopped, else the first on which it is paused; all else is the stream's to tell.
    private final class ActedFindings implements RunListener {
        @Override
        public void on(Finding found) {
            FindingAction action = actsOn.get(found.kind());
            if (action != null && (finding == null || finding.isPause() && action == FindingAction.STOP)) {
                finding = new Danger(action == FindingAction.PAUSE ? PAUSE : FINDING, found.detector() + ": " + found.sentence());
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
