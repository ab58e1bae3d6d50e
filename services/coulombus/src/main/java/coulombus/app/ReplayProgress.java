package coulombus.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

import coulombus.channelagent.ChannelAgentService.ChannelProgress;
import coulombus.channelagent.ChannelAgentService.ChannelProgress.Standing;

/// Says how far a replay is: a line every two seconds while something changes, every ten while nothing does, and what became of each
/// channel at the end.
final class ReplayProgress {
    private static final long INTERVAL_NANOS = 2_000_000_000L;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final long started;
    private long next;
    private String last = "";
    private long lastShown;

    ReplayProgress(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.next = started + INTERVAL_NANOS / 4;
    }

    void show(List<ChannelProgress> channels, long cycles, long findings) {
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + INTERVAL_NANOS;
        double fraction = channels.stream().mapToDouble(c -> Double.isNaN(c.progressFraction()) ? 0 : c.progressFraction()).average()
                .orElse(1);
        String line = String.format(Locale.ROOT, "  %5.1f %%  %,d measurements published%s", 100 * fraction, measurements(channels),
                cycles < 0 ? "" : String.format(Locale.ROOT, ", %,d cycles, %,d findings", cycles, findings));
        if (!line.equals(last) || now - lastShown > PATIENCE_NANOS) {
            out.println(line);
            out.flush();
            last = line;
            lastShown = now;
        }
    }

    /// The last word; true where every channel came to its end.
    boolean done(List<ChannelProgress> channels) {
        double seconds = (nanoTime.getAsLong() - started) * 1e-9;
        out.printf(Locale.ROOT, "Replayed %,d measurements of %d channel%s in %.1f s%n", measurements(channels), channels.size(),
                channels.size() == 1 ? "" : "s", seconds);
        boolean well = true;
        for (ChannelProgress c : channels) {
            String standing = switch (c.standing()) {
                case Standing.Running running -> "not finished; replay it again to continue, nothing counts twice";
                case Standing.Stopped stopped -> "stopped; replay it again to continue, nothing counts twice";
                case Standing.Ended ended -> String.format(Locale.ROOT, "%,d measurements", c.acknowledgedMeasurements());
                case Standing.Failed failed -> "FAILED: " + failed.why();
            };
            well &= c.standing() instanceof Standing.Ended;
            out.printf("  %s  run %s  %s: %s%n", c.facts().channelId(), c.facts().runId(), c.facts().title(), standing);
        }
        out.flush();
        return well;
    }

    private static long measurements(List<ChannelProgress> channels) {
        return channels.stream().mapToLong(ChannelProgress::acknowledgedMeasurements).sum();
    }
}
