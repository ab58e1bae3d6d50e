package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.cell.CellFacts;
import coulombus.core.claims.OwnResults;
import coulombus.core.cycle.Cycle;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.run.RunFacts;
import coulombus.fleetapi.access.Principal;
import coulombus.fleetapi.access.Scope;

/// Every question the API answers, as a table: path, parameters, answer. `openapi.yaml` describes the same table; a test compares.
final class ApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
    static final String BASE = "/api/v1";
    private static final int MOST_POINTS = 20_000;
    private static final int USUAL_POINTS = 1_000;
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_CHANNELS = 100_000;

    private final FleetView view;
    private final ControlRoutes control;
    private final AlertRoutes alerts;
    private final AuditRoutes audit;
    private final List<Route> facility;
    private final InstantSource clock;

    ApiRoutes(FleetApiServer.Known known, InstantSource clock) {
        this.view = known.view();
        this.control = known.control();
        this.alerts = known.alerts();
        this.audit = known.audit();
        this.facility = known.facilityRoutes();
        this.clock = clock;
    }

    /// One row of the table.
    ///
    /// @param method     HTTP method
    /// @param path       below [#BASE], path parameters in braces
    /// @param parameters names of query parameters
    /// @param scope      what who asks must have been given
    /// @param answer     writes the response or throws an [ApiProblem]
    record Route(HttpMethod method, String path, Set<String> parameters, Scope scope, Answer answer) {
        /// True where it asks for a change.
        boolean changes() {
            return method != HttpMethod.GET;
        }
    }

    /// Answers one request whose parameters are known to be spelled right.
    @FunctionalInterface
    interface Answer {
        void to(RoutingContext request, RequestParameters parameters);
    }

    List<Route> table() {
        List<Route> all = new ArrayList<>(reading());
        all.addAll(new CompareRoutes(view).table());
        all.addAll(control.table());
        all.addAll(alerts.table());
        all.addAll(audit.table());
        all.addAll(facility);
        return all;
    }

    private List<Route> reading() {
        return List.of(get("/openapi.yaml", Set.of(), (request, parameters) -> openApi(request)),
                get("/me", Set.of(), (request, parameters) -> me(request)),
                get("/channels", Set.of("limit", "cursor"), this::channels),
                get("/wall", Set.of(), (request, parameters) -> wall(request)),
                get("/channels/{channel_id}", Set.of(), (request, parameters) -> channel(request)),
                get("/runs", Set.of("channel_id", "limit", "cursor"), this::runs),
                get("/runs/{run_id}", Set.of(), (request, parameters) -> run(request)),
                get("/runs/{run_id}/cycles", Set.of("after", "format"), this::cycles),
                get("/runs/{run_id}/half-cycles", Set.of("after", "format"), this::halfCycles),
                get("/runs/{run_id}/profiles", Set.of("half_cycles"), this::profiles),
                get("/runs/{run_id}/findings", Set.of(), (request, parameters) -> findings(request)),
                get("/runs/{run_id}/data-quality", Set.of(), (request, parameters) -> dataQuality(request)),
                get("/runs/{run_id}/trace", Set.of("from", "to", "points", "format"), this::trace));
    }

    private static Route get(String path, Set<String> parameters, Answer answer) {
        return new Route(HttpMethod.GET, path, parameters, Scope.READ, answer);
    }

    private void openApi(RoutingContext request) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml; charset=utf-8");
        request.end(PageFiles.resource("openapi.yaml"));
    }

    /// Who asks, as this service knows them, and what they may.
    private void me(RoutingContext request) {
        Principal principal = RequestGate.asker(request);
        JsonArray grants = new JsonArray();
        principal.grants().forEach(
                grant -> grants.add(new JsonObject().put("role", grant.role().name()).put("group", grant.group().orElse(null))));
        json(request, new JsonObject().put("name", principal.name()).put("proof", principal.proof().name())
                .put("says_which_person_asks", principal.isOwner()).put("grants", grants)
                .put("scopes", new JsonArray(principal.scopes().stream().map(Scope::name).toList())));
    }

    private void channels(RoutingContext request, RequestParameters parameters) {
        long version = view.version();
        ListPage<ChannelSummary> page = ListPage.of(view.channelsChangedAfter(0), ChannelSummary::channelId, parameters, MOST_CHANNELS,
                MOST_CHANNELS);
        JsonArray channels = new JsonArray();
        page.items().forEach(channel -> channels.add(ResultJson.channel(channel, clock.instant())));
        json(request, new JsonObject().put("version", version).put("channels", channels).put("next_cursor", page.nextCursor()));
    }

    private void wall(RoutingContext request) {
        long version = view.version();
        json(request, WallJson.message(view.channelsChangedAfter(0), 0, version, clock.instant()));
    }

    private void channel(RoutingContext request) {
        String id = request.pathParam("channel_id");
        ChannelSummary channel = view.channel(id)
                .orElseThrow(() -> ApiProblem.notFound("No such channel has been heard of.", id, request.request().path()));
        JsonArray runs = new JsonArray();
        view.runs(id).forEach(run -> runs.add(ResultJson.run(run, clock.instant())));
        json(request, ResultJson.channel(channel, clock.instant()).put("runs", runs));
    }

    private void runs(RoutingContext request, RequestParameters parameters) {
        ListPage<RunSummary> page = ListPage.of(view.runs(parameters.text("channel_id")), run -> run.runId().toString(), parameters,
                MOST_RUNS, MOST_RUNS);
        JsonArray runs = new JsonArray();
        page.items().forEach(run -> runs.add(ResultJson.run(run, clock.instant())));
        json(request, new JsonObject().put("runs", runs).put("next_cursor", page.nextCursor()));
    }

    private void run(RoutingContext request) {
        json(request, ResultJson.run(found(request, view.run(runId(request))), clock.instant()));
    }

    private void cycles(RoutingContext request, RequestParameters parameters) {
        UUID run = runId(request);
        boolean csv = parameters.asksForCsv();
        List<Cycle> cycles = found(request, view.cycles(run, parameters.integer("after", -1, Integer.MAX_VALUE, -1)));
        results(request, run, "cycles", checked(run, cycles), csv);
    }

    /// With what contradicts itself in them: our own figures are checked as a paper's would be, before they are given away.
    private List<JsonObject> checked(UUID run, List<Cycle> cycles) {
        List<JsonObject> rows = new ArrayList<>();
        Optional<CellFacts> cell = view.run(run).flatMap(RunSummary::facts).map(RunFacts::cell);
        List<String> contradictions = cell.map(c -> OwnResults.contradictions(c, cycles)).orElse(List.of());
        for (int i = 0; i < cycles.size(); i++) {
            JsonObject row = ResultJson.cycle(cycles.get(i));
            String contradiction = i < contradictions.size() ? contradictions.get(i) : "";
            if (contradiction.isEmpty()) {
                row.putNull("contradiction");
            } else {
                row.put("contradiction", contradiction);
                LOG.atWarn().addKeyValue("run", run).addKeyValue("cycle", cycles.get(i).number())
                        .addKeyValue("contradiction", contradiction)
                        .log("A cycle that contradicts itself is given out");
            }
            rows.add(row);
        }
        return rows;
    }

    private void halfCycles(RoutingContext request, RequestParameters parameters) {
        UUID run = runId(request);
        boolean csv = parameters.asksForCsv();
        List<HalfCycle> halves = found(request, view.halfCycles(run, parameters.integer("after", 0, Integer.MAX_VALUE, 0)));
        results(request, run, "half_cycles", halves.stream().map(ResultJson::halfCycle).toList(), csv);
    }

    private void profiles(RoutingContext request, RequestParameters parameters) {
        UUID run = runId(request);
        List<Integer> numbers = ProfileJson.numbersOf(Optional.ofNullable(parameters.text("half_cycles")));
        json(request, ProfileJson.answer(found(request, view.profiles(run)), numbers).put("run_id", run.toString()));
    }

    private void findings(RoutingContext request) {
        UUID run = runId(request);
        results(request, run, "findings", found(request, view.findings(run)).stream().map(f -> ResultJson.finding(run, f)).toList(), false);
    }

    private void dataQuality(RoutingContext request) {
        UUID run = runId(request);
        results(request, run, "data_quality", found(request, view.dataQuality(run)).stream().map(ResultJson::dataQuality).toList(), false);
    }

    private void trace(RoutingContext request, RequestParameters parameters) {
        UUID run = runId(request);
        double from = parameters.number("from");
        double to = parameters.number("to");
        int points = parameters.integer("points", 2, MOST_POINTS, USUAL_POINTS);
        boolean csv = parameters.asksForCsv();
        if (from > to) {
            throw ApiProblem.badRequest("Must not lie after 'to'.", from + " > " + to, "query.from");
        }
        TraceWindow window = found(request, view.trace(run, from, to, points));
        if (csv) {
            csv(request, run, "trace", CsvTable.of(window));
        } else {
            json(request, ResultJson.trace(window).put("run_id", run.toString()));
        }
    }

    private static void results(RoutingContext request, UUID run, String name, List<JsonObject> results, boolean csv) {
        if (csv) {
            csv(request, run, name.replace('_', '-'), CsvTable.of(results));
        } else {
            json(request, new JsonObject().put("run_id", run.toString()).put(name, new JsonArray(results)));
        }
    }

    private static UUID runId(RoutingContext request) {
        return RequestParameters.runId(request.pathParam("run_id"), request.request().path());
    }

    private static <T> T found(RoutingContext request, Optional<T> answer) {
        return answer.orElseThrow(() -> ApiProblem.notFound("No such run is held here; ended runs are forgotten oldest first.",
                request.pathParam("run_id"), request.request().path()));
    }

    static void json(RoutingContext request, JsonObject body) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        Buffer content = body.toBuffer();
        if (request.request().method() != HttpMethod.GET) {
            request.end(content);
            return;
        }
        // Weak: the same answer may be sent compressed or not.
        String etag = "W/\"" + PageFiles.digest(content) + "\"";
        request.response().putHeader(HttpHeaders.ETAG, etag);
        if (etag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            request.response().setStatusCode(304);
            request.end();
        } else {
            request.end(content);
        }
    }

    private static void csv(RoutingContext request, UUID run, String name, String body) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8");
        request.response().putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "-" + run + ".csv\"");
        request.end(Buffer.buffer(body));
    }
}
