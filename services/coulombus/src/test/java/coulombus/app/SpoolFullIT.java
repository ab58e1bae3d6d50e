package coulombus.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.assignment.OperatingState;
import coulombus.core.run.RunEnd;
import coulombus.drivers.bts.simulator.control.FaultOrder;
import coulombus.schemas.ServiceRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/// The agent's disk, a small one of its own where the system lets a test mount one, is filled to the last byte.
class SpoolFullIT {
    private static final long LEAVE_FREE_BYTES = 4 << 20;
    private static final long FILL_AGAIN_MILLIS = 10;
    private static final String READ = "coulombus_agent_measurements_spooled_measurements_total";

    @TempDir
    private Path folder;

    /// Words that run a command with a disk of 64 MB at a place that only it sees.
    private static List<String> withDiskAt(Path place) {
        return List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                "mount -t tmpfs -o size=64m none \"$0\" && exec \"$@\"", place.toString());
    }

    private static boolean canMount(Path place) throws InterruptedException {
        try {
            List<String> command = new java.util.ArrayList<>(withDiskAt(place));
            command.add("true");
            Process probe = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void readingPausesLimitsHoldAndItGoesOnByItselfWhenThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(canMount(disk)).as("this system lets a test mount a disk").isTrue();
        try (TestFleet fleet = new TestFleet(folder).withScheduler(); TestBench bench = new TestBench("bts", folder)) {
            Path config = bench.agentConfigFile(fleet.broker().settingsFor(ServiceRole.CHANNEL_AGENT), disk.resolve("spool"),
                    LEAVE_FREE_BYTES, "minVoltageVolt", "-1", "maxVoltageVolt", "1");
            try (AgentProcess agent = AgentProcess.start(config, withDiskAt(disk)).awaitRunning()) {
                // Given two tests
                UUID first = fleet.start(bench.channelId(1), TestBench.protocol(6, 10));
                UUID second = fleet.start(bench.channelId(2), TestBench.unprotected(TestBench.protocol(6, 10)));
                fleet.awaitReport(bench.channelId(1), report -> report.state() instanceof OperatingState.Running);
                fleet.awaitReport(bench.channelId(2), report -> report.state() instanceof OperatingState.Running);
                bench.control().advance(3600);
                // An hour, a measurement each 10 s, and one more at the end of each step: all of it is told, nothing is under way
                await().atMost(TestFleet.PATIENCE)
                        .until(() -> fleet.story(first).measurements().size() == bench.records(1, bench.onlyTest(1).testId()).size()
                                && fleet.story(second).measurements().size() == bench.records(2, bench.onlyTest(2).testId()).size());
                // When
                Path filler = Path.of("/proc", Long.toString(agent.pid()), "root", disk.toString(), "filler");
                // The store gives room back when it tidies up; the disk stays full only where somebody takes it at once.
                ScheduledExecutorService filling = Executors.newSingleThreadScheduledExecutor();
                filling.scheduleWithFixedDelay(() -> fill(filler), 0, FILL_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                await().atMost(TestFleet.PATIENCE).until(() -> agent.meter("coulombus_agent_spool_working") == 0);
                int toldOfFirst = fleet.story(first).measurements().size();
                int toldOfSecond = fleet.story(second).measurements().size();
                double read = agent.meter(READ);
                bench.control().advance(1800);
                // A lead falls off: what a poll sees is enough, no measurement can be taken
                bench.control().fault("1-1-2", FaultOrder.of("contact-loss"));
                await().atMost(TestFleet.PATIENCE).until(() -> {
                    bench.control().advance(0.1);
                    return !bench.onlyTest(2).end().equals("WORKING");
                });
                // Then
                assertThat(bench.onlyTest(2).end()).isEqualTo("STOPPED");
                assertThat(bench.onlyTest(1).end()).isEqualTo("WORKING");
                assertThat(agent.get("/health/ready")).contains("bytes left of the " + LEAVE_FREE_BYTES + " that must stay free");
                assertThat(bench.records(1, bench.onlyTest(1).testId())).as("measurements that wait in the cycler")
                        .hasSizeGreaterThan(toldOfFirst + 150);
                assertThat(agent.meter(READ)).as("measurements read, by the agent's own count").isEqualTo(read);
                assertThat(fleet.story(first).measurements()).hasSize(toldOfFirst);
                assertThat(fleet.story(second).measurements()).hasSize(toldOfSecond);
                // When
                filling.shutdown();
                assertThat(filling.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
                Files.delete(filler);
                bench.control().advance(6 * 3600);
                // Then
                Story ofFirst = fleet.awaitEnd(first);
                Story ofSecond = fleet.awaitEnd(second);
                bench.assertTold(1, first, ofFirst);
                bench.assertTold(2, second, ofSecond);
                assertThat(ofFirst.end()).contains(RunEnd.COMPLETED);
                assertThat(ofSecond.end()).contains(RunEnd.TRIPPED);
                fleet.awaitReleased(bench.channelId(1), 1);
                fleet.awaitReport(bench.channelId(2), report -> report.state() instanceof OperatingState.Tripped);
            }
        }
    }

    /// Takes what room there is.
    private static void fill(Path filler) {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
