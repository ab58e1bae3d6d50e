package coulombus.fleetapi;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.fleetapi.access.Scope;

/// What people do with single channels: take them out of use and into it, lock them, mount and unmount cells, release what was doubted.
final class BenchRoutes {
    private final FacilityRequests requests;

    BenchRoutes(FacilityRequests requests) {
        this.requests = requests;
    }

    List<ApiRoutes.Route> table() {
        return List.of(
                route("drain", Scope.PLAN, Set.of(),
                        (channel, body) -> new Asked.SetAdmin(channel, new ChannelAdmin.Draining(why(body)), why(body))),
                route("enable", Scope.PLAN, Set.of(),
                        (channel, body) -> new Asked.SetAdmin(channel, new ChannelAdmin.Enabled(), why(body))),
                route("maintenance", Scope.PLAN, Set.of(),
                        (channel, body) -> new Asked.SetAdmin(channel, new ChannelAdmin.Maintenance(why(body)), why(body))),
                route("retire", Scope.PLAN, Set.of(),
                        (channel, body) -> new Asked.SetAdmin(channel, new ChannelAdmin.Retired(why(body)), why(body))),
                route("taint", Scope.PLAN, Set.of("key", "effect"), (channel, body) -> new Asked.SetTaint(channel, body.requiredText("key"),
                        RequestBody.oneOf(Taint.Effect.class, body.json(), "effect", Taint.Effect.NO_NEW_TEST, "body."), why(body))),
                route("untaint", Scope.PLAN, Set.of("key"),
                        (channel, body) -> new Asked.RemoveTaint(channel, body.requiredText("key"), why(body))),
                route("lock", Scope.BENCH, Set.of("key"), (channel, body) -> new Asked.Lock(channel, body.requiredText("key"), why(body))),
                route("unlock", Scope.BENCH, Set.of("key"),
                        (channel, body) -> new Asked.Unlock(channel, Optional.of(body.text("key", "")).filter(key -> !key.isEmpty()),
                                why(body))),
                route("mount", Scope.BENCH, Set.of("barcode"), (channel, body) -> new Asked.Mount(body.requiredText("barcode"), channel)),
                route("unmount", Scope.BENCH, Set.of("barcode"),
                        (channel, body) -> new Asked.Unmount(body.requiredText("barcode"), channel)),
                route("quarantine", Scope.BENCH, Set.of(), (channel, body) -> new Asked.Quarantine(channel, why(body))),
                route("release-quarantine", Scope.BENCH, Set.of(), (channel, body) -> new Asked.ReleaseQuarantine(channel, why(body))),
                route("clear-trip", Scope.PLAN, Set.of(), (channel, body) -> new Asked.ClearTrip(channel, why(body))));
    }

    private static String why(RequestBody body) {
        return body.requiredText("why");
    }

    private ApiRoutes.Route route(String what, Scope scope, Set<String> names, BiFunction<String, RequestBody, Asked> asked) {
        Set<String> known = new HashSet<>(names);
        known.add("why");
        known.add("who");
        return new ApiRoutes.Route(HttpMethod.POST, "/channels/{channel_id}/" + what, Set.of(), scope,
                (request, parameters) -> ask(request, known, asked));
    }

    private void ask(RoutingContext request, Set<String> names, BiFunction<String, RequestBody, Asked> asked) {
        RequestBody body = RequestBody.of(request, names);
        String channel = request.pathParam("channel_id");
        requests.ask(request, asked.apply(channel, body), body.who(RequestGate.asker(request), "who", false), channel,
                body.text("why", ""));
    }
}
