package coulombus.alertrouter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.alert.AlertIds;
import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRequest;
import coulombus.core.alert.AlertRequest.Asked;
import coulombus.core.detection.FindingKind;
import coulombus.core.run.RunEnd;
import coulombus.runtime.launch.FailureSignal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The life of alerts as a real Alertmanager and the people behind it see it.
class AlertmanagerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String CHANNEL = "bts-1/27-1-1-1";
    @TempDir
    static Path folder;

    private static AlertFleet fleet;
    private static HttpListener people;
    private static RealAlertmanager alertmanager;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = RealAlertmanager.find();
        if (executable.isEmpty()) {
            assertThat(System.getenv("CI")).describedAs("no Alertmanager on the PATH and none named by COULOMBUS_ALERTMANAGER")
                    .isNotEqualTo("true");
        }
        Assumptions.assumeTrue(executable.isPresent(),
                "AlertmanagerIT needs prometheus-alertmanager on the PATH, or COULOMBUS_ALERTMANAGER; skipped");
        fleet = new AlertFleet(folder.resolve("kafka"));
        people = new HttpListener(fleet.vertx);
        people.open();
        alertmanager = new RealAlertmanager(executable.get(), folder, people.url());
        fleet.router(
                new AlertRouterConfig(null, null, null, null, "http://fleet.example", "https://runbooks.example/",
                        Map.of("facility", "lab"),
                        new AlertRouterConfig.Alertmanager(List.of(alertmanager.url()), Duration.ofSeconds(2), Duration.ofHours(1)), null),
                new FailureSignal());
    }

    @AfterAll
    static void stop() throws Exception {
        if (fleet != null) {
            alertmanager.close();
            people.close();
            fleet.close();
        }
    }

    private static String alertId(AlertKind kind, UUID run) {
        return AlertIds.alert(kind, CHANNEL, Optional.of(run)).toString();
    }

    private static Optional<JsonObject> told(String alertId, String status) {
        return people.heard.stream().flatMap(n -> n.getJsonArray("alerts").stream().map(a -> (JsonObject) a))
                .filter(a -> a.getJsonObject("labels").getString("alert_id").equals(alertId) && a.getString("status").equals(status))
                .findFirst();
    }

    private static String stateOf(String alertId) throws IOException {
        return alertmanager.alert(alertId).map(a -> a.getJsonObject("status").getString("state")).orElse("absent");
    }

    @Test
    void isToldWhatHappenedWhileItWasAwayThenWhoTookItAndWhenItWasOver() throws Exception {
        // Given: nobody listens yet
        UUID run = new UUID(1, 1);
        String hard = alertId(AlertKind.HARD_SHORT, run);
        String soft = alertId(AlertKind.SOFT_SHORT, run);
        fleet.run(CHANNEL, run, Optional.empty());
        fleet.found(CHANNEL, run, FindingKind.HARD_SHORT, 100);
        fleet.found(CHANNEL, run, FindingKind.SOFT_SHORT, 100);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fleet.alerts()).hasSize(2));

        // When it comes up
        alertmanager.start();
        await().atMost(PATIENCE).until(alertmanager::isReady);

        // Then people are told, with the evidence
        await().atMost(PATIENCE).until(() -> told(hard, "firing").isPresent() && told(soft, "firing").isPresent());
        JsonObject firing = told(hard, "firing").orElseThrow();
        assertThat(firing.getJsonObject("labels").getMap()).containsEntry("alertname", "HardShort").containsEntry("class", "safety")
                .containsEntry("severity", "critical").containsEntry("facility", "lab").containsEntry("channel", CHANNEL)
                .containsEntry("cell", "Zn-7").containsEntry("source", "SIMULATED");
        assertThat(firing.getJsonObject("annotations").getMap()).containsEntry("description", "HARD_SHORT at measurement 100")
                .containsEntry("runbook_url", "https://runbooks.example/hard-short.md")
                .containsEntry("page_url", "http://fleet.example/runs/" + run);

        // When a person takes one of them
        fleet.ask(new AlertRequest(UUID.randomUUID(), UUID.fromString(hard), new Asked.Acknowledge("on my way"), "anna", 1));

        // Then it goes on under a silence in the person's name
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stateOf(hard)).isEqualTo("suppressed"));
        assertThat(alertmanager.silences()).singleElement().satisfies(silence -> {
            assertThat(silence.getString("createdBy")).isEqualTo("anna");
            assertThat(silence.getString("comment")).isEqualTo("on my way");
        });
        assertThat(alertmanager.alert(hard).orElseThrow().getJsonObject("annotations").getString("acknowledged_by")).isEqualTo("anna");

        // When the run ends
        fleet.run(CHANNEL, run, Optional.of(RunEnd.STOPPED));

        // Then both are over there, and people are told of the one nobody had taken
        await().atMost(PATIENCE).until(() -> told(soft, "resolved").isPresent());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stateOf(hard)).isEqualTo("absent"));

        // When it comes back after it was over
        fleet.found(CHANNEL, run, FindingKind.POLARIZATION_RISE, 300);
        UUID other = new UUID(1, 2);
        fleet.run(CHANNEL, other, Optional.empty());
        fleet.found(CHANNEL, other, FindingKind.HARD_SHORT, 100);

        // Then the next run's alert is not under the silence of the last one's, and reminders keep it there
        String next = alertId(AlertKind.HARD_SHORT, other);
        await().atMost(PATIENCE).until(() -> told(next, "firing").isPresent());
        String first = alertmanager.alert(next).orElseThrow().getString("updatedAt");
        await().atMost(PATIENCE).until(() -> !alertmanager.alert(next).orElseThrow().getString("updatedAt").equals(first));
        assertThat(stateOf(next)).isEqualTo("active");
    }
}
