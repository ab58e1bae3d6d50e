package coulombus.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.book.FollowStep;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.protocol.FindingAction;
import coulombus.core.scheduling.SchedulingPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class DeliberationTest {
    private static final String CHANNEL = "a/1";
    private static final UUID RUN = new UUID(7, 1);

    private final List<FollowStep> written = new ArrayList<>();
    private final List<ChannelDesired> told = new ArrayList<>();
    private long ids;

    private final Deliberation deliberation = new Deliberation(new Deliberation.Tools(request -> Optional.empty(), new AlwaysDiagnose(),
            new AgentsHeard(Duration.ofSeconds(20), () -> 0), () -> Instant.ofEpochSecond(1000), () -> 0, () -> new UUID(7, ++ids),
            new SimulatedTexts(new Random(1), 1000), SchedulingPolicy.DEFAULT, SimulatedScheduler.metrics()), (step, words) -> {
                written.add(step);
                told.addAll(words);
            });

    private static final class AlwaysDiagnose implements FindingPolicy {
        @Override
        public FindingAction actionOn(FindingKind kind, RunOrder order) {
            return FindingAction.DIAGNOSE;
        }

        @Override
        public Optional<RunOrder> diagnosisAfter(RunOrder stopped, UUID runId) {
            return Optional.of(RunOrder.of(runId, "diagnosis", stopped.cell(), stopped.protocolText(), 600));
        }
    }

    private void ask(Asked asked) {
        deliberation.on(new FacilityRequest(UUID.randomUUID(), asked, "ann", 0));
    }

    private void report(long token, long generation, OperatingState state, boolean off, Optional<UUID> run) {
        deliberation
                .on(new ChannelReported(CHANNEL, "a", new UUID(1, 1), Source.SIMULATED, token, generation, state, OrderAnswer.ACCEPTED, "",
                        off, run, 0, 1, 0, 1000));
        deliberation.goOn();
    }

    private void stoppedForADiagnosis() {
        ask(new Asked.SetFacility("facility"));
        deliberation.on(new AgentReported("a", new UUID(1, 1), 1, "1",
                List.of(new AgentReported.Cycler("a", "test", true, 4, true, "")), 0, 0, Double.NaN, 0, 0));
        report(0, 0, new OperatingState.Idle(), true, Optional.empty());
        deliberation.on(new ChannelRequest(UUID.randomUUID(), CHANNEL,
                new ChannelRequest.Asked.Start("test", CellFacts.of(CellKind.SYMMETRIC), "rest", 60), "ann", 0));
        report(1, 1, new OperatingState.Running(RUN), false, Optional.of(RUN));
        deliberation.on(RUN, new Finding(FindingKind.HARD_SHORT, Severity.WARNING, 1, 1, 2, 1, 2, "test/1", "found", List.of(), List.of(),
                false));
    }

    private Decision lastAssignment() {
        return written.getLast().assignments().getLast();
    }

    @Test
    void aDiagnosisFollowsTheStopInTheSameTransaction() {
        // Given
        stoppedForADiagnosis();

        // When
        report(1, 2, new OperatingState.Idle(), true, Optional.of(RUN));

        // Then
        assertThat(written.getLast().assignments().getFirst().outcome()).isInstanceOf(Outcome.Released.class);
        assertThat(lastAssignment().outcome()).isInstanceOf(Outcome.Granted.class);
        assertThat(told.getLast().token()).isEqualTo(2);
    }

    @Test
    void nothingIsDiagnosedOnAChannelThatWasLockedMeanwhile() {
        // Given
        stoppedForADiagnosis();
        ask(new Asked.Lock(CHANNEL, "key", "hands in it"));

        // When
        report(1, 2, new OperatingState.Idle(), true, Optional.of(RUN));

        // Then
        assertThat(lastAssignment().outcome())
                .isEqualTo(new Outcome.Refused("no diagnosis: channel a/1 is locked by ann: hands in it"));
        assertThat(deliberation.assignments().activeOn(CHANNEL)).isEmpty();
        assertThat(told.getLast().desired()).isInstanceOf(coulombus.core.assignment.Desired.Off.class);
    }
}
