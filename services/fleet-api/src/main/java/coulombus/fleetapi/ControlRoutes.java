package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.fleetapi.access.Scope;

/// What can be asked of the scheduler: start and stop. A request is accepted when Kafka has it; the scheduler's answer is asked for by
/// the request's id. Sending the same id again asks nothing new.
final class ControlRoutes {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);
    private static final double START_WITHIN_SECOND = 600;

    private final ControlView view;
    private final RequestSender sender;
    private final FacilityRequests facility;
    private final AuditLog audit;
    private final InstantSource clock;

    ControlRoutes(ControlView view, RequestSender sender, FacilityRequests facility, AuditLog audit, InstantSource clock) {
        this.view = view;
        this.sender = sender;
        this.facility = facility;
        this.audit = audit;
        this.clock = clock;
    }

    List<ApiRoutes.Route> table() {
        return List.of(
                new ApiRoutes.Route(HttpMethod.POST, "/channels/{channel_id}/start", Set.of(), Scope.EXPERIMENT,
                        (request, parameters) -> start(request)),
                new ApiRoutes.Route(HttpMethod.POST, "/channels/{channel_id}/stop", Set.of(), Scope.STOP,
                        (request, parameters) -> stop(request)),
                new ApiRoutes.Route(HttpMethod.GET, "/requests/{request_id}", Set.of(), Scope.READ,
                        (request, parameters) -> answer(request)),
                new ApiRoutes.Route(HttpMethod.GET, "/agents", Set.of(), Scope.READ, (request, parameters) -> agents(request)));
    }

    private void start(RoutingContext request) {
        RequestBody body = RequestBody.of(request, Set.of("title", "cell", "protocol", "start_within_second", "who", "requested_by"));
        String protocol = body.requiredText("protocol");
        double within = body.positive("start_within_second", START_WITHIN_SECOND);
        ask(request, body, new Asked.Start(body.text("title", ""), body.cell(), protocol, within));
    }

    private void stop(RoutingContext request) {
        RequestBody body = RequestBody.of(request, Set.of("why", "who", "requested_by"));
        ask(request, body, new Asked.Stop(body.text("why", "")));
    }

    private void ask(RoutingContext request, RequestBody body, Asked asked) {
        ChannelRequest wish = new ChannelRequest(requestId(request), request.pathParam("channel_id"), asked,
                body.who(RequestGate.asker(request), body.json().containsKey("who") ? "who" : "requested_by", false),
                clock.millis() / 1000.0);
        if (isAskedAlready(wish)) {
            accept(request, wish.requestId());
            return;
        }
        audit.asked(wish.requestId(), wish.requestedBy(), ControlJson.kind(wish), wish.channelId(), body.text("why", ""))
                .compose(recorded -> sender.send(wish)).onSuccess(sent -> {
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
        ApiRoutes.json(request, ControlJson.asked(requestId, view.request(requestId).orElse(ControlView.Asked.NOTHING)));
    }

    /// True where the same was asked before under this id.
    ///
    /// @throws ApiProblem where something else was
    private boolean isAskedAlready(ChannelRequest wish) {
        Optional<ChannelRequest> known = view.request(wish.requestId()).flatMap(ControlView.Asked::request);
        if (known.isPresent() && !(known.get().channelId().equals(wish.channelId()) && known.get().asked().equals(wish.asked()))) {
            throw ApiProblem.conflict("Something else was asked under this id before; ask this under a new one.",
                    wish.requestId().toString(), "header " + IDEMPOTENCY_KEY);
        }
        return known.isPresent();
    }

    static UUID requestId(RoutingContext request) {
        String key = request.request().getHeader(IDEMPOTENCY_KEY);
        return key == null ? UUID.randomUUID() : RequestParameters.id(key, "header " + IDEMPOTENCY_KEY, "a UUID");
    }

    private void answer(RoutingContext request) {
        UUID id = RequestParameters.id(request.pathParam("request_id"), request.request().path(), "a request id (a UUID)");
        ApiRoutes.json(request, view.request(id).map(asked -> ControlJson.asked(id, asked)).or(() -> facility.answer(id)).orElseThrow(
                () -> ApiProblem.notFound("No such request is held here.", id.toString(), request.request().path())));
    }

    private void agents(RoutingContext request) {
        JsonArray agents = new JsonArray();
        view.agents().forEach(agent -> agents.add(ControlJson.agent(agent, clock.instant())));
        ApiRoutes.json(request, new JsonObject().put("agents", agents));
    }
}
