package coulombus.drivers.neware;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import coulombus.core.measurement.DataQualityKind;
import coulombus.core.run.RunEnd;

/// Finds out whether and why a test of which everything is read has ended.
final class TestEnding {
    private final BtsClient client;
    private final ChannelAddress channel;
    private final long test;
    private final Findings findings;

    TestEnding(BtsClient client, ChannelAddress channel, long test, Findings findings) {
        this.client = client;
        this.channel = channel;
        this.test = test;
        this.findings = findings;
    }

    /// @param mine what the database has of this test
    /// @return why it ended; empty while it goes on or records are still on their way
    Optional<RunEnd> look(TestCount mine) throws IOException {
        TestCount newest = client.newest(List.of(channel)).getFirst();
        if (newest.test() != test) {
            // A test that was followed by another has ended, even where the device never said that all of it is stored.
            boolean over = mine.complete() || newest.records() > 0;
            return over ? Optional.of(hasEndInLog() ? RunEnd.COMPLETED : RunEnd.END_OF_FILE) : Optional.empty();
        }
        if (!mine.complete()) {
            return Optional.empty();
        }
        return switch (WorkState.of(client.latest(List.of(channel)).getFirst().workState())) {
            case FINISH -> Optional.of(RunEnd.COMPLETED);
            case STOP -> Optional.of(RunEnd.STOPPED);
            case PROTECT -> Optional.of(RunEnd.TRIPPED);
            case WORKING, PAUSE, ABSENT, SYNC_CTRL, WAIT_START, WAIT_TIME_OUT, LIGHT, OTHER -> Optional.empty();
        };
    }

    private boolean hasEndInLog() {
        try {
            return client.log(channel, test).stream().anyMatch(row -> row.code() == LogCode.TEST_ENDED);
        } catch (IOException e) {
            return false;
        }
    }

    /// Tells what the device's log says of interruptions, where it answers.
    void readLog() {
        List<LogRow> log;
        try {
            log = client.log(channel, test);
        } catch (IOException e) {
            findings.add(DataQualityKind.NOTE, 1, "the device's log could not be read: " + e.getMessage());
            return;
        }
        // A reader that begins behind the end reads the log again.
        boolean fresh = !findings.has(DataQualityKind.SUSPENDED);
        for (LogRow row : log) {
            if (row.code() == LogCode.PAUSED && fresh) {
                findings.add(DataQualityKind.SUSPENDED, Math.max(1, row.seq()),
                        "the device's log says: paused at record " + row.seq() + ", "
                                + row.localTime());
            } else if (row.code() == LogCode.STEP_FILE_REPLACED && !findings.has(DataQualityKind.NOTE)) {
                findings.add(DataQualityKind.NOTE, Math.max(1, row.seq()), "the device's log says: " + LogCode.words(row.code())
                        + " at record " + row.seq() + ", " + row.localTime());
            }
        }
    }
}
