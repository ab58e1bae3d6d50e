package coulombus.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.run.RunEnd;
import coulombus.schemas.ServiceRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The channel agent, in a process of its own, is killed: tests on the cycler go on and are never started again, and everything that was
/// measured stands on the topic once.
class AgentKillIT {
    private static final long NO_ROOM_KEPT = 0;

    @TempDir
    private Path folder;
    private TestFleet fleet;
    private TestBench bench;
    private Path config;

    @BeforeEach
    void startFleet() throws Exception {
        fleet = new TestFleet(folder).withScheduler().withAnalytics();
        bench = new TestBench("bts", folder);
        config = bench.agentConfigFile(fleet.broker().settingsFor(ServiceRole.CHANNEL_AGENT), folder.resolve("spool"), NO_ROOM_KEPT);
    }

    @AfterEach
    void stopFleet() throws Exception {
        bench.close();
        fleet.close();
    }

    @Test
    void killedIdleAndRunningTheTestGoesOnAndIsToldOnce() throws Exception {
        // Given an agent that is killed while nothing runs
        String channel = bench.channelId(1);
        try (AgentProcess idle = AgentProcess.start(config)) {
            fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Idle);
            idle.kill();
        }
        UUID run;
        ChannelReported before;
        // When the next one is killed in the middle of a run
        try (AgentProcess running = AgentProcess.start(config).awaitRunning()) {
            run = fleet.start(channel, TestBench.protocol(6, 2));
            before = fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Running);
            bench.control().advance(1800);
            await().atMost(TestFleet.PATIENCE).until(() -> fleet.story(run).measurements().size() > 300);
            bench.control().advance(1800);
            running.kill();
        }
        bench.control().advance(3600);
        // Then the test never noticed
        assertThat(bench.onlyTest(1).end()).isEqualTo("WORKING");
        // When
        try (AgentProcess last = AgentProcess.start(config)) {
            ChannelReported adopted = fleet.awaitReport(channel, report -> !report.incarnation().equals(before.incarnation())
                    && report.state().equals(new OperatingState.Running(run)));
            assertThat(adopted.token()).isEqualTo(before.token());
            bench.control().advance(5 * 3600);
            Story story = fleet.awaitEnd(run);
            fleet.awaitReleased(channel, 1);
            // Then
            bench.assertTold(1, run, story);
            assertThat(bench.truth(1).tests()).hasSize(1);
            assertThat(bench.truth(1).refusedStarts()).isEmpty();
            assertThat(story.end()).contains(RunEnd.COMPLETED);
            assertThat(fleet.awaitAnalysed(run)).hasSize(12).isEqualTo(story.analysed().halfCycles());
            System.out.printf("%d measurements, %d of them more than once on the topic%n", story.measurements().size(), story.repeated());
        }
    }

    @Test
    void killedWhileItReplaysABacklogNothingIsLostOrCountedTwice() throws Exception {
        // Given an agent whose broker was away for fourteen hours of two tests
        String first = bench.channelId(1);
        String second = bench.channelId(2);
        UUID[] runs = new UUID[2];
        try (AgentProcess agent = AgentProcess.start(config).awaitRunning()) {
            runs[0] = fleet.start(first, TestBench.protocol(15, 1));
            runs[1] = fleet.start(second, TestBench.protocol(15, 1));
            fleet.awaitReport(first, report -> report.state() instanceof OperatingState.Running);
            fleet.awaitReport(second, report -> report.state() instanceof OperatingState.Running);
            fleet.close();
            bench.control().advance(14 * 3600);
            await().atMost(TestFleet.PATIENCE).until(() -> agent.meter("coulombus_agent_spool_unacknowledged_measurements") >= 100_800);
            // When the broker comes back and the agent is killed while it catches up
            fleet = new TestFleet(folder);
            // The agent's own meter, because reading the topic here may take as long as the catching up.
            await().atMost(TestFleet.PATIENCE).pollInterval(Duration.ofMillis(10))
                    .until(() -> agent.meter("coulombus_agent_spool_unacknowledged_measurements") < 95_000);
            agent.kill();
        }
        fleet.withScheduler().withAnalytics();
        int told = fleet.story(runs[0]).measurements().size() + fleet.story(runs[1]).measurements().size();
        // Then
        assertThat(told).as("measurements on the topic at the kill").isBetween(2000, 100_000);
        try (AgentProcess next = AgentProcess.start(config)) {
            bench.control().advance(2 * 3600);
            for (int i = 0; i < runs.length; i++) {
                UUID run = runs[i];
                Story story = fleet.awaitEnd(run);
                bench.assertTold(i + 1, run, story);
                assertThat(bench.truth(i + 1).tests()).hasSize(1);
                assertThat(fleet.awaitAnalysed(run)).hasSize(30).isEqualTo(story.analysed().halfCycles());
                System.out.printf("killed at %d, %d measurements, %d of them more than once on the topic%n", told,
                        story.measurements().size(), story.repeated());
            }
        }
    }
}
