package coulombus.fleetapi;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertRequest;
import coulombus.core.alert.AlertRequest.Asked;
import coulombus.core.alert.AlertState;
import coulombus.core.audit.AuditEntry;
import coulombus.core.cell.Source;
import coulombus.fleetapi.access.Scope;

/// Alerts, and what a person can do about them. A request is accepted when Kafka has it; the alert-router's answer is asked for by the
/// request's id. Sending the same id again asks nothing new.
final class AlertRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRoutes.class);
    private static final int MOST_ALERTS = 10_000;
    private static final int USUAL_ALERTS = 500;

    private final AlertView view;
    private final Function<AlertRequest, Future<Void>> sender;
    private final InstantSource clock;

    AlertRoutes(AlertView view, Function<AlertRequest, Future<Void>> sender, InstantSource clock) {
        this.view = view;
        this.sender = sender;
        this.clock = clock;
    }

    List<ApiRoutes.Route> table() {
        return List.of(new ApiRoutes.Route(HttpMethod.GET, "/alerts", Set.of("state", "limit", "cursor"), Scope.READ, this::list),
                new ApiRoutes.Route(HttpMethod.GET, "/alerts/{alert_id}", Set.of(), Scope.READ, (request, parameters) -> one(request)),
                new ApiRoutes.Route(HttpMethod.POST, "/alerts/{alert_id}/acknowledge", Set.of(), Scope.ALERT,
                        (request, parameters) -> ask(request, Set.of("who", "why"),
                                body -> new Asked.Acknowledge(body.requiredText("why")))),
                new ApiRoutes.Route(HttpMethod.POST, "/alerts/{alert_id}/resolve", Set.of(), Scope.ALERT,
                        (request, parameters) -> ask(request, Set.of("who", "why"), body -> new Asked.Resolve(body.requiredText("why")))),
                new ApiRoutes.Route(HttpMethod.POST, "/alerts/{alert_id}/silence", Set.of(), Scope.ALERT,
                        (request, parameters) -> ask(request,
                                Set.of("who", "why", "until"), body -> new Asked.Silence(until(body), body.requiredText("why")))),
                new ApiRoutes.Route(HttpMethod.GET, "/alert-requests/{request_id}", Set.of(), Scope.READ,
                        (request, parameters) -> answer(request)));
    }

    private void list(RoutingContext request, RequestParameters parameters) {
        Predicate<Alert> wanted = wanted(parameters.text("state"));
        List<Alert> all = view.alerts();
        ListPage<Alert> page = ListPage.of(all.stream().filter(wanted).toList(), alert -> alert.alertId().toString(), parameters,
                USUAL_ALERTS, MOST_ALERTS);
        JsonArray alerts = new JsonArray();
        page.items().forEach(alert -> alerts.add(json(alert)));
        ApiRoutes.json(request, new JsonObject().put("firing_count", all.stream().filter(alert -> alert.state().isFiring()).count())
                .put("alerts", alerts).put("next_cursor", page.nextCursor()));
    }

    private static Predicate<Alert> wanted(String state) {
        return switch (state) {
            case null -> alert -> true;
            case "firing" -> alert -> alert.state().isFiring();
            case "going" -> alert -> !alert.state().isResolved();
            case "OPEN", "ACKNOWLEDGED", "RESOLVED", "REOPENED", "SUPPRESSED" -> alert -> alert.state().word().equals(state);
            default -> throw ApiProblem.badRequest(
                    "Must be firing, going, OPEN, ACKNOWLEDGED, RESOLVED, REOPENED or SUPPRESSED.", state, "query.state");
        };
    }

    private void one(RoutingContext request) {
        ApiRoutes.json(request, json(found(request)));
    }

    private Alert found(RoutingContext request) {
        UUID id = RequestParameters.id(request.pathParam("alert_id"), request.request().path(), "an alert id (a UUID)");
        return view.alert(id)
                .orElseThrow(() -> ApiProblem.notFound("There is no such alert.", id.toString(), request.request().path()));
    }

    private void ask(RoutingContext request, Set<String> names, Function<RequestBody, Asked> asked) {
        Alert alert = found(request);
        RequestBody body = RequestBody.of(request, names);
        AlertRequest wish = new AlertRequest(ControlRoutes.requestId(request), alert.alertId(), asked.apply(body),
                body.who(RequestGate.asker(request), "who", true), clock.millis() / 1000.0);
        sender.apply(wish).onSuccess(sent -> {
            view.on(wish);
            request.response().setStatusCode(202);
            request.response().putHeader(HttpHeaders.LOCATION, ApiRoutes.BASE + "/alert-requests/" + wish.requestId());
            ApiRoutes.json(request, json(wish.requestId(), view.request(wish.requestId()).orElseThrow()));
        }).onFailure(cause -> {
            LOG.atWarn().setCause(cause).log("A request was not taken by Kafka");
            request.fail(ApiProblem.unavailable("Kafka does not take the request; nothing was asked. Try again.", "", "alert-requests"));
        });
    }

    private static double until(RequestBody body) {
        String text = body.requiredText("until");
        try {
            return Instant.parse(text).toEpochMilli() / 1000.0;
        } catch (DateTimeParseException e) {
            throw ApiProblem.badRequest("Must be a time, as in 2026-11-24T06:00:00Z.", text, "body.until");
        }
    }

    private void answer(RoutingContext request) {
        UUID id = RequestParameters.id(request.pathParam("request_id"), request.request().path(), "a request id (a UUID)");
        ApiRoutes.json(request, json(id, view.request(id).orElseThrow(
                () -> ApiProblem.notFound("No such request is held here.", id.toString(), request.request().path()))));
    }

    private static JsonObject json(UUID requestId, AlertView.Asked asked) {
        JsonObject json = new JsonObject().put("request_id", requestId.toString());
        asked.request().ifPresent(request -> json.put("alert_id", request.alertId().toString()).put("kind", request.asked().word())
                .put("who", request.requestedBy()));
        if (asked.answer().isEmpty()) {
            return json.put("state", "WAITING");
        }
        AuditEntry entry = asked.answer().get();
        return json.put("who", entry.who()).put("state", entry.outcome().name()).put("why", entry.detail()).put("before", entry.before())
                .put("after", entry.after());
    }

    private static JsonObject json(Alert alert) {
        JsonObject json = new JsonObject().put("alert_id", alert.alertId().toString()).put("revision", alert.revision())
                .put("kind", alert.kind().name()).put("about", alert.kind().about().name()).put("safety", alert.kind().isSafety())
                .put("severity", alert.severity().name()).put("state", alert.state().word())
                .put("channel_id", alert.subject().channelId())
                .put("run_id", alert.subject().runId().map(UUID::toString).orElse(null)).put("cell_id", alert.subject().cellId())
                .put("source", alert.subject().source().map(Source::name).orElse(null)).put("count", alert.count())
                .put("sentence", alert.last().sentence()).put("evidence_id", alert.last().evidenceId().toString())
                .put("from_seq", alert.last().fromSeq()).put("to_seq", alert.last().toSeq())
                .put("first_at", time(alert.first().atUnixSecond())).put("last_at", time(alert.last().atUnixSecond()))
                .put("changed_at", time(alert.changedUnixSecond())).put("reopenings", alert.reopenings())
                .put("flapping", alert.isFlapping()).put("runbook", "docs/runbooks/" + alert.kind().slug() + ".md")
                .put("silenced_until", Double.isNaN(alert.silencedUntilUnixSecond()) ? null : time(alert.silencedUntilUnixSecond()))
                .put("members", new JsonArray(alert.members().stream()
                        .map(member -> new JsonObject().put("alert_id", member.alertId().toString()).put("channel_id", member.channelId()))
                        .toList()));
        return switch (alert.state()) {
            case AlertState.Open open -> json;
            case AlertState.Reopened(String why) -> json.put("why", why);
            case AlertState.Acknowledged taken -> json.put("by", taken.by()).put("why", taken.why()).put("acknowledged_at",
                    time(taken.atUnixSecond()));
            case AlertState.Resolved(String why, String by) -> json.put("by", by).put("why", why);
            case AlertState.Suppressed(UUID environment) -> json.put("environment_alert_id", environment.toString());
        };
    }

    private static String time(double unixSecond) {
        return Instant.ofEpochMilli(Math.round(unixSecond * 1000)).toString();
    }
}
