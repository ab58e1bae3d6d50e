package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellRecord;
import coulombus.fleetapi.access.Scope;

/// The cells of the lab: register, list, show with the whole life.
final class CellRoutes {
    private static final int MOST = 100_000;
    private static final int USUAL = 1_000;

    private final FacilityView view;
    private final FacilityRequests requests;

    CellRoutes(FacilityView view, FacilityRequests requests) {
        this.view = view;
        this.requests = requests;
    }

    List<ApiRoutes.Route> table() {
        return List.of(new ApiRoutes.Route(HttpMethod.GET, "/cells", Set.of("limit", "cursor"), Scope.READ, this::list),
                new ApiRoutes.Route(HttpMethod.POST, "/cells", Set.of("who"), Scope.BENCH, this::register),
                new ApiRoutes.Route(HttpMethod.GET, "/cells/{cell_id}", Set.of(), Scope.READ, (request, parameters) -> show(request)));
    }

    /// Newest first.
    private void list(RoutingContext request, RequestParameters parameters) {
        ListPage<CellRecord> page = ListPage.of(view.read(book -> new ArrayList<>(book.cells())).reversed(), CellRecord::cellId, parameters,
                USUAL, MOST);
        JsonArray cells = new JsonArray();
        view.read(book -> {
            page.items().forEach(cell -> cells.add(FacilityJson.cell(cell, book)));
            return cells;
        });
        ApiRoutes.json(request, new JsonObject().put("cells", cells).put("next_cursor", page.nextCursor()));
    }

    /// By its id or by its barcode.
    private void show(RoutingContext request) {
        String id = request.pathParam("cell_id");
        ApiRoutes.json(request,
                view.read(book -> book.cell(id).or(() -> book.cellOfBarcode(id)).map(cell -> FacilityJson.cellWithLife(cell, book)))
                        .orElseThrow(
                                () -> ApiProblem.notFound("No cell of this id or barcode is registered.", id, request.request().path())));
    }

    private void register(RoutingContext request, RequestParameters parameters) {
        String text = FacilityRequests.yaml(request);
        List<CellRecord> cells = FacilityRequests.read(view.texts()::cells, text);
        requests.ask(request, new Asked.RegisterCells(text),
                RequestBody.recorded(RequestGate.asker(request), parameters.text("who"), "query.who"),
                cells.size() == 1 ? cells.getFirst().cellId() : cells.size() + " cells", "");
    }
}
