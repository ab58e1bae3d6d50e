package coulombus.fleetapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.scheduling.Scheduler;
import coulombus.core.scheduling.SchedulingInput;
import coulombus.core.scheduling.SchedulingResult;
import coulombus.core.scheduling.SchedulingResult.Reservation;
import coulombus.core.scheduling.WaitingExperiment;

/// Why experiments wait and when they start, as the scheduler's own pass says it of the view. A pass over a large facility takes a while, so
/// it runs off the event loop, one at a time, and its answer holds until something changed, for a few seconds. Lives on one event loop.
final class PlannedQueue {
    private static final double HOLDS_SECOND = 5;

    private final Vertx vertx;
    private final FacilityView view;
    private Plan newest = Plan.NONE;
    private long ofVersion = -1;
    private Future<Plan> coming;

    /// @param result     of the pass
    /// @param waiting    every waiting experiment by its id
    /// @param atUnixSecond when, in s since 1970
    record Plan(SchedulingResult result, Map<String, WaitingExperiment> waiting, double atUnixSecond) {
        static final Plan NONE = new Plan(new SchedulingResult(List.of(), List.of(), List.of()), Map.of(), Double.NEGATIVE_INFINITY);

        static Plan of(SchedulingInput input) {
            SchedulingResult result = new Scheduler().plan(input);
            Map<String, WaitingExperiment> waiting = new HashMap<>();
            result.waiting().forEach(one -> waiting.put(one.experimentId(), one));
            return new Plan(result, waiting, input.nowUnixSecond());
        }
    }

    PlannedQueue(Vertx vertx, FacilityView view) {
        this.vertx = vertx;
        this.view = view;
    }

    /// The plan of now, or of a few seconds ago where nothing changed since.
    Future<Plan> now() {
        long version = view.version();
        if (version == ofVersion && view.nowUnixSecond() - newest.atUnixSecond() < HOLDS_SECOND) {
            return Future.succeededFuture(newest);
        }
        if (coming == null) {
            List<String> reserved = newest.result().reservations().stream().map(Reservation::experimentId).toList();
            Callable<Plan> pass = () -> view.planned(reserved).map(Plan::of).orElse(Plan.NONE);
            Future<Plan> asked = vertx.executeBlocking(pass, false);
            // Kept before anything listens: a pass that is done already tells its listeners at once, and would be kept for ever after.
            coming = asked;
            asked.onSuccess(plan -> {
                newest = plan;
                ofVersion = version;
            }).onComplete(done -> coming = null);
            return asked;
        }
        return coming;
    }

    /// Answers a request with the plan of now.
    void then(RoutingContext request, Consumer<Plan> answer) {
        then(request, now(), answer);
    }

    /// Answers a request when something is there; what goes wrong meanwhile is told too.
    static <T> void then(RoutingContext request, Future<T> coming, Consumer<T> answer) {
        coming.onFailure(request::fail).onSuccess(there -> {
            try {
                answer.accept(there);
            } catch (RuntimeException e) {
                request.fail(e);
            }
        });
    }

    /// A plan of something that is not in the queue, off the event loop.
    Future<Optional<Plan>> of(Callable<Optional<SchedulingInput>> input) {
        Callable<Optional<Plan>> pass = () -> input.call().map(Plan::of);
        return vertx.executeBlocking(pass, false);
    }
}
