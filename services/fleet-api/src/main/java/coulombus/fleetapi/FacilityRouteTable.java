package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Vertx;

/// Everything that can be asked about the facility, its cells and its experiments.
final class FacilityRouteTable {
    private FacilityRouteTable() {}

    static List<ApiRoutes.Route> of(Vertx vertx, FacilityView view, FleetView fleet, FacilityRequests requests) {
        PlannedQueue queue = new PlannedQueue(vertx, view);
        List<ApiRoutes.Route> all = new ArrayList<>();
        all.addAll(new FacilityRoutes(view, requests).table());
        all.addAll(new CellRoutes(view, requests).table());
        all.addAll(new ExperimentRoutes(view, queue, requests).table());
        all.addAll(new BenchRoutes(requests).table());
        all.addAll(new PlanRoutes(view, fleet, queue).table());
        return all;
    }
}
