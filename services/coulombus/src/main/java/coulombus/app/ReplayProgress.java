package coulombus.app;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

import coulombus.app.ResultWatch.Results;
import coulombus.channelagent.ChannelAgentService.ChannelProgress;
import coulombus.channelagent.ChannelAgentService.ChannelProgress.Standing;
import coulombus.core.detection.Finding;
import coulombus.core.run.RunFacts;

/// Says how far a replay is: each finding when it comes, else a line now and then, the longer it lasts the seldomer; and what became of
/// each channel at the end.
final class ReplayProgress {
    private static final long SHORTEST_INTERVAL_NANOS = 2_000_000_000L;
    private static final long LONGEST_INTERVAL_NANOS = 60_000_000_000L;
    /// An interval is this part of the time passed.
    private static final int PART = 10;

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final Function<UUID, Results> results;
    private final Map<UUID, Integer> findingsTold = new HashMap<>();
    private final long started;
    private long next;

    /// @param results of a run; answers null where results are not watched
    ReplayProgress(PrintWriter out, LongSupplier nanoTime, Function<UUID, Results> results) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.results = results;
        this.started = nanoTime.getAsLong();
        this.next = started + SHORTEST_INTERVAL_NANOS;
    }

    void show(List<ChannelProgress> channels) {
        channels.forEach(c -> tellFindings(c.facts()));
        long now = nanoTime.getAsLong();
        if (now - next >= 0) {
            next = now + Math.clamp((now - started) / PART, SHORTEST_INTERVAL_NANOS, LONGEST_INTERVAL_NANOS);
            double fraction = channels.stream().mapToDouble(c -> Double.isNaN(c.progressFraction()) ? 0 : c.progressFraction()).average()
                    .orElse(1);
            out.printf(Locale.ROOT, "  %3.0f %%  %s published%s%n", Math.floor(100 * fraction),
                    count(measurements(channels), "measurement"),
                    isWatched(channels) ? ", " + count(cycles(channels), "cycle") : "");
        }
        out.flush();
    }

    /// Tells what is new since the last time.
    private void tellFindings(RunFacts facts) {
        Results run = results.apply(facts.runId());
        if (run == null) {
            return;
        }
        int told = findingsTold.getOrDefault(facts.runId(), 0);
        for (Finding finding : run.findings().subList(told, run.findings().size())) {
            out.printf("  %s  %s%n", name(facts), inWords(finding));
        }
        findingsTold.put(facts.runId(), run.findings().size());
    }

    /// The last word; true where every channel came to its end.
    boolean done(List<ChannelProgress> channels) {
        double second = (nanoTime.getAsLong() - started) * 1e-9;
        boolean well = channels.stream().allMatch(c -> c.standing() instanceof Standing.Ended);
        out.printf(Locale.ROOT, "%n%s %s of %s in %.1f s%n", well ? "Replayed" : "Stopped after",
                count(measurements(channels), "measurement"), count(channels.size(), "channel"), second);
        channels.forEach(this::channel);
        out.flush();
        return well;
    }

    private void channel(ChannelProgress c) {
        RunFacts facts = c.facts();
        Results run = results.apply(facts.runId());
        String file = name(facts).equals(facts.title()) ? "" : facts.title() + ", ";
        out.printf(Locale.ROOT, "%n  %s  (%schannel %s)%n", name(facts), file, facts.channelId());
        String standing = switch (c.standing()) {
            case Standing.Running running -> "not finished; replay it again to continue, nothing counts twice";
            case Standing.Stopped stopped -> "stopped; replay it again to continue, nothing counts twice";
            case Standing.Ended ended -> "to its end";
            case Standing.Failed failed -> "FAILED: " + failed.why();
        };
        out.printf(Locale.ROOT, "    %s%s, %s%n", count(c.acknowledgedMeasurements(), "measurement"),
                run == null ? "" : ", " + count(run.cycles(), "cycle"), standing);
        if (run == null) {
            return;
        }
        if (run.wasWholeBefore()) {
            out.printf("    already in the fleet: counted once%n");
        } else if (run.wasBegunBefore()) {
            out.printf("    begun by an earlier replay and continued: what came twice is counted once%n");
        }
        run.findings().forEach(finding -> out.printf("    %s%n", inWords(finding)));
        if (run.findings().isEmpty() && c.standing() instanceof Standing.Ended) {
            out.printf("    no finding%n");
        }
    }

    private static String inWords(Finding finding) {
        return finding.severity() + "  " + finding.sentence() + (finding.shadow() ? " (in shadow)" : "");
    }

    private static String name(RunFacts facts) {
        return facts.cell().cellId().isBlank() ? facts.title() : facts.cell().cellId();
    }

    private boolean isWatched(List<ChannelProgress> channels) {
        return channels.stream().anyMatch(c -> results.apply(c.facts().runId()) != null);
    }

    private long cycles(List<ChannelProgress> channels) {
        return channels.stream().map(c -> results.apply(c.facts().runId())).mapToLong(run -> run == null ? 0 : run.cycles()).sum();
    }

    private static long measurements(List<ChannelProgress> channels) {
        return channels.stream().mapToLong(ChannelProgress::acknowledgedMeasurements).sum();
    }

    private static String count(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }
}
