package coulombus.drivers;

import java.util.Objects;

import coulombus.core.protocol.ResolvedProtocol;

/// What to start on a channel.
///
/// @param channelId the channel, idle
/// @param label     written to the device's job, so that the job can be known again, e.g. the run's id
/// @param protocol  resolved for the cell on the channel
public record StartOrder(String channelId, String label, ResolvedProtocol protocol) {
    public StartOrder {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(protocol, "protocol");
    }
}
