package coulombus.core.alert;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.detection.CellState;
import coulombus.core.detection.Finding;
import coulombus.core.measurement.DataQuality;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// What the book of alerts is told.
public sealed interface AlertEvent {
    /// A detector found something about a cell.
    ///
    /// @param atUnixSecond when, in s since 1970
    record Found(String channelId, UUID runId, Finding finding, double atUnixSecond) implements AlertEvent {
        public Found { Objects.requireNonNull(finding, "finding"); }
    }

    /// Something about the data of a run, not about its cell.
    record Quality(String channelId, UUID runId, DataQuality quality, double atUnixSecond) implements AlertEvent {
        public Quality { Objects.requireNonNull(quality, "quality"); }
    }

    /// Where a cell stands. The latest counts.
    ///
    /// @param seq number of the last measurement behind it
    record Health(UUID runId, CellState state, long seq, double atUnixSecond) implements AlertEvent {
        public Health { Objects.requireNonNull(state, "state"); }
    }

    /// What is known of a run, and why it ended. The latest counts.
    record Run(RunFacts facts, Optional<RunEnd> ended, double atUnixSecond) implements AlertEvent {
        public Run {
            Objects.requireNonNull(facts, "facts");
            Objects.requireNonNull(ended, "ended");
        }
    }

    /// An agent's word for a channel. The latest counts.
    record Reported(ChannelReported reported) implements AlertEvent {
        public Reported { Objects.requireNonNull(reported, "reported"); }
    }
}
