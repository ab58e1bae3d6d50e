package coulombus.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.Decision;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityDecision;
import coulombus.runtime.codec.DecisionCodec;
import coulombus.runtime.codec.DecisionLogCodec;
import coulombus.runtime.codec.FacilityDecisionCodec;
import coulombus.scheduler.FleetInvariants.BrokenException;
import coulombus.scheduler.SimulatedLog.Transaction;
import coulombus.scheduler.SimulatedWorld.Bug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The invariants of the fleet under whatever happens, by many seeds. `-Dcoulombus.seeds=10000` plays more of them, `-Dcoulombus.seed=57` one.
class SchedulerProofTest {
    private static final long SEEDS = Long.getLong("coulombus.seeds", 100);
    private static final double TROUBLED_SECOND = 1_500;
    private static final double QUIET_SECOND = 4 * 3_600;
    private static final int SEEDS_TO_FIND_A_BUG = 60;

    private static SimulatedWorld played(long seed, Bug... planted) {
        SimulatedWorld world = new SimulatedWorld(seed, planted);
        world.play(TROUBLED_SECOND, QUIET_SECOND);
        return world;
    }

    private static List<Long> seeds() {
        Long one = Long.getLong("coulombus.seed");
        if (one != null) {
            return List.of(one);
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @Test
    void whateverHappensTheInvariantsHoldAndEverythingComesToItsEnd() throws Exception {
        List<Long> seeds = seeds();
        long starts = 0;
        long failOvers = 0;
        long refused = 0;
        long completed = 0;
        for (long seed : seeds) {
            SimulatedWorld world;
            try {
                world = played(seed);
            } catch (RuntimeException e) {
                throw new AssertionError("repeat with -Dcoulombus.seed=" + seed, e);
            }
            requireReplayGivesTheSame(world);
            starts += world.device.starts;
            failOvers += world.failOvers;
            refused += world.log.refusedTransactions;
            completed += world.invariants.completed;
        }
        assertThat(starts).as("starts at the cyclers, so that the run says something").isGreaterThan(5L * seeds.size());
        assertThat(completed).as("runs to their last step").isGreaterThan(3L * seeds.size());
        assertThat(failOvers).as("schedulers").isGreaterThan(2L * seeds.size());
        assertThat(refused).as("transactions of zombies that the log refused").isGreaterThan(seeds.size() / 2);
    }

    /// T5: everything of the log through its codecs, from the beginning, into new books.
    private static void requireReplayGivesTheSame(SimulatedWorld world) throws Exception {
        FacilityDecisionCodec ofFacility = new FacilityDecisionCodec();
        DecisionCodec ofAssignment = new DecisionCodec();
        DecisionLogCodec decoder = new DecisionLogCodec();
        FacilityBook facility = new FacilityBook(world.policy.usageHalfLifeSecond());
        AssignmentBook assignments = new AssignmentBook();
        for (Transaction transaction : world.log.transactions) {
            List<byte[]> entries = new ArrayList<>();
            for (FacilityDecision entry : transaction.step().facility()) {
                entries.add(ofFacility.encode(entry));
            }
            for (Decision entry : transaction.step().assignments()) {
                entries.add(ofAssignment.encode(entry));
            }
            for (byte[] bytes : entries) {
                switch (decoder.decode(bytes)) {
                    case DecisionLogCodec.Entry.OfAssignment(Decision decision) -> assignments.on(decision);
                    case DecisionLogCodec.Entry.OfFacility(FacilityDecision decision) -> facility.on(decision);
                }
            }
        }
        SimulatedScheduler leader = world.leader().orElseThrow();
        assertThat(stateOf(facility, assignments, world)).as("T5, seed " + world.seed)
                .isEqualTo(stateOf(leader.deliberation.facility(), leader.deliberation.assignments(), world));
    }

    private static List<String> stateOf(FacilityBook facility, AssignmentBook assignments, SimulatedWorld world) {
        List<String> state = new ArrayList<>();
        facility.experiments().forEach(experiment -> state.add(experiment.toString()));
        for (String channel : world.channelIds) {
            state.add(facility.channel(channel) + " " + assignments.activeOn(channel) + " " + facility.runOn(channel));
        }
        facility.cells().forEach(cell -> state.add(cell + " " + facility.lifeOf(cell.cellId())));
        state.add(facility.closures() + " " + facility.usage(world.now));
        return state;
    }

    @Test
    void theSameSeedPlaysTheSameStory() {
        List<Transaction> first = played(7).log.transactions;
        List<Transaction> second = played(7).log.transactions;
        assertThat(second).isEqualTo(first).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({ "AGENT_IGNORES_TOKENS,S1 S2", "AGENT_ACTS_BEFORE_IT_STORES,S1 S2 S10", "AGENT_FORGETS_TRIPS,S9",
            "SCHEDULER_FREES_ON_SILENCE,S12", "SCHEDULER_READS_BEFORE_IT_FENCES,S1 S2 S13 illegal L1", "BROKER_DOES_NOT_FENCE,S14",
            "RELEASE_TELLS_NOTHING,L1 L3 L4 S12" })
    void aBugThatIsPlantedIsFound(Bug bug, String by) {
        Set<String> expected = Set.of(by.split(" "));
        Set<String> found = new TreeSet<>();
        for (long seed = 0; seed < SEEDS_TO_FIND_A_BUG && found.stream().noneMatch(expected::contains); seed++) {
            try {
                played(seed, bug);
            } catch (BrokenException e) {
                found.add(e.invariant);
            }
        }
        assertThat(found).as("what " + bug + " breaks").containsAnyElementsOf(expected);
    }

    @Test
    void whatIsFoundNamesItsSeed() {
        assertThatThrownBy(() -> played(0, Bug.BROKER_DOES_NOT_FENCE)).isInstanceOf(BrokenException.class)
                .hasMessageContaining("S14").hasMessageContaining("seed 0");
    }
}
