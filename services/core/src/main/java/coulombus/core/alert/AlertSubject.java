package coulombus.core.alert;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.cell.Source;

/// Whom an alert is about.
///
/// @param channelId the channel; for an alert about the environment the cycler or chamber
/// @param runId     the run; empty where it is about none
/// @param cellId    the lab's name of the cell; may be empty
/// @param source    real or simulated; empty where it is not known
public record AlertSubject(String channelId, Optional<UUID> runId, String cellId, Optional<Source> source) {
    public AlertSubject {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(cellId, "cellId");
        Objects.requireNonNull(source, "source");
    }
}
