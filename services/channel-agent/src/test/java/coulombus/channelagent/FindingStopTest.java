package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;

import static org.assertj.core.api.Assertions.assertThat;

/// Findings at the channel: what the agent does by itself, and what the scheduler's word for a finding does.
class FindingStopTest {
    private static final Desired.Off BY_FINDING = new Desired.Off("stopped on the finding HARD_SHORT", Optional.of(new UUID(1, 2)));
    @TempDir
    Path home;
    private FakeDevice device;
    private AgentRig agent;

    @BeforeEach
    void boot() throws IOException {
        device = new FakeDevice(AgentRig.CYCLER, 2);
        agent = new AgentRig(device, home, true);
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private void run(String action) {
        agent.desire(1, 1, new Desired.Run(RunOrder.of(new UUID(5, 1), "test 1", CellFacts.of(CellKind.SYMMETRIC),
                AgentRig.PROTOCOL.replace("hard_short: stop", "hard_short: " + action), 60)));
        agent.ticks(2);
        device.measure(200);
        agent.ticks(2);
    }

    private void shortCell() {
        device.channel(AgentRig.CHANNEL).volt = 0.001;
        device.measure(40);
        agent.ticks(3);
    }

    @ParameterizedTest
    @CsvSource({ "stop, 1", "notify, 0", "diagnose, 0" })
    void stopsByItselfWhereThatIsAskedForAndLeavesTheRestToTheScheduler(String action, int stops) {
        // Given
        run(action);
        // When
        shortCell();
        // Then
        assertThat(device.stops).isEqualTo(stops);
    }

    @Test
    void theSchedulersWordForAFindingFreesAChannelThatTrippedOnOne() throws Exception {
        // Given
        run("stop");
        shortCell();
        assertThat(agent.reported().state()).isInstanceOf(OperatingState.Tripped.class);
        // When the agent is killed in between, too
        agent.kill();
        agent.desire(1, 2, BY_FINDING);
        agent.ticks(2);
        // Then
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Idle());
    }

    @Test
    void doesNotTripOnAFindingInARunThatTheSchedulerStopsForIt() throws Exception {
        // Given the word of the stream's finding comes before the agent has read the measurements itself
        run("stop");
        device.channel(AgentRig.CHANNEL).volt = 0.001;
        device.measure(40);
        agent.desire(1, 2, BY_FINDING);
        // When
        agent.ticks(4);
        // Then the channel is not left tripped behind the word that would have cleared it
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Idle());
        assertThat(agent.story()).last().isEqualTo("end STOPPED 240");
    }

    @Test
    void theSchedulersWordForAFindingDoesNotClearATripOnALimit() throws Exception {
        // Given
        run("stop");
        device.channel(AgentRig.CHANNEL).volt = 2.5;
        agent.ticks(5);
        // When
        agent.kill();
        agent.desire(1, 2, BY_FINDING);
        agent.ticks(3);
        // Then it obeys, and stays tripped
        var reported = agent.reported();
        assertThat(reported.state()).isInstanceOf(OperatingState.Tripped.class);
        assertThat(reported.answer()).isEqualTo(OrderAnswer.ACCEPTED);
        assertThat(reported.observedGeneration()).isEqualTo(2);
        // Until a person says so
        device.channel(AgentRig.CHANNEL).volt = 1;
        agent.desire(1, 3, new Desired.Off("seen"));
        agent.ticks(2);
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Idle());
    }

    @Test
    void stopsARunningTestOnTheSchedulersWordForAFinding() throws Exception {
        run("diagnose");
        agent.desire(1, 2, BY_FINDING);
        agent.ticks(4);
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Idle());
        assertThat(agent.story()).last().isEqualTo("end STOPPED 200");
    }
}
