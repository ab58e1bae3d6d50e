package coulombus.fleetapi;

import java.util.List;
import java.util.OptionalDouble;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.run.RunFacts;

/// A run as it stands beside others.
record ComparedRun(RunSummary summary, List<Cycle> cycles, List<Finding> findings) {
    private static final double SECONDS_PER_HOUR = 3600;

    /// Hours of test until its cell shorted; detectors on trial do not count.
    OptionalDouble shortedHour(boolean softToo) {
        return findings.stream()
                .filter(finding -> !finding.shadow())
                .filter(finding -> finding.kind() == FindingKind.HARD_SHORT || softToo && finding.kind() == FindingKind.SOFT_SHORT)
                .mapToDouble(finding -> finding.onsetTestTimeSecond() / SECONDS_PER_HOUR).min();
    }

    /// Hours of test seen so far.
    double watchedHour() {
        double hour = summary.lastTestTimeSecond() / SECONDS_PER_HOUR;
        return Double.isFinite(hour) ? Math.max(0, hour) : 0;
    }

    /// Electrode area in cm2, NaN where it is not stated.
    double areaCm2() {
        return summary.facts().map(RunFacts::cell).map(cell -> cell.areaCm2()).orElse(Double.NaN);
    }
}
