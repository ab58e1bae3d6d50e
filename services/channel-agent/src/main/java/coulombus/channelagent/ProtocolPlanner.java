package coulombus.channelagent;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.FindingAction;
import coulombus.core.protocol.Problem;
import coulombus.core.protocol.ProtocolCheck;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.ResolvedSafetyLimits;
import coulombus.core.protocol.StepType;
import coulombus.core.protocol.UnknownNormaliserException;
import coulombus.core.safety.HardLimits;
import coulombus.drivers.CyclerDescription.ChannelDescription;
import coulombus.drivers.StartOrder;
import coulombus.formats.protocol.ProtocolFormatException;
import coulombus.formats.protocol.ProtocolYaml;

/// Plans protocols in the project's own YAML. What the device cannot do of it, its driver says at the start.
final class ProtocolPlanner implements RunPlanner {
    @Override
    public RunPlan plan(RunOrder order, ChannelDescription channel) throws RefusedOrderException {
        try {
            ResolvedProtocol protocol = ResolvedProtocol.of(ProtocolYaml.read(order.protocolText()), order.cell());
            requireFits(protocol, channel);
            return new RunPlan(new StartOrder(channel.channelId(), order.runId().toString(), protocol), protocol.facts(),
                    limits(protocol.safety()), actsOn(protocol.protocol()));
        } catch (ProtocolFormatException e) {
            throw new RefusedOrderException(OrderAnswer.PLAN_MISMATCH, "protocol: " + e.getMessage());
        } catch (UnknownNormaliserException e) {
            throw new RefusedOrderException(OrderAnswer.OUTSIDE_LIMITS, "protocol and cell: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new RefusedOrderException(OrderAnswer.OUTSIDE_LIMITS,
                    "protocol and channel " + channel.channelId() + ": " + e.getMessage());
        }
    }

    private static void requireFits(ResolvedProtocol protocol, ChannelDescription channel) throws RefusedOrderException {
        ChannelLimits limits = new ChannelLimits(channel.minVoltageVolt(), channel.maxVoltageVolt(), channel.maxCurrentAmpere(),
                EnumSet.allOf(StepType.class));
        List<Problem> errors = ProtocolCheck.problems(protocol, limits).stream().filter(p -> p.level() == Problem.Level.ERROR).toList();
        if (!errors.isEmpty()) {
            throw new RefusedOrderException(OrderAnswer.OUTSIDE_LIMITS, "channel " + channel.channelId() + ": "
                    + errors.stream().map(p -> p.where() + ": " + p.what()).collect(Collectors.joining("; ")));
        }
    }

    /// What the agent stops or pauses by itself, with the scheduler away too. A diagnosis is the scheduler's to order.
    private static Map<FindingKind, FindingAction> actsOn(CyclingProtocol protocol) {
        return protocol.onFinding().entrySet().stream()
                .filter(policy -> policy.getValue() == FindingAction.STOP || policy.getValue() == FindingAction.PAUSE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static HardLimits limits(ResolvedSafetyLimits safety) {
        return new HardLimits(safety.voltageMinVolt(), safety.voltageMaxVolt(), safety.currentMinAmpere(), safety.currentMaxAmpere(),
                safety.capacityMaxAh(), safety.temperatureMaxCelsius(), safety.delaySecond());
    }
}
