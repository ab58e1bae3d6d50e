package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

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

/// What can be asked of the scheduler: start, pause, resume and stop. A request is accepted when Kafka has it; the scheduler's answer is asked for by
/// the request's id. Sending the same id again asks nothing new.
final class ControlRoutes {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);
    private static final double START_WITHIN_SECOND = 600;

    private final ControlView view;
    private final RequestSender sender;
    private final InstantSource clock;

    ControlRoutes(ControlView view, RequestSender sender, InstantSource clock) {
        this.view = view;
        this.sender = sender;
        this.clock = clock;
    }

    List<ApiRoutes.Route> table() {
        return List.of(
                new ApiRoutes.Route(HttpMethod.POST, "/channels/{channel_id}/start", Set.of(), (request, parameters) -> start(request)),
                new ApiRoutes.Route(HttpMethod.POST, "/channels/{channel_id}/stop", Set.of(),
                        (request, parameters) -> askWithReason(request, Asked.Stop::new)),
                new ApiRoutes.Route(HttpMethod.POST, "/channels/{channel_id}/pause", Set.of(),
                        (request, parameters) -> askWithReason(request, Asked.Pause::new)),
                new ApiRoutes.Route(HttpMethod.POST, "/channels/{channel_id}/resume", Set.of(),
                        (request, parameters) -> askWithReason(request, Asked.Resume::new)),
                new ApiRoutes.Route(HttpMethod.GET, "/requests/{request_id}", Set.of(), (request, parameters) -> answer(request)),
                new ApiRoutes.Route(HttpMethod.GET, "/agents", Set.of(), (request, parameters) -> agents(request)));
    }

    private void start(RoutingContext request) {
        Body body = Body.of(request, Set.of("title", "cell", "protocol", "start_within_second", "requested_by"));
        String protocol = body.requiredText("protocol");
        double within = body.positive("start_within_second", START_WITHIN_SECOND);
        ask(request, body, new Asked.Start(body.text("title", ""), body.cell(), protocol, within));
    }

    private void askWithReason(RoutingContext request, Function<String, Asked> asked) {
        Body body = Body.of(request, Set.of("why", "requested_by"));
        ask(request, body, asked.apply(body.text("why", "")));
    }

    private void ask(RoutingContext request, Body body, Asked asked) {
        ChannelRequest wish = new ChannelRequest(requestId(request), request.pathParam("channel_id"), asked,
                body.text("requested_by", "api"), clock.millis() / 1000.0);
        sender.send(wish).onSuccess(sent -> {
            view.on(wish);
            request.response().setStatusCode(202);
            request.response().putHeader(HttpHeaders.LOCATION, ApiRoutes.BASE + "/requests/" + wish.requestId());
            ApiRoutes.json(request, ControlJson.asked(wish.requestId(), view.request(wish.requestId()).orElse(ControlView.Asked.NOTHING)));
        }).onFailure(cause -> {
            LOG.atWarn().setCause(cause).log("A request was not taken by Kafka");
            request.fail(ApiProblem.unavailable("Kafka does not take the request; nothing was asked. Try again.", "", "requests"));
        });
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
