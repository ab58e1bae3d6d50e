package coulombus.drivers;

import java.util.Objects;

/// What to start on a channel.
///
/// @param channelId the channel, idle
/// @param label     written to the device's job, so that the job can be known again, e.g. the run's id
public record StartOrder(String channelId, String label) {
    public StartOrder {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(label, "label");
    }
}
