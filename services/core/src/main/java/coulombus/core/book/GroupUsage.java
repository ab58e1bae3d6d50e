package coulombus.core.book;

/// What a group used, running tests until now included.
///
/// @param channelHours        since the begin of the log, h
/// @param decayedChannelHours the same with what was used a half-life ago counting half, h
public record GroupUsage(double channelHours, double decayedChannelHours) {}
