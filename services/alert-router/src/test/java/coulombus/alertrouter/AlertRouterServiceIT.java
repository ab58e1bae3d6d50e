package coulombus.alertrouter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertChange;
import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRequest;
import coulombus.core.alert.AlertRequest.Asked;
import coulombus.core.alert.AlertState;
import coulombus.core.audit.AuditEntry;
import coulombus.core.cell.Source;
import coulombus.core.detection.FindingKind;
import coulombus.core.run.RunEnd;
import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.management.HealthCheck;
import coulombus.runtime.management.HealthCheck.Health;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AlertRouterServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    @TempDir
    static Path folder;

    private static AlertFleet fleet;
    private static int cyclers;

    private final FailureSignal failures = new FailureSignal();
    private String cycler;

    @BeforeAll
    static void startBroker() {
        fleet = new AlertFleet(folder);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        fleet.close();
    }

    @BeforeEach
    void newCycler() {
        cycler = "bts-" + ++cyclers;
    }

    @AfterEach
    void closeRouters() throws Exception {
        fleet.closeRouters();
    }

    private String channel(int number) {
        return cycler + "/1-" + number;
    }

    private UUID run(int number) {
        return new UUID(cyclers, number);
    }

    private void runsOnChannels(int from, int to) throws Exception {
        for (int i = from; i <= to; i++) {
            fleet.run(channel(i), run(i), Optional.empty());
        }
    }

    private List<Alert> revisions() {
        return fleet.alerts().stream().filter(alert -> alert.subject().channelId().startsWith(cycler)).toList();
    }

    private static AlertRouterConfig withWebhook(String name, HttpListener listener) {
        return new AlertRouterConfig(null, null, null, null, "http://fleet.example", null, null, null,
                List.of(new AlertRouterConfig.Webhook(name, listener.url(), null)));
    }

    @Test
    void makesEachAlertOnceThoughItIsReplacedAtAnyMoment() throws Exception {
        // Given
        fleet.router(AlertRouterConfig.DEFAULT, failures);
        runsOnChannels(1, 20);
        for (int i = 1; i <= 2; i++) {
            fleet.found(channel(i), run(i), FindingKind.HARD_SHORT, 100);
        }
        await().atMost(PATIENCE).until(() -> !revisions().isEmpty());

        // When
        for (int i = 3; i <= 10; i++) {
            fleet.found(channel(i), run(i), FindingKind.HARD_SHORT, 100);
            if (i % 4 == 0) {
                // The one before is not closed: it is fenced off in the midst of its work, as if it had been killed.
                fleet.router(AlertRouterConfig.DEFAULT, new FailureSignal());
            }
            fleet.found(channel(i), run(i), FindingKind.HARD_SHORT, 100);
        }

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(revisions()).filteredOn(a -> a.kind() == AlertKind.HARD_SHORT).hasSize(10));
        fleet.found(channel(20), run(20), FindingKind.END_OF_LIFE, 7);
        await().atMost(PATIENCE).until(() -> revisions().stream().anyMatch(a -> a.kind() == AlertKind.END_OF_LIFE));
        Map<UUID, List<Long>> ofAlert = revisions().stream()
                .collect(Collectors.groupingBy(Alert::alertId, Collectors.mapping(Alert::revision, Collectors.toList())));
        assertThat(ofAlert).hasSize(12);
        assertThat(ofAlert.values()).allSatisfy(
                numbers -> assertThat(numbers).containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size()).boxed().toList()));
        Alert environment = revisions().stream().filter(a -> a.kind() == AlertKind.ENVIRONMENT).reduce((a, b) -> b).orElseThrow();
        assertThat(environment.members()).hasSize(10);
        assertThat(environment.subject().channelId()).isEqualTo(cycler);
    }

    @Test
    void knowsCellAndSourceThoughTheRunIsReadAfterItsFinding() throws Exception {
        // Given
        runsOnChannels(1, 1);
        fleet.found(channel(1), run(1), FindingKind.SOFT_SHORT, 100);

        // When
        fleet.router(AlertRouterConfig.DEFAULT, failures);
        runsOnChannels(2, 2);
        fleet.found(channel(2), run(2), FindingKind.SOFT_SHORT, 100);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(revisions()).hasSize(2));
        assertThat(revisions()).allSatisfy(alert -> {
            assertThat(alert.subject().cellId()).isEqualTo("Zn-7");
            assertThat(alert.subject().source()).contains(Source.SIMULATED);
        });
    }

    @Test
    void tellsAReceiverThatWasAwayEverythingInOrderThoughItWasRestartedMeanwhile() throws Exception {
        // Given
        try (HttpListener listener = new HttpListener(fleet.vertx)) {
            AlertRouterConfig config = withWebhook("away", listener);
            AlertRouterService first = fleet.router(config, failures);
            runsOnChannels(1, 1);
            fleet.found(channel(1), run(1), FindingKind.SOFT_SHORT, 100);
            fleet.found(channel(1), run(1), FindingKind.HARD_SHORT, 200);
            await().atMost(PATIENCE).until(() -> health(first, "alert-router.to.away") instanceof Health.Down);

            // When
            fleet.closeRouters();
            fleet.router(config, failures);
            fleet.run(channel(1), run(1), Optional.of(RunEnd.TRIPPED));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(revisions()).hasSize(4));
            listener.failNext.set(2);
            listener.open();

            // Then
            List<String> expected = revisions().stream().map(AlertJson::dedupeKey).toList();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(listener.keys()).containsExactlyElementsOf(expected));
            assertThat(listener.heard.get(0).getJsonObject("last").getString("sentence")).isEqualTo("SOFT_SHORT at measurement 100");
            assertThat(listener.heard.get(0).getString("page_url")).isEqualTo("http://fleet.example/runs/" + run(1));
            assertThat(listener.heard.get(3).getString("state")).isEqualTo("RESOLVED");

            // And again: what was taken is not told once more.
            fleet.closeRouters();
            fleet.router(config, failures);
            runsOnChannels(2, 2);
            fleet.found(channel(2), run(2), FindingKind.HARD_SHORT, 5);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(listener.heard).hasSize(5));
        }
    }

    @Test
    void tellsEachAlertOnceByItsKeyWhenItIsReplacedWithoutBeingClosed() throws Exception {
        // Given
        try (HttpListener listener = new HttpListener(fleet.vertx)) {
            listener.open();
            AlertRouterConfig config = withWebhook("replaced", listener);
            fleet.router(config, new FailureSignal());
            runsOnChannels(1, 6);

            // When
            for (int i = 1; i <= 6; i++) {
                fleet.found(channel(i), run(i), FindingKind.values()[i - 1], 100);
                if (i == 3) {
                    fleet.router(config, new FailureSignal());
                }
            }

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(revisions()).hasSize(6));
            List<String> expected = revisions().stream().map(AlertJson::dedupeKey).toList();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(listener.keys().stream().distinct()).containsExactlyInAnyOrderElementsOf(expected));
        }
    }

    @Test
    void answersPeopleAndRecordsWhatTheyChanged() throws Exception {
        // Given
        fleet.router(AlertRouterConfig.DEFAULT, failures);
        runsOnChannels(1, 1);
        fleet.found(channel(1), run(1), FindingKind.HARD_SHORT, 100);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(revisions()).hasSize(1));
        Alert alert = revisions().get(0);
        AlertRequest take = new AlertRequest(UUID.randomUUID(), alert.alertId(), new Asked.Acknowledge("on my way"), "anna", 1);
        AlertRequest again = new AlertRequest(UUID.randomUUID(), alert.alertId(), new Asked.Acknowledge("me too"), "bert", 1);

        // When
        fleet.ask(take);
        fleet.ask(take);
        fleet.ask(again);

        // Then
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(fleet.audit()).filteredOn(e -> e.subject().equals("alert " + alert.alertId())).hasSize(2));
        List<AuditEntry> audit = fleet.audit().stream().filter(e -> e.subject().equals("alert " + alert.alertId())).toList();
        assertThat(audit.get(0)).satisfies(e -> {
            assertThat(e.who()).isEqualTo("anna");
            assertThat(e.outcome()).isEqualTo(AuditEntry.Outcome.DONE);
            assertThat(e.before()).endsWith("OPEN");
            assertThat(e.after()).endsWith("ACKNOWLEDGED");
        });
        assertThat(audit.get(1).outcome()).isEqualTo(AuditEntry.Outcome.REFUSED);
        assertThat(audit.get(1).detail()).isEqualTo("anna has taken it already: on my way");
        assertThat(revisions().get(1).state()).isInstanceOfSatisfying(AlertState.Acknowledged.class,
                taken -> assertThat(taken.by()).isEqualTo("anna"));
    }

    @Test
    void putsWhatCannotBeReadAsideAndGoesOn() throws Exception {
        // Given
        fleet.router(AlertRouterConfig.DEFAULT, failures);
        runsOnChannels(1, 1);

        // When
        fleet.garbage(channel(1));
        fleet.found(channel(1), run(1), FindingKind.HARD_SHORT, 100);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(revisions()).extracting(Alert::change).containsExactly(AlertChange.OPENED));
        assertThat(fleet.all(Topics.REJECTED, new RejectedCodec()))
                .anySatisfy(rejected -> assertThat(rejected.topic()).isEqualTo("findings"));
    }

    private static Health health(AlertRouterService router, String name) {
        HealthCheck check = router.healthChecks().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
        return check.check().get();
    }
}
