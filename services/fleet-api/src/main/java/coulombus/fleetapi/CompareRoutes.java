package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;

import coulombus.fleetapi.access.Scope;

/// Several runs side by side: a quantity of their cycles on a common axis, mean and spread, and how long their cells lived.
final class CompareRoutes {
    private static final int MOST_RUNS = 200;

    private final FleetView view;

    CompareRoutes(FleetView view) {
        this.view = view;
    }

    List<ApiRoutes.Route> table() {
        return List.of(new ApiRoutes.Route(HttpMethod.GET, "/compare", Set.of("runs", "quantity", "against", "per", "shorts"), Scope.READ,
                this::compare));
    }

    private void compare(RoutingContext request, RequestParameters parameters) {
        RunComparison.Question question = new RunComparison.Question(
                oneOf(parameters, "quantity", RunComparison.Quantity.class, RunComparison.Quantity.EFFICIENCY),
                oneOf(parameters, "against", RunComparison.Axis.class, RunComparison.Axis.CYCLE),
                oneOf(parameters, "per", RunComparison.Per.class, RunComparison.Per.CELL),
                oneOf(parameters, "shorts", RunComparison.Shorts.class, RunComparison.Shorts.ANY));
        List<ComparedRun> runs = new ArrayList<>();
        JsonArray missing = new JsonArray();
        for (UUID id : runIds(parameters)) {
            Optional<RunSummary> summary = view.run(id);
            if (summary.isEmpty()) {
                missing.add(id.toString());
            } else {
                runs.add(new ComparedRun(summary.get(), view.cycles(id, 0).orElse(List.of()), view.findings(id).orElse(List.of())));
            }
        }
        ApiRoutes.json(request, new RunComparison(question, runs).json().put("missing_run_ids", missing));
    }

    private static Set<UUID> runIds(RequestParameters parameters) {
        String text = parameters.text("runs");
        if (text == null || text.isBlank()) {
            throw ApiProblem.badRequest("Must name at least one run; ids are separated by commas.", "", "query.runs");
        }
        Set<UUID> ids = new LinkedHashSet<>();
        for (String id : text.split(",")) {
            ids.add(RequestParameters.runId(id.trim(), "query.runs"));
        }
        if (ids.size() > MOST_RUNS) {
            throw ApiProblem.badRequest("Must name at most " + MOST_RUNS + " runs.", String.valueOf(ids.size()), "query.runs");
        }
        return ids;
    }

    private static <E extends Enum<E>> E oneOf(RequestParameters parameters, String name, Class<E> choices, E usual) {
        String text = parameters.text(name);
        if (text == null) {
            return usual;
        }
        List<String> known = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
            known.add(choice.name().toLowerCase(Locale.ROOT));
        }
        throw ApiProblem.badRequest("Must be one of " + String.join(", ", known) + ".", text, "query." + name);
    }
}
