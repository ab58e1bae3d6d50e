package coulombus.app;

import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.ChannelAgentService;
import coulombus.core.assignment.OperatingState;
import coulombus.core.run.RunEnd;
import coulombus.drivers.bts.simulator.control.FaultOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The broker is away for ten hours of test time: tests go on, what is dangerous is stopped here, and everything arrives afterwards.
class BrokerAwayIT {
    @TempDir
    private Path folder;

    @Test
    void testsGoOnAndAHardShortIsStoppedLocally() throws Exception {
        TestFleet fleet = new TestFleet(folder).withScheduler();
        try (TestBench bench = new TestBench("bts", folder); ChannelAgentService agent = fleet.agent(bench.agentConfig())) {
            // Given
            String healthy = bench.channelId(1);
            String shorted = bench.channelId(2);
            UUID runHealthy = fleet.start(healthy, TestBench.protocol(12, 5));
            UUID runShorted = fleet.start(shorted, TestBench.protocol(20, 5));
            fleet.awaitReport(shorted, report -> report.state() instanceof OperatingState.Running);
            bench.control().advance(3600);
            await().atMost(TestFleet.PATIENCE).until(() -> fleet.story(runShorted).measurements().size() > 700);
            // When
            fleet.close();
            for (int hour = 0; hour < 5; hour++) {
                bench.control().advance(3600);
            }
            bench.control().advance(900);
            bench.control().fault("1-1-2", FaultOrder.of("hard-short"));
            bench.control().advance(120);
            await().atMost(TestFleet.PATIENCE).until(() -> !bench.onlyTest(2).end().equals("WORKING"));
            for (int hour = 0; hour < 4; hour++) {
                bench.control().advance(3600);
            }
            // Then the shorted cell was stopped by the agent, and the healthy one went on
            assertThat(bench.onlyTest(2).end()).isEqualTo("STOPPED");
            assertThat(bench.onlyTest(1).end()).isEqualTo("WORKING");
            // When
            try (TestFleet again = new TestFleet(folder).withScheduler().withAnalytics()) {
                bench.control().advance(3 * 3600);
                Story ofShorted = again.awaitEnd(runShorted);
                Story ofHealthy = again.awaitEnd(runHealthy);
                // Then
                bench.assertTold(2, runShorted, ofShorted);
                bench.assertTold(1, runHealthy, ofHealthy);
                assertThat(ofShorted.end()).contains(RunEnd.TRIPPED);
                assertThat(ofHealthy.end()).contains(RunEnd.COMPLETED);
                again.awaitReleased(healthy, 1);
                again.awaitReport(shorted, report -> report.state() instanceof OperatingState.Tripped);
                assertThat(again.awaitAnalysed(runHealthy)).hasSize(24).isEqualTo(ofHealthy.analysed().halfCycles());
                assertThat(bench.truth()).allSatisfy(truth -> assertThat(truth.state()).isNotEqualTo("working"));
            }
        }
    }
}
