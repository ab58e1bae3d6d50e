package coulombus.core.book;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// One entry of the scheduler's log about the facility, its cells and its experiments, on the topic decisions beside
/// [coulombus.core.assignment.Decision]. What it holds is typed and complete: nothing is parsed when the log is replayed.
///
/// @param requestId      the request it answers; empty where evidence, time or a pass led to it
/// @param change         what changed, or why nothing did
/// @param requestedBy    who asked, or `scheduler`
/// @param unixTimeSecond when, in s since 1970; ages and usage are counted by it
public record FacilityDecision(Optional<UUID> requestId, FacilityChange change, String requestedBy, double unixTimeSecond) {
    /// Who decides where no person asked.
    public static final String SCHEDULER = "scheduler";

    public FacilityDecision {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }

    /// A decision of the scheduler's own.
    public static FacilityDecision own(FacilityChange change, double unixTimeSecond) {
        return new FacilityDecision(Optional.empty(), change, SCHEDULER, unixTimeSecond);
    }
}
