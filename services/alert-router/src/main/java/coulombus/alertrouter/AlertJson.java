package coulombus.alertrouter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertState;
import coulombus.core.alert.Sighting;

/// Alerts as receivers read them. docs/reference/alerts.md tells every name.
final class AlertJson {
    private final String pageUrl;
    private final String runbookUrl;
    private final Map<String, String> labels;

    AlertJson(AlertRouterConfig config) {
        pageUrl = config.pageUrl();
        runbookUrl = config.runbookUrl();
        labels = config.labels();
    }

    /// A revision for a webhook.
    JsonObject webhook(Alert alert) {
        JsonObject json = new JsonObject().put("dedupe_key", dedupeKey(alert)).put("alert_id", alert.alertId().toString())
                .put("revision", alert.revision()).put("change", alert.change().name()).put("state", alert.state().word())
                .put("kind", alert.kind().name()).put("about", alert.kind().about().name()).put("severity", alert.severity().name())
                .put("safety", alert.kind().isSafety()).put("channel_id", alert.subject().channelId())
                .put("run_id", alert.subject().runId().map(UUID::toString).orElse(null)).put("cell_id", alert.subject().cellId())
                .put("source", alert.subject().source().map(Enum::name).orElse(null)).put("summary", summary(alert))
                .put("count", alert.count()).put("first", sighting(alert.first())).put("last", sighting(alert.last()))
                .put("flapping", alert.isFlapping()).put("changed_at", time(alert.changedUnixSecond()))
                .put("members", new JsonArray(alert.members().stream().map(Alert.Member::channelId).toList()))
                .put("runbook_url", runbook(alert)).put("page_url", page(alert));
        switch (alert.state()) {
            case AlertState.Acknowledged taken -> json.put("by", taken.by()).put("why", taken.why());
            case AlertState.Resolved over -> json.put("by", over.by()).put("why", over.why());
            case AlertState.Reopened again -> json.put("why", again.why());
            case AlertState.Suppressed part -> json.put("environment_alert_id", part.environmentAlertId().toString());
            case AlertState.Open open -> {
            }
        }
        return json;
    }

    private static JsonObject sighting(Sighting sighting) {
        return new JsonObject().put("evidence_id", sighting.evidenceId().toString()).put("sentence", sighting.sentence())
                .put("from_seq", sighting.fromSeq()).put("to_seq", sighting.toSeq()).put("at", time(sighting.atUnixSecond()));
    }

    /// What names a revision, for whoever gets it twice.
    static String dedupeKey(Alert alert) {
        return alert.alertId() + "/" + alert.revision();
    }

    /// An alert for Alertmanager's API, version 2. Labels never change in the life of an alert: they are its identity there.
    JsonObject alertmanager(Alert alert, Instant endsAt) {
        JsonObject named = new JsonObject();
        labels.forEach(named::put);
        // Severity may rise, which would make another alert there: the label tells what the kind can come to, the annotation what it is.
        named.put("alertname", camelCase(alert.kind().name())).put("alert_id", alert.alertId().toString())
                .put("class", alert.kind().isSafety() ? "safety" : alert.kind().about().name().toLowerCase(Locale.ROOT))
                .put("channel", alert.subject().channelId()).put("cell", alert.subject().cellId())
                .put("source", alert.subject().source().map(Enum::name).orElse("UNKNOWN"))
                .put("severity", urgency(alert));
        JsonObject notes = new JsonObject().put("summary", summary(alert)).put("description", alert.last().sentence())
                .put("severity_now", alert.severity().name()).put("state", alert.state().word())
                .put("evidence", "finding " + alert.last().evidenceId() + ", measurements " + alert.last().fromSeq() + " to "
                        + alert.last().toSeq())
                .put("count", Long.toString(alert.count())).put("runbook_url", runbook(alert));
        if (!pageUrl.isEmpty()) {
            notes.put("page_url", page(alert));
        }
        if (alert.state() instanceof AlertState.Acknowledged taken) {
            notes.put("acknowledged_by", taken.by()).put("acknowledged_why", taken.why());
        }
        if (!alert.members().isEmpty()) {
            notes.put("members", alert.members().stream().map(Alert.Member::channelId).collect(Collectors.joining(", ")));
        }
        return new JsonObject().put("labels", named).put("annotations", notes).put("startsAt", time(alert.first().atUnixSecond()))
                .put("endsAt", endsAt.toString()).put("generatorURL", pageUrl.isEmpty() ? "" : page(alert));
    }

    private static String urgency(Alert alert) {
        return alert.kind().isSafety() ? "critical" : "warning";
    }

    private static String summary(Alert alert) {
        String cell = alert.subject().cellId().isEmpty() ? "" : " (cell " + alert.subject().cellId() + ")";
        String simulated = alert.subject().source().map(source -> source.name().equals("SIMULATED") ? "[SIMULATED] " : "").orElse("");
        return simulated + alert.kind().name().replace('_', ' ').toLowerCase(Locale.ROOT) + " on " + alert.subject().channelId() + cell;
    }

    private String runbook(Alert alert) {
        return runbookUrl + "/" + alert.kind().slug() + ".md";
    }

    private String page(Alert alert) {
        String path = alert.subject().runId().map(run -> "/runs/" + run).orElseGet(() -> alert.members().isEmpty()
                ? "/channels/" + URLEncoder.encode(alert.subject().channelId(), StandardCharsets.UTF_8)
                : "/alerts");
        return pageUrl.isEmpty() ? "" : pageUrl + path;
    }

    private static String camelCase(String name) {
        return Arrays.stream(name.split("_")).map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static String time(double unixSecond) {
        return Instant.ofEpochMilli(Math.round(unixSecond * 1000)).toString();
    }
}
