package coulombus.channelagent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import coulombus.channelagent.spool.SpoolSettings;

/// What an agent does.
///
/// @param agentId    its name in the facility; needed where it has cyclers
/// @param batchLimit most measurements in one record of a replay, 1 to 10000; a live batch is what one poll brought
/// @param cyclers    that it polls, and controls where so configured
/// @param spool      its memory on disk; used where it has cyclers
/// @param replays    files to replay as if channels produced them
public record ChannelAgentConfig(String agentId, Integer batchLimit, List<CyclerConfig> cyclers, SpoolSettings spool,
        List<ReplayConfig> replays) {
    private static final int LARGEST_BATCH = 10_000;

    public ChannelAgentConfig {
        batchLimit = batchLimit == null ? 10 : batchLimit;
        cyclers = cyclers == null ? List.of() : List.copyOf(cyclers);
        spool = spool == null ? new SpoolSettings(null, null, null, null, null, null) : spool;
        replays = replays == null ? List.of() : List.copyOf(replays);
        agentId = agentId == null ? "" : agentId;
        if (batchLimit < 1 || batchLimit > LARGEST_BATCH) {
            throw new IllegalArgumentException("channelAgent.batchLimit: must be 1 to " + LARGEST_BATCH + "; was " + batchLimit);
        }
        if (!cyclers.isEmpty() && !agentId.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("channelAgent.agentId: must be letters, digits, dots, dashes where there are cyclers; was '"
                    + agentId + "'");
        }
        Set<String> names = new HashSet<>();
        for (CyclerConfig cycler : cyclers) {
            if (!names.add(cycler.name())) {
                throw new IllegalArgumentException("channelAgent.cyclers.name: must be unique; twice '" + cycler.name() + "'");
            }
        }
    }

    /// An agent that only replays.
    public static ChannelAgentConfig ofReplays(Integer batchLimit, List<ReplayConfig> replays) {
        return new ChannelAgentConfig(null, batchLimit, null, null, replays);
    }
}
