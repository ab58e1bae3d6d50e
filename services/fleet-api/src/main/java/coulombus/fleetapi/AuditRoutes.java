package coulombus.fleetapi;

import java.util.List;
import java.util.Set;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.audit.AuditEntry;
import coulombus.fleetapi.access.Scope;

/// Who changed what, who was denied what.
final class AuditRoutes {
    private static final int MOST_ENTRIES = 10_000;
    private static final int USUAL_ENTRIES = 200;

    private final AuditView view;
    private final ControlView control;
    private final FacilityRequests facility;

    AuditRoutes(AuditView view, ControlView control, FacilityRequests facility) {
        this.view = view;
        this.control = control;
        this.facility = facility;
    }

    List<ApiRoutes.Route> table() {
        return List.of(
                new ApiRoutes.Route(HttpMethod.GET, "/audit", Set.of("who", "subject", "limit", "cursor"), Scope.AUDIT, this::list));
    }

    private void list(RoutingContext request, RequestParameters parameters) {
        String who = parameters.text("who");
        String subject = parameters.text("subject");
        List<AuditEntry> wanted = view.entries().stream().filter(entry -> who == null || entry.who().equals(who))
                .filter(entry -> subject == null || entry.subject().equals(subject)).toList();
        ListPage<AuditEntry> page = ListPage.of(wanted, entry -> entry.auditId().toString(), parameters, USUAL_ENTRIES, MOST_ENTRIES);
        JsonArray entries = new JsonArray();
        page.items().forEach(entry -> entries.add(json(entry)));
        ApiRoutes.json(request, new JsonObject().put("entries", entries).put("next_cursor", page.nextCursor()));
    }

    /// An entry; of what was asked of the scheduler with its decision, as far as it is known.
    private JsonObject json(AuditEntry entry) {
        JsonObject json = new JsonObject().put("audit_id", entry.auditId().toString()).put("at_unix_second", entry.unixTimeSecond())
                .put("service", entry.service()).put("who", entry.who()).put("what", entry.action()).put("subject", entry.subject())
                .put("why", entry.why()).put("outcome", entry.outcome().name()).put("detail", entry.detail())
                .put("before", entry.before()).put("after", entry.after());
        return control.request(entry.auditId()).map(asked -> ControlJson.asked(entry.auditId(), asked))
                .or(() -> facility.answer(entry.auditId())).map(decision -> json.put("decision", decision)).orElse(json);
    }
}
