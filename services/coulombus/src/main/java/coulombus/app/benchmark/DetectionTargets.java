package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import coulombus.drivers.simulation.corpus.FailureKind;

/// What the detectors are held to, and whether they kept it.
final class DetectionTargets {
    static final double SHORTS_PER_THOUSAND_HOURS = 0.02;
    private static final double LONGEST_SMALL_SOFT_SHORT_SECOND = 2 * 3600;

    private DetectionTargets() {}

    /// One target.
    record Verdict(String target, String measured, boolean kept) {}

    static List<Verdict> judge(List<FailureTally> tallies, FalseAlarms all, ToldAlerts told, ToldAlerts amongHealthy) {
        List<Verdict> verdicts = new ArrayList<>();
        for (FailureTally t : tallies) {
            boolean hard = t.failure() == FailureKind.HARD_SHORT || t.failure() == FailureKind.SOFT_THEN_HARD;
            if (hard || t.failure() == FailureKind.SOFT_SHORT) {
                verdicts.add(new Verdict("recall 100 % of " + t.name(), t.found() + " of " + t.cells(), t.found() == t.cells()));
            }
            if (hard) {
                double halfCycles = t.delayHalfCycles(1);
                verdicts.add(
                        new Verdict(t.name() + " within 1 half-cycle", String.format(Locale.ROOT, "median %.2f, slowest %.2f half-cycles",
                                t.delayHalfCycles(0.5), halfCycles), halfCycles <= 1));
            }
            if (t.failure() == FailureKind.SOFT_SHORT && t.severity() >= 200) {
                double median = t.delaySecond(0.5);
                verdicts.add(new Verdict("10 % soft short within 2 h, median", String.format(Locale.ROOT, "%.2f h", median / 3600),
                        median <= LONGEST_SMALL_SOFT_SHORT_SECOND));
            }
        }
        verdicts.add(falseAlarms("findings, cell by cell", all.shorts(), all.hours()));
        verdicts.add(falseAlarms("alerts that reach a person, those about the environment too", told.shorts() + told.environments(),
                all.hours()));
        verdicts.add(new Verdict("no short of a single cell among healthy ones is hidden by the common mode",
                amongHealthy.hidden() + " hidden", amongHealthy.hidden() == 0));
        return verdicts;
    }

    private static Verdict falseAlarms(String which, int alarms, double hours) {
        ExactInterval rate = ExactInterval.ofRate(alarms, hours / 1000);
        return new Verdict(
                "fewer than " + SHORTS_PER_THOUSAND_HOURS + " false alarms of short kinds per 1000 channel-hours, upper 95 % bound: "
                        + which,
                String.format(Locale.ROOT, "%d in %,.0f h: %.4f (%.4f to %.4f)", alarms, hours, 1000 * alarms / hours, rate.lower(),
                        rate.upper()),
                rate.upper() < SHORTS_PER_THOUSAND_HOURS);
    }
}
