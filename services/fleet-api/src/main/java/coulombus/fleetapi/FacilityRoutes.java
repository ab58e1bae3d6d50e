package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.fleetapi.access.Scope;

/// The facility as it is described, and the times in which channels are closed or kept.
final class FacilityRoutes {
    private final FacilityView view;
    private final FacilityRequests requests;

    FacilityRoutes(FacilityView view, FacilityRequests requests) {
        this.view = view;
        this.requests = requests;
    }

    List<ApiRoutes.Route> table() {
        return List.of(new ApiRoutes.Route(HttpMethod.GET, "/facility", Set.of(), Scope.READ, (request, parameters) -> show(request)),
                new ApiRoutes.Route(HttpMethod.PUT, "/facility", Set.of("who"), Scope.FACILITY, this::describe),
                new ApiRoutes.Route(HttpMethod.POST, "/closures", Set.of(), Scope.PLAN, (request, parameters) -> close(request)),
                new ApiRoutes.Route(HttpMethod.DELETE, "/closures/{closure_id}", Set.of(), Scope.PLAN,
                        (request, parameters) -> open(request)));
    }

    private void show(RoutingContext request) {
        ApiRoutes.json(request, view.read(book -> FacilityJson.facility(book, view.nowUnixSecond(), view::hindranceOfAgent)));
    }

    private void describe(RoutingContext request, RequestParameters parameters) {
        String text = FacilityRequests.yaml(request);
        Facility facility = FacilityRequests.read(view.texts()::facility, text);
        requests.ask(request, new Asked.SetFacility(text),
                RequestBody.recorded(RequestGate.asker(request), parameters.text("who"), "query.who"), facility.name(), "");
    }

    private void close(RoutingContext request) {
        RequestBody body = RequestBody.of(request,
                Set.of("closure_id", "channels", "from_unix_second", "until_unix_second", "kept_for_group", "why", "who"));
        String id = body.requiredText("closure_id");
        String group = body.text("kept_for_group", "");
        Closure closure;
        try {
            closure = new Closure(id, channels(body), body.number("from_unix_second"), body.number("until_unix_second"),
                    group.isEmpty() ? Optional.empty() : Optional.of(group), body.requiredText("why"));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badRequest(e.getMessage(), id, "body");
        }
        requests.ask(request, new Asked.Reserve(closure), body.who(RequestGate.asker(request), "who", false), id, closure.why());
    }

    private static Set<String> channels(RequestBody body) {
        List<String> channels = new ArrayList<>();
        if (body.json().getValue("channels") instanceof JsonArray array) {
            array.forEach(one -> channels.add(String.valueOf(one)));
        }
        if (channels.isEmpty()) {
            throw ApiProblem.badRequest("Must be a list of at least one channel.", String.valueOf(body.json().getValue("channels")),
                    "body.channels");
        }
        return new HashSet<>(channels);
    }

    private void open(RoutingContext request) {
        RequestBody body = RequestBody.of(request, Set.of("who", "why"));
        String id = request.pathParam("closure_id");
        requests.ask(request, new Asked.Unreserve(id, body.requiredText("why")), body.who(RequestGate.asker(request), "who", false), id,
                body.text("why", ""));
    }
}
