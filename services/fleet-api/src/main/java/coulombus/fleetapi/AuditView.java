package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import coulombus.core.audit.AuditEntry;

/// The newest entries of the audit, each once. Older ones stay in the topic. Safe for any thread.
final class AuditView {
    static final int MOST_ENTRIES = 50_000;

    private final Map<UUID, AuditEntry> entries = new LinkedHashMap<>();

    /// Takes an entry in the order of the topic; the same one again changes nothing.
    synchronized void on(AuditEntry entry) {
        if (entries.putIfAbsent(entry.auditId(), entry) == null && entries.size() > MOST_ENTRIES) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /// Newest first.
    synchronized List<AuditEntry> entries() {
        return new ArrayList<>(entries.values()).reversed();
    }
}
