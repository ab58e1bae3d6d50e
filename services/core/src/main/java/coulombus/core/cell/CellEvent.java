package coulombus.core.cell;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// One event in the life of a cell.
///
/// @param unixTimeSecond when, in s since 1970; for the record
/// @param what           that happened
/// @param channelId      the channel it happened on, empty where on none
/// @param runId          the run it belongs to, empty where none
/// @param detail         in words, may be empty
public record CellEvent(double unixTimeSecond, What what, Optional<String> channelId, Optional<UUID> runId, String detail) {
    /// What can happen to a cell.
    public enum What {
        REGISTERED, CHANGED, ASSIGNED, MOUNTED, UNMOUNTED, STARTED, COMPLETED, FAULTED, CANCELLED
    }

    public CellEvent {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(detail, "detail");
    }
}
