package coulombus.channelagent;

import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.drivers.CyclerDescription.ChannelDescription;

/// Makes orders ready for a channel: reads the protocol, resolves it for the cell and holds it against what the channel can do. Same order,
/// same plan: it is asked again after a restart.
interface RunPlanner {
    RunPlan plan(RunOrder order, ChannelDescription channel) throws RefusedOrderException;

    /// An order that must not be started.
    final class RefusedOrderException extends Exception {
        private static final long serialVersionUID = 1;
        private final OrderAnswer answer;

        /// @param why what, which and where, in words
        RefusedOrderException(OrderAnswer answer, String why) {
            super(why);
            this.answer = answer;
        }

        OrderAnswer answer() {
            return answer;
        }
    }
}
