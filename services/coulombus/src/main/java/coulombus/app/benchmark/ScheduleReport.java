package coulombus.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import coulombus.app.benchmark.ScheduleWorkload.Job;

/// Writes `scheduling.md`.
final class ScheduleReport {
    private static final double LEAST_UTILIZATION_RATIO = 0.82;
    private static final double LEAST_MEAN_GAIN_DAY = 2.0;
    private static final double LEAST_GANG_GAIN_DAY = 7.0;
    private static final Predicate<Job> ALL = j -> true;
    private static final Predicate<Job> GANGS = j -> j.cells() == 8;

    private final StringBuilder text = new StringBuilder();
    private final ScheduleOptions options;
    private final Map<SchedulePolicies, List<ScheduleFigures>> arriving;
    private final Map<SchedulePolicies, List<ScheduleFigures>> batches;
    private final List<Double> mostUtilizationRatio;
    private final List<Double> leastMakespanDay;

    ScheduleReport(ScheduleOptions options, Map<SchedulePolicies, List<ScheduleFigures>> arriving,
            Map<SchedulePolicies, List<ScheduleFigures>> batches, List<Double> mostUtilizationRatio, List<Double> leastMakespanDay) {
        this.options = options;
        this.arriving = arriving;
        this.batches = batches;
        this.mostUtilizationRatio = mostUtilizationRatio;
        this.leastMakespanDay = leastMakespanDay;
    }

    /// One sentence a target.
    List<String> verdicts() {
        double used = mean(SchedulePolicies.ONE_RESERVATION, ScheduleFigures::utilizationRatio);
        PairedDifference all = difference(SchedulePolicies.ONE_RESERVATION, SchedulePolicies.FIRST_FIT, f -> f.mean(ALL));
        PairedDifference gangs = difference(SchedulePolicies.ONE_RESERVATION, SchedulePolicies.FIRST_FIT, f -> f.mean(GANGS));
        return List.of(verdict(used >= LEAST_UTILIZATION_RATIO, "utilisation at least 0.82", String.format(Locale.ROOT, "%.3f", used)),
                verdict(-all.mean() >= LEAST_MEAN_GAIN_DAY, "mean wait at least 2.0 d below first-fit", all + " d"),
                verdict(-gangs.mean() >= LEAST_GANG_GAIN_DAY, "wait of 8 cells at least 7 d below first-fit", gangs + " d"));
    }

    private static String verdict(boolean kept, String target, String measured) {
        return (kept ? "kept    " : "NOT KEPT") + "  " + target + ": " + measured;
    }

    void write(LocalDate date, double seconds) throws IOException {
        head(date, seconds);
        targets();
        table();
        bySizeAndClass();
        paired();
        bound();
        perSeed();
        limits();
        Files.createDirectories(options.out());
        Files.writeString(options.out().resolve("scheduling.md"), text);
    }

    private void head(LocalDate date, double seconds) {
        line("# What the scheduler is worth");
        line("");
        line("Written by `%s` on %s, in %.0f s. The same seeds give the same numbers.", options.command(), date, seconds);
        line("");
        line("**Simulated.** %d laboratories, each of 32 cyclers with 16 channels: three current classes (a higher one serves a lower need), "
                + "three temperatures, impedance on a quarter of the channels. %d experiments of 1, 3 or 8 cells (25, 60, 15 %%) come to each, "
                + "all cells on distinct cyclers and started together; tests last 1 to 180 d, median 14 d. Offered load %.2f of the channel time. "
                + "A policy sees an estimate that is wrong by 0.7 to 2 times; the world runs the true durations. What suits what by chance "
                + "leaves channels without work, so 1.00 is out of reach. How decisions are made: [scheduling](../concepts/scheduling.md).",
                options.seeds(), options.experiments(), options.loadRatio());
        line("");
        line("The policies of Coulombus are the class `Scheduler`, told of each laboratory as of a real one, with "
                + "`SchedulingPolicy.DEFAULT`. A pass is made with each arrival and each end.");
        line("");
    }

    private void targets() {
        line("## Targets");
        line("");
        line("| target | measured | kept |");
        line("| --- | --- | --- |");
        for (String verdict : verdicts()) {
            String[] parts = verdict.substring(10).split(": ");
            line("| %s | %s | %s |", parts[0], parts[1], verdict.startsWith("kept") ? "yes" : "**no**");
        }
        line("");
    }

    private void table() {
        line("## Means over all seeds");
        line("");
        line("Utilisation: used channel-time in the last 80 %% of the time in which experiments arrive. Wait: from submission to start, days.");
        line("");
        line("| policy | utilisation | mean wait | p95 | 8 cells, mean | 8 cells, longest | longest |");
        line("| --- | --- | --- | --- | --- | --- | --- |");
        for (SchedulePolicies policy : SchedulePolicies.values()) {
            line("| %s | %.3f | %.2f | %.1f | %.1f | %.0f | %.0f |", policy.title, mean(policy, ScheduleFigures::utilizationRatio),
                    mean(policy, f -> f.mean(ALL)), mean(policy, f -> f.quantile(ALL, 0.95)), mean(policy, f -> f.mean(GANGS)),
                    mean(policy, f -> f.quantile(GANGS, 1)), mean(policy, f -> f.quantile(ALL, 1)));
        }
        line("");
    }

    private void bySizeAndClass() {
        Map<String, Predicate<Job>> parts = new LinkedHashMap<>();
        parts.put("1 cell", j -> j.cells() == 1);
        parts.put("3 cells", j -> j.cells() == 3);
        parts.put("8 cells", GANGS);
        parts.put("low priority", j -> j.priority() == 0);
        parts.put("normal", j -> j.priority() == 1);
        parts.put("high", j -> j.priority() == 2);
        line("Mean wait by size and class of priority, days:");
        line("");
        line("| policy | %s |", String.join(" | ", parts.keySet()));
        line("| --- |%s", " --- |".repeat(parts.size()));
        for (SchedulePolicies policy : SchedulePolicies.values()) {
            StringBuilder row = new StringBuilder("| " + policy.title + " |");
            parts.values().forEach(part -> row.append(String.format(Locale.ROOT, " %.2f |", mean(policy, f -> f.mean(part)))));
            line(row.toString());
        }
        line("");
    }

    private void paired() {
        line("## Paired differences");
        line("");
        line("On the same workloads, days, with the standard error of the mean; in brackets on how many of %d seeds the first one is lower.",
                options.seeds());
        line("");
        line("| difference | mean wait | high priority | 8 cells, mean | 8 cells, longest |");
        line("| --- | --- | --- | --- | --- |");
        row("default minus first-fit", SchedulePolicies.ONE_RESERVATION, SchedulePolicies.FIRST_FIT);
        row("8 reservations minus first-fit", SchedulePolicies.EIGHT_RESERVATIONS, SchedulePolicies.FIRST_FIT);
        row("8 reservations minus default", SchedulePolicies.EIGHT_RESERVATIONS, SchedulePolicies.ONE_RESERVATION);
        row("first-fit minus strict FIFO", SchedulePolicies.FIRST_FIT, SchedulePolicies.STRICT_FIFO);
        line("");
    }

    private void row(String name, SchedulePolicies first, SchedulePolicies second) {
        List<ToDoubleFunction<ScheduleFigures>> figures = List.of(f -> f.mean(ALL), f -> f.mean(j -> j.priority() == 2),
                f -> f.mean(GANGS), f -> f.quantile(GANGS, 1));
        StringBuilder row = new StringBuilder("| " + name + " |");
        for (ToDoubleFunction<ScheduleFigures> figure : figures) {
            PairedDifference d = difference(first, second, figure);
            row.append(' ').append(d).append(" (").append(d.lower()).append(") |");
        }
        line(row.toString());
    }

    private void bound() {
        line("## Distance to the bound");
        line("");
        line("The bound lets cells be divided and moved at will, without gangs and distances: the most work that fits, by what suits what "
                + "(a flow between kinds of needs and kinds of channels). For utilisation it reckons as if all work were there from the begin "
                + "of the counted time. For a batch of %d experiments that are all there at once it says when it cannot be done sooner.",
                batches.get(SchedulePolicies.FIRST_FIT).get(0).jobs().size());
        line("");
        line("| policy | utilisation / bound (mean of %.3f) | batch, makespan / bound, mean | worst seed |",
                mostUtilizationRatio.stream().mapToDouble(d -> d).average().orElse(0));
        line("| --- | --- | --- | --- |");
        for (SchedulePolicies policy : SchedulePolicies.values()) {
            double used = 0;
            double span = 0;
            double worst = 0;
            for (int i = 0; i < options.seeds(); i++) {
                double ratio = batches.get(policy).get(i).makespanDay() / leastMakespanDay.get(i);
                used += arriving.get(policy).get(i).utilizationRatio() / mostUtilizationRatio.get(i) / options.seeds();
                span += ratio / options.seeds();
                worst = Math.max(worst, ratio);
            }
            line("| %s | %.3f | %.3f | %.3f |", policy.title, used, span, worst);
        }
        line("");
    }

    private void perSeed() {
        line("## By seed");
        line("");
        line("Mean wait of all / of 8 cells, days.");
        line("");
        List<String> titles = new ArrayList<>();
        for (SchedulePolicies policy : SchedulePolicies.values()) {
            titles.add(policy.title);
        }
        line("| seed | %s |", String.join(" | ", titles));
        line("| --- |%s", " --- |".repeat(titles.size()));
        for (int i = 0; i < options.seeds(); i++) {
            StringBuilder row = new StringBuilder("| " + (options.firstSeed() + i) + " |");
            for (SchedulePolicies policy : SchedulePolicies.values()) {
                ScheduleFigures f = arriving.get(policy).get(i);
                row.append(String.format(Locale.ROOT, " %.2f / %.1f |", f.mean(ALL), f.mean(GANGS)));
            }
            line(row.toString());
        }
        line("");
    }

    private void limits() {
        line("## What this does not say");
        line("");
        line("- The workload is drawn, not recorded; a laboratory's own queue will differ. The longest waits swing by tens of days from seed to seed: "
                + "read the paired figures.");
        line("- Chambers have one temperature for ever here, cells need no mounting, nothing breaks, nobody moves the queue.");
        line("- Fair shares equal the groups' demand here, so the figures show what fairness costs, not what it gives.");
    }

    private double mean(SchedulePolicies policy, ToDoubleFunction<ScheduleFigures> figure) {
        return arriving.get(policy).stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private PairedDifference difference(SchedulePolicies first, SchedulePolicies second, ToDoubleFunction<ScheduleFigures> figure) {
        return PairedDifference.of(arriving.get(first), arriving.get(second), figure);
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format.replace("%%", "%") : String.format(Locale.ROOT, format, values)).append('\n');
    }
}
