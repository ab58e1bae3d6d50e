package coulombus.core.assignment;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// What the agent has durably stored of a channel's assignment, before it acted on it.
///
/// @param token              highest token that was ever accepted, 0 where none
/// @param observedGeneration generation of that token that was decided on, 0 where none
/// @param lastRunId          the run that was ordered last; it is never begun a second time
/// @param active             true while that run may carry current: from before its start is sent until the output is known to be off
public record AssignmentHeld(long token, long observedGeneration, Optional<UUID> lastRunId, boolean active) {
    /// A channel nothing was ever ordered for.
    public static final AssignmentHeld NONE = new AssignmentHeld(0, 0, Optional.empty(), false);

    public AssignmentHeld {
        Objects.requireNonNull(lastRunId, "lastRunId");
        if (token < 0 || observedGeneration < 0) {
            throw new IllegalArgumentException(
                    "assignment: token and generation must be 0 or more; were " + token + " and " + observedGeneration);
        }
        if (active && lastRunId.isEmpty()) {
            throw new IllegalArgumentException("assignment: an active one must name its run");
        }
    }

    /// The run that may carry current now.
    public Optional<UUID> activeRunId() {
        return active ? lastRunId : Optional.empty();
    }
}
