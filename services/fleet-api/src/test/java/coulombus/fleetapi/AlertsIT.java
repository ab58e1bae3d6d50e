package coulombus.fleetapi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertChange;
import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRequest.Asked;
import coulombus.core.alert.AlertState;
import coulombus.core.alert.AlertSubject;
import coulombus.core.alert.Sighting;
import coulombus.core.audit.AuditEntry;
import coulombus.core.cell.Source;
import coulombus.core.detection.Severity;

import static org.assertj.core.api.Assertions.assertThat;

class AlertsIT {
    private RunningApi api;

    @BeforeEach
    void open() throws Exception {
        api = new RunningApi(null);
        api.alerts.on(alert(1, AlertKind.SOFT_SHORT, Severity.WARNING, new AlertState.Open(), 100));
        api.alerts.on(alert(2, AlertKind.HARD_SHORT, Severity.CRITICAL, new AlertState.Reopened("again"), 50));
        api.alerts.on(alert(3, AlertKind.HARD_SHORT, Severity.CRITICAL, new AlertState.Resolved("the run ended: STOPPED", ""), 200));
        api.alerts.on(alert(4, AlertKind.HARD_SHORT, Severity.CRITICAL, new AlertState.Open(), 60));
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    static Alert alert(int number, AlertKind kind, Severity severity, AlertState state, double at) {
        Sighting seen = new Sighting(new UUID(8, number), "what was seen at " + at, 10, 20, at);
        return new Alert(new UUID(7, number), 1, AlertChange.OPENED, kind, severity,
                new AlertSubject("bts/1-" + number, Optional.of(new UUID(6, number)), "ZN-" + number, Optional.of(Source.SIMULATED)), state,
                seen, seen, 1, List.of(), 0, false, Double.NaN, at, Optional.empty());
    }

    private List<String> channels(String query) throws Exception {
        return api.ask("/api/v1/alerts" + query).json().getJsonArray("alerts").stream().map(a -> ((JsonObject) a).getString("channel_id"))
                .toList();
    }

    private RunningApi.Request post(int number, String what) {
        return api.post("/api/v1/alerts/" + new UUID(7, number) + "/" + what).with("Authorization", "Bearer " + api.token);
    }

    @Test
    void listsWhatWaitsThenTheWorstThenTheNewest() throws Exception {
        assertThat(channels("")).containsExactly("bts/1-4", "bts/1-2", "bts/1-1", "bts/1-3");
        assertThat(channels("?state=firing&limit=2")).containsExactly("bts/1-4", "bts/1-2");
        assertThat(channels("?state=RESOLVED")).containsExactly("bts/1-3");
        assertThat(api.ask("/api/v1/alerts").json().getInteger("firing_count")).isEqualTo(3);
        assertThat(api.ask("/api/v1/alerts?state=loud").status()).isEqualTo(400);
    }

    @Test
    void passesAnAcknowledgementOnAndTellsItsAnswer() throws Exception {
        // Given
        RunningApi.Answer accepted = post(2, "acknowledge").send(new JsonObject().put("who", "anna").put("why", "on my way"));
        UUID id = UUID.fromString(accepted.json().getString("request_id"));

        // When
        JsonObject waiting = api.ask("/api/v1/alert-requests/" + id).json();
        api.alerts.on(new AuditEntry(id, "alert-router", "anna", "ACKNOWLEDGE", "alert", "on my way", AuditEntry.Outcome.REFUSED,
                "bert has taken it already", "a", "a", 1));
        JsonObject answered = api.ask("/api/v1/alert-requests/" + id).json();

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.headers().get("Location")).isEqualTo("/api/v1/alert-requests/" + id);
        assertThat(api.alertRequests.get(0).asked()).isEqualTo(new Asked.Acknowledge("on my way"));
        assertThat(api.alertRequests.get(0).requestedBy()).isEqualTo("anna (by token)");
        assertThat(waiting.getString("state")).isEqualTo("WAITING");
        assertThat(answered.getString("state")).isEqualTo("REFUSED");
        assertThat(answered.getString("why")).isEqualTo("bert has taken it already");
    }

    @Test
    void asksForNameAndReasonAndForAnAlertThatIs() throws Exception {
        assertThat(post(2, "acknowledge").send(new JsonObject().put("who", "anna")).json().getString("where")).isEqualTo("body.why");
        assertThat(post(2, "resolve").send(new JsonObject().put("why", "done")).json().getString("where")).isEqualTo("body.who");
        assertThat(post(2, "silence").send(new JsonObject().put("who", "a").put("why", "b").put("until", "soon")).json().getString("where"))
                .isEqualTo("body.until");
        assertThat(post(9, "resolve").send(new JsonObject().put("who", "a").put("why", "b")).status()).isEqualTo(404);
        assertThat(api.alertRequests).isEmpty();
    }
}
