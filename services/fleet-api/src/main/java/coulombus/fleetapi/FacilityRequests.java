package coulombus.fleetapi;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.formats.yaml.YamlFormatException;

/// Takes what people ask about the facility, its cells and its experiments to the scheduler, once under each id, written down before.
final class FacilityRequests {
    private static final Logger LOG = LoggerFactory.getLogger(FacilityRequests.class);

    private final FacilityView view;
    private final Function<FacilityRequest, Future<Void>> sender;
    private final AuditLog audit;

    /// @param sender its answer is done when the request cannot be lost any more
    FacilityRequests(FacilityView view, Function<FacilityRequest, Future<Void>> sender, AuditLog audit) {
        this.view = view;
        this.sender = sender;
        this.audit = audit;
    }

    /// Asks and answers 202 with where its answer will be.
    ///
    /// @param who     as it is recorded
    /// @param subject what it is about, for the record
    /// @param why     the reason given; may be empty
    void ask(RoutingContext request, Asked asked, String who, String subject, String why) {
        FacilityRequest wish = new FacilityRequest(ControlRoutes.requestId(request), asked, who, view.nowUnixSecond());
        Optional<FacilityRequest> known = view.request(wish.requestId());
        if (known.isPresent()) {
            if (!known.get().asked().equals(asked)) {
                throw ApiProblem.conflict("Something else was asked under this id before; ask this under a new one.",
                        wish.requestId().toString(), "header " + ControlRoutes.IDEMPOTENCY_KEY);
            }
            accept(request, wish.requestId());
            return;
        }
        audit.asked(wish.requestId(), who, kind(asked), subject, why).compose(recorded -> sender.apply(wish)).onSuccess(sent -> {
            view.on(wish);
            accept(request, wish.requestId());
        }).onFailure(cause -> {
            LOG.atWarn().setCause(cause).log("A request was not taken by Kafka");
            request.fail(ApiProblem.unavailable("Kafka does not take the request; nothing was asked. Try again.", "", "requests"));
        });
    }

    private void accept(RoutingContext request, UUID requestId) {
        request.response().setStatusCode(202);
        request.response().putHeader(HttpHeaders.LOCATION, ApiRoutes.BASE + "/requests/" + requestId);
        ApiRoutes.json(request, answer(requestId).orElseThrow());
    }

    /// A request and where it stands: WAITING, DONE or REFUSED; empty where it is not known.
    Optional<JsonObject> answer(UUID requestId) {
        Optional<FacilityRequest> request = view.request(requestId);
        Optional<FacilityDecision> decision = view.answer(requestId);
        if (request.isEmpty() && decision.isEmpty()) {
            return Optional.empty();
        }
        JsonObject json = new JsonObject().put("request_id", requestId.toString());
        request.ifPresent(asked -> json.put("kind", kind(asked.asked())).put("requested_by", asked.requestedBy()));
        if (decision.isEmpty()) {
            return Optional.of(json.put("state", "WAITING"));
        }
        json.put("requested_by", decision.get().requestedBy()).put("decided_unix_second", decision.get().unixTimeSecond());
        return Optional.of(switch (decision.get().change()) {
            case FacilityChange.Refused refused -> json.put("state", "REFUSED").put("why", refused.why());
            case FacilityChange.OfExperiment done -> json.put("state", "DONE").put("experiment_id", done.experimentId());
            case FacilityChange.OfChannel done -> json.put("state", "DONE").put("channel_id", done.channelId()).put("why", waitsFor(done));
            case FacilityChange.FacilitySet done -> json.put("state", "DONE");
            case FacilityChange.CellsRegistered done -> json.put("state", "DONE").put("cell_count", done.cells().size());
            case FacilityChange.ClosureAdded done -> json.put("state", "DONE").put("closure_id", done.closure().id());
            case FacilityChange.ClosureRemoved done -> json.put("state", "DONE").put("closure_id", done.closureId());
        });
    }

    /// What is still to be done by somebody else, or null.
    private static String waitsFor(FacilityChange.OfChannel change) {
        return switch (change) {
            case FacilityChange.QuarantineChanged(var id, var quarantine, var why) when quarantine.flatMap(q -> q.releaseAskedBy())
                    .isPresent() ->
                "another person has to confirm before it is released";
            case FacilityChange.LockChanged(var id, var lock, var why) when lock.flatMap(l -> l.openingAskedBy())
                    .isPresent() ->
                "another person has to confirm before it is opened without the key";
            default -> null;
        };
    }

    /// As in RELEASE_QUARANTINE.
    static String kind(Asked asked) {
        return asked.getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /// The YAML of a body.
    ///
    /// @throws ApiProblem where it is something else, or empty
    static String yaml(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).contains("yaml")) {
            throw ApiProblem.badRequest("The body must be YAML, told as text/yaml.", type == null ? "" : type, "header Content-Type");
        }
        String text = request.body().asString(StandardCharsets.UTF_8.name());
        if (text == null || text.isBlank()) {
            throw ApiProblem.badRequest("The body is empty.", "", "body");
        }
        return text;
    }

    /// Reads a text by one of the readers, and tells what is wrong with it as a problem of the body.
    static <T> T read(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (YamlFormatException e) {
            String line = e.line() > 0 ? "line " + e.line() : "";
            throw ApiProblem.badRequest(e.getMessage(), e.path().isEmpty() ? line : e.path(), line.isEmpty() ? "body" : "body, " + line);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badRequest(e.getMessage(), "", "body");
        }
    }
}
