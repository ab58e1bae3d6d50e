package coulombus.app;

import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.ChannelAgentService;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.run.RunEnd;
import coulombus.drivers.bts.simulator.control.FaultOrder;
import coulombus.drivers.bts.simulator.wire.WireOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What can go wrong at the cycler and on the way to it, through scheduler and agent, against the cycler's own truth.
class CyclerFaultsIT {
    @TempDir
    private static Path folder;
    private static TestFleet fleet;

    @BeforeAll
    static void startFleet() throws Exception {
        fleet = new TestFleet(folder).withScheduler();
    }

    @AfterAll
    static void stopFleet() throws Exception {
        fleet.close();
    }

    private static void awaitReading(UUID run, int measurements) {
        await().atMost(TestFleet.PATIENCE).until(() -> fleet.story(run).measurements().size() > measurements);
    }

    @Test
    void connectionsCutInTheMiddleOfReadingLoseNothing() throws Exception {
        try (TestBench bench = new TestBench("cut", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig("pageSize", "20"))) {
            // Given
            UUID run = fleet.start(bench.channelId(1), TestBench.protocol(3, 5));
            fleet.awaitReport(bench.channelId(1), report -> report.state() instanceof OperatingState.Running);
            bench.control().advance(4 * 3600);
            // When
            for (int cut = 1; cut <= 3; cut++) {
                awaitReading(run, 200 * cut);
                bench.control().restart(0, false).join();
            }
            Story story = fleet.awaitEnd(run);
            // Then
            bench.assertTold(1, run, story);
            assertThat(story.end()).contains(RunEnd.COMPLETED);
        }
    }

    @Test
    void aRestartWithNumbersThatBeginAgainMixesNoTests() throws Exception {
        try (TestBench bench = new TestBench("rollover", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig("pageSize", "20"))) {
            // Given: two tests, so that the number of the first comes again below
            UUID first = fleet.start(bench.channelId(1), TestBench.protocol(2, 5));
            fleet.awaitReport(bench.channelId(1), report -> report.state() instanceof OperatingState.Running);
            bench.control().advance(1800);
            awaitReading(first, 100);
            // When
            bench.control().restart(0, true).join();
            UUID second = fleet.start(bench.channelId(2), TestBench.protocol(2, 5));
            bench.control().advance(3 * 3600);
            Story ofFirst = fleet.awaitEnd(first);
            Story ofSecond = fleet.awaitEnd(second);
            fleet.awaitReleased(bench.channelId(1), 1);
            UUID third = fleet.start(bench.channelId(1), TestBench.protocol(1, 5));
            bench.control().advance(2 * 3600);
            Story ofThird = fleet.awaitEnd(third);
            // Then
            bench.assertTold(1, first, ofFirst);
            bench.assertTold(2, second, ofSecond);
            bench.assertTold(1, third, ofThird);
            assertThat(bench.truth(1).tests()).hasSize(2);
        }
    }

    @Test
    void aWrongPasswordIsToldAndNothingIsStarted() throws Exception {
        try (TestBench bench = new TestBench("login", folder, WireOptions.DEFAULTS.withStrictLogin(true).withLoginForWrites(true))) {
            try (ChannelAgentService wrong = fleet.agent(bench.agentConfig("password", "wrong"))) {
                await().atMost(TestFleet.PATIENCE).until(() -> wrong.healthChecks().stream()
                        .anyMatch(check -> check.name().equals("channel-agent.cyclers")
                                && check.check().get().toString().contains("login of user admin was refused")));
                assertThat(fleet.reports(bench.channelId(1))).isEmpty();
            }
            try (ChannelAgentService right = fleet.agent(bench.agentConfig())) {
                UUID run = fleet.start(bench.channelId(1), TestBench.protocol(1, 10));
                fleet.awaitReport(bench.channelId(1), report -> report.state() instanceof OperatingState.Running);
                bench.control().advance(2 * 3600);
                bench.assertTold(1, run, fleet.awaitEnd(run));
            }
        }
    }

    @Test
    void aStepFileThatTheDeviceRefusesStartsNothingAndFreesTheChannel() throws Exception {
        try (TestBench bench = new TestBench("refused", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig("stepFileFolderOnCycler", "/nowhere"))) {
            // When
            fleet.start(bench.channelId(1), TestBench.protocol(1, 10));
            // Then
            fleet.awaitReleased(bench.channelId(1), 1);
            assertThat(fleet.reports(bench.channelId(1))).anySatisfy(word -> {
                assertThat(word.answer()).isEqualTo(OrderAnswer.REFUSED_BY_DEVICE);
                assertThat(word.state()).isInstanceOf(OperatingState.Idle.class);
            });
            assertThat(bench.truth(1).tests()).isEmpty();
            assertThat(bench.truth(1).refusedStarts()).hasSize(1);
        }
    }

    @Test
    void aProtocolBeyondTheChannelIsRefusedBeforeTheDeviceHearsOfIt() throws Exception {
        try (TestBench bench = new TestBench("beyond", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig("maxVoltageVolt", "0.5", "minVoltageVolt", "-0.5",
                        "maxCurrentAmpere", "0.0005"))) {
            // When
            fleet.start(bench.channelId(1), TestBench.protocol(1, 10));
            // Then
            fleet.awaitReleased(bench.channelId(1), 1);
            assertThat(fleet.reports(bench.channelId(1))).anySatisfy(word -> {
                assertThat(word.answer()).isEqualTo(OrderAnswer.OUTSIDE_LIMITS);
                assertThat(word.detail()).contains("steps[1]");
            });
            assertThat(bench.truth(1).tests()).isEmpty();
            assertThat(bench.truth(1).refusedStarts()).isEmpty();
        }
    }

    @Test
    void aVoltageOutOfRangeTripsTheChannelUntilAPersonClearsIt() throws Exception {
        try (TestBench bench = new TestBench("range", folder);
                ChannelAgentService agent = fleet.agent(bench.agentConfig("minVoltageVolt", "-1", "maxVoltageVolt", "1"))) {
            // Given
            String channel = bench.channelId(1);
            UUID run = fleet.start(channel, TestBench.unprotected(TestBench.protocol(5, 10)));
            fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Running);
            bench.control().advance(900);
            // When a lead falls off, which drives the voltage to the end of the range
            bench.control().fault("1-1-1", FaultOrder.of("contact-loss"));
            bench.control().advance(30);
            Story story = fleet.awaitEnd(run);
            // Then
            fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Tripped);
            assertThat(bench.onlyTest(1).end()).isEqualTo("STOPPED");
            bench.assertTold(1, run, story);
            assertThat(story.end()).contains(RunEnd.TRIPPED);
            assertThat(bench.truth()).allSatisfy(truth -> assertThat(truth.state()).isNotEqualTo("working"));
            // When
            fleet.ask(channel, new coulombus.core.assignment.ChannelRequest.Asked.Stop("looked at"));
            // Then
            fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Idle && report.outputOff());
            fleet.awaitReleased(channel, 1);
            bench.onlyTest(1);
        }
    }
}
