package coulombus.runtime.codec;

import java.util.Objects;
import java.util.UUID;

import coulombus.core.run.RunEnd;

/// The end of a run's story.
///
/// @param runId   the run
/// @param why     why it ended
/// @param lastSeq number of its last measurement, 0 where it had none
public record RunEnding(UUID runId, RunEnd why, long lastSeq) {
    public RunEnding {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(why, "why");
    }
}
