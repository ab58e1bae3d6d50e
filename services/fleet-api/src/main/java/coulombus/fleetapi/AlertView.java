package coulombus.fleetapi;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertRequest;
import coulombus.core.alert.AlertState;
import coulombus.core.audit.AuditEntry;

/// The newest revision of every alert, and what was asked about them with its answers. Safe for any thread.
final class AlertView {
    private static final int MOST_REQUESTS = 20_000;
    private static final String ROUTER = "alert-router";
    /// What waits for a person first; then the worst, then the newest.
    private static final Comparator<Alert> WORST_FIRST = Comparator.<Alert>comparingInt(alert -> rank(alert.state()))
            .thenComparing(Alert::severity, Comparator.reverseOrder())
            .thenComparing(alert -> alert.last().atUnixSecond(), Comparator.reverseOrder());

    private final Map<UUID, Alert> alerts = new HashMap<>();
    private final Map<UUID, Asked> requests = new LinkedHashMap<>();

    /// A request with its answer, either of which may not be known here.
    record Asked(Optional<AlertRequest> request, Optional<AuditEntry> answer) {}

    synchronized void on(Alert revision) {
        alerts.merge(revision.alertId(), revision, (known, fresh) -> fresh.revision() >= known.revision() ? fresh : known);
    }

    synchronized void on(AlertRequest request) {
        requests.merge(request.requestId(), new Asked(Optional.of(request), Optional.empty()),
                (known, fresh) -> new Asked(fresh.request(), known.answer()));
        forgetOldest();
    }

    synchronized void on(AuditEntry entry) {
        if (!entry.service().equals(ROUTER)) {
            return;
        }
        requests.merge(entry.auditId(), new Asked(Optional.empty(), Optional.of(entry)),
                (known, fresh) -> new Asked(known.request(), fresh.answer()));
        forgetOldest();
    }

    private void forgetOldest() {
        while (requests.size() > MOST_REQUESTS) {
            requests.remove(requests.keySet().iterator().next());
        }
    }

    synchronized Optional<Alert> alert(UUID alertId) {
        return Optional.ofNullable(alerts.get(alertId));
    }

    synchronized Optional<Asked> request(UUID requestId) {
        return Optional.ofNullable(requests.get(requestId));
    }

    synchronized List<Alert> alerts() {
        return alerts.values().stream().sorted(WORST_FIRST).toList();
    }

    private static int rank(AlertState state) {
        return switch (state) {
            case AlertState.Open open -> 0;
            case AlertState.Reopened reopened -> 0;
            case AlertState.Acknowledged acknowledged -> 1;
            case AlertState.Suppressed suppressed -> 2;
            case AlertState.Resolved resolved -> 3;
        };
    }
}
