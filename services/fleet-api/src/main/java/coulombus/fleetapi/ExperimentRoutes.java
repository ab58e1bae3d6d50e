package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.book.Experiment;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.ExperimentState;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.core.scheduling.WaitingExperiment;
import coulombus.fleetapi.PlannedQueue.Plan;
import coulombus.fleetapi.access.Principal;
import coulombus.fleetapi.access.Scope;

/// Experiments and the queue: submit, try, list, show, cancel, extend, move.
final class ExperimentRoutes {
    private static final int MOST = 10_000;
    private static final int USUAL = 500;

    private final FacilityView view;
    private final PlannedQueue queue;
    private final FacilityRequests requests;

    ExperimentRoutes(FacilityView view, PlannedQueue queue, FacilityRequests requests) {
        this.view = view;
        this.queue = queue;
        this.requests = requests;
    }

    List<ApiRoutes.Route> table() {
        return List.of(
                new ApiRoutes.Route(HttpMethod.GET, "/experiments", Set.of("state", "group", "limit", "cursor"), Scope.READ, this::list),
                new ApiRoutes.Route(HttpMethod.POST, "/experiments", Set.of("who"), Scope.EXPERIMENT, this::submit),
                new ApiRoutes.Route(HttpMethod.POST, "/experiments/dry-run", Set.of(), Scope.READ,
                        (request, parameters) -> tryOut(request)),
                new ApiRoutes.Route(HttpMethod.GET, "/experiments/{experiment_id}", Set.of(), Scope.READ,
                        (request, parameters) -> show(request)),
                new ApiRoutes.Route(HttpMethod.POST, "/experiments/{experiment_id}/cancel", Set.of(), Scope.EXPERIMENT,
                        (request, parameters) -> cancel(request)),
                new ApiRoutes.Route(HttpMethod.POST, "/experiments/{experiment_id}/extend", Set.of(), Scope.EXPERIMENT,
                        (request, parameters) -> extend(request)),
                new ApiRoutes.Route(HttpMethod.POST, "/experiments/{experiment_id}/move", Set.of(), Scope.PLAN,
                        (request, parameters) -> move(request)),
                new ApiRoutes.Route(HttpMethod.GET, "/queue", Set.of("limit", "cursor"), Scope.READ, this::queue));
    }

    private void list(RoutingContext request, RequestParameters parameters) {
        Predicate<Experiment> wanted = wanted(parameters.text("state"));
        String group = parameters.text("group");
        List<Experiment> all = view.read(book -> new ArrayList<>(book.experiments())).reversed();
        ListPage<Experiment> page = ListPage.of(
                all.stream().filter(wanted).filter(one -> group == null || one.spec().group().equals(group)).toList(),
                Experiment::experimentId, parameters, USUAL, MOST);
        tell(request, page);
    }

    private static Predicate<Experiment> wanted(String state) {
        return switch (state) {
            case null -> one -> true;
            case "waiting" -> one -> !one.waitingCellIds().isEmpty();
            case "live" -> one -> !one.state().isOver();
            case "over" -> one -> one.state().isOver();
            default -> {
                for (ExperimentState known : ExperimentState.values()) {
                    if (known.name().equalsIgnoreCase(state)) {
                        yield one -> one.state() == known;
                    }
                }
                throw ApiProblem.badRequest("Must be waiting, live, over, or one of " + List.of(ExperimentState.values()) + ".", state,
                        "query.state");
            }
        };
    }

    /// In the order in which they are thought of.
    private void queue(RoutingContext request, RequestParameters parameters) {
        queue.then(request, plan -> {
            List<Experiment> waiting = view.read(book -> new ArrayList<>(book.liveExperiments())).stream()
                    .filter(one -> !one.waitingCellIds().isEmpty()).sorted(Comparator.comparingInt(one -> position(plan, one))).toList();
            tell(request, ListPage.of(waiting, Experiment::experimentId, parameters, USUAL, MOST));
        });
    }

    private static int position(Plan plan, Experiment experiment) {
        WaitingExperiment waiting = plan.waiting().get(experiment.experimentId());
        return waiting == null ? Integer.MAX_VALUE : waiting.queuePosition();
    }

    private void tell(RoutingContext request, ListPage<Experiment> page) {
        queue.then(request, plan -> {
            JsonArray experiments = new JsonArray();
            page.items().forEach(one -> experiments.add(ExperimentJson.experiment(one, waiting(plan, one), view.nowUnixSecond())));
            ApiRoutes.json(request, new JsonObject().put("experiments", experiments).put("next_cursor", page.nextCursor()));
        });
    }

    private static Optional<WaitingExperiment> waiting(Plan plan, Experiment experiment) {
        return Optional.ofNullable(plan.waiting().get(experiment.experimentId())).filter(one -> !experiment.waitingCellIds().isEmpty());
    }

    private void show(RoutingContext request) {
        Experiment experiment = found(request);
        queue.then(request,
                plan -> ApiRoutes.json(request, ExperimentJson.whole(experiment, waiting(plan, experiment), view.nowUnixSecond())));
    }

    private Experiment found(RoutingContext request) {
        String id = request.pathParam("experiment_id");
        return view.read(book -> book.experiment(id))
                .orElseThrow(() -> ApiProblem.notFound("There is no such experiment.", id, request.request().path()));
    }

    private void submit(RoutingContext request, RequestParameters parameters) {
        String text = FacilityRequests.yaml(request);
        ExperimentSpec spec = read(text);
        Principal principal = RequestGate.asker(request);
        RequestGate.requireScope(principal, Scope.EXPERIMENT, spec.group(), "body.group");
        requests.ask(request, new Asked.Submit(text), RequestBody.recorded(principal, parameters.text("who"), "query.who"),
                spec.title(), "");
    }

    /// The text and the protocol in it are understood, or it is told what is not.
    private ExperimentSpec read(String text) {
        ExperimentSpec spec = FacilityRequests.read(view.texts()::experiment, text);
        FacilityRequests.read(view.texts()::protocol, spec.protocolText());
        return spec;
    }

    private void tryOut(RoutingContext request) {
        String text = FacilityRequests.yaml(request);
        read(text);
        FacilityDecision decision = view.tried(
                new FacilityRequest(UUID.randomUUID(), new Asked.Submit(text), RequestGate.asker(request).name(), view.nowUnixSecond()));
        switch (decision.change()) {
            case FacilityChange.Refused refused -> ApiRoutes.json(request,
                    ExperimentJson.tried(List.of(), Optional.empty(), Double.NaN, List.of(refused.why())));
            case FacilityChange.Submitted submitted -> PlannedQueue.then(request, queue.of(() -> view.plannedWith(submitted)),
                    plan -> ApiRoutes.json(request, tried(submitted, plan.orElse(Plan.NONE))));
            default -> throw new IllegalStateException("a submission was decided as " + decision.change());
        }
    }

    private static JsonObject tried(FacilityChange.Submitted submitted, Plan plan) {
        List<JsonObject> placements = plan.result().starts().stream().filter(one -> one.experimentId().equals(submitted.experimentId()))
                .map(one -> new JsonObject().put("cell_id", one.cellId()).put("channel_id", one.channelId())).toList();
        return ExperimentJson.tried(placements, Optional.ofNullable(plan.waiting().get(submitted.experimentId())), plan.atUnixSecond(),
                List.of());
    }

    private void cancel(RoutingContext request) {
        RequestBody body = RequestBody.of(request, Set.of("who", "why"));
        ofGroup(request, body, new Asked.Cancel(request.pathParam("experiment_id"), body.requiredText("why")));
    }

    private void extend(RoutingContext request) {
        RequestBody body = RequestBody.of(request, Set.of("who", "why", "hours"));
        double hours = body.positive("hours", Double.NaN);
        if (Double.isNaN(hours)) {
            throw ApiProblem.badRequest("Must be given.", "", "body.hours");
        }
        ofGroup(request, body, new Asked.Extend(request.pathParam("experiment_id"), hours * 3600, body.requiredText("why")));
    }

    /// Only the group's own, or who has it in all groups.
    private void ofGroup(RoutingContext request, RequestBody body, Asked asked) {
        Experiment experiment = found(request);
        RequestGate.requireScope(RequestGate.asker(request), Scope.EXPERIMENT, experiment.spec().group(), request.request().path());
        requests.ask(request, asked, body.who(RequestGate.asker(request), "who", false), experiment.experimentId(), body.text("why", ""));
    }

    private void move(RoutingContext request) {
        RequestBody body = RequestBody.of(request, Set.of("who", "why", "position", "priority"));
        Experiment experiment = found(request);
        Optional<PriorityClass> priority = body.text("priority", "").isEmpty()
                ? Optional.empty()
                : Optional.of(RequestBody.oneOf(PriorityClass.class, body.json(), "priority", null, "body."));
        double position = body.positive("position", Double.NaN);
        if (position != Math.rint(position) && !Double.isNaN(position) || position > Integer.MAX_VALUE) {
            throw ApiProblem.badRequest("Must be a whole number from 1.", String.valueOf(position), "body.position");
        }
        QueueMove move = new QueueMove(priority, Double.isNaN(position) ? OptionalInt.empty() : OptionalInt.of((int) position));
        requests.ask(request, new Asked.Move(experiment.experimentId(), move, body.requiredText("why")),
                body.who(RequestGate.asker(request), "who", false), experiment.experimentId(), body.text("why", ""));
    }
}
