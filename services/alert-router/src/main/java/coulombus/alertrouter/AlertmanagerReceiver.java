package coulombus.alertrouter;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertChange;
import coulombus.core.alert.AlertState;

/// One Alertmanager, by its API of version 2. What goes on is sent again and again with an end in the near future, so that an alert whose
/// sender is gone ends there by itself; what is over is sent with its end. An alert a person took goes on there under a silence in the
/// person's name, which is taken back when the alert is reopened.
final class AlertmanagerReceiver implements Receiver {
    /// As Prometheus does: three reminders may be lost.
    private static final int REMINDERS_UNTIL_END = 4;
    private static final int MOST_AT_ONCE = 500;

    private final String name;
    private final String api;
    private final AlertRouterConfig.Alertmanager settings;
    private final AlertJson json;
    private final InstantSource clock;
    private final HttpPost http = new HttpPost();
    private final Set<UUID> sentAsFiring = new HashSet<>();

    AlertmanagerReceiver(String name, String url, AlertRouterConfig.Alertmanager settings, AlertJson json, InstantSource clock) {
        this.name = name;
        this.api = url + "/api/v2";
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean wantsReminders() {
        return true;
    }

    @Override
    public void tell(Alert revision) throws IOException, InterruptedException, RefusedException {
        if (revision.change() == AlertChange.REOPENED) {
            endSilences(revision.alertId());
        }
        if (goesOn(revision)) {
            firing(List.of(revision));
        } else {
            over(revision);
        }
        if (revision.change() == AlertChange.ACKNOWLEDGED && revision.state() instanceof AlertState.Acknowledged taken) {
            silence(revision, taken.by(), taken.why(), clock.instant().plus(settings.acknowledgedFor()));
        } else if (revision.change() == AlertChange.SILENCED) {
            silence(revision, "coulombus", "quiet asked for by a person", Instant.ofEpochMilli(
                    (long) (revision.silencedUntilUnixSecond() * 1000)));
        }
    }

    @Override
    public void remind(Collection<Alert> alerts) throws IOException, InterruptedException, RefusedException {
        List<Alert> going = alerts.stream().filter(AlertmanagerReceiver::goesOn).toList();
        for (int i = 0; i < going.size(); i += MOST_AT_ONCE) {
            firing(going.subList(i, Math.min(going.size(), i + MOST_AT_ONCE)));
        }
    }

    private static boolean goesOn(Alert alert) {
        return alert.state().isFiring() || alert.state() instanceof AlertState.Acknowledged;
    }

    private void firing(List<Alert> alerts) throws IOException, InterruptedException, RefusedException {
        Duration alive = settings.resendEvery().multipliedBy(REMINDERS_UNTIL_END);
        JsonArray all = new JsonArray();
        alerts.forEach(alert -> all.add(json.alertmanager(alert, clock.instant().plus(alive))));
        http.post(api + "/alerts", all.encode(), Map.of());
        alerts.forEach(alert -> sentAsFiring.add(alert.alertId()));
    }

    /// What Alertmanager never heard of need not end there; after a restart it may have, so then it is sent.
    private void over(Alert alert) throws IOException, InterruptedException, RefusedException {
        if (alert.revision() > 1 || sentAsFiring.contains(alert.alertId())) {
            http.post(api + "/alerts", new JsonArray().add(json.alertmanager(alert, clock.instant())).encode(), Map.of());
        }
        sentAsFiring.remove(alert.alertId());
    }

    private void silence(Alert alert, String by, String why, Instant until) throws IOException, InterruptedException, RefusedException {
        endSilences(alert.alertId());
        JsonObject matcher = new JsonObject().put("name", "alert_id").put("value", alert.alertId().toString()).put("isRegex", false)
                .put("isEqual", true);
        http.post(api + "/silences",
                new JsonObject().put("matchers", new JsonArray().add(matcher)).put("startsAt", clock.instant().toString())
                        .put("endsAt", until.toString()).put("createdBy", by).put("comment", why).encode(),
                Map.of());
    }

    private void endSilences(UUID alertId) throws IOException, InterruptedException, RefusedException {
        String filter = URLEncoder.encode("alert_id=\"" + alertId + "\"", StandardCharsets.UTF_8);
        for (Object one : http.get(api + "/silences?filter=" + filter)) {
            JsonObject silence = (JsonObject) one;
            if (!silence.getJsonObject("status").getString("state").equals("expired")) {
                http.delete(api + "/silence/" + silence.getString("id"));
            }
        }
    }
}
