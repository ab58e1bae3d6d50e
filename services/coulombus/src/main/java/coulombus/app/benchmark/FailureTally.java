package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import coulombus.app.benchmark.CellScore.Alarm;
import coulombus.core.detection.FindingKind;
import coulombus.drivers.simulation.corpus.FailureKind;

/// How the cells of one failure and severity came out.
final class FailureTally {
    private static final String SILENCE = "nothing";

    private final FailureKind failure;
    private final double severity;
    private final List<Double> delaySecond = new ArrayList<>();
    private final List<Double> delayHalfCycles = new ArrayList<>();
    private final List<Double> leadHour = new ArrayList<>();
    private final Map<String, Integer> firstCalled = new LinkedHashMap<>();
    private final Map<String, Integer> allCalled = new TreeMap<>();
    private int cells;
    private int early;
    private int falselyHard;
    private int alarmed;
    private int alarmsOfAlarmed;
    private int mostAlarms;

    private FailureTally(FailureKind failure, double severity) {
        this.failure = failure;
        this.severity = severity;
    }

    /// One tally a failure and severity, in the order they come.
    static List<FailureTally> of(List<CellScore> scores) {
        Map<String, FailureTally> tallies = new LinkedHashMap<>();
        for (CellScore score : scores) {
            FailureKind failure = score.cell().failure();
            double severity = score.cell().severity();
            tallies.computeIfAbsent(failure + " " + severity, k -> new FailureTally(failure, severity)).add(score);
        }
        return List.copyOf(tallies.values());
    }

    private void add(CellScore score) {
        cells++;
        double hard = score.cell().hardOnsetSecond();
        boolean hardens = !Double.isNaN(hard);
        double onset = score.cell().onsetSecond();
        double from = hardens ? hard : onset;
        score.first(failure.foundAs(), from).ifPresent(a -> {
            delaySecond.add(a.detectedSecond() - from);
            delayHalfCycles.add((a.detectedSecond() - from) / a.halfCycleSecond());
        });
        early += score.alarms().stream().anyMatch(a -> a.detectedSecond() < onset) ? 1 : 0;
        boolean isHard = failure == FailureKind.HARD_SHORT;
        falselyHard += score.alarms().stream()
                .anyMatch(a -> a.kind() == FindingKind.HARD_SHORT && !isHard && !(a.detectedSecond() >= hard)) ? 1 : 0;
        Optional<Alarm> called = score.alarms().stream().filter(a -> a.detectedSecond() >= onset).findFirst();
        firstCalled.merge(called.map(a -> a.kind().name()).orElse(SILENCE), 1, Integer::sum);
        score.alarms().stream().filter(a -> a.detectedSecond() >= onset).forEach(a -> allCalled.merge(a.kind().name(), 1, Integer::sum));
        if (hardens) {
            score.first(FailureKind.SOFT_SHORT.foundAs(), onset).filter(a -> a.detectedSecond() < hard)
                    .ifPresent(a -> leadHour.add((hard - a.detectedSecond()) / 3600));
        }
        int after = (int) score.alarms().stream().filter(a -> a.detectedSecond() >= onset).count();
        if (after > 0) {
            alarmed++;
            alarmsOfAlarmed += after;
            mostAlarms = Math.max(mostAlarms, after);
        }
    }

    FailureKind failure() {
        return failure;
    }

    double severity() {
        return severity;
    }

    /// `SOFT_SHORT 37 ohm cm2`.
    String name() {
        return failure + " " + severityText() + " " + failure.unit();
    }

    String severityText() {
        return severity == Math.rint(severity) ? String.format(Locale.ROOT, "%.0f", severity) : Double.toString(severity);
    }

    int cells() {
        return cells;
    }

    int found() {
        return delaySecond.size();
    }

    double recallFraction() {
        return (double) found() / cells;
    }

    /// Cells with any alarm before the onset.
    int early() {
        return early;
    }

    /// Cells called a hard short that were none at that time.
    int falselyHard() {
        return falselyHard;
    }

    Map<String, Integer> firstCalled() {
        return firstCalled;
    }

    /// Every finding after the onset, by kind.
    Map<String, Integer> allCalled() {
        return allCalled;
    }

    double alarmsPerAlarmedCell() {
        return alarmed == 0 ? Double.NaN : (double) alarmsOfAlarmed / alarmed;
    }

    int mostAlarms() {
        return mostAlarms;
    }

    /// Delays of the cells that were found, smallest first.
    double[] sortedDelaySecond() {
        return sorted(delaySecond);
    }

    double delaySecond(double quantile) {
        return quantile(delaySecond, quantile);
    }

    double delayHalfCycles(double quantile) {
        return quantile(delayHalfCycles, quantile);
    }

    double leadHour(double quantile) {
        return quantile(leadHour, quantile);
    }

    /// Cells whose soft short was found before they hardened.
    int led() {
        return leadHour.size();
    }

    private static double[] sorted(List<Double> values) {
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(array);
        return array;
    }

    /// The smallest value that at least this part does not pass; NaN of nothing.
    private static double quantile(List<Double> values, double quantile) {
        double[] sorted = sorted(values);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
    }
}
