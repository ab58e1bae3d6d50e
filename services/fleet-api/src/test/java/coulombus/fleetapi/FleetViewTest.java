package coulombus.fleetapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;

import static org.assertj.core.api.Assertions.assertThat;

class FleetViewTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final UUID RUN = UUID.fromString("00000000-0000-4000-8000-0000000000aa");

    private final FleetView view = new FleetView(ViewLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(longs = { 21, 22, 23, 24, 25, 26, 27, 28 })
    void givesTheSameTraceForAnySplitAndRepetition(long seed) {
        // Given
        Random random = new Random(seed);
        int size = 3_000 + random.nextInt(3_000);
        FleetView split = new FleetView(ViewLimits.DEFAULT);
        // When
        view.on("A/1", RUN, batch(1, size, seed), NOW);
        for (int first = 1; first <= size;) {
            int last = Math.min(size, first + random.nextInt(40));
            // At-least-once reading: a batch may reach back into what came before, or come twice.
            int begin = Math.max(1, first - random.nextInt(60));
            split.on("A/1", RUN, batch(begin, last, seed), NOW);
            if (random.nextInt(4) == 0) {
                split.on("A/1", RUN, batch(begin, last, seed), NOW);
            }
            first = last + 1;
        }
        // Then
        TraceWindow whole = view.trace(RUN, Double.NaN, Double.NaN, 20_000).orElseThrow();
        TraceWindow pieces = split.trace(RUN, Double.NaN, Double.NaN, 20_000).orElseThrow();
        assertThat(columns(pieces)).describedAs("seed %d", seed).isDeepEqualTo(columns(whole));
        assertThat(split.run(RUN).orElseThrow().measurementCount()).isEqualTo(size);
        assertThat(split.duplicateCount()).isPositive();
    }

    private static double[][] columns(TraceWindow window) {
        return new double[][]{ Arrays.copyOf(window.testTimeSecond(), window.size()), Arrays.copyOf(window.voltageVolt(), window.size()),
                Arrays.copyOf(window.currentAmpere(), window.size()) };
    }

    private static MeasurementBatch batch(int firstSeq, int lastSeq, long seed) {
        MeasurementBatch batch = new MeasurementBatch(16);
        batch.clear(firstSeq);
        for (int seq = firstSeq; seq <= lastSeq; seq++) {
            Random value = new Random(seed * 1_000_003 + seq);
            int i = batch.addRow();
            batch.setTestTimeSecond(i, seq * 7.0 + value.nextDouble());
            batch.setVoltageVolt(i, value.nextGaussian());
            batch.setCurrentAmpere(i, value.nextGaussian());
        }
        return batch;
    }

    @Test
    void becomesStaleAfterThreeExpectedIntervalsAndNotBefore() {
        // Given
        for (int i = 0; i < 10; i++) {
            view.on("A/1", RUN, batch(i + 1, i + 1, 1), NOW.plusSeconds(60L * i));
        }
        Instant last = NOW.plusSeconds(540);
        // When
        RunSummary run = view.run(RUN).orElseThrow();
        // Then
        assertThat(run.stateAt(last.plusSeconds(150))).isEqualTo(RunState.RUNNING);
        assertThat(run.stateAt(last.plusSeconds(190))).isEqualTo(RunState.STALE);
    }

    @Test
    void doesNotLetOneLongSilenceMakeTheNextOneNormal() {
        // Given a channel that speaks every ten seconds and was silent for a day
        for (int i = 0; i < 10; i++) {
            view.on("A/1", RUN, batch(i + 1, i + 1, 1), NOW.plusSeconds(10L * i));
        }
        Instant back = NOW.plusSeconds(86_400);
        view.on("A/1", RUN, batch(11, 11, 1), back);
        // When
        RunSummary run = view.run(RUN).orElseThrow();
        // Then
        assertThat(run.stateAt(back.plusSeconds(200))).isEqualTo(RunState.STALE);
    }

    @Test
    void takesResultsThatComeBeforeTheRunsOwnStory() {
        // Given
        view.on("A/1", RUN, new DataQuality(DataQualityKind.GAP, 3, 10, "three gaps"));
        // When
        view.on(MadeUpFleet.facts(RUN, "A/1", MadeUpFleet.cell("X", CellKind.FULL, FirstHalfCycle.CHARGE), "late"), NOW);
        // Then
        assertThat(view.dataQuality(RUN).orElseThrow()).hasSize(1);
        assertThat(view.run(RUN).orElseThrow().facts().orElseThrow().title()).isEqualTo("late");
    }

    @Test
    void keepsTheLatestTallyOfAKindWhenAnOlderOneComesAgain() {
        // Given
        view.on("A/1", RUN, new DataQuality(DataQualityKind.GAP, 3, 10, "three gaps"));
        // When
        view.on("A/1", RUN, new DataQuality(DataQualityKind.GAP, 1, 10, "one gap"));
        // Then
        assertThat(view.dataQuality(RUN).orElseThrow()).extracting(DataQuality::count).containsExactly(3L);
    }

    @Test
    void countsHalfCyclesOnceWhenTheyComeAgain() {
        // Given
        MadeUpFleet.feed(view, NOW);
        int before = view.halfCycles(MadeUpFleet.SOFT_SHORT, 0).orElseThrow().size();
        // When
        view.halfCycles(MadeUpFleet.SOFT_SHORT, 0).orElseThrow().forEach(half -> view.on("A3/7", MadeUpFleet.SOFT_SHORT, half));
        // Then
        assertThat(view.halfCycles(MadeUpFleet.SOFT_SHORT, 0).orElseThrow()).hasSize(before);
    }

    @Test
    void forgetsTheOldestEndedRunsAndNeverARunningOne() {
        // Given
        FleetView small = new FleetView(new ViewLimits(3, 16, 16, 10));
        UUID running = new UUID(9, 0);
        small.on("A/0", running, batch(1, 2, 1), NOW);
        // When
        for (int i = 1; i <= 10; i++) {
            UUID run = new UUID(9, i);
            small.on("A/1", run, batch(1, 2, 1), NOW);
            small.on("A/1", run, RunEnd.COMPLETED);
        }
        small.on("A/1", new UUID(9, 1), batch(1, 2, 1), NOW);
        // Then
        assertThat(small.runCount()).isEqualTo(3);
        assertThat(small.run(running)).isPresent();
        assertThat(small.run(new UUID(9, 1))).describedAs("a forgotten run that is heard of again").isEmpty();
        assertThat(small.run(new UUID(9, 10))).isPresent();
    }

    @Test
    void ordersChannelsAsAPersonCounts() {
        // Given
        for (String channel : new String[]{ "A3/12", "A10/1", "A3/7", "A3/07" }) {
            view.on(channel, UUID.nameUUIDFromBytes(channel.getBytes(StandardCharsets.UTF_8)), batch(1, 1, 1), NOW);
        }
        // When
        var ids = view.channelsChangedAfter(0).stream().map(ChannelSummary::channelId).toList();
        // Then
        assertThat(ids).containsExactly("A3/07", "A3/7", "A3/12", "A10/1");
    }
}
