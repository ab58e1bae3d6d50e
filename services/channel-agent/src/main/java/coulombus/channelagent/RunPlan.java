package coulombus.channelagent;

import java.util.Map;
import java.util.Objects;

import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.FindingAction;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.safety.HardLimits;
import coulombus.drivers.StartOrder;

/// An order made ready for one channel.
///
/// @param start   what the driver is told
/// @param facts   what the protocol plans, for the analysis
/// @param limits  of protocol and channel, the tighter of each
/// @param actsOn  findings on which the run is stopped or paused here, beside the cycler
record RunPlan(StartOrder start, ProtocolFacts facts, HardLimits limits, Map<FindingKind, FindingAction> actsOn) {
    RunPlan {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(limits, "limits");
        actsOn = Map.copyOf(actsOn);
    }
}
