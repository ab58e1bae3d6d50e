package coulombus.core.assignment;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;

import static org.assertj.core.api.Assertions.assertThat;

class AssignmentBookTest {
    private static final String CHANNEL = "bts/27-1-1-1";
    private static final String AGENT = "agent-1";
    private static final UUID INCARNATION = new UUID(7, 7);
    private static final Set<String> ALIVE = Set.of(AGENT);

    private final AssignmentBook book = bookWithAgent(true);

    private static AssignmentBook bookWithAgent(boolean control) {
        AssignmentBook book = new AssignmentBook();
        book.on(heartbeat(INCARNATION, control));
        return book;
    }

    private static AgentReported heartbeat(UUID incarnation, boolean control) {
        return new AgentReported(AGENT, incarnation, 1, "0.1",
                List.of(new AgentReported.Cycler("bts", "neware-bts 1", control, 8, true, "")), 0, 0, Double.NaN, 0, 0);
    }

    private static ChannelReported reported(String channel, long token, long generation, OperatingState state, OrderAnswer answer,
            UUID lastRun) {
        boolean off = state instanceof OperatingState.Idle || state instanceof OperatingState.Tripped;
        return new ChannelReported(channel, AGENT, INCARNATION, Source.SIMULATED, token, generation, state, answer, "words", off,
                Optional.ofNullable(lastRun), 0, 1.0, off ? 0 : 0.001, 0);
    }

    private static ChannelRequest start(long id, String channel, String cellId) {
        CellFacts cell = new CellFacts(cellId, CellKind.SYMMETRIC, FirstHalfCycle.PLATE, 0.785, Double.NaN, Double.NaN, Double.NaN);
        return new ChannelRequest(new UUID(0, id), channel, new Asked.Start("symmetric", cell, "steps: []", 60), "anna", 1);
    }

    private static ChannelRequest stop(long id) {
        return new ChannelRequest(new UUID(0, id), CHANNEL, new Asked.Stop("shorted"), "anna", 1);
    }

    private Decision decideAndTake(ChannelRequest request) {
        Decision decision = book.decide(request, new UUID(9, request.requestId().getLeastSignificantBits()), ALIVE, 1);
        book.on(decision);
        return decision;
    }

    private static ChannelDesired granted(Decision decision) {
        assertThat(decision.outcome()).isInstanceOf(Outcome.Granted.class);
        return ((Outcome.Granted) decision.outcome()).desired();
    }

    private static String refusal(Decision decision) {
        assertThat(decision.outcome()).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) decision.outcome()).why();
    }

    private void idle(long token, long generation, OrderAnswer answer, UUID lastRun) {
        book.on(reported(CHANNEL, token, generation, new OperatingState.Idle(), answer, lastRun));
    }

    @Test
    void givesAnIdleChannelToARun() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);

        // When
        ChannelDesired desired = granted(decideAndTake(start(1, CHANNEL, "ZN-1")));

        // Then
        assertThat(desired.token()).isEqualTo(1);
        assertThat(desired.generation()).isEqualTo(1);
        assertThat(desired.desired()).isInstanceOf(Desired.Run.class);
        assertThat(((Desired.Run) desired.desired()).order().isIntact()).isTrue();
    }

    @Test
    void neverGivesAChannelTwice() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);
        decideAndTake(start(1, CHANNEL, "ZN-1"));

        // When
        String why = refusal(decideAndTake(start(2, CHANNEL, "ZN-2")));

        // Then
        assertThat(why).contains(CHANNEL).contains("assigned already (token 1, runs symmetric)");
    }

    @Test
    void neverGivesACellToTwoChannels() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);
        book.on(reported("bts/27-1-1-2", 0, 0, new OperatingState.Idle(), OrderAnswer.NONE, null));
        decideAndTake(start(1, CHANNEL, "ZN-1"));

        // When
        String why = refusal(decideAndTake(start(2, "bts/27-1-1-2", "ZN-1")));

        // Then
        assertThat(why).isEqualTo("cell ZN-1 is on channel " + CHANNEL + ", whose test has not ended");
    }

    @Test
    void goesAboveTheTokenTheAgentHolds() {
        // Given
        idle(41, 2, OrderAnswer.ACCEPTED, null);

        // When
        ChannelDesired desired = granted(decideAndTake(start(1, CHANNEL, "ZN-1")));

        // Then
        assertThat(desired.token()).isEqualTo(42);
    }

    @Test
    void refusesWithTheReason() {
        // Given / When / Then
        assertThat(refusal(book.decide(start(1, "nowhere/1", "c"), new UUID(9, 1), ALIVE, 1)))
                .isEqualTo("no agent has reported a channel nowhere/1");
        book.on(reported(CHANNEL, 0, 0, new OperatingState.Quarantined("job 12 is not ours"), OrderAnswer.NONE, null));
        assertThat(refusal(book.decide(start(1, CHANNEL, "c"), new UUID(9, 1), ALIVE, 1)))
                .isEqualTo("channel " + CHANNEL + " is in quarantine: job 12 is not ours");
        idle(0, 0, OrderAnswer.NONE, null);
        assertThat(refusal(book.decide(start(1, CHANNEL, "c"), new UUID(9, 1), Set.of(), 1))).contains("has not been heard of lately");
        book.on(heartbeat(INCARNATION, false));
        assertThat(refusal(book.decide(start(1, CHANNEL, "c"), new UUID(9, 1), ALIVE, 1))).contains("only observed");
        assertThat(refusal(book.decide(stop(3), new UUID(9, 1), ALIVE, 1))).isEqualTo("nothing of ours runs on channel " + CHANNEL);
    }

    @Test
    void stopsWithinTheSameAssignment() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);
        decideAndTake(start(1, CHANNEL, "ZN-1"));

        // When
        ChannelDesired desired = granted(decideAndTake(stop(2)));

        // Then
        assertThat(desired).isEqualTo(new ChannelDesired(CHANNEL, 1, 2, new Desired.Off("shorted")));
        assertThat(refusal(decideAndTake(stop(3)))).contains("told to stop already");
    }

    @Test
    void releasesOnlyOnEvidenceThatTheOutputIsOff() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);
        UUID run = ((Desired.Run) granted(decideAndTake(start(1, CHANNEL, "ZN-1"))).desired()).order().runId();

        // When / Then: neither the report from before the order, nor a running test, nor another run's end is evidence
        assertThat(book.released(CHANNEL, 1)).isEmpty();
        book.on(reported(CHANNEL, 1, 1, new OperatingState.Running(run), OrderAnswer.ACCEPTED, run));
        assertThat(book.released(CHANNEL, 1)).isEmpty();
        idle(1, 1, OrderAnswer.ACCEPTED, new UUID(1, 1));
        assertThat(book.released(CHANNEL, 1)).isEmpty();
        idle(1, 1, OrderAnswer.ACCEPTED, run);
        Decision release = book.released(CHANNEL, 1).orElseThrow();
        assertThat(release.outcome()).isInstanceOf(Outcome.Released.class);
        book.on(release);
        assertThat(book.activeOn(CHANNEL)).isEmpty();
        assertThat(granted(decideAndTake(start(4, CHANNEL, "ZN-2"))).token()).isEqualTo(2);
    }

    @Test
    void keepsATrippedChannelUntilAPersonStopsIt() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);
        UUID run = ((Desired.Run) granted(decideAndTake(start(1, CHANNEL, "ZN-1"))).desired()).order().runId();
        book.on(reported(CHANNEL, 1, 1, new OperatingState.Tripped(run, "1.2 V"), OrderAnswer.ACCEPTED, run));

        // When / Then
        assertThat(book.released(CHANNEL, 1)).isEmpty();
        decideAndTake(stop(2));
        idle(1, 2, OrderAnswer.ACCEPTED, run);
        assertThat(book.released(CHANNEL, 1)).isPresent();
    }

    @Test
    void releasesAChannelWhoseAgentRefused() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);
        decideAndTake(start(1, CHANNEL, "ZN-1"));
        idle(1, 1, OrderAnswer.OUTSIDE_LIMITS, null);

        // When
        Decision release = book.released(CHANNEL, 1).orElseThrow();

        // Then
        assertThat(((Outcome.Released) release.outcome()).evidence()).contains("OUTSIDE_LIMITS").contains("words");
    }

    @Test
    void doesNotListenToAFormerIncarnation() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);
        book.on(heartbeat(new UUID(8, 8), true));

        // When
        book.on(reported(CHANNEL, 0, 0, new OperatingState.Quarantined("an old word"), OrderAnswer.NONE, null));

        // Then
        granted(decideAndTake(start(1, CHANNEL, "ZN-1")));
    }

    @Test
    void knowsEachRequestItAnswered() {
        // Given
        idle(0, 0, OrderAnswer.NONE, null);

        // When
        Decision decision = decideAndTake(start(1, CHANNEL, "ZN-1"));

        // Then
        assertThat(book.answerTo(new UUID(0, 1))).contains(decision);
        assertThat(book.answerTo(new UUID(0, 2))).isEmpty();
    }

    /// Whatever is asked and reported, in whatever order: tokens of a channel only grow, generations grow within a token, and no channel
    /// is granted while it is assigned.
    @Test
    void tokensOnlyGrowAndNoChannelIsGivenTwice() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            AssignmentBook any = bookWithAgent(true);
            long token = 0;
            long generation = 0;
            boolean assigned = false;
            for (int i = 0; i < 60; i++) {
                Optional<Decision> decision = switch (random.nextInt(4)) {
                    case 0 -> Optional.of(any.decide(start(seed * 1000 + i, CHANNEL, "c"), new UUID(seed, i), ALIVE, i));
                    case 1 -> Optional.of(any.decide(stop(seed * 1000 + i), new UUID(seed, i), ALIVE, i));
                    case 2 -> any.released(CHANNEL, i);
                    default -> {
                        long reportedToken = Math.max(0, token - random.nextInt(2));
                        any.on(reported(CHANNEL, reportedToken, random.nextInt(3),
                                random.nextInt(3) == 0 ? new OperatingState.Running(new UUID(seed, i)) : new OperatingState.Idle(),
                                OrderAnswer.values()[random.nextInt(OrderAnswer.values().length)],
                                any.activeOn(CHANNEL).filter(a -> a.desired() instanceof Desired.Run)
                                        .map(a -> ((Desired.Run) a.desired()).order().runId()).orElse(null)));
                        yield Optional.empty();
                    }
                };
                if (decision.isPresent()) {
                    if (decision.get().outcome() instanceof Outcome.Granted(ChannelDesired desired)) {
                        boolean newAssignment = desired.desired() instanceof Desired.Run;
                        assertThat(newAssignment && assigned).as("seed %d step %d", seed, i).isFalse();
                        assertThat(newAssignment ? desired.token() > token : desired.token() == token && desired.generation() > generation)
                                .as("seed %d step %d", seed, i).isTrue();
                        token = desired.token();
                        generation = desired.generation();
                        assigned = true;
                    } else if (decision.get().outcome() instanceof Outcome.Released) {
                        assertThat(assigned).as("seed %d step %d", seed, i).isTrue();
                        assigned = false;
                    }
                    any.on(decision.get());
                }
            }
        }
    }
}
