package coulombus.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import coulombus.app.ResultWatch.Results;
import coulombus.channelagent.ChannelAgentService.ChannelProgress;
import coulombus.channelagent.ChannelAgentService.ChannelProgress.Standing;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunFacts;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayProgressTest {
    private static final long SECOND = 1_000_000_000L;
    private static final UUID RUN = new UUID(1, 2);

    private final StringWriter shown = new StringWriter();
    private final AtomicLong now = new AtomicLong();
    private final Results results = new Results();
    private final ReplayProgress progress = new ReplayProgress(new PrintWriter(shown), now::get, run -> results);

    @Test
    void speaksTheSeldomerTheLongerItLasts() {
        // When
        long inTheFirstTwentySeconds = 0;
        for (int second = 0; second < 3600; second++) {
            now.set(second * SECOND);
            progress.show(channel(new Standing.Running(), second));
            if (second == 20) {
                inTheFirstTwentySeconds = shown.toString().lines().count();
            }
        }

        // Then
        assertThat(inTheFirstTwentySeconds).isEqualTo(10);
        assertThat(shown.toString().lines().count()).isBetween(50L, 100L);
    }

    @Test
    void tellsAFindingOnceWhenItComes() {
        // Given
        results.found(new Finding(FindingKind.HARD_SHORT, Severity.CRITICAL, 1, 0, 1, 1, 2, "hard-short/1", "Hard short at 38 h", List.of(),
                List.of(), false));

        // When
        progress.show(channel(new Standing.Running(), 1));
        progress.show(channel(new Standing.Running(), 1));

        // Then
        assertThat(shown.toString()).isEqualTo(String.format("  ZN-01  CRITICAL  Hard short at 38 h%n"));
    }

    @Test
    void tellsAtTheEndWhatBecameOfEachChannel() {
        // When
        boolean well = progress.done(channel(new Standing.Ended(), 1));

        // Then
        assertThat(well).isTrue();
        assertThat(shown.toString()).contains("Replayed 1 measurement of 1 channel", "ZN-01  (cell.csv, channel replay-1)",
                "1 measurement, 0 cycles, to its end", "no finding").doesNotContain("already in the fleet");
    }

    @Test
    void saysWhatWasThereBefore() {
        // Given
        results.wasThere(true);

        // When
        progress.done(channel(new Standing.Ended(), 5));

        // Then
        assertThat(shown.toString()).contains("already in the fleet: counted once");
    }

    @Test
    void saysHowToGoOnAfterAStopAndWhyAChannelFailed() {
        // When
        boolean stopped = progress.done(channel(new Standing.Stopped(), 5));
        boolean failed = progress.done(channel(new Standing.Failed("the disk is gone"), 5));

        // Then
        assertThat(stopped).isFalse();
        assertThat(failed).isFalse();
        assertThat(shown.toString()).contains("Stopped after 5 measurements", "replay it again to continue, nothing counts twice",
                "FAILED: the disk is gone");
    }

    private static List<ChannelProgress> channel(Standing standing, long measurements) {
        CellFacts cell = new CellFacts("ZN-01", CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        RunFacts facts = new RunFacts(RUN, "replay-1", Source.CYCLER, cell, InstrumentFacts.of("BDF CSV"), ProtocolFacts.UNKNOWN,
                "cell.csv");
        return List.of(new ChannelProgress(facts, 0.5, measurements, standing));
    }
}
