package coulombus.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import coulombus.core.cell.CellKind;
import coulombus.core.detection.FindingKind;
import coulombus.drivers.simulation.corpus.Corpus;
import coulombus.drivers.simulation.corpus.FailureKind;
import coulombus.drivers.simulation.corpus.LabelledCell;

/// Writes `detection.md` and its pictures.
final class DetectionReport {
    private static final int MOST_LISTED = 20;

    private final StringBuilder text = new StringBuilder();
    private final DetectionOptions options;
    private final List<FailureTally> tallies;
    private final List<CellScore> failing;
    private final List<CellScore> healthy;
    private final List<CellScore> warmed;

    /// @param warmed healthy cells in chambers that lose their set-point
    DetectionReport(DetectionOptions options, List<CellScore> failing, List<CellScore> healthy, List<CellScore> warmed) {
        this.options = options;
        this.failing = failing;
        this.healthy = healthy;
        this.warmed = warmed;
        this.tallies = FailureTally.of(failing);
    }

    /// A chamber whose set-point is changed while nobody measures its temperature looks like a cell that changed.
    private static boolean isTold(LabelledCell cell) {
        return cell.nuisances().thermometer() || cell.nuisances().stepCelsius() == 0;
    }

    List<DetectionTargets.Verdict> verdicts() {
        List<CellScore> shorted = failing.stream().filter(score -> score.cell().failure().isShort()).toList();
        return DetectionTargets.judge(tallies, FalseAlarms.of(healthy, c -> true), ToldAlerts.of(healthy),
                ToldAlerts.amongHealthy(shorted, healthy, Corpus.CELLS_A_CHAMBER));
    }

    /// @param nanosPerMeasurement cost of the fold
    void write(Corpus corpus, LocalDate date, double seconds, double nanosPerMeasurement) throws IOException {
        DetectionCharts charts = new DetectionCharts(options.out().resolve("detection"));
        head(date, seconds);
        targets();
        recall();
        falseAlarms();
        commonMode();
        confusion();
        cost(nanosPerMeasurement);
        charts.recall(tallies);
        charts.delays(tallies);
        line("## Traces");
        line("");
        line("One cell of each failure at its worst severity, around the onset.");
        line("");
        for (FailureKind failure : FailureKind.values()) {
            if (failure != FailureKind.NONE) {
                line("![%s](detection/%s)", failure, charts.trace(corpus, failure));
            }
        }
        line("");
        limits();
        Files.createDirectories(options.out());
        Files.writeString(options.out().resolve("detection.md"), text);
    }

    private void head(LocalDate date, double seconds) {
        line("# Proof of detection");
        line("");
        line("Written by `%s` on %s, in %.0f s. Set of nuisances %s, seed %d; the same seed gives the same numbers, except those under Cost.",
                options.command(), date, seconds, options.set(), options.seed());
        line("");
        line("**Simulated.** Every cell, failure and nuisance comes from the generator in `coulombus.drivers.simulation.corpus` "
                + "([simulated cells](../concepts/simulated-cells.md)). Thresholds were tried on the set TUNING only; the set REPORTED has other "
                + "seeds and nuisances that TUNING lacks: beat noise, 1 mV digits, a new set-point of the chamber, bubbles of 30 to 60 min, gaps. "
                + "What the findings mean: [detection](../concepts/detection.md); thresholds: [settings](detector-settings.md).");
        line("");
        line("Symmetric cells run at 2 mA/cm², 0.5 mAh/cm², measured every 30 s; half of them change to 1 mA/cm² and back. "
                + "Plating cells 1 mA/cm², 0.5 mAh/cm², full cells 1 A/g, every 10 s. Onsets in symmetric cells lie at 100 to 124 h, after every "
                + "detector is armed (10 half-cycles of each direction; 30 half-cycles and 30 h at a current for CREEPING_SHORT), in others at "
                + "16 to 20 h. All findings that are not on trial count.");
        line("");
    }

    private void targets() {
        line("## Targets");
        line("");
        line("| target | measured | kept |");
        line("| --- | --- | --- |");
        for (DetectionTargets.Verdict v : verdicts()) {
            line("| %s | %s | %s |", v.target(), v.measured(), v.kept() ? "yes" : "**no**");
        }
        line("");
    }

    private void recall() {
        line("## Recall and delay");
        line("");
        line("Recall: a finding that names the failure rightly, at or after the onset; 95 % interval of Clopper and Pearson. Early: cells "
                + "with any finding before the onset. Delays from the labelled onset to the measurement at which the detector was sure.");
        line("");
        line("| failure | cells | found | recall % (interval) | delay, median | p90 | half-cycles, median | p90 | early | alarms a cell, mean | most |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (FailureTally t : tallies) {
            ExactInterval i = ExactInterval.ofPart(t.found(), t.cells());
            line("| %s | %d | %d | %.1f (%.1f to %.1f) | %s | %s | %s | %s | %d | %s | %d |", t.name(), t.cells(), t.found(),
                    100 * t.recallFraction(), 100 * i.lower(), 100 * i.upper(), time(t.delaySecond(0.5)), time(t.delaySecond(0.9)),
                    known("%.2f", t.delayHalfCycles(0.5)), known("%.2f", t.delayHalfCycles(0.9)), t.early(),
                    known("%.2f", t.alarmsPerAlarmedCell()), t.mostAlarms());
        }
        line("");
        line("Alarms a cell (flapping) counts every finding after the onset in cells that alarmed, of all kinds, SHORT_ENDED too.");
        line("");
        line("![Recall](detection/recall.svg)");
        line("![Delay](detection/delay.svg)");
        line("");
    }

    private void falseAlarms() {
        line("## False alarms");
        line("");
        line("Cells to which nothing is done, 600 h each; exact Poisson intervals (Garwood), 95 %.");
        line("");
        line("| healthy cells | cells | channel-hours | alarms of short kinds | per 1000 h (interval) | cells with one | other findings |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        row("all", FalseAlarms.of(healthy, c -> true));
        for (CellKind kind : CellKind.values()) {
            row(kind.name(), FalseAlarms.of(healthy, c -> c.cellKind() == kind));
        }
        row("with a thermometer", FalseAlarms.of(healthy, c -> c.nuisances().thermometer()));
        row("without, set-point kept", FalseAlarms.of(healthy, c -> !c.nuisances().thermometer() && isTold(c)));
        row("without, new set-point", FalseAlarms.of(healthy, c -> !isTold(c)));
        for (String nuisance : List.of("beat", "coarse-digits", "long-bubbles", "gaps", "rate-change")) {
            row("with " + nuisance, FalseAlarms.of(healthy, c -> c.nuisances().names().contains(nuisance)));
        }
        line("");
        List<CellScore> wrong = healthy.stream().filter(s -> !s.shorts().isEmpty()).toList();
        line("%d cells gave a false alarm of a short kind%s", wrong.size(), wrong.isEmpty()
                ? "."
                : wrong.size() > MOST_LISTED
                        ? "; the first " + MOST_LISTED + ":"
                        : ":");
        line("");
        for (CellScore s : wrong.subList(0, Math.min(MOST_LISTED, wrong.size()))) {
            CellScore.Alarm first = s.shorts().get(0);
            line("- %s: %s at %.1f h (%s)", s.cell().id(), first.kind(), first.detectedSecond() / 3600,
                    String.join(", ", s.cell().nuisances().names()));
        }
        line("");
    }

    private void commonMode() {
        ToldAlerts told = ToldAlerts.of(healthy);
        ToldAlerts ofWarmed = ToldAlerts.of(warmed);
        FalseAlarms found = FalseAlarms.of(warmed, c -> true);
        line("## What reaches a person");
        line("");
        line("Healthy cells stand in chambers of %d that share the temperature over the day and a new set-point; all else is each cell's own. The "
                + "findings of a chamber go through the book of alerts (`AlertBook`) with its usual rules, as in `alert-router`: more than 10 %% of "
                + "the channels of a chamber, three at least, with one kind within an hour are one alert about the environment "
                + "([decision 0017](../decisions/0017-common-mode-never-hides-safety.md)). What was told before the third cell counts as told.",
                Corpus.CELLS_A_CHAMBER);
        line("");
        line("| cells | findings of short kinds | alerts of short kinds that reach a person | about the environment | withdrawn or never told |");
        line("| --- | --- | --- | --- | --- |");
        line("| healthy, as above | %d | %d | %d | %d |", FalseAlarms.of(healthy, c -> true).shorts(), told.shorts(), told.environments(),
                told.suppressed());
        line("| %d healthy ones without thermometers, %d chambers that warm up by 15 K | %d | %d | %d | %d |", warmed.size(),
                warmed.size() / Corpus.CELLS_A_CHAMBER, found.shorts(), ofWarmed.shorts(), ofWarmed.environments(), ofWarmed.suppressed());
        line("");
        line("15 K is more than a detector lets pass: that row shows what the common mode is for. That it hides no real short: every shorted cell "
                + "of the tables above, each in the place of one cell of a healthy chamber, and how many of them no alert told from the onset on, "
                + "stands under Targets. A hard short is never part of a common mode.");
        line("");
    }

    private void row(String name, FalseAlarms alarms) {
        if (alarms.cells() == 0) {
            return;
        }
        ExactInterval i = ExactInterval.ofRate(alarms.shorts(), alarms.hours() / 1000);
        StringBuilder others = new StringBuilder();
        for (Map.Entry<FindingKind, Integer> e : alarms.byKind().entrySet()) {
            if (!e.getKey().isShort()) {
                others.append(others.isEmpty() ? "" : ", ").append(e.getKey()).append(' ').append(e.getValue());
            }
        }
        line("| %s | %d | %,.0f | %d | %.4f (%.4f to %.4f) | %d | %s |", name, alarms.cells(), alarms.hours(), alarms.shorts(),
                alarms.shortsPerThousandHours(), i.lower(), i.upper(), alarms.shortCells(), others);
    }

    private void confusion() {
        line("## What it was called");
        line("");
        line("First finding after the onset, number of cells; then every finding after it.");
        line("");
        line("| failure | first called | called HARD_SHORT while it was none | every finding |");
        line("| --- | --- | --- | --- |");
        for (FailureTally t : tallies) {
            line("| %s | %s | %d | %s |", t.name(), counts(t.firstCalled()), t.falselyHard(), counts(t.allCalled()));
        }
        line("");
        for (FailureTally t : tallies) {
            if (t.failure() == FailureKind.SOFT_THEN_HARD) {
                line("Soft before hard: of %d cells the soft short was found before it hardened in %d, %s h before (median; least %s, most %s).",
                        t.cells(), t.led(), known("%.1f", t.leadHour(0.5)), known("%.1f", t.leadHour(0)), known("%.1f", t.leadHour(1)));
                line("");
            }
        }
    }

    private static String counts(Map<String, Integer> byName) {
        return byName.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }

    private void cost(double nanosPerMeasurement) {
        int most = failing.stream().mapToInt(CellScore::stateBytes).max().orElse(0);
        most = Math.max(most, healthy.stream().mapToInt(CellScore::stateBytes).max().orElse(0));
        long measurements = failing.stream().mapToLong(CellScore::measurements).sum()
                + healthy.stream().mapToLong(CellScore::measurements).sum();
        line("## Cost");
        line("");
        line("%.0f ns of processor time a measurement with all detectors on, one thread, on the machine and under the load of this run "
                + "([performance](performance.md) has it measured with care, by `CoreFoldBenchmark`). State of a channel: at most %,d bytes at the "
                + "end of any of these runs (`StateSizeTest` holds 4096). %,d measurements were folded.", nanosPerMeasurement, most,
                measurements);
        line("");
        line("## Determinism");
        line("");
        line("The same measurements give the same findings, byte for byte: replayed, in batches of any size, with 1 % of them sent twice, "
                + "with the channels in another order, with the state taken through bytes (`CorpusDeterminismTest`, on cells of every failure), and "
                + "after the analytics were killed and restarted (`AnalyticsKillIT`).");
        line("");
    }

    private void limits() {
        line("## Where the detectors fail");
        line("");
        line("What is known of the misses and false alarms in the tables above:");
        line("");
        line("- A warming that no thermometer sees looks like a small leak. Without a thermometer a fall that came slowly is therefore told only "
                + "where it is larger than 4 K make (about 11 %): a small short that *grows slowly* in such a cell is not found. Measure the "
                + "temperature. One that forms at once is found with a thermometer and without.");
        line("- NOISE is told against the cell's own noise: 2 mV on top of a beat of more than 1 mV are not three times the usual, and 1 mV digits hide it.");
        line("- A bridge that leaves 3 to 12 ohm cm² may be either. It is told as SOFT_SHORT at once and as HARD_SHORT when it has been steady for "
                + "three half-cycles; one that fluctuates below 3 ohm cm² for 30 s is called HARD_SHORT, which is final.");
        line("- A leak that empties a full cell at rest is told by REST_DECAY with the first hour of a rest; where rests are shorter, "
                + "EFFICIENCY_DROP and END_OF_LIFE tell it.");
        line("- The sets are not independent of the detectors for ever: several were changed after a report on REPORTED with the seed "
                + "20261124 had shown misses and false alarms. They were changed on other seeds, and this report is on a seed never run before; "
                + "but that a set-point moves by 2 to 3 K and bubbles last up to an hour was known by then.");
        line("");
        line("## What this does not prove");
        line("");
        line("- The nuisances are synthetic. Real cells have others: expect 10 to 100 times as many false alarms until a laboratory's own "
                + "detectors were calibrated in shadow on its own cells.");
        line("- The physics has no dendrites, no chemistry of the electrolyte, no real hosts. That a failure of the generator is found says "
                + "that the code does what it should, not that real failures look like it.");
        line("- Onsets before arming are not counted: a small soft short in the first 30 h cannot be found from the voltage.");
        int smallest = tallies.stream().filter(t -> EnumSet.of(FailureKind.HARD_SHORT, FailureKind.SOFT_SHORT).contains(t.failure()))
                .mapToInt(FailureTally::cells).min().orElse(0);
        if (smallest > 0) {
            line("- %d of %d found proves a recall above %.1f %% (95 %% interval), not 100 %%.", smallest, smallest,
                    100 * ExactInterval.ofPart(smallest, smallest).lower());
        }
    }

    private static String time(double second) {
        return Double.isNaN(second)
                ? "-"
                : second < 3600 ? String.format(Locale.ROOT, "%.0f s", second) : String.format(Locale.ROOT, "%.2f h", second / 3600);
    }

    private static String known(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private void line(String words) {
        text.append(words).append('\n');
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
