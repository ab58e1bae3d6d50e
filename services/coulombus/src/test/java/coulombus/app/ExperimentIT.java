package coulombus.app;

import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.ChannelAgentService;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.OperatingState;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.experiment.RunState;
import coulombus.core.run.RunEnd;

import static org.assertj.core.api.Assertions.assertThat;

/// Experiments from their submission to their end on a simulated cycler.
class ExperimentIT {
    @TempDir
    private Path folder;
    private TestFleet fleet;
    private TestBench bench;

    @BeforeEach
    void startFleet() throws Exception {
        fleet = new TestFleet(folder).withScheduler();
        bench = new TestBench("bts", folder);
    }

    @AfterEach
    void stopFleet() throws Exception {
        bench.close();
        fleet.close();
    }

    /// @param channels that the facility has, as a range of ids
    private void describe(String channels, String mount) throws Exception {
        assertThat(fleet.askFacility(new Asked.SetFacility("""
                facility: test
                bench: {mount: %s, unmount: %s}
                groups: [{name: zinc}]
                channels:
                  - {id: '%s', voltage: [-5 V, 5 V], current: 100 mA}
                """.formatted(mount, mount, channels)))).isInstanceOf(FacilityChange.FacilitySet.class);
        assertThat(fleet.askFacility(new Asked.RegisterCells("""
                cells:
                  - {cell: A, kind: symmetric, area: 1 cm2, barcode: "4711"}
                  - {cell: B, kind: symmetric, area: 1 cm2, barcode: "4712"}
                """))).isInstanceOf(FacilityChange.CellsRegistered.class);
    }

    private String submit(String cells, String more) throws Exception {
        String text = "experiment: test\ngroup: zinc\ncells: " + cells + "\n" + more + "protocol: |\n"
                + TestBench.protocol(1, 10).indent(2);
        FacilityChange change = fleet.askFacility(new Asked.Submit(text));
        assertThat(change).isInstanceOf(FacilityChange.Submitted.class);
        return ((FacilityChange.Submitted) change).experimentId();
    }

    private UUID runOf(String experiment, String cell) {
        return fleet.book().experiment(experiment).orElseThrow().runs().stream().filter(run -> run.cellId().equals(cell)).findFirst()
                .orElseThrow().runId().orElseThrow();
    }

    @Test
    void placesStartsCompletesAndGivesTheChannelToTheNext() throws Exception {
        // Given
        String channel = bench.channelId(1);
        ChannelAgentService agent = fleet.agent(bench.agentConfig());
        try (agent) {
            fleet.awaitReport(channel, report -> report.state() instanceof OperatingState.Idle);
            describe("bts/27-1-1-1", "assumed");
            // When
            String first = submit("[A]", "");
            String second = submit("[B]", "");
            fleet.awaitRun(first, "A", state -> state instanceof RunState.Running);
            // Then
            assertThat(fleet.book().experiment(second).orElseThrow().waitingCellIds()).containsExactly("B");
            Decision foreign = fleet.ask(channel,
                    new ChannelRequest.Asked.Start("by hand", CellFacts.of(CellKind.SYMMETRIC), TestBench.protocol(1, 10), 60));
            assertThat(foreign.outcome())
                    .isEqualTo(new Decision.Outcome.Refused("channel " + channel + " is given to cell A of experiment " + first));
            // When
            UUID run = runOf(first, "A");
            bench.control().advance(2 * 3600);
            fleet.awaitRun(first, "A", state -> state.equals(new RunState.Closed(new RunState.Completed())));
            fleet.awaitRun(second, "B", state -> state instanceof RunState.Running);
            bench.control().advance(2 * 3600);
            fleet.awaitRun(second, "B", state -> state.equals(new RunState.Closed(new RunState.Completed())));
            // Then the device tells the same
            assertThat(fleet.awaitEnd(run).end()).contains(RunEnd.COMPLETED);
            assertThat(bench.truth(1).tests()).hasSize(2);
            assertThat(bench.truth(1).refusedStarts()).isEmpty();
            assertThat(fleet.book().illegalTransitions()).isZero();
            assertThat(fleet.book().usage(System.currentTimeMillis() / 1000.0).get("zinc").channelHours()).isPositive();
        }
    }

    @Test
    void startsReplicatesTogetherWhenBothWereScannedAndCancelsThemAtTheDevice() throws Exception {
        // Given
        ChannelAgentService agent = fleet.agent(bench.agentConfig());
        try (agent) {
            fleet.awaitReport(bench.channelId(4), report -> report.state() instanceof OperatingState.Idle);
            describe("bts/27-1-1-{1..4}", "scan");
            String experiment = submit("[A, B]", "start_together: true\nopen_circuit: [-1 V, 1 V]\n");
            fleet.awaitRun(experiment, "B", state -> state instanceof RunState.Assigned);
            String ofA = fleet.book().experiment(experiment).orElseThrow().runs().getFirst().channelId().orElseThrow();
            String ofB = fleet.book().experiment(experiment).orElseThrow().runs().getLast().channelId().orElseThrow();
            // When
            assertThat(fleet.askFacility(new Asked.Mount("4712", ofA))).isInstanceOf(FacilityChange.Refused.class);
            assertThat(fleet.askFacility(new Asked.Mount("4711", ofA))).isInstanceOf(FacilityChange.CellMounted.class);
            fleet.awaitRun(experiment, "A", state -> state instanceof RunState.Armed);
            assertThat(bench.truth().stream().mapToInt(truth -> truth.tests().size()).sum()).as("nothing is energised yet").isZero();
            assertThat(fleet.askFacility(new Asked.Mount("4712", ofB))).isInstanceOf(FacilityChange.CellMounted.class);
            // Then
            fleet.awaitRun(experiment, "A", state -> state instanceof RunState.Running);
            fleet.awaitRun(experiment, "B", state -> state instanceof RunState.Running);
            // When
            assertThat(fleet.askFacility(new Asked.Cancel(experiment, "wrong electrolyte"))).isInstanceOf(FacilityChange.CancelAsked.class);
            RunState cancelled = new RunState.Cancelled("wrong electrolyte");
            fleet.awaitRun(experiment, "A", cancelled::equals);
            fleet.awaitRun(experiment, "B", cancelled::equals);
            // Then
            assertThat(fleet.askFacility(new Asked.Unmount("4711", ofA))).isInstanceOf(FacilityChange.CellUnmounted.class);
            fleet.awaitRun(experiment, "A", state -> state.equals(new RunState.Closed(new RunState.Cancelled("wrong electrolyte"))));
            assertThat(fleet.book().illegalTransitions()).isZero();
        }
    }
}
