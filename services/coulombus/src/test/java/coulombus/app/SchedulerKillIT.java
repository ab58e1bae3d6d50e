package coulombus.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.schemas.ServiceRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Schedulers in processes of their own: one decides, the other stands by and takes over when it is killed or paused.
class SchedulerKillIT {
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(10);

    @TempDir
    private Path folder;
    private TestFleet fleet;
    private int processes;

    @BeforeEach
    void startFleet() throws Exception {
        fleet = new TestFleet(folder);
    }

    @AfterEach
    void stopFleet() throws Exception {
        fleet.close();
    }

    private Process scheduler() throws IOException {
        KafkaSettings kafka = fleet.broker().settingsFor(ServiceRole.SCHEDULER);
        StringBuilder yaml = new StringBuilder("kafka:\n  bootstrap: " + kafka.bootstrap() + "\n  properties:\n");
        kafka.properties()
                .forEach((name, value) -> yaml.append("    ").append(name).append(": '").append(value.replace("'", "''")).append("'\n"));
        yaml.append("topics: {ensure: false}\nmanagement: {port: 0}\n");
        Path config = folder.resolve("scheduler-" + ++processes + ".yaml");
        Files.writeString(config, yaml, StandardCharsets.UTF_8);
        return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "coulombus.app.Main", "service", "scheduler", "--config", config.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("scheduler-" + processes + ".log").toFile()).start();
    }

    private String log(int process) throws IOException {
        return Files.readString(folder.resolve("scheduler-" + process + ".log"));
    }

    private void awaitLog(int process, String text) {
        await().atMost(TestFleet.PATIENCE).until(() -> log(process).contains(text));
    }

    private FacilityChange taint(int number) throws Exception {
        return fleet.askFacility(new Asked.SetTaint("bts/1", "key" + number, Taint.Effect.INFO, "why"));
    }

    private void describe() throws Exception {
        assertThat(fleet.askFacility(new Asked.SetFacility("""
                facility: test
                groups: [{name: zinc}]
                channels: [{id: bts/1}]
                """))).isInstanceOf(FacilityChange.FacilitySet.class);
    }

    @Test
    void aStandbyDecidesSoonAfterTheLeaderIsKilled() throws Exception {
        // Given
        Process leader = scheduler();
        Process standby = null;
        try {
            describe();
            standby = scheduler();
            awaitLog(2, "Stands by");
            for (int round = 0; round < 3; round++) {
                // When it is killed somewhere in the middle of its work
                taint(10 * round);
                CompletableFuture<Long> killer = killing(leader, new Random(round).nextInt(50));
                taint(10 * round + 1);
                assertThat(taint(10 * round + 2)).isInstanceOf(FacilityChange.TaintChanged.class);
                Duration takeover = Duration.ofNanos(System.nanoTime() - killer.join());
                // Then
                System.out.printf("decided %.1f s after the kill%n", takeover.toMillis() / 1000.0);
                assertThat(takeover).isLessThan(LONGEST_TAKEOVER);
                leader = standby;
                standby = scheduler();
                awaitLog(processes, "Stands by");
            }
            // Then each was decided once
            assertThat(fleet.book().channel("bts/1").taints()).hasSize(9);
            assertThat(fleet.facilityEntries()).hasSize(10);
        } finally {
            leader.destroyForcibly().waitFor();
            if (standby != null) {
                standby.destroyForcibly().waitFor();
            }
        }
    }

    /// When it was killed, in ns of the monotonic clock.
    private static CompletableFuture<Long> killing(Process process, int afterMillis) {
        return CompletableFuture.supplyAsync(() -> {
            long killed = System.nanoTime();
            process.destroyForcibly();
            return killed;
        }, CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPausedLeaderThatWakesUpIsFencedAndWritesNothing() throws Exception {
        // Given
        Process leader = scheduler();
        Process standby = null;
        try {
            describe();
            standby = scheduler();
            awaitLog(2, "Stands by");
            // When it is paused, and another decides
            signal("STOP", leader);
            long paused = System.nanoTime();
            assertThat(taint(1)).isInstanceOf(FacilityChange.TaintChanged.class);
            Duration takeover = Duration.ofNanos(System.nanoTime() - paused);
            System.out.printf("decided %.1f s after the pause%n", takeover.toMillis() / 1000.0);
            assertThat(takeover).isLessThan(LONGEST_TAKEOVER);
            // When it wakes up with a request before it that it has not read
            signal("CONT", leader);
            assertThat(taint(2)).isInstanceOf(FacilityChange.TaintChanged.class);
            // Then it ends, and nothing of it is seen
            assertThat(leader.waitFor(TestFleet.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(leader.exitValue()).isNotZero();
            assertThat(taint(3)).isInstanceOf(FacilityChange.TaintChanged.class);
            assertThat(fleet.facilityEntries()).hasSize(4);
        } finally {
            leader.destroyForcibly().waitFor();
            if (standby != null) {
                standby.destroyForcibly().waitFor();
            }
        }
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor()).isZero();
    }
}
