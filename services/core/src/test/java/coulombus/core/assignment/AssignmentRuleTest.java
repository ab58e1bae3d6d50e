package coulombus.core.assignment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AssignmentRuleTest {
    private static final UUID RUN = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final AssignmentHeld BUSY = new AssignmentHeld(5, 2, Optional.of(RUN), true);
    private static final AssignmentHeld FREE = new AssignmentHeld(5, 2, Optional.of(RUN), false);

    private static RunOrder order(UUID run) {
        return RunOrder.of(run, "title", CellFacts.of(CellKind.SYMMETRIC), "protocol: x", 60);
    }

    private static ChannelDesired run(long token, long generation, UUID run) {
        return new ChannelDesired("c", token, generation, new Desired.Run(order(run)));
    }

    private static ChannelDesired off(long token, long generation) {
        return new ChannelDesired("c", token, generation, new Desired.Off("enough"));
    }

    private static ChannelDesired pause(long token, long generation) {
        return new ChannelDesired("c", token, generation, new Desired.Pause("look at it", Optional.empty()));
    }

    private static OrderVerdict judge(AssignmentHeld held, ChannelDesired word) {
        return AssignmentRule.judge(held, word, 1);
    }

    @Test
    void ignoresALowerTokenWhateverItSays() {
        assertThat(judge(BUSY, run(4, 99, OTHER))).isEqualTo(new OrderVerdict.Stale(5));
        assertThat(judge(FREE, off(4, 99))).isEqualTo(new OrderVerdict.Stale(5));
    }

    @Test
    void ignoresAGenerationThatWasDecidedOn() {
        assertThat(judge(BUSY, off(5, 2))).isEqualTo(new OrderVerdict.AlreadyDone());
        assertThat(judge(FREE, run(5, 1, OTHER))).isEqualTo(new OrderVerdict.AlreadyDone());
    }

    @Test
    void turnsOffWithinTheAssignment() {
        assertThat(judge(BUSY, off(5, 3))).isEqualTo(new OrderVerdict.TurnOff("enough", false));
    }

    @Test
    void neverTakesAHigherTokenWhileARunIsActiveNotEvenToStopIt() {
        assertThat(judge(BUSY, run(6, 1, OTHER))).isEqualTo(new OrderVerdict.Busy(RUN));
        assertThat(judge(BUSY, off(6, 1))).isEqualTo(new OrderVerdict.Busy(RUN));
        assertThat(judge(BUSY, run(5, 3, OTHER))).isEqualTo(new OrderVerdict.Busy(RUN));
    }

    @Test
    void beginsANewAssignmentOnAFreeChannel() {
        assertThat(judge(FREE, run(6, 1, OTHER))).isEqualTo(new OrderVerdict.Begin(order(OTHER)));
        assertThat(judge(AssignmentHeld.NONE, run(1, 1, RUN))).isEqualTo(new OrderVerdict.Begin(order(RUN)));
    }

    @Test
    void neverBeginsTheSameRunAgain() {
        assertThat(judge(FREE, run(6, 1, RUN))).isEqualTo(new OrderVerdict.Begun(RUN));
        assertThat(judge(BUSY, run(5, 3, RUN))).isEqualTo(new OrderVerdict.Begun(RUN));
    }

    @Test
    void refusesWhatIsTooOldOrNotWhatItWas() {
        assertThat(AssignmentRule.judge(FREE, run(6, 1, OTHER), 60)).isInstanceOf(OrderVerdict.Begin.class);
        assertThat(AssignmentRule.judge(FREE, run(6, 1, OTHER), 60.1)).isEqualTo(new OrderVerdict.Expired(60.1));
        assertThat(AssignmentRule.judge(FREE, run(6, 1, OTHER), Double.NaN)).isInstanceOf(OrderVerdict.Expired.class);
        RunOrder good = order(OTHER);
        RunOrder forged = new RunOrder(OTHER, "title", CellFacts.of(CellKind.FULL), good.protocolText(), good.planHash(), 60);
        assertThat(judge(FREE, new ChannelDesired("c", 6, 1, new Desired.Run(forged)))).isEqualTo(new OrderVerdict.PlanMismatch());
    }

    @Test
    void offNeverGrowsOld() {
        assertThat(AssignmentRule.judge(BUSY, off(5, 3), 1e9)).isEqualTo(new OrderVerdict.TurnOff("enough", false));
    }

    @Test
    void anActiveAssignmentNamesItsRun() {
        assertThatThrownBy(() -> new AssignmentHeld(1, 1, Optional.empty(), true))
                .hasMessage("assignment: an active one must name its run");
    }

    /// Any subset of words, in any order and number, with runs ending at any time: each run begins at most once, none while another is
    /// active, and tokens never go back.
    @Test
    void holdsTheRunOfItsOwnAssignmentOnlyAndLetsItGoOn() {
        // Given
        UUID runId = new UUID(7, 5);
        AssignmentHeld running = new AssignmentHeld(5, 1, Optional.of(runId), true);
        // When, Then
        assertThat(judge(running, pause(5, 2))).isEqualTo(new OrderVerdict.Hold("look at it"));
        assertThat(judge(running, pause(5, 1))).isEqualTo(new OrderVerdict.AlreadyDone());
        assertThat(judge(running, pause(4, 9))).isEqualTo(new OrderVerdict.Stale(5));
        assertThat(judge(running, pause(6, 1))).isEqualTo(new OrderVerdict.Busy(runId));
        assertThat(judge(new AssignmentHeld(5, 2, Optional.of(runId), true), run(5, 3, runId))).isEqualTo(new OrderVerdict.Begun(runId));
    }

    @Test
    void holdsForAnyOrderOfWords() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<ChannelDesired> words = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                long token = 1 + random.nextInt(6);
                long generation = 1 + random.nextInt(4);
                words.add(switch (random.nextInt(4)) {
                    case 0 -> off(token, generation);
                    case 1 -> pause(token, generation);
                    default -> run(token, generation, new UUID(7, token));
                });
            }
            Collections.shuffle(words, random);
            AssignmentHeld held = AssignmentHeld.NONE;
            List<UUID> begun = new ArrayList<>();
            for (ChannelDesired word : words) {
                if (random.nextInt(4) == 0 && held.active()) {
                    held = new AssignmentHeld(held.token(), held.observedGeneration(), held.lastRunId(), false);
                }
                AssignmentHeld next = apply(held, word, random.nextInt(90), begun);
                assertThat(next.token()).as("seed %d", seed).isGreaterThanOrEqualTo(held.token());
                held = next;
            }
            assertThat(begun).as("seed %d", seed).doesNotHaveDuplicates();
        }
    }

    private static AssignmentHeld apply(AssignmentHeld held, ChannelDesired word, double ageSecond, List<UUID> begun) {
        return switch (AssignmentRule.judge(held, word, ageSecond)) {
            case OrderVerdict.Stale stale -> held;
            case OrderVerdict.AlreadyDone done -> held;
            case OrderVerdict.Busy busy -> held;
            case OrderVerdict.Expired expired -> decided(held, word);
            case OrderVerdict.PlanMismatch mismatch -> decided(held, word);
            case OrderVerdict.Begun again -> decided(held, word);
            case OrderVerdict.Hold hold -> decided(held, word);
            case OrderVerdict.TurnOff off -> new AssignmentHeld(word.token(), word.generation(), held.lastRunId(), false);
            case OrderVerdict.Begin(RunOrder order) -> {
                assertThat(held.active()).as("a run is active").isFalse();
                begun.add(order.runId());
                yield new AssignmentHeld(word.token(), word.generation(), Optional.of(order.runId()), true);
            }
        };
    }

    private static AssignmentHeld decided(AssignmentHeld held, ChannelDesired word) {
        return new AssignmentHeld(word.token(), word.generation(), held.lastRunId(), held.active());
    }
}
