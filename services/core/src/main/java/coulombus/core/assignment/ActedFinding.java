package coulombus.core.assignment;

import java.util.Objects;
import java.util.UUID;

import coulombus.core.protocol.FindingAction;

/// The finding that led to a decision. A finding is acted on once, by its id, however often it is read.
///
/// @param findingId id of the finding
/// @param action    what the run's protocol asked for; never NOTIFY, on which nothing is decided
public record ActedFinding(UUID findingId, FindingAction action) {
    public ActedFinding {
        Objects.requireNonNull(findingId, "findingId");
        Objects.requireNonNull(action, "action");
        if (action == FindingAction.NOTIFY) {
            throw new IllegalArgumentException("finding " + findingId + ": nothing is decided where people are only told");
        }
    }
}
