package coulombus.core.assignment;

import coulombus.core.assignment.OrderVerdict.AlreadyDone;
import coulombus.core.assignment.OrderVerdict.Begin;
import coulombus.core.assignment.OrderVerdict.Begun;
import coulombus.core.assignment.OrderVerdict.Busy;
import coulombus.core.assignment.OrderVerdict.Expired;
import coulombus.core.assignment.OrderVerdict.Hold;
import coulombus.core.assignment.OrderVerdict.PlanMismatch;
import coulombus.core.assignment.OrderVerdict.Stale;
import coulombus.core.assignment.OrderVerdict.TurnOff;

/// Decides what an agent does with a word of the scheduler, however often, late or out of order it comes. Together with storing before
/// acting it keeps a channel from being energised twice.
///
/// | token | generation | run active | verdict |
/// | --- | --- | --- | --- |
/// | lower than stored | any | any | stale |
/// | equal | not above the stored | any | already done |
/// | equal | above | any | off: turn off; pause: hold; the same run: begun; another run while one is active: busy; else begin |
/// | higher | any | yes | busy, also for off and pause: never an implicit stop |
/// | higher | any | no | off: turn off; pause: hold; a run that was begun before: begun; else begin |
///
/// An order that would begin a run is refused where its plan does not match its hash, or where it is older than it allows.
public final class AssignmentRule {
    private AssignmentRule() {}

    /// @param ageSecond how long ago the word was written, both times by the broker's clock, in s
    public static OrderVerdict judge(AssignmentHeld held, ChannelDesired word, double ageSecond) {
        if (word.token() < held.token()) {
            return new Stale(held.token());
        }
        if (word.token() == held.token()) {
            return word.generation() <= held.observedGeneration() ? new AlreadyDone() : apply(held, word, ageSecond);
        }
        return held.active() ? new Busy(held.lastRunId().orElseThrow()) : apply(held, word, ageSecond);
    }

    private static OrderVerdict apply(AssignmentHeld held, ChannelDesired word, double ageSecond) {
        return switch (word.desired()) {
            case Desired.Off off -> new TurnOff(off.why(), off.findingId().isPresent());
            case Desired.Pause pause -> new Hold(pause.why());
            case Desired.Run run -> begin(held, run.order(), ageSecond);
        };
    }

    private static OrderVerdict begin(AssignmentHeld held, RunOrder order, double ageSecond) {
        if (held.lastRunId().filter(order.runId()::equals).isPresent()) {
            return new Begun(order.runId());
        }
        if (held.active()) {
            return new Busy(held.lastRunId().orElseThrow());
        }
        if (!order.isIntact()) {
            return new PlanMismatch();
        }
        // Not `>`: an age that is not a number is no proof of youth.
        return ageSecond <= order.startWithinSecond() ? new Begin(order) : new Expired(ageSecond);
    }
}
