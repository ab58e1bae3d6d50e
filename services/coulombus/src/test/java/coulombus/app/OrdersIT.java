package coulombus.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.ChannelAgentService;
import coulombus.channelagent.spool.SpoolSettings;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.run.RunEnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Words on channel-desired as no scheduler writes them, and who may not touch a channel. The truth is the simulated cycler's.
class OrdersIT {
    @TempDir
    private static Path folder;
    private static TestFleet fleet;

    @BeforeAll
    static void startFleet() {
        fleet = new TestFleet(folder);
    }

    @AfterAll
    static void stopFleet() throws Exception {
        fleet.close();
    }

    private static Desired.Run run(UUID runId, double startWithinSecond) {
        return new Desired.Run(
                RunOrder.of(runId, "test", CellFacts.of(CellKind.SYMMETRIC), TestBench.protocol(5, 10), startWithinSecond));
    }

    private static boolean isIdle(ChannelReported report) {
        return report.state() instanceof OperatingState.Idle && report.outputOff();
    }

    @Test
    void wordsThatComeTwiceLateOrOutOfOrderEnergiseOnce() throws Exception {
        // Given a word that stands there before the agent does, twice
        try (TestBench bench = new TestBench("order", folder)) {
            String channel = bench.channelId(1);
            UUID runId = UUID.randomUUID();
            UUID before;
            ChannelDesired start = new ChannelDesired(channel, 4, 1, run(runId, 60));
            ChannelDesired off = new ChannelDesired(channel, 4, 2, new Desired.Off("enough"));
            fleet.desire(start);
            fleet.desire(start);
            try (ChannelAgentService agent = fleet.agent(bench.agentConfig())) {
                fleet.awaitReport(channel, report -> report.state().equals(new OperatingState.Running(runId)));
                // When words of an older and of a newer token come while it runs, and the first again and again
                fleet.desire(new ChannelDesired(channel, 3, 9, new Desired.Off("stale")));
                fleet.awaitReport(channel, report -> report.answer() == OrderAnswer.ACCEPTED && fleet.reports(channel).stream()
                        .anyMatch(earlier -> earlier.answer() == OrderAnswer.STALE_TOKEN));
                fleet.desire(new ChannelDesired(channel, 5, 1, run(UUID.randomUUID(), 60)));
                fleet.awaitReport(channel, report -> fleet.reports(channel).stream()
                        .anyMatch(earlier -> earlier.answer() == OrderAnswer.BUSY));
                for (int i = 0; i < 20; i++) {
                    fleet.desire(start);
                }
                bench.control().advance(900);
                // Then
                assertThat(bench.onlyTest(1).end()).isEqualTo("WORKING");
                // When it is told off, and the start comes after that once more
                fleet.desire(off);
                for (int i = 0; i < 20; i++) {
                    fleet.desire(start);
                    fleet.desire(off);
                }
                fleet.desire(start);
                Story story = fleet.awaitEnd(runId);
                before = fleet.awaitReport(channel, OrdersIT::isIdle).incarnation();
                bench.control().advance(900);
                // Then
                assertThat(story.end()).contains(RunEnd.STOPPED);
                bench.assertTold(1, runId, story);
                assertThat(bench.onlyTest(1).end()).isEqualTo("STOPPED");
                assertThat(bench.truth(1).refusedStarts()).isEmpty();
            }
            // When the agent is started again and reads the start as the last word
            try (ChannelAgentService again = fleet.agent(bench.agentConfig())) {
                fleet.awaitReport(channel, report -> isIdle(report) && !report.incarnation().equals(before));
                bench.onlyTest(1);
            }
        }
    }

    @Test
    void anOrderThatIsTooOldAndOneWhosePlanIsAnotherStartNothing() throws Exception {
        try (TestBench bench = new TestBench("expired", folder)) {
            String late = bench.channelId(1);
            String forged = bench.channelId(2);
            fleet.desire(new ChannelDesired(late, 1, 1, run(UUID.randomUUID(), 1e-3)));
            fleet.desire(new ChannelDesired(forged, 1, 1, new Desired.Run(new RunOrder(UUID.randomUUID(), "test",
                    CellFacts.of(CellKind.SYMMETRIC), TestBench.protocol(5, 10), "0".repeat(64), 60))));
            // When
            try (ChannelAgentService agent = fleet.agent(bench.agentConfig())) {
                // Then
                fleet.awaitReport(late, report -> isIdle(report) && report.answer() == OrderAnswer.EXPIRED);
                fleet.awaitReport(forged, report -> isIdle(report) && report.answer() == OrderAnswer.PLAN_MISMATCH);
                assertThat(bench.truth()).allSatisfy(truth -> assertThat(truth.tests()).isEmpty());
            }
        }
    }

    @Test
    void aSecondAgentOnTheCyclerIsRefusedWhateverElseItsSettingsSay() throws Exception {
        try (TestBench bench = new TestBench("twice", folder); ChannelAgentService first = fleet.agent(bench.agentConfig())) {
            SpoolSettings ofItsOwn = SpoolSettings.in(bench.folder().resolve("another-spool"));
            // When, Then
            assertThatThrownBy(() -> fleet.agent(bench.agentConfig("second", ofItsOwn))).isInstanceOf(IOException.class)
                    .hasMessageContaining("cycler twice is in use by another agent");
            assertThatThrownBy(() -> fleet.agent(bench.agentConfig("second", ofItsOwn, "pageSize", "100", "username", "another")))
                    .isInstanceOf(IOException.class).hasMessageContaining("cycler twice is in use by another agent");
        }
    }

    @Test
    void aJobThatNobodyOfOursStartedIsLeftAloneAndNothingStartsThere() throws Exception {
        // Given a test that runs at the boot, started by another agent whose journal is lost
        try (TestBench bench = new TestBench("orphan", folder)) {
            String channel = bench.channelId(1);
            try (ChannelAgentService other = fleet.agent(bench.agentConfig())) {
                UUID runId = UUID.randomUUID();
                fleet.desire(new ChannelDesired(channel, 1, 1, run(runId, 60)));
                fleet.awaitReport(channel, report -> report.state().equals(new OperatingState.Running(runId)));
            }
            // When an agent with an empty spool finds it, and is told to stop and to start
            try (ChannelAgentService agent = fleet.agent(bench.agentConfig("fresh", SpoolSettings.in(bench.folder().resolve("fresh"))))) {
                fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Quarantined && !report.outputOff());
                fleet.desire(new ChannelDesired(channel, 2, 1, new Desired.Off("stop it")));
                fleet.awaitReport(channel, report -> report.token() == 2 && report.observedGeneration() == 1);
                fleet.desire(new ChannelDesired(channel, 2, 2, run(UUID.randomUUID(), 60)));
                fleet.awaitReport(channel, report -> report.answer() == OrderAnswer.NOT_CONTROLLABLE
                        && report.state() instanceof OperatingState.Quarantined);
                bench.control().advance(900);
                // Then
                assertThat(bench.onlyTest(1).end()).isEqualTo("WORKING");
                assertThat(bench.truth(1).refusedStarts()).isEmpty();
            }
        }
    }
}
