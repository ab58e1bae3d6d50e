package coulombus.drivers.bts.simulator.channel;

/// A stretch of virtual time in which a test had the output.
///
/// @param stopTick [Long#MAX_VALUE] while it lasts
/// @param end      how the test stands
public record EnergisedInterval(long testId, String barcode, long startTick, long stopTick, ChannelTest.Standing end) {}
