package coulombus.core.detection;

import java.util.Optional;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// A rule that looks at each complete pair of half-cycles. Its state is bounded; a changed rule is a new version.
interface CycleDetector {
    /// Takes a complete cycle.
    Optional<Finding> on(JudgedCycle judged);

    void writeTo(StateWriter out);

    void readFrom(StateReader in);
}
