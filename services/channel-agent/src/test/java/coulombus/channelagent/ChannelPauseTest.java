package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;

import static org.assertj.core.api.Assertions.assertThat;

/// Pauses at the begin of a step, by the scheduler's word and by the agent itself.
class ChannelPauseTest {
    private static final UUID RUN = new UUID(5, 1);
    private static final Desired PAUSE = new Desired.Pause("look at it", Optional.empty());

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

    private static RunOrder order() {
        return RunOrder.of(RUN, "test 1", CellFacts.of(CellKind.SYMMETRIC),
                AgentRig.PROTOCOL.replace("hard_short: stop", "hard_short: pause"), 60);
    }

    private void run() {
        agent.desire(1, 1, new Desired.Run(order()));
        agent.ticks(2);
    }

    private void nextStep() {
        device.channel(AgentRig.CHANNEL).step++;
    }

    private OperatingState state() throws Exception {
        agent.nanoTime += 3_000_000_000L;
        agent.tick();
        return agent.reported().state();
    }

    @Test
    void holdsWhenTheNextStepBeginsAndNotBefore() throws Exception {
        // Given
        run();
        agent.desire(1, 2, PAUSE);
        // When, Then
        agent.ticks(20);
        assertThat(state()).isEqualTo(new OperatingState.Running(RUN));
        assertThat(device.pauses).isZero();
        // When
        nextStep();
        agent.ticks(2);
        // Then
        assertThat(state()).isEqualTo(new OperatingState.Paused(RUN));
        agent.ticks(3);
        assertThat(device.pauses).isEqualTo(1);
        assertThat(device.stops).isZero();
        agent.nanoTime += 3_000_000_000L;
        agent.tick();
        var reported = agent.reported();
        assertThat(reported.answer()).isEqualTo(OrderAnswer.ACCEPTED);
        assertThat(reported.observedGeneration()).isEqualTo(2);
        assertThat(reported.outputOff()).as("evidence that would end the assignment").isFalse();
        assertThat(reported.detail()).isEqualTo("paused: look at it");
    }

    @Test
    void goesOnWhereTheSameRunIsDesiredAgainAndNeverStartsItAgain() throws Exception {
        // Given
        run();
        agent.desire(1, 2, PAUSE);
        agent.tick();
        nextStep();
        agent.ticks(2);
        // When
        agent.desire(1, 3, new Desired.Run(order()));
        agent.ticks(3);
        // Then
        assertThat(state()).isEqualTo(new OperatingState.Running(RUN));
        assertThat(device.startsByLabel).containsEntry(RUN.toString(), 1);
        // And steps that follow are not held
        nextStep();
        agent.ticks(3);
        assertThat(device.pauses).isEqualTo(1);
        assertThat(state()).isEqualTo(new OperatingState.Running(RUN));
    }

    @Test
    void takesAPauseBackThatHasNotComeYet() throws Exception {
        // Given
        run();
        agent.desire(1, 2, PAUSE);
        agent.tick();
        // When
        agent.desire(1, 3, new Desired.Run(order()));
        agent.tick();
        nextStep();
        agent.ticks(3);
        // Then
        assertThat(device.pauses).isZero();
        assertThat(state()).isEqualTo(new OperatingState.Running(RUN));
    }

    @Test
    void remembersAPauseOverAKill() throws Exception {
        // Given
        run();
        agent.desire(1, 2, PAUSE);
        agent.tick();
        agent.kill();
        agent.ticks(3);
        assertThat(device.pauses).isZero();
        // When
        nextStep();
        agent.ticks(2);
        // Then
        assertThat(state()).isEqualTo(new OperatingState.Paused(RUN));
        // When it is killed while paused, it stays so
        agent.kill();
        agent.ticks(3);
        assertThat(state()).isEqualTo(new OperatingState.Paused(RUN));
        assertThat(device.pauses).isEqualTo(1);
    }

    @Test
    void aWordToGoOnThatGotLostIsSentAgain() throws Exception {
        // Given
        run();
        agent.desire(1, 2, PAUSE);
        agent.tick();
        nextStep();
        agent.ticks(2);
        int[] toFail = { 3 };
        agent.trouble = new FakeDevice.Trouble() {
            @Override
            public void before(String call) throws IOException {
                if (call.equals("resume") && toFail[0]-- > 0) {
                    throw new IOException("the answer got lost");
                }
            }
        };
        agent.kill();
        // When
        agent.desire(1, 3, new Desired.Run(order()));
        agent.ticks(2);
        agent.kill();
        agent.ticks(5);
        // Then
        assertThat(state()).isEqualTo(new OperatingState.Running(RUN));
    }

    @Test
    void stopsWhereTheCyclerCannotPause() throws Exception {
        // Given
        device.canPause = false;
        run();
        // When
        agent.desire(1, 2, PAUSE);
        agent.ticks(4);
        // Then
        agent.nanoTime += 3_000_000_000L;
        agent.tick();
        var reported = agent.reported();
        assertThat(reported.state()).isEqualTo(new OperatingState.Idle());
        assertThat(reported.answer()).isEqualTo(OrderAnswer.ACCEPTED);
        assertThat(reported.detail()).isEqualTo("stopped, as the cycler cannot pause: look at it");
    }

    @Test
    void stopsWhereTheCyclerRefusesToPauseAgainAndAgain() throws Exception {
        // Given
        device.takesPauses = false;
        run();
        agent.desire(1, 2, PAUSE);
        agent.tick();
        // When
        nextStep();
        agent.ticks(6);
        // Then
        agent.nanoTime += 3_000_000_000L;
        agent.tick();
        var reported = agent.reported();
        assertThat(reported.state()).isEqualTo(new OperatingState.Idle());
        assertThat(reported.detail()).isEqualTo("stopped: the cycler refused to pause 3 times; look at it");
        assertThat(agent.story()).last().asString().startsWith("end STOPPED");
    }

    @Test
    void pausesByItselfOnAFindingOfWhichTheProtocolSaysSo() throws Exception {
        // Given
        run();
        device.measure(200);
        agent.ticks(2);
        // When
        device.channel(AgentRig.CHANNEL).volt = 0.001;
        device.measure(40);
        agent.ticks(3);
        assertThat(device.pauses + device.stops).isZero();
        nextStep();
        agent.ticks(2);
        // Then
        assertThat(state()).isEqualTo(new OperatingState.Paused(RUN));
        assertThat(device.stops).isZero();
    }

    @Test
    void stopsOnAFindingWhereTheCyclerCannotPause() throws Exception {
        // Given
        device.canPause = false;
        run();
        device.measure(200);
        agent.ticks(2);
        // When
        device.channel(AgentRig.CHANNEL).volt = 0.001;
        device.measure(40);
        agent.ticks(4);
        // Then
        assertThat(device.stops).isEqualTo(1);
        assertThat(state()).isInstanceOf(OperatingState.Tripped.class);
    }

    @Test
    void aLimitStopsAChannelThatIsPaused() throws Exception {
        // Given
        run();
        agent.desire(1, 2, PAUSE);
        agent.tick();
        nextStep();
        agent.ticks(2);
        // When
        device.channel(AgentRig.CHANNEL).volt = 2.5;
        agent.ticks(5);
        // Then
        assertThat(device.stops).isPositive();
        assertThat(state()).isInstanceOf(OperatingState.Tripped.class);
    }
}
