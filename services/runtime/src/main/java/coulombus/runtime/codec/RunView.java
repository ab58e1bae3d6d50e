package coulombus.runtime.codec;

import java.util.Objects;
import java.util.Optional;

import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// The latest view of a run, on the topic runs.
///
/// @param facts              what is known of the run
/// @param ended              why it ended; empty while it runs
/// @param lastSeq            number of the last measurement seen, 0 where none was
/// @param lastTestTimeSecond test time of that measurement, or NaN
public record RunView(RunFacts facts, Optional<RunEnd> ended, long lastSeq, double lastTestTimeSecond) {
    public RunView {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(ended, "ended");
    }

    public boolean isRunning() {
        return ended.isEmpty();
    }
}
