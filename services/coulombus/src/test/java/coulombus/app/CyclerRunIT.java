package coulombus.app;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.ChannelAgentService;
import coulombus.core.assignment.OperatingState;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.run.RunEnd;

import static org.assertj.core.api.Assertions.assertThat;

/// A whole run on a simulated cycler: request, scheduler, agent, device, measurements, analytics.
class CyclerRunIT {
    @TempDir
    private Path folder;

    @Test
    void tellsEveryRecordOfTheDeviceOnceFromTheRequestToTheRelease() throws Exception {
        // Given
        try (TestFleet fleet = new TestFleet(folder).withScheduler().withAnalytics();
                TestBench bench = new TestBench("bts", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig())) {
            String channel = bench.channelId(1);
            // When
            UUID run = fleet.start(channel, TestBench.protocol(5, 10));
            fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Running);
            for (int hour = 0; hour < 6; hour++) {
                bench.control().advance(3600);
            }
            Story story = fleet.awaitEnd(run);
            fleet.awaitReleased(channel, 1);
            // Then
            bench.assertTold(1, run, story);
            assertThat(story.repeated()).isZero();
            assertThat(story.end()).contains(RunEnd.COMPLETED);
            assertThat(story.endings()).hasSize(1);
            assertThat(story.starts().getFirst().channelId()).isEqualTo(channel);
            List<HalfCycle> analysed = fleet.awaitAnalysed(run);
            assertThat(analysed).hasSize(10).isEqualTo(story.analysed().halfCycles());
            assertThat(bench.onlyTest(1).end()).isEqualTo("FINISHED");
            assertThat(bench.truth(2).tests()).isEmpty();
            assertThat(agent.progress()).isEmpty();
        }
    }
}
