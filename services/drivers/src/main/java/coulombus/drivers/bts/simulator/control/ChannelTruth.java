package coulombus.drivers.bts.simulator.control;

import java.time.Instant;
import java.util.List;

/// What really happened on a channel.
///
/// @param channel address, e.g. `1-2-3`
/// @param source  always SIMULATED
/// @param cell    what is mounted
/// @param state   the machine's word
/// @param tests   every test that began, oldest first
/// @param refusedStarts every start that was refused
/// @param faults  every fault that happened
public record ChannelTruth(String channel, String source, String cell, String state, List<Test> tests, List<RefusedStart> refusedStarts,
        List<Fault> faults) {
    /// A test, which is a stretch of time in which it had the output.
    ///
    /// @param stop    null while it runs
    /// @param end     how it stands: WORKING, PAUSED, FINISHED, STOPPED, PROTECTED
    /// @param records rows written to the database, those written twice counted twice
    /// @param lastSeq number of the newest record
    /// @param steps   finished steps
    public record Test(long testId, String barcode, Instant start, Instant stop, String end, int records, int lastSeq, int steps) {}

    public record RefusedStart(Instant at, String barcode, String stepFile, String why) {}

    /// @param testId  the test that ran, 0 where none did
    /// @param refused why it could not be done, empty where it was
    public record Fault(String fault, String details, Instant at, long testId, String refused) {}
}
