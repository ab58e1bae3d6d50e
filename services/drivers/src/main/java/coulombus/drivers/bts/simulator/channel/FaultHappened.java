package coulombus.drivers.bts.simulator.channel;

/// A fault that happened.
///
/// @param word    what it is called in scenarios
/// @param details with its numbers
/// @param tick    virtual time
/// @param testId  the test that ran, 0 where none did
/// @param refused why it could not be done, empty where it was
public record FaultHappened(String word, String details, long tick, long testId, String refused) {}
