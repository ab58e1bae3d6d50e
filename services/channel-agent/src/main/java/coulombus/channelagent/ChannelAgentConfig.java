package coulombus.channelagent;

import java.util.List;

/// What an agent follows.
///
/// @param batchLimit most measurements in one record, 1 to 10000; a live batch is what one poll brought
/// @param replays    files to replay as if channels produced them
public record ChannelAgentConfig(Integer batchLimit, List<ReplayConfig> replays) {
    private static final int LARGEST_BATCH = 10_000;

    public ChannelAgentConfig {
        batchLimit = batchLimit == null ? 10 : batchLimit;
        replays = replays == null ? List.of() : List.copyOf(replays);
        if (batchLimit < 1 || batchLimit > LARGEST_BATCH) {
            throw new IllegalArgumentException("channelAgent.batchLimit: must be 1 to " + LARGEST_BATCH + "; was " + batchLimit);
        }
    }
}
