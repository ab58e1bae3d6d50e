package coulombus.drivers.bts.simulator.channel;

import java.util.ArrayList;
import java.util.List;

/// Everything stored of one test. One thread owns it.
public final class ChannelTest {
    /// How a test stands.
    public enum Standing {
        WORKING, PAUSED, FINISHED, STOPPED, PROTECTED;

        public boolean isOver() {
            return this != WORKING && this != PAUSED;
        }
    }

    private final long testId;
    private final String barcode;
    private final long startTick;
    private final TestRecords records;
    private final List<StepRow> steps = new ArrayList<>();
    private final List<LogRow> log = new ArrayList<>();
    private Standing standing = Standing.WORKING;
    private long endTick = Long.MAX_VALUE;

    ChannelTest(long testId, String barcode, long startTick, RecordArchive archive) {
        this.testId = testId;
        this.barcode = barcode;
        this.startTick = startTick;
        this.records = new TestRecords(archive);
    }

    public long testId() {
        return testId;
    }

    public String barcode() {
        return barcode;
    }

    public long startTick() {
        return startTick;
    }

    /// [Long#MAX_VALUE] while it runs.
    public long endTick() {
        return endTick;
    }

    public Standing standing() {
        return standing;
    }

    public TestRecords records() {
        return records;
    }

    /// Finished steps in the order they were executed.
    public List<StepRow> steps() {
        return steps;
    }

    public List<LogRow> log() {
        return log;
    }

    void setStanding(Standing standing, long tick) {
        this.standing = standing;
        this.endTick = standing.isOver() ? tick : Long.MAX_VALUE;
    }

    void log(int recordNumber, int code, long tick) {
        log.add(new LogRow(recordNumber, code, tick, records.clockMillis()));
    }
}
