package coulombus.app;

import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.ChannelAgentService;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.OperatingState;
import coulombus.core.run.RunEnd;

import static org.assertj.core.api.Assertions.assertThat;

/// A pause from a person's wish to the simulated cycler and back. The truth is the cycler's.
class PauseIT {
    @TempDir
    private Path folder;

    @Test
    void aTestPausesWhenItsNextStepBeginsAndGoesOnToItsEnd() throws Exception {
        try (TestFleet fleet = new TestFleet(folder).withScheduler();
                TestBench bench = new TestBench("bts", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig())) {
            // Given a test in its rest of 5 min
            String channel = bench.channelId(1);
            UUID runId = fleet.start(channel, TestBench.protocol(2, 10));
            fleet.awaitReport(channel, report -> report.state().equals(new OperatingState.Running(runId)));
            bench.control().advance(60);
            // When
            assertThat(fleet.ask(channel, new Asked.Pause("look at it")).outcome()).isInstanceOf(Outcome.Granted.class);
            fleet.awaitReport(channel, report -> report.observedGeneration() == 2);
            // Then it goes on to the end of the step
            assertThat(bench.onlyTest(1).end()).isEqualTo("WORKING");
            // When the plating begins
            bench.control().advance(300);
            fleet.awaitReport(channel, report -> report.state().equals(new OperatingState.Paused(runId)));
            // Then it stands, for however long
            assertThat(bench.onlyTest(1).end()).isEqualTo("PAUSED");
            int records = bench.records(1, bench.onlyTest(1).testId()).size();
            bench.control().advance(7200);
            assertThat(bench.records(1, bench.onlyTest(1).testId())).hasSize(records);
            assertThat(bench.records(1, bench.onlyTest(1).testId()).getLast().stepIndex()).isEqualTo(2);
            // When
            assertThat(fleet.ask(channel, new Asked.Resume("looked at it")).outcome()).isInstanceOf(Outcome.Granted.class);
            fleet.awaitReport(channel, report -> report.state().equals(new OperatingState.Running(runId)));
            bench.control().advance(4 * 3600);
            // Then
            Story story = fleet.awaitEnd(runId);
            bench.assertTold(1, runId, story);
            assertThat(story.end()).contains(RunEnd.COMPLETED);
            fleet.awaitReleased(channel, 1);
        }
    }

    @Test
    void aPausedTestIsStoppedByAPerson() throws Exception {
        try (TestFleet fleet = new TestFleet(folder).withScheduler();
                TestBench bench = new TestBench("bts", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig())) {
            // Given
            String channel = bench.channelId(1);
            UUID runId = fleet.start(channel, TestBench.protocol(2, 10));
            fleet.awaitReport(channel, report -> report.state().equals(new OperatingState.Running(runId)));
            fleet.ask(channel, new Asked.Pause("look at it"));
            fleet.awaitReport(channel, report -> report.observedGeneration() == 2);
            bench.control().advance(301);
            fleet.awaitReport(channel, report -> report.state().equals(new OperatingState.Paused(runId)));
            // When
            fleet.ask(channel, new Asked.Stop("enough"));
            // Then
            assertThat(fleet.awaitEnd(runId).end()).contains(RunEnd.STOPPED);
            fleet.awaitReleased(channel, 1);
            assertThat(bench.onlyTest(1).end()).isEqualTo("STOPPED");
        }
    }
}
