package coulombus.core.assignment;

import java.util.Objects;

/// What a channel shall do.
public sealed interface Desired {
    /// Runs this test until it ends by itself or something else is desired.
    record Run(RunOrder order) implements Desired {
        public Run { Objects.requireNonNull(order, "order"); }
    }

    /// Carries no current: a running test is stopped.
    ///
    /// @param why in words, for the record
    record Off(String why) implements Desired {
        public Off { Objects.requireNonNull(why, "why"); }
    }
}
