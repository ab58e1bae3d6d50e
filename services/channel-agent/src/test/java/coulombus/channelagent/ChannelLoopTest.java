package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.drivers.DeviceState;
import coulombus.drivers.DeviceState.JobEnd;

import static coulombus.channelagent.AgentRig.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

class ChannelLoopTest {
    @TempDir
    Path home;
    private final FakeDevice device = new FakeDevice(AgentRig.CYCLER, 2);
    private AgentRig agent;

    @BeforeEach
    void boot() throws IOException {
        agent = new AgentRig(device, home, true);
        agent.tick();
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private static UUID run(long number) {
        return AgentRig.order(number).runId();
    }

    private void startRun(long token, long number) {
        agent.run(token, number);
        agent.ticks(2);
    }

    @Test
    void runsATestFromItsOrderToItsEnd() throws Exception {
        // When
        startRun(1, 1);
        device.measure(3);
        agent.ticks(3);
        ChannelReported whileRunning = agent.reported();
        device.measure(2);
        device.end(CHANNEL, JobEnd.COMPLETED);
        agent.ticks(3);
        // Then
        assertThat(whileRunning.state()).isEqualTo(new OperatingState.Running(run(1)));
        assertThat(whileRunning.answer()).isEqualTo(OrderAnswer.ACCEPTED);
        assertThat(whileRunning.outputOff()).isFalse();
        assertThat(whileRunning.lastSeq()).isEqualTo(3);
        assertThat(agent.story()).containsExactly("start test 1", "1-3", "4-5", "end COMPLETED 5");
        ChannelReported after = agent.reported();
        assertThat(after.state()).isEqualTo(new OperatingState.Idle());
        assertThat(after.outputOff()).isTrue();
        assertThat(after.lastRunId()).contains(run(1));
        assertThat(device.channel(CHANNEL).job().orElseThrow().label).isEqualTo(run(1).toString());
    }

    @Test
    void stopsWhereOffIsDesired() throws Exception {
        startRun(1, 1);
        device.measure(3);
        agent.desire(1, 2, new Desired.Off("enough"));
        agent.ticks(3);
        assertThat(agent.story()).containsExactly("start test 1", "1-3", "end STOPPED 3");
        assertThat(agent.reported().observedGeneration()).isEqualTo(2);
    }

    @Test
    void neverStopsForAHigherTokenAndNeverTakesItUpLater() throws Exception {
        startRun(1, 1);
        agent.run(2, 2);
        agent.tick();
        assertThat(agent.reported().answer()).isEqualTo(OrderAnswer.BUSY);
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
        // When the run is over and the same word is read again after a restart
        device.end(CHANNEL, JobEnd.COMPLETED);
        agent.ticks(3);
        agent.kill();
        agent.run(2, 2);
        agent.ticks(3);
        // Then
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
        assertThat(agent.rejected(OrderAnswer.BUSY)).isEqualTo(1);
    }

    @Test
    void ignoresLowerTokensAndRepetitions() throws Exception {
        startRun(7, 1);
        for (int i = 0; i < 100; i++) {
            agent.run(7, 1);
            agent.tick();
        }
        agent.run(6, 9);
        agent.tick();
        assertThat(agent.reported().answer()).isEqualTo(OrderAnswer.STALE_TOKEN);
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
        assertThat(agent.meters.get("coulombus.agent.commands.repeated").counter().count()).isEqualTo(100);
        agent.ticks(2);
        assertThat(agent.reported().answer()).as("what counts is told again").isEqualTo(OrderAnswer.ACCEPTED);
    }

    @Test
    void refusesAnOrderThatIsTooOldByTheBrokersClock() throws Exception {
        agent.desire(CHANNEL, 1, 1, new Desired.Run(AgentRig.order(1)), 61);
        agent.tick();
        ChannelReported reported = agent.reported();
        assertThat(reported.answer()).isEqualTo(OrderAnswer.EXPIRED);
        assertThat(reported.token()).isEqualTo(1);
        assertThat(reported.outputOff()).isTrue();
        assertThat(device.channel(CHANNEL).jobs).isEmpty();
    }

    @Test
    void startsNothingWhileTheBrokerIsAwayButStops() throws Exception {
        // Given
        startRun(1, 1);
        agent.nanoTime += 60_000_000_000L;
        agent.desire(AgentRig.CYCLER + "/2", 1, 1, new Desired.Run(AgentRig.order(2)), 0);
        agent.desire(1, 2, new Desired.Off("enough"));
        agent.ticks(2);
        // Then
        assertThat(device.channel(AgentRig.CYCLER + "/2").jobs).isEmpty();
        assertThat(device.channel(CHANNEL).job().orElseThrow().isRunning()).isFalse();
        // When it is back
        agent.brokerIsNear();
        agent.tick();
        assertThat(device.channel(AgentRig.CYCLER + "/2").jobs).hasSize(1);
    }

    @Test
    void refusesAForgedPlan() throws Exception {
        RunOrder good = AgentRig.order(1);
        RunOrder forged = new RunOrder(good.runId(), good.title(), CellFacts.of(CellKind.FULL), good.protocolText(), good.planHash(), 60);
        agent.desire(1, 1, new Desired.Run(forged));
        agent.tick();
        assertThat(agent.reported().answer()).isEqualTo(OrderAnswer.PLAN_MISMATCH);
        assertThat(device.channel(CHANNEL).jobs).isEmpty();
    }

    @Test
    void refusesAProtocolThatDoesNotFitTheChannelWithWords() throws Exception {
        RunOrder strong = RunOrder.of(new UUID(5, 1), "strong", CellFacts.of(CellKind.SYMMETRIC),
                AgentRig.PROTOCOL.replace("-1 mA", "-700 mA"), 60);
        agent.desire(1, 1, new Desired.Run(strong));
        agent.tick();
        ChannelReported reported = agent.reported();
        assertThat(reported.answer()).isEqualTo(OrderAnswer.OUTSIDE_LIMITS);
        assertThat(reported.detail()).contains("steps[0]").contains("-700");
        assertThat(device.channel(CHANNEL).jobs).isEmpty();
    }

    @Test
    void tripsOnALimitAfterItsDelayAndStaysTrippedUntilCleared() throws Exception {
        // Given
        startRun(1, 1);
        device.measure(2);
        agent.tick();
        // When the voltage runs away, seen by polls only
        device.channel(CHANNEL).volt = 2.5;
        agent.ticks(2);
        assertThat(device.channel(CHANNEL).job().orElseThrow().isRunning()).as("not before the delay").isTrue();
        agent.tick();
        // Then
        assertThat(device.channel(CHANNEL).job().orElseThrow().isRunning()).isFalse();
        agent.ticks(2);
        assertThat(agent.story()).containsExactly("start test 1", "1-2", "end TRIPPED 2");
        assertThat(agent.reported().state()).isInstanceOfSatisfying(OperatingState.Tripped.class,
                tripped -> assertThat(tripped.cause()).contains("2.5").contains("limit of 2.0"));
        // And it is latched, over a restart too
        agent.kill();
        agent.run(2, 2);
        agent.ticks(2);
        assertThat(agent.reported().answer()).isEqualTo(OrderAnswer.NOT_CONTROLLABLE);
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
        // Until a person clears it
        device.channel(CHANNEL).volt = 1.5;
        agent.desire(2, 2, new Desired.Off("seen"));
        agent.tick();
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Idle());
        startRun(3, 3);
        assertThat(device.channel(CHANNEL).jobs).hasSize(2);
    }

    @Test
    void tripsOnAHardShortInTheMeasurements() throws Exception {
        // Given a cell that works
        startRun(1, 1);
        device.measure(200);
        agent.ticks(2);
        assertThat(device.stops).isZero();
        // When its electrodes touch
        device.channel(CHANNEL).volt = 0.001;
        device.measure(40);
        agent.ticks(3);
        // Then
        assertThat(device.stops).isEqualTo(1);
        assertThat(agent.story()).last().isEqualTo("end TRIPPED 240");
        assertThat(agent.reported().state()).isInstanceOfSatisfying(OperatingState.Tripped.class,
                tripped -> assertThat(tripped.cause()).contains("hard-short"));
    }

    @Test
    void repeatsAStopForSafetyUntilItIsDone() throws Exception {
        startRun(1, 1);
        device.measure(2);
        agent.tick();
        int[] refusals = { 3 };
        agent.trouble = new FakeDevice.Trouble() {
            @Override
            public void before(String call) throws IOException {
                if (call.equals("stop") && refusals[0]-- > 0) {
                    throw new IOException("line cut");
                }
            }
        };
        agent.kill();
        device.channel(CHANNEL).celsius = 70;
        agent.ticks(10);
        assertThat(device.channel(CHANNEL).job().orElseThrow().isRunning()).isFalse();
        assertThat(agent.reported().state()).isInstanceOf(OperatingState.Tripped.class);
    }

    @Test
    void takesItsRunUpAgainAfterAKill() throws Exception {
        startRun(1, 1);
        device.measure(3);
        agent.tick();
        // When
        agent.kill();
        device.measure(4);
        agent.run(1, 1);
        agent.ticks(2);
        // Then
        assertThat(agent.story()).containsExactly("start test 1", "1-3", "4-7");
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Running(run(1)));
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
    }

    @Test
    void readsTheRestOfARunThatEndedWhileItWasAwayAndDoesNotStartItAgain() throws Exception {
        startRun(1, 1);
        device.measure(3);
        agent.tick();
        device.measure(1000);
        device.end(CHANNEL, JobEnd.COMPLETED);
        agent.kill();
        agent.run(1, 1);
        agent.ticks(4);
        assertThat(agent.story()).startsWith("start test 1", "1-3").endsWith("end COMPLETED 1003");
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Idle());
    }

    @Test
    void leavesAForeignJobAloneAndSaysSo() throws Exception {
        // Given
        FakeDevice.Job foreign = device.begin(CHANNEL, "somebody");
        agent.kill();
        // When
        agent.run(1, 1);
        agent.ticks(3);
        agent.desire(1, 2, new Desired.Off("released"));
        agent.ticks(3);
        // Then
        assertThat(foreign.isRunning()).isTrue();
        assertThat(device.stops).isZero();
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
        assertThat(agent.reported().state()).isInstanceOfSatisfying(OperatingState.Quarantined.class,
                quarantined -> assertThat(quarantined.why()).contains("somebody").contains(foreign.id));
    }

    @Test
    void knowsItsRunByItsLabelWhereTheAnswerToTheStartGotLost() throws Exception {
        agent.trouble = new FakeDevice.Trouble() {
            @Override
            public void after(String call) throws IOException {
                if (call.equals("start")) {
                    throw new IOException("line cut");
                }
            }
        };
        agent.kill();
        agent.run(1, 1);
        agent.ticks(2);
        device.measure(2);
        agent.ticks(2);
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
        assertThat(agent.story()).containsExactly("start test 1", "1-2");
    }

    @Test
    void givesUpAStartThatNeverReachedTheDevice() throws Exception {
        agent.trouble = new FakeDevice.Trouble() {
            @Override
            public void before(String call) throws IOException {
                if (call.equals("start")) {
                    throw new IOException("line cut");
                }
            }
        };
        agent.kill();
        agent.run(1, 1);
        agent.ticks(40);
        ChannelReported reported = agent.reported();
        assertThat(reported.state()).isEqualTo(new OperatingState.Idle());
        assertThat(reported.answer()).isEqualTo(OrderAnswer.REFUSED_BY_DEVICE);
        assertThat(reported.outputOff()).isTrue();
        assertThat(agent.story()).isEmpty();
    }

    @Test
    void tellsWhereTheDeviceStoppedByItself() throws Exception {
        startRun(1, 1);
        device.measure(2);
        device.channel(CHANNEL).job().orElseThrow().state = new DeviceState.Protected("over voltage");
        agent.ticks(3);
        assertThat(agent.story()).isEqualTo(List.of("start test 1", "1-2", "end TRIPPED 2"));
        assertThat(agent.reported().state())
                .isEqualTo(new OperatingState.Tripped(run(1), "the cycler stopped it: over voltage"));
    }

    @Test
    void isUnknownWhileTheCyclerDoesNotAnswer() throws Exception {
        startRun(1, 1);
        boolean[] cut = { true };
        agent.trouble = new FakeDevice.Trouble() {
            @Override
            public void before(String call) throws IOException {
                if (cut[0]) {
                    throw new IOException("no route to bts-1");
                }
            }
        };
        agent.kill();
        assertThat(agent.tick()).isFalse();
        assertThat(agent.loop.link().detail()).isEqualTo("no route to bts-1");
        cut[0] = false;
        agent.ticks(2);
        assertThat(agent.reported().state()).isEqualTo(new OperatingState.Running(run(1)));
    }
}
