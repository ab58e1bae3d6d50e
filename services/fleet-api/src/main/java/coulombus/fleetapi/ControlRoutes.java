package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.fleetapi.access.Principal;
import coulombus.fleetapi.access.Scope;

/// What can be asked of the scheduler: start and stop. A request is accepted when Kafka has it; the scheduler's answer is asked for by
/// the request's id. Sending the same id again asks nothing new.
final class ControlRoutes {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);
    private static final double START_WITHIN_SECOND = 600;

    private final ControlView view;
    private final RequestSender sender;
    private final AuditLog audit;
    private final InstantSource clock;

    ControlRoutes(ControlView view, RequestSender sender, AuditLog audit, InstantSource clock) {
        this.view = view;
        this.sender = sender;
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
        Body body = Body.of(request, Set.of("title", "cell", "protocol", "start_within_second", "requested_by"));
        String protocol = body.requiredText("protocol");
        double within = body.positive("start_within_second", START_WITHIN_SECOND);
        ask(request, body, new Asked.Start(body.text("title", ""), body.cell(), protocol, within));
    }

    private void stop(RoutingContext request) {
        Body body = Body.of(request, Set.of("why", "requested_by"));
        ask(request, body, new Asked.Stop(body.text("why", "")));
    }

    private void ask(RoutingContext request, Body body, Asked asked) {
        ChannelRequest wish = new ChannelRequest(requestId(request), request.pathParam("channel_id"), asked,
                body.who(RequestGate.asker(request), "requested_by", false), clock.millis() / 1000.0);
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
        ApiRoutes.json(request, ControlJson.asked(id, view.request(id).orElseThrow(
                () -> ApiProblem.notFound("No such request is held here.", id.toString(), request.request().path()))));
    }

    private void agents(RoutingContext request) {
        JsonArray agents = new JsonArray();
        view.agents().forEach(agent -> agents.add(ControlJson.agent(agent, clock.instant())));
        ApiRoutes.json(request, new JsonObject().put("agents", agents));
    }

    /// The JSON of a request, read strictly: unknown names, wrong types and values out of range are refused by name.
    record Body(JsonObject json) {
        private static final Set<String> CELL = Set.of("cell_id", "kind", "first_half_cycle", "area_cm2", "active_mass_mg",
                "nominal_capacity_ah", "zinc_foil_thickness_um");
        private static final int LONGEST_NAME = 100;

        static Body of(RoutingContext request, Set<String> names) {
            String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
            if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
                throw ApiProblem.badRequest("The body must be JSON.", type == null ? "" : type, "header Content-Type");
            }
            JsonObject json;
            try {
                json = request.body().asJsonObject();
            } catch (DecodeException | ClassCastException e) {
                throw ApiProblem.badRequest("The body is no JSON object: " + e.getMessage(), "", "body");
            }
            requireKnown(json == null ? new JsonObject() : json, names, "body");
            return new Body(json == null ? new JsonObject() : json);
        }

        private static void requireKnown(JsonObject json, Set<String> names, String where) {
            List<String> unknown = new ArrayList<>(json.fieldNames());
            unknown.removeAll(names);
            if (!unknown.isEmpty()) {
                throw ApiProblem.badRequest("Unknown name; known here: " + String.join(", ", names.stream().sorted().toList()) + ".",
                        String.join(", ", unknown), where);
            }
        }

        String text(String name, String otherwise) {
            Object value = json.getValue(name);
            if (value == null) {
                return otherwise;
            }
            if (value instanceof String text) {
                return text;
            }
            throw ApiProblem.badRequest("Must be a text.", String.valueOf(value), "body." + name);
        }

        String requiredText(String name) {
            String text = text(name, "");
            if (text.isBlank()) {
                throw ApiProblem.badRequest("Must be given.", "", "body." + name);
            }
            return text;
        }

        /// Who asks, as it is recorded. A name in the body is believed where the owner of the installation asks; of everybody else it is
        /// known, and the body's is passed over.
        ///
        /// @param isNeeded true where the owner must say a name
        String who(Principal principal, String name, boolean isNeeded) {
            if (!principal.isOwner()) {
                return principal.name();
            }
            String given = isNeeded ? requiredText(name) : text(name, "");
            if (given.length() > LONGEST_NAME || given.chars().anyMatch(Character::isISOControl)) {
                throw ApiProblem.badRequest("Must be a name of at most " + LONGEST_NAME + " characters in one line.",
                        given.substring(0, Math.min(given.length(), LONGEST_NAME)), "body." + name);
            }
            return principal.recorded(given);
        }

        double positive(String name, double otherwise) {
            return positive(json, name, "body." + name, otherwise);
        }

        private static double positive(JsonObject json, String name, String where, double otherwise) {
            Object value = json.getValue(name);
            if (value == null) {
                return otherwise;
            }
            if (value instanceof Number number && number.doubleValue() > 0 && Double.isFinite(number.doubleValue())) {
                return number.doubleValue();
            }
            throw ApiProblem.badRequest("Must be a number greater than 0.", String.valueOf(value), where);
        }

        CellFacts cell() {
            if (!(json.getValue("cell") instanceof JsonObject cell)) {
                throw ApiProblem.badRequest("Must be an object with kind at least.", String.valueOf(json.getValue("cell")), "body.cell");
            }
            requireKnown(cell, CELL, "body.cell");
            return new CellFacts(cell.getString("cell_id", ""), oneOf(CellKind.class, cell, "kind", CellKind.UNKNOWN),
                    oneOf(FirstHalfCycle.class, cell, "first_half_cycle", FirstHalfCycle.UNKNOWN), normaliser(cell, "area_cm2"),
                    normaliser(cell, "active_mass_mg"), normaliser(cell, "nominal_capacity_ah"),
                    normaliser(cell, "zinc_foil_thickness_um"));
        }

        private static double normaliser(JsonObject cell, String name) {
            return positive(cell, name, "body.cell." + name, Double.NaN);
        }

        private static <E extends Enum<E>> E oneOf(Class<E> type, JsonObject json, String name, E otherwise) {
            Object value = json.getValue(name);
            if (value == null) {
                return otherwise;
            }
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(value)) {
                    return constant;
                }
            }
            throw ApiProblem.badRequest("Must be one of " + List.of(type.getEnumConstants()) + ".", String.valueOf(value),
                    "body.cell." + name);
        }
    }
}
