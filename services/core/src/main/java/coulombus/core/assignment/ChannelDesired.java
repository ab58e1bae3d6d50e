package coulombus.core.assignment;

import java.util.Objects;

/// The scheduler's word for a channel: the latest on the topic channel-desired counts, however often and however late it is read.
///
/// @param channelId  the channel
/// @param token      fences assignments: grows by every new assignment of the channel and is never used again, 1 or more
/// @param generation grows by every change within an assignment, 1 or more
/// @param desired    what the channel shall do
public record ChannelDesired(String channelId, long token, long generation, Desired desired) {
    public ChannelDesired {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(desired, "desired");
        if (token < 1 || generation < 1) {
            throw new IllegalArgumentException(
                    "desired of " + channelId + ": token and generation must be at least 1; were " + token + " and " + generation);
        }
    }
}
