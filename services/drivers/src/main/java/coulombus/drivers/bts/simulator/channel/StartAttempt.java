package coulombus.drivers.bts.simulator.channel;

/// Someone wanted to start a test.
///
/// @param testId  of the test that began, 0 where it was refused
/// @param refused why, empty where it began
public record StartAttempt(long tick, String barcode, String stepFile, long testId, String refused) {}
