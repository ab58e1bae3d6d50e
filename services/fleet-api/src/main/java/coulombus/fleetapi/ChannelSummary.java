package coulombus.fleetapi;

import java.util.Optional;

import coulombus.core.assignment.ChannelReported;

/// A channel with the run that began on it last.
///
/// @param channelId    the channel
/// @param number       counts channels in the order in which they were first heard of, from 0
/// @param run          its latest run; empty where all its runs were forgotten
/// @param runCount     runs still held
/// @param version      rises with every change on the channel
/// @param factsVersion version of the last change that was more than measurements of a run that was known
/// @param reported     what its agent says of it; empty where it belongs to no cycler of an agent
record ChannelSummary(String channelId, int number, Optional<RunSummary> run, int runCount, long version, long factsVersion,
        Optional<ChannelReported> reported) {}
