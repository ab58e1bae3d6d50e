package coulombus.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.analytics.TopologyRun.Keyed;
import coulombus.core.cell.CellKind;
import coulombus.core.detection.CellHealth;
import coulombus.core.run.RunEnd;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.RunView;
import coulombus.schemas.RunKey;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;

class AnalyticsTopologyTest {
    private static final List<Topic<?>> RESULTS = List.of(Topics.HALF_CYCLES, Topics.CYCLES, Topics.CELL_HEALTH, Topics.FINDINGS);

    private final RunStory run = new RunStory("A1", "first", CellKind.PLATING, 8, 0.05);
    private final RunStory other = new RunStory("A1", "second", CellKind.FULL, 6, 1.4);
    private TopologyRun topology = new TopologyRun();

    @AfterEach
    void close() {
        topology.close();
    }

    private static String runKey(RunStory run) {
        return new RunKey(run.facts.channelId(), run.facts.runId()).toString();
    }

    /// What these runs give out, one after the other, each topic for itself.
    private static List<List<String>> results(TopologyRun topology) {
        List<List<String>> results = new ArrayList<>();
        RESULTS.forEach(topic -> results.add(topology.bytesOf(topic)));
        return results;
    }

    private static List<List<String>> inOnePass(RunStory... runs) {
        try (TopologyRun topology = new TopologyRun()) {
            for (RunStory run : runs) {
                topology.send(run, run.records());
            }
            return results(topology);
        }
    }

    @Test
    void givesHalfCyclesAndCyclesUnderTheChannelAndHealthAndViewUnderTheRun() throws Exception {
        // When
        topology.send(run, run.records());
        // Then
        assertThat(topology.halfCycles()).hasSize(8).allSatisfy(h -> {
            assertThat(h.key()).isEqualTo("A1");
            assertThat(h.value().runId()).isEqualTo(run.facts.runId());
        });
        assertThat(topology.cycles()).extracting(c -> c.value().value().number()).containsExactly(1, 2, 3, 4);
        List<Keyed<ForRun<CellHealth>>> health = topology.health();
        assertThat(health).hasSize(9).extracting(Keyed::key).containsOnly(runKey(run));
        assertThat(health.getLast().value().value().halfCycles()).isEqualTo(8);
        assertThat(health.getLast().value().value().lastCoulombicEfficiency()).isCloseTo(1, org.assertj.core.data.Offset.offset(0.001));
        assertThat(topology.runs()).containsExactly(
                new Keyed<>(runKey(run), new RunView(run.facts, Optional.empty(), 0, Double.NaN)),
                new Keyed<>(runKey(run), new RunView(run.facts, Optional.of(RunEnd.COMPLETED), 168, 4800)));
        assertThat(topology.rejected()).isEmpty();
        assertThat(topology.dataQuality()).isEmpty();
        assertThat(topology.meters.get("coulombus.analytics.measurements").counter().count()).isEqualTo(168);
    }

    @Test
    void keepsATombstoneOfARunThatEndedAndNothingElse() {
        // When
        topology.send(run, run.records());
        // Then
        assertThat(topology.entries(AnalyticsTopology.COLD)).isZero();
        assertThat(topology.entries(AnalyticsTopology.HOT)).isEqualTo(1);
        assertThat(topology.store(AnalyticsTopology.HOT).get(RunState.key(run.facts.runId()))).hasSize(9);
    }

    @Test
    void countsEverythingOnceThatComesAgain() {
        // Given
        Random random = new Random(5);
        topology.send("A1", run.start());
        // When: every batch overlaps the one before, many come twice, and the start comes in between
        for (int from = 0; from < run.all.size(); from += 10) {
            int to = Math.min(from + 10, run.all.size());
            topology.send("A1", run.batch(Math.max(0, from - random.nextInt(30)), to));
            topology.send("A1", run.batch(from, to));
            topology.send("A1", run.start());
        }
        topology.send("A1", run.end(RunEnd.COMPLETED));
        topology.send("A1", run.end(RunEnd.STOPPED));
        // Then
        assertThat(results(topology)).isEqualTo(inOnePass(run));
        assertThat(topology.bytesOf(Topics.RUNS)).as("one start, one end").hasSize(2);
    }

    @Test
    void countsOnceWhatIsReplayedAfterItsEnd() throws Exception {
        // Given
        topology.send(run, run.records());
        results(topology);
        topology.runs();
        topology.dataQuality();
        // When
        topology.send(run, run.records());
        // Then
        assertThat(results(topology)).allSatisfy(topic -> assertThat(topic).isEmpty());
        assertThat(topology.runs()).isEmpty();
        assertThat(topology.dataQuality()).isEmpty();
        assertThat(topology.rejected()).isEmpty();
        assertThat(topology.meters.get("coulombus.analytics.batches.after.end").counter().count()).isEqualTo(17);
    }

    @Test
    void countsEachRunOfAChannelOnceWhereTheyComeOneAfterTheOtherAndAgain() {
        // When
        topology.send(run, run.records());
        topology.send(other, other.records());
        topology.send(run, run.records());
        // Then
        assertThat(results(topology)).isEqualTo(inOnePass(run, other));
    }

    @Test
    void keepsRunsApartThatComeIntermingled() throws Exception {
        // Given
        RunStory neighbour = new RunStory("B7", "neighbour", CellKind.SYMMETRIC, 8, 0.03);
        List<byte[]> ours = run.records();
        List<byte[]> theirs = neighbour.records();
        // When
        for (int i = 0; i < ours.size(); i++) {
            topology.send("A1", ours.get(i));
            topology.send("B7", theirs.get(i));
        }
        // Then
        List<List<String>> together = results(topology);
        List<List<String>> ourResults = inOnePass(run);
        List<List<String>> theirResults = inOnePass(neighbour);
        for (int t = 0; t < RESULTS.size(); t++) {
            assertThat(together.get(t).stream().filter(r -> r.startsWith("A1"))).isEqualTo(ourResults.get(t));
            assertThat(together.get(t).stream().filter(r -> r.startsWith("B7"))).isEqualTo(theirResults.get(t));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 20261121 })
    void goesOnToTheLastBitWhereAnotherTakesOver(long seed) {
        // Given
        Random random = new Random(seed);
        RunStory longer = new RunStory("B7", "longer", CellKind.SYMMETRIC, 60, 0.03);
        List<List<String>> expected = inOnePass(longer);
        List<List<String>> given = new ArrayList<>();
        RESULTS.forEach(topic -> given.add(new ArrayList<>()));
        // When: what was in flight when the task moved comes again
        List<byte[]> records = longer.records();
        for (int next = 0; next < records.size();) {
            int until = Math.min(records.size(), next + 1 + random.nextInt(20));
            topology.send(longer, records.subList(Math.max(0, next - random.nextInt(3)), until));
            List<List<String>> now = results(topology);
            for (int t = 0; t < RESULTS.size(); t++) {
                given.get(t).addAll(now.get(t));
            }
            topology = topology.handOver();
            next = until;
        }
        // Then
        assertThat(given).as("seed %d", seed).isEqualTo(expected);
        topology.send(longer, records);
        assertThat(results(topology)).allSatisfy(topic -> assertThat(topic).isEmpty());
    }

    @Test
    void forgetsARunWhenItsTombstoneIsOldEnough() throws Exception {
        // Given
        topology.close();
        topology = new TopologyRun(Duration.ofHours(5));
        topology.send(run, run.records());
        topology.send(other.facts.channelId(), other.start());
        // When, Then
        topology.letPass(Duration.ofHours(5));
        assertThat(topology.entries(AnalyticsTopology.HOT)).isEqualTo(2);
        topology.letPass(Duration.ofHours(1));
        assertThat(topology.entries(AnalyticsTopology.HOT)).as("the run that is open stays").isEqualTo(1);
        topology.send("A1", run.batch(0, 10));
        assertThat(topology.rejected()).hasSize(1);
        topology.send("A1", other.batch(0, 10));
        assertThat(topology.rejected()).isEmpty();
    }

    @Test
    void remembersForEverWhereItIsTold() {
        // Given
        topology.close();
        topology = new TopologyRun(Duration.ofSeconds(Long.MAX_VALUE));
        topology.send(run, run.records());
        // When
        topology.letPass(Duration.ofDays(10_000));
        // Then
        assertThat(topology.entries(AnalyticsTopology.HOT)).isEqualTo(1);
    }

    @Test
    void refusesAStartUnderTheKeyOfAnotherChannel() throws Exception {
        // When: the batches that belong to it would lie on another partition
        topology.send("B7", run.start());
        topology.send(null, run.start());
        // Then
        assertThat(topology.rejected()).extracting(r -> r.value().reason()).containsExactly(
                "the start of run " + run.facts.runId() + " on channel A1 has the key 'B7'",
                "the start of run " + run.facts.runId() + " on channel A1 has no key");
        assertThat(topology.entries(AnalyticsTopology.HOT)).isZero();
    }

    @Test
    void staysUnderFourKilobytesForASymmetricCellAfterAThousandHalfCycles() {
        // Given
        RunStory cell = new RunStory("B7", "symmetric", CellKind.SYMMETRIC, 1_000, 0.03);
        List<byte[]> records = cell.records();
        // When
        topology.send(cell, records.subList(0, records.size() - 1));
        // Then
        byte[] key = RunState.key(cell.facts.runId());
        int hot = topology.store(AnalyticsTopology.HOT).get(key).length;
        int cold = topology.store(AnalyticsTopology.COLD).get(key).length;
        System.out.println("state of a symmetric cell after 1,000 half-cycles: hot " + hot + " + cold " + cold + " = " + (hot + cold)
                + " bytes");
        assertThat(hot + cold).isLessThan(4096);
    }
}
