package coulombus.core.assignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.protocol.FindingAction;

import static org.assertj.core.api.Assertions.assertThat;

/// What the scheduler's book decides on findings: once, for the run that is active, as its protocol asks.
class FindingDecisionTest {
    private static final String CHANNEL = "bts/1";
    private static final UUID RUN = new UUID(9, 1);
    private static final UUID DIAGNOSIS = new UUID(9, 2);

    private AssignmentBook book;
    private List<Decision> log;

    @BeforeEach
    void startRun() {
        book = new AssignmentBook();
        log = new ArrayList<>();
        hears(book);
        report(book, 0, 0, new OperatingState.Idle(), null);
        take(book.decide(new ChannelRequest(new UUID(0, 1), CHANNEL, new Asked.Start("plating", CellFacts.of(CellKind.PLATING), "text", 60),
                "anna", 1), RUN, Set.of("agent"), 1));
        report(book, 1, 1, new OperatingState.Running(RUN), RUN);
    }

    private static void hears(AssignmentBook book) {
        book.on(new AgentReported("agent", new UUID(7, 7), 1, "0.1", List.of(new AgentReported.Cycler("bts", "d", true, 8, true, "")), 0, 0,
                Double.NaN, 0, 0));
    }

    private static void report(AssignmentBook book, long token, long generation, OperatingState state, UUID lastRun) {
        book.on(new ChannelReported(CHANNEL, "agent", new UUID(7, 7), Source.SIMULATED, token, generation, state, OrderAnswer.ACCEPTED, "",
                state instanceof OperatingState.Idle, Optional.ofNullable(lastRun), 0, 0.1, 0, 0));
    }

    private Decision take(Decision decision) {
        log.add(decision);
        book.on(decision);
        return decision;
    }

    private static Finding finding(FindingKind kind, long seq, boolean shadow) {
        return new Finding(kind, Severity.CRITICAL, 3, 100, 130, seq, seq + 3, "hard-short/1", "0.2 mV", List.of(), List.of(), shadow);
    }

    private Optional<Decision> on(long seq, FindingAction action) {
        return book.decide(RUN, finding(FindingKind.HARD_SHORT, seq, false), action, 5);
    }

    private static ChannelDesired granted(Decision decision) {
        return ((Outcome.Granted) decision.outcome()).desired();
    }

    @Test
    void stopsTheRunWithinItsAssignmentAndNamesTheFinding() {
        // When
        Decision decision = take(on(7, FindingAction.STOP).orElseThrow());
        // Then
        UUID id = finding(FindingKind.HARD_SHORT, 7, false).id(RUN);
        assertThat(decision.finding()).contains(new ActedFinding(id, FindingAction.STOP));
        assertThat(granted(decision)).isEqualTo(new ChannelDesired(CHANNEL, 1, 2,
                new Desired.Off("stopped on the finding HARD_SHORT of hard-short/1: 0.2 mV", Optional.of(id))));
        // And the channel becomes free, nothing follows
        report(book, 1, 2, new OperatingState.Idle(), RUN);
        assertThat(book.released(CHANNEL, 6)).isPresent();
        assertThat(book.diagnosisDue(CHANNEL)).isEmpty();
    }

    @Test
    void pausesOnceAndIsReleasedWhereTheRunEndsAllTheSame() {
        // When
        Decision decision = take(on(7, FindingAction.PAUSE).orElseThrow());
        // Then
        UUID id = finding(FindingKind.HARD_SHORT, 7, false).id(RUN);
        assertThat(granted(decision)).isEqualTo(new ChannelDesired(CHANNEL, 1, 2,
                new Desired.Pause("paused at the end of the step on the finding HARD_SHORT of hard-short/1: 0.2 mV", Optional.of(id))));
        report(book, 1, 2, new OperatingState.Paused(RUN), RUN);
        assertThat(book.released(CHANNEL, 6)).isEmpty();
        assertThat(on(8, FindingAction.PAUSE)).as("another finding that asks for what is told").isEmpty();
        // And a finding that asks for more is acted on
        assertThat(granted(on(9, FindingAction.STOP).orElseThrow()).generation()).isEqualTo(3);
        // And where the run ended before its next step, or the cycler could not pause, the channel becomes free
        report(book, 1, 2, new OperatingState.Idle(), RUN);
        assertThat(book.released(CHANNEL, 7)).isPresent();
    }

    @Test
    void aPersonLetsAPausedRunGoOnAndFindingsCountAgain() {
        // Given
        take(on(7, FindingAction.PAUSE).orElseThrow());
        report(book, 1, 2, new OperatingState.Paused(RUN), RUN);
        // When
        Decision resumed = take(ask(new ChannelRequest.Asked.Resume("looked at it")));
        // Then
        assertThat(granted(resumed)).satisfies(word -> {
            assertThat(word.token()).isEqualTo(1);
            assertThat(word.generation()).isEqualTo(3);
            assertThat(word.desired()).isInstanceOfSatisfying(Desired.Run.class, run -> assertThat(run.order().runId()).isEqualTo(RUN));
        });
        report(book, 1, 3, new OperatingState.Running(RUN), RUN);
        assertThat(ask(new ChannelRequest.Asked.Resume("again")).outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(on(8, FindingAction.PAUSE)).isPresent();
    }

    @Test
    void aPersonPausesOnceAndStopsWhatIsPaused() {
        // When
        Decision paused = take(ask(new ChannelRequest.Asked.Pause("look at it")));
        // Then
        assertThat(granted(paused).desired()).isEqualTo(new Desired.Pause("look at it", Optional.empty()));
        assertThat(ask(new ChannelRequest.Asked.Pause("again")).outcome())
                .isEqualTo(new Outcome.Refused("channel " + CHANNEL + " is told to pause already"));
        take(ask(new ChannelRequest.Asked.Stop("enough")));
        assertThat(ask(new ChannelRequest.Asked.Pause("too late")).outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(ask(new ChannelRequest.Asked.Resume("too late")).outcome()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aRunThatItsAgentPausedByItselfCanBeResumed() {
        // Given the scheduler has not seen the finding yet
        report(book, 1, 1, new OperatingState.Paused(RUN), RUN);
        // When, Then
        assertThat(granted(ask(new ChannelRequest.Asked.Resume("looked at it"))).generation()).isEqualTo(2);
    }

    private Decision ask(ChannelRequest.Asked asked) {
        return book.decide(new ChannelRequest(UUID.randomUUID(), CHANNEL, asked, "lea", 5), UUID.randomUUID(), java.util.List.of("agent-1"),
                5);
    }

    @Test
    void doesNothingOnShadowFindingsWhereOnlyToldOrWhereTheRunIsNotActive() {
        assertThat(on(7, FindingAction.NOTIFY)).isEmpty();
        assertThat(book.decide(RUN, finding(FindingKind.HARD_SHORT, 7, true), FindingAction.STOP, 5)).as("shadow").isEmpty();
        assertThat(book.decide(new UUID(1, 1), finding(FindingKind.HARD_SHORT, 7, false), FindingAction.STOP, 5)).as("not ours").isEmpty();
        assertThat(book.activeRun(RUN)).isPresent();
        report(book, 1, 1, new OperatingState.Idle(), RUN);
        assertThat(book.activeRun(RUN)).as("ended, not yet released").isEmpty();
        assertThat(on(7, FindingAction.STOP)).isEmpty();
        take(book.released(CHANNEL, 5).orElseThrow());
        assertThat(on(7, FindingAction.STOP)).as("released").isEmpty();
    }

    @Test
    void diagnosesUnderANewTokenWhenTheChannelIsReleased() {
        // Given
        take(on(7, FindingAction.DIAGNOSE).orElseThrow());
        assertThat(book.released(CHANNEL, 6)).as("not before the output is off").isEmpty();
        report(book, 1, 2, new OperatingState.Idle(), RUN);
        Decision release = book.released(CHANNEL, 6).orElseThrow();
        // When
        RunOrder stopped = book.diagnosisDue(CHANNEL).orElseThrow();
        Decision diagnosis = book.diagnosis(CHANNEL, Optional.of(RunOrder.of(DIAGNOSIS, "d", stopped.cell(), "text", 60)), 6);
        take(release);
        take(diagnosis);
        // Then
        assertThat(stopped.runId()).isEqualTo(RUN);
        assertThat(granted(diagnosis).token()).isEqualTo(2);
        assertThat(granted(diagnosis).generation()).isEqualTo(1);
        assertThat(diagnosis.finding().orElseThrow().action()).isEqualTo(FindingAction.DIAGNOSE);
        assertThat(book.activeRun(DIAGNOSIS)).isPresent();
        assertThat(book.diagnosisDue(CHANNEL)).isEmpty();
    }

    @Test
    void saysWhyThereIsNoDiagnosis() {
        take(on(7, FindingAction.DIAGNOSE).orElseThrow());
        report(book, 1, 2, new OperatingState.Idle(), RUN);
        assertThat(book.diagnosis(CHANNEL, Optional.empty(), 6).outcome()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aPersonsStopTakesTheDiagnosisBackAndClearsWhatAFindingMayNot() {
        // Given
        take(on(7, FindingAction.DIAGNOSE).orElseThrow());
        report(book, 1, 2, new OperatingState.Tripped(RUN, "1.3 V, limit of 1.2 V"), RUN);
        assertThat(book.released(CHANNEL, 6)).as("tripped").isEmpty();
        // When
        ChannelRequest stop = new ChannelRequest(new UUID(0, 2), CHANNEL, new Asked.Stop("seen"), "anna", 7);
        Decision stopped = take(book.decide(stop, new UUID(9, 9), Set.of("agent"), 7));
        // Then
        assertThat(granted(stopped)).isEqualTo(new ChannelDesired(CHANNEL, 1, 3, new Desired.Off("seen")));
        assertThat(book.diagnosisDue(CHANNEL)).isEmpty();
    }

    /// Whatever findings come, how often and in whatever order, also to a scheduler that was started anew on any part of the log: each
    /// is acted on at most once, a run is paused and stopped at most once, and tokens and generations only grow.
    @Test
    void actsOnAFindingOnceHoweverOftenItIsReadAndWhoeverReadsIt() {
        for (long seed = 1; seed <= 300; seed++) {
            startRun();
            Random random = new Random(seed);
            UUID active = RUN;
            Map<UUID, Integer> stops = new HashMap<>();
            Map<UUID, Integer> pauses = new HashMap<>();
            Map<UUID, Integer> acted = new HashMap<>();
            ChannelDesired last = granted(log.getLast());
            for (int i = 0; i < 40; i++) {
                List<Decision> made = new ArrayList<>();
                switch (random.nextInt(5)) {
                    case 0 -> {
                        // Started anew: the log, then the latest report.
                        book = new AssignmentBook();
                        hears(book);
                        log.forEach(book::on);
                        report(book, last.token(), last.generation(), new OperatingState.Unknown(), active);
                    }
                    case 1 -> {
                        report(book, last.token(), last.generation(), new OperatingState.Idle(), active);
                        Optional<Decision> release = book.released(CHANNEL, i);
                        release.ifPresent(made::add);
                        int number = i;
                        long finalSeed = seed;
                        release.flatMap(r -> book.diagnosisDue(CHANNEL)).ifPresent(stopped -> made.add(book.diagnosis(CHANNEL,
                                Optional.of(RunOrder.of(new UUID(finalSeed, number), "d", stopped.cell(), "text", 60)), number)));
                    }
                    default -> {
                        UUID run = random.nextInt(4) == 0 ? RUN : active;
                        FindingAction action = FindingAction.values()[random.nextInt(4)];
                        boolean shadow = random.nextInt(4) == 0;
                        Optional<Decision> decision = book.decide(run, finding(FindingKind.HARD_SHORT, random.nextInt(3), shadow), action,
                                i);
                        assertThat(decision.isPresent() && (shadow || action == FindingAction.NOTIFY)).as("seed %d step %d", seed, i)
                                .isFalse();
                        decision.ifPresent(d -> {
                            made.add(d);
                            (granted(d).desired() instanceof Desired.Off ? stops : pauses).merge(run, 1, Integer::sum);
                            acted.merge(d.finding().orElseThrow().findingId(), 1, Integer::sum);
                        });
                    }
                }
                for (Decision decision : made) {
                    take(decision);
                    if (decision.outcome() instanceof Outcome.Granted(ChannelDesired desired)) {
                        assertThat(desired.token() > last.token()
                                || desired.token() == last.token() && desired.generation() > last.generation())
                                .as("seed %d step %d", seed, i).isTrue();
                        last = desired;
                        active = desired.desired() instanceof Desired.Run(RunOrder order) ? order.runId() : active;
                    }
                }
            }
            assertThat(stops.values()).as("seed %d", seed).allMatch(count -> count == 1);
            assertThat(pauses.values()).as("seed %d", seed).allMatch(count -> count == 1);
            assertThat(acted.values()).as("seed %d", seed).allMatch(count -> count == 1);
        }
    }
}
