package coulombus.runtime.codec;

import java.util.Objects;
import java.util.UUID;

/// A result with the run it belongs to.
public record ForRun<T>(UUID runId, T value) {
    public ForRun {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(value, "value");
    }
}
