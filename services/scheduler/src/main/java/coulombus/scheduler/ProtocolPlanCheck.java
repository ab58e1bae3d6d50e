package coulombus.scheduler;

import java.util.Optional;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.UnknownNormaliserException;
import coulombus.formats.protocol.ProtocolFormatException;
import coulombus.formats.protocol.ProtocolYaml;

/// Whether a protocol can be read and fits its cell. Whether it fits the channel is known to the agent, who looks again.
final class ProtocolPlanCheck implements PlanCheck {
    @Override
    public Optional<String> complaint(ChannelRequest request) {
        return request.asked() instanceof Asked.Start start ? complaint(start) : Optional.empty();
    }

    private static Optional<String> complaint(Asked.Start start) {
        if (!(start.startWithinSecond() > 0)) {
            return Optional.of("startWithinSecond: must be greater than 0; was " + start.startWithinSecond());
        }
        try {
            ResolvedProtocol.of(ProtocolYaml.read(start.protocolText()), start.cell());
            return Optional.empty();
        } catch (ProtocolFormatException e) {
            return Optional.of("protocol: " + e.getMessage());
        } catch (UnknownNormaliserException e) {
            return Optional.of("protocol and cell: " + e.getMessage());
        }
    }
}
