package coulombus.fleetapi;

import java.util.Optional;

import coulombus.core.assignment.ChannelReported;

/// A channel with the run that began on it last.
///
/// @param channelId the channel
/// @param run       its latest run; empty where all its runs were forgotten
/// @param runCount  runs still held
/// @param version   rises with every change on the channel
/// @param reported  what its agent says of it; empty where it belongs to no cycler of an agent
record ChannelSummary(String channelId, Optional<RunSummary> run, int runCount, long version, Optional<ChannelReported> reported) {}
