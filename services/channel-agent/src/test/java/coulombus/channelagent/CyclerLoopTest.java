package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.spool.ChannelSpool.Entry;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.cell.CellKind;
import coulombus.core.run.RunFacts;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.DeviceState.JobEnd;
import coulombus.runtime.codec.MeasurementCodec;

import static coulombus.channelagent.AgentRig.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

/// A whole cycler: observed, with a full disk, with many channels, with trouble on one of them.
class CyclerLoopTest {
    private static final String SECOND = AgentRig.CYCLER + "/2";

    @TempDir
    Path home;
    private final FakeDevice device = new FakeDevice(AgentRig.CYCLER, 2);
    private AgentRig agent;
    private long usableBytes = Long.MAX_VALUE;

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
    }

    private void boot(boolean control) throws IOException {
        agent = new AgentRig(device, home, control, folder -> usableBytes);
    }

    private RunFacts facts(long position) throws Exception {
        return new MeasurementCodec().decodeStarted(((Entry.Present) agent.spool.channel(CHANNEL).read(position)).record().value());
    }

    @Test
    void followsWhateverAppearsOnAnObservedCyclerAndControlsNothing() throws Exception {
        // Given a job that lay there, and then one that appears
        device.begin(CHANNEL, "old");
        device.measure(5);
        device.end(CHANNEL, JobEnd.COMPLETED);
        boot(false);
        agent.ticks(2);
        FakeDevice.Job job = device.begin(CHANNEL, "ZN-07");
        device.measure(3);
        agent.ticks(2);
        // When it is to be stopped, and its voltage runs away
        agent.run(1, 1);
        device.channel(CHANNEL).volt = 100;
        agent.ticks(5);
        ChannelReported whileRunning = agent.reported();
        device.end(CHANNEL, JobEnd.COMPLETED);
        agent.ticks(3);
        // Then
        assertThat(device.stops).isZero();
        assertThat(device.channel(CHANNEL).jobs).hasSize(2);
        assertThat(agent.story()).containsExactly("start job " + job.id, "1-3", "end COMPLETED 3");
        UUID runId = facts(1).runId();
        assertThat(runId.version()).isEqualTo(5);
        assertThat(whileRunning.state()).isEqualTo(new OperatingState.Running(runId));
        assertThat(whileRunning.answer()).isEqualTo(OrderAnswer.NOT_CONTROLLABLE);
    }

    @Test
    void givesAnObservedRunTheFactsOfItsCellAndTheSameIdAfterAKill() throws Exception {
        // Given
        boot(false);
        agent.cells = List.of(new CyclerConfig.CellConfig("1", "Zinc 7", "ZN-07", CellKind.SYMMETRIC, null, 1.13, null, null, null));
        agent.kill();
        agent.tick();
        FakeDevice.Job job = device.begin(CHANNEL, "");
        device.measure(2);
        agent.ticks(2);
        // When
        agent.kill();
        device.measure(2);
        agent.ticks(2);
        // Then
        assertThat(agent.story()).containsExactly("start Zinc 7", "1-2", "3-4");
        assertThat(facts(1).cell().cellId()).isEqualTo("ZN-07");
        assertThat(facts(1).cell().areaCm2()).isEqualTo(1.13);
        assertThat(NameBasedIds.version5(new UUID(0, 0), "a")).isNotEqualTo(NameBasedIds.version5(new UUID(0, 0), "b"));
        assertThat(new DeviceJob(job.id)).isEqualTo(new DeviceJob("job-1"));
    }

    @Test
    void takesAnObservedRunThatBeganAndEndedBetweenTwoPolls() throws Exception {
        boot(false);
        agent.tick();
        device.begin(CHANNEL, "");
        device.measure(4);
        device.end(CHANNEL, JobEnd.COMPLETED);
        agent.ticks(2);
        assertThat(agent.story()).containsExactly("start job job-1", "1-4", "end COMPLETED 4");
    }

    @Test
    void leavesMeasurementsInTheCyclerWhileTheDiskIsFullAndKeepsLimits() throws Exception {
        // Given
        boot(true);
        agent.tick();
        agent.run(1, 1);
        agent.ticks(2);
        device.measure(3);
        agent.tick();
        // When
        usableBytes = 1;
        agent.spool.maintain();
        device.measure(10);
        agent.ticks(3);
        assertThat(agent.story()).containsExactly("start test 1", "1-3");
        assertThat(agent.reported().detail()).contains("wait in the cycler").contains("1 bytes left");
        device.channel(CHANNEL).volt = 2.5;
        agent.ticks(4);
        // Then
        assertThat(device.stops).isEqualTo(1);
        // And when there is room again nothing is missing
        usableBytes = Long.MAX_VALUE;
        agent.nanoTime += 5_000_000_000L;
        agent.spool.maintain();
        agent.ticks(3);
        assertThat(agent.story()).containsExactly("start test 1", "1-3", "4-13", "end TRIPPED 13");
    }

    @Test
    void startsNoTestWhileTheDiskIsFull() throws Exception {
        boot(true);
        agent.tick();
        usableBytes = 1;
        agent.nanoTime += 5_000_000_000L;
        agent.spool.maintain();
        agent.run(1, 1);
        agent.ticks(2);
        assertThat(device.channel(CHANNEL).jobs).isEmpty();
        usableBytes = Long.MAX_VALUE;
        agent.nanoTime += 5_000_000_000L;
        agent.spool.maintain();
        agent.ticks(2);
        assertThat(device.channel(CHANNEL).jobs).hasSize(1);
    }

    @Test
    void readsOtherChannelsWhileOneCannotBeRead() throws Exception {
        // Given
        boot(false);
        agent.tick();
        String[] broken = { "" };
        agent.trouble = new FakeDevice.Trouble() {
            @Override
            public void before(String call) throws IOException {
                if (call.equals("open") && broken[0].isEmpty()) {
                    broken[0] = "once";
                    throw new IOException("job cannot be opened");
                }
            }
        };
        agent.kill();
        // When
        device.begin(CHANNEL, "");
        device.begin(SECOND, "");
        device.measure(5);
        agent.ticks(6);
        // Then
        assertThat(agent.story(CHANNEL)).hasSize(2);
        assertThat(agent.story(SECOND)).hasSize(2);
    }

    @Test
    void givesEveryChannelItsTurnInABacklog() throws Exception {
        boot(false);
        agent.tick();
        device.begin(CHANNEL, "");
        device.begin(SECOND, "");
        device.measure(20 * CyclerLoop.PAGE);
        agent.ticks(1);
        List<Integer> pages = new ArrayList<>();
        for (String channel : List.of(CHANNEL, SECOND)) {
            pages.add(agent.story(channel).size());
        }
        assertThat(pages).containsExactly(21, 21);
    }

    @Test
    void refusesToControlWithADriverThatOnlyObserves() throws Exception {
        boot(true);
        CyclerConfig config = new CyclerConfig(AgentRig.CYCLER, "fake", true, null, null, null);
        CyclerLoop loop = new CyclerLoop(config, device.driver(false, FakeDevice.Trouble.NONE), agent.tools, new Backoff(() -> 1));
        assertThat(loop.tick(agent.nanoTime)).isFalse();
        assertThat(loop.link().detail()).contains("bts-1").contains("can only observe");
    }

    @Test
    void waitsLongerBetweenTriesUpToHalfAMinute() {
        Backoff backoff = new Backoff(() -> 1);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            seconds.add(backoff.nextNanos() / 1e9);
        }
        assertThat(seconds).containsExactly(0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0);
        backoff.reset();
        assertThat(backoff.nextNanos() / 1e9).isEqualTo(0.5);
    }
}
