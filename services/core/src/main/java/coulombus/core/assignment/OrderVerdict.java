package coulombus.core.assignment;

import java.util.Objects;
import java.util.UUID;

/// What an agent must do with the scheduler's word. Whatever is not [Stale], [AlreadyDone] or [Busy] is stored durably, token and
/// generation, before anything else happens.
public sealed interface OrderVerdict {
    /// A token below the highest: ignored and reported.
    record Stale(long highestToken) implements OrderVerdict {}

    /// Decided on before: ignored.
    record AlreadyDone() implements OrderVerdict {}

    /// A new assignment, or another run, while a run may carry current: refused. Never an implicit stop.
    record Busy(UUID activeRunId) implements OrderVerdict {
        public Busy { Objects.requireNonNull(activeRunId, "activeRunId"); }
    }

    /// The order is too old to be begun: refused.
    record Expired(double ageSecond) implements OrderVerdict {}

    /// Protocol or cell are not those the order was made for: refused.
    record PlanMismatch() implements OrderVerdict {}

    /// The run was begun before, perhaps ended: it is never begun again, but goes on where it is paused. The generation is taken note of.
    record Begun(UUID runId) implements OrderVerdict {
        public Begun { Objects.requireNonNull(runId, "runId"); }
    }

    /// Begin this run.
    record Begin(RunOrder order) implements OrderVerdict {
        public Begin { Objects.requireNonNull(order, "order"); }
    }

    /// Hold the run of this assignment when its next step begins, where one is active.
    record Hold(String why) implements OrderVerdict {
        public Hold { Objects.requireNonNull(why, "why"); }
    }

    /// Carry no current: stop the run of this assignment where one is active.
    ///
    /// @param byFinding true where a finding and not a person led to it: a trip on a limit stays then
    record TurnOff(String why, boolean byFinding) implements OrderVerdict {
        public TurnOff { Objects.requireNonNull(why, "why"); }
    }
}
