package coulombus.core.assignment;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// What a channel shall do.
public sealed interface Desired {
    /// Runs this test until it ends by itself or something else is desired. A pause of it ends by it.
    record Run(RunOrder order) implements Desired {
        public Run { Objects.requireNonNull(order, "order"); }
    }

    /// Holds the running test of this assignment when its next step begins, until the same run or off is desired. Where the cycler cannot
    /// pause, the test is stopped.
    ///
    /// @param why       in words, for the record
    /// @param findingId the finding that led to it; empty where a person did
    record Pause(String why, Optional<UUID> findingId) implements Desired {
        public Pause {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(findingId, "findingId");
        }
    }

    /// Carries no current: a running test is stopped.
    ///
    /// @param why       in words, for the record
    /// @param findingId the finding that led to it; empty where a person or a release did. It clears a trip of the agent on a finding, but
    ///                  never one on a limit: that takes a person
    record Off(String why, Optional<UUID> findingId) implements Desired {
        public Off {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(findingId, "findingId");
        }

        public Off(String why) {
            this(why, Optional.empty());
        }
    }
}
