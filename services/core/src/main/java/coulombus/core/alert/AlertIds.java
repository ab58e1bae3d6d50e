package coulombus.core.alert;

import java.util.Optional;
import java.util.UUID;

import coulombus.core.detection.NameId;
import coulombus.core.measurement.DataQuality;

/// Ids of alerts and of evidence that carries none: UUIDs of version 5, so that a replay makes the same ones.
public final class AlertIds {
    /// Name space of what belongs to no run.
    private static final UUID FACILITY = UUID.fromString("7d0c3a6e-52f1-5a8b-9c54-3f6be1f0a7d2");

    private AlertIds() {}

    /// The alert of a kind in a run; of a channel where it is about no run.
    public static UUID alert(AlertKind kind, String channelId, Optional<UUID> runId) {
        return runId.map(run -> NameId.of(run, "alert|" + kind)).orElseGet(() -> NameId.of(FACILITY, "alert|" + kind + "|" + channelId));
    }

    /// The alert about a group's environment that many sightings of one kind make.
    public static UUID environment(String group, AlertKind shown) {
        return NameId.of(FACILITY, "environment|" + shown + "|" + group);
    }

    static UUID evidence(UUID runId, DataQuality quality) {
        return NameId.of(runId, "quality|" + quality.kind() + "|" + quality.firstSeq());
    }

    /// Evidence of a state that is reported again and again: the n-th time it was entered.
    static UUID evidence(UUID alertId, int times) {
        return NameId.of(alertId, "entered|" + times);
    }

    static UUID evidence(UUID environmentId, UUID memberEvidenceId) {
        return NameId.of(environmentId, memberEvidenceId.toString());
    }
}
