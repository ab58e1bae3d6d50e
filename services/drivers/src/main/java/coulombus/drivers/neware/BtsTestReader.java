package coulombus.drivers.neware;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;
import coulombus.drivers.JobReader;
import coulombus.drivers.ReadPosition;

/// Reads the records of one test in pages, by test and record number. Each page begins with the last record already given: where it is
/// another one now, the database was reset, and what follows belongs to another test.
///
/// One thread owns it, that of its driver.
final class BtsTestReader implements JobReader {
    private static final int LAYOUT = 1;
    private static final double TIME_RESOLUTION_SECOND = 0.1;
    /// Records reach the database within 10 s; the rest is for clocks that are not set well.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /// A database that is being restored may be without the test for a moment; nobody waits for a test that is gone for hours.
    private static final Duration GONE_FOR_GOOD = Duration.ofSeconds(15);

    /// What the driver saw at its last poll.
    ///
    /// @param number counts polls
    /// @param newest the channel's newest test then
    record Seen(long number, TestCount newest) {}

    private final BtsClient client;
    private final NewareSettings settings;
    private final ChannelAddress channel;
    private final long test;
    private final Supplier<Instant> now;
    private final Supplier<Optional<Seen>> lastSeen;
    private final TestEnding ending;
    private final Findings findings = new Findings();
    private final StepCheck steps = new StepCheck(findings);
    private final RecordFold fold;

    private final Deque<DownloadedRecord> page = new ArrayDeque<>();
    private boolean shortPage;
    private List<StepRow> stepRows = List.of();
    private long gapAskedBehind = -1;
    private long tailAskedBehind = -1;
    private long rejectedUpTo;
    private long pagesSkipped;
    private boolean countFell;
    private long seenUsed = -1;
    private Instant nothingNewAt;
    private Instant goneSince;
    private Reading.Ended ended;
    private boolean closed;

    BtsTestReader(BtsClient client, NewareSettings settings, ChannelAddress channel, long test, Supplier<Instant> now,
            Supplier<Optional<Seen>> lastSeen) {
        this.client = client;
        this.settings = settings;
        this.channel = channel;
        this.test = test;
        this.now = now;
        this.lastSeen = lastSeen;
        this.ending = new TestEnding(client, channel, test, findings);
        this.fold = new RecordFold(new LocalClock(settings.zone()), findings, steps);
    }

    /// Goes on from a position that an earlier reader of the same test gave.
    void resume(ReadPosition from) throws IOException {
        StateReader in = new StateReader(from.detail());
        try {
            int layout = in.getInt();
            long positionTest = in.getLong();
            if (layout != LAYOUT || positionTest != test) {
                throw new IOException(client.name() + ": the position was kept for test " + positionTest + " in layout " + layout
                        + "; this is test " + test + ", layout " + LAYOUT);
            }
            fold.readFrom(in);
            steps.readFrom(in);
            findings.readFrom(in);
            in.requireEnd();
        } catch (IllegalStateException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException(client.name() + ": the position kept for test " + test + " is damaged: " + e.getMessage(), e);
        }
        if (fold.seq() != from.lastSeq()) {
            throw new IOException(client.name() + ": the position kept for test " + test + " is damaged: it stands behind record "
                    + fold.seq() + " and says " + from.lastSeq());
        }
    }

    @Override
    public ReadPosition position() {
        StateWriter out = new StateWriter();
        out.putInt(LAYOUT);
        out.putLong(test);
        fold.writeTo(out);
        steps.writeTo(out);
        findings.writeTo(out);
        return new ReadPosition(fold.seq(), out.toByteArray());
    }

    @Override
    public InstrumentFacts instrument() {
        return new InstrumentFacts("Neware BTS 8 " + channel.model(), CurrentBasis.MEASURED, Double.NaN, Double.NaN, TIME_RESOLUTION_SECOND,
                Double.NaN, Double.NaN);
    }

    @Override
    public Reading read(MeasurementBatch into, int limit) throws IOException {
        into.clear(fold.seq() + 1);
        if (closed) {
            throw new IOException(client.name() + ": the reader of test " + test + " is closed");
        }
        if (ended != null) {
            return ended;
        }
        if (page.isEmpty() && !fetch()) {
            return ended != null ? ended : new Reading.Waiting();
        }
        long first = page.getFirst().seq();
        if (fold.seq() > 0 && first > fold.seq() + 1) {
            if (gapAskedBehind != fold.seq()) {
                // A record that comes late must not be taken for one that is missing: ask once more.
                gapAskedBehind = fold.seq();
                page.clear();
                return new Reading.Waiting();
            }
            findings.add(DataQualityKind.GAP, first, "records " + (fold.seq() + 1) + " to " + (first - 1) + " are not in the database");
        }
        into.clear(first);
        while (!page.isEmpty() && into.size() < limit && page.getFirst().seq() == first + into.size()) {
            fold.on(page.removeFirst(), into);
        }
        if (page.isEmpty() && shortPage) {
            checkClock();
        }
        return new Reading.Measured(into.size());
    }

    /// Fills the page; false where there is nothing new or the test ended.
    private boolean fetch() throws IOException {
        compareSteps(false);
        if (isKnownToHaveNothingNew()) {
            return false;
        }
        Instant asked = now.get();
        long from = Math.max(1, fold.seq() + pagesSkipped * settings.pageSize());
        List<DownloadedRecord> rows = client.records(channel, test, from, settings.pageSize());
        shortPage = rows.size() < settings.pageSize();
        if (!takeIn(rows)) {
            return false;
        }
        if (!page.isEmpty()) {
            pagesSkipped = 0;
            countFell = false;
            return true;
        }
        lookForEnd();
        nothingNewAt = asked;
        return false;
    }

    /// The last poll says for all channels at once where there is something to read. Each poll is believed once: whoever does not poll
    /// still comes on.
    private boolean isKnownToHaveNothingNew() {
        Seen seen = lastSeen.get().orElse(null);
        if (seen == null || seen.number() == seenUsed || seen.newest().test() != test || seen.newest().complete()
                || seen.newest().records() != fold.seq()) {
            return false;
        }
        seenUsed = seen.number();
        nothingNewAt = now.get();
        return true;
    }

    /// Sorts the rows into the page; false where they show that the database was reset.
    private boolean takeIn(List<DownloadedRecord> rows) {
        long last = fold.seq();
        boolean overlapSeen = false;
        for (DownloadedRecord row : rows.stream().sorted(Comparator.comparingLong(DownloadedRecord::seq)).toList()) {
            if (!row.isReadable()) {
                reject(row);
            } else if (row.seq() == fold.seq() && !overlapSeen) {
                overlapSeen = true;
                if (!fold.isLast(row)) {
                    return databaseWasReset("record " + row.seq() + " is not the one that was read");
                }
            } else if (row.seq() <= last) {
                findings.add(DataQualityKind.DUPLICATE_MEASUREMENT, row.seq(), "record " + row.seq() + " came again; it counted once");
            } else {
                page.add(row);
                last = row.seq();
            }
        }
        return true;
    }

    private void reject(DownloadedRecord row) {
        if (row.seq() > rejectedUpTo || !findings.has(DataQualityKind.REJECTED_ROW)) {
            rejectedUpTo = Math.max(rejectedUpTo, row.seq());
            findings.add(DataQualityKind.REJECTED_ROW, Math.max(1, row.seq()), "record " + row.seq() + " has no number, time or voltage");
        }
    }

    private boolean databaseWasReset(String how) {
        page.clear();
        findings.add(DataQualityKind.RECORD_NUMBER_RESTARTED, Math.max(1, fold.seq()),
                "the cycler's database was reset: of test " + test + ", read up to record " + fold.seq() + ", " + how
                        + "; nothing more is read of it");
        ended = new Reading.Ended(RunEnd.END_OF_FILE);
        return false;
    }

    /// There was nothing new: the test waits, has ended, or was lost.
    private void lookForEnd() throws IOException {
        TestCount mine = client.counts(List.of(channel), List.of(test)).getFirst();
        if (mine.records() == 0 && isGoneForGood()) {
            databaseWasReset("nothing is left: the channel has no test at all, and nothing runs on it");
            return;
        }
        if (mine.records() < fold.seq()) {
            countFell(mine);
            return;
        }
        countFell = false;
        if (mine.records() > fold.seq()) {
            // Asked again next time; a hole longer than a page is passed over a page at a time.
            boolean hole = mine.records() >= fold.seq() + (pagesSkipped + 1) * settings.pageSize();
            pagesSkipped = hole ? pagesSkipped + 1 : 0;
            boolean askedBefore = tailAskedBehind == fold.seq();
            tailAskedBehind = fold.seq();
            if (hole || !askedBefore || !mine.complete()) {
                return;
            }
        }
        ending.look(mine).ifPresent(why -> ended = new Reading.Ended(why));
        if (ended != null) {
            if (mine.records() > fold.seq()) {
                findings.add(DataQualityKind.GAP, Math.max(1, fold.seq()), "the test ended with record " + mine.records() + "; none after "
                        + fold.seq() + " can be read");
            }
            steps.onEnd();
            compareSteps(true);
            ending.readLog();
        }
    }

    /// True where the database has had no test of an idle channel for a while. A database that is only away, or a test that still runs, is
    /// waited for.
    private boolean isGoneForGood() throws IOException {
        boolean gone = client.newest(List.of(channel)).getFirst().test() == 0
                && switch (WorkState.of(client.latest(List.of(channel)).getFirst().workState())) {
                    case FINISH, STOP -> true;
                    case PROTECT, WORKING, PAUSE, ABSENT, SYNC_CTRL, WAIT_START, WAIT_TIME_OUT, LIGHT, OTHER -> false;
                };
        Instant at = now.get();
        goneSince = !gone ? null : goneSince == null ? at : goneSince;
        return gone && Duration.between(goneSince, at).compareTo(GONE_FOR_GOOD) >= 0;
    }

    /// The database may be away for a moment, so nothing is ended yet: the next record read shows whether it still is the same, or another
    /// test that it stays lost.
    private void countFell(TestCount mine) throws IOException {
        if (!countFell) {
            countFell = true;
            findings.add(DataQualityKind.RECORD_NUMBER_RESTARTED, Math.max(1, fold.seq()), "the cycler's database says that test " + test
                    + " has " + mine.records() + " records, where " + fold.seq() + " were read: it was reset, or is being restored");
        }
        TestCount newest = client.newest(List.of(channel)).getFirst();
        if (newest.test() != test && newest.records() > 0) {
            databaseWasReset("only " + mine.records() + " records are left, and test " + newest.test() + " has followed it");
        }
    }

    /// Best effort: what the device does not tell cannot be compared, and measurements are worth more.
    private void compareSteps(boolean last) {
        if (!(steps.isDue() || last && steps.hasWaiting())) {
            return;
        }
        try {
            if (stepRows.isEmpty() || stepRows.getLast().lastSeq() < steps.newestSeq()) {
                stepRows = client.steps(channel, test);
            }
            steps.compare(stepRows, last);
        } catch (IOException e) {
            steps.forget();
            findings.add(DataQualityKind.NOTE, Math.max(1, fold.seq()), "steps could not be compared with the device: " + e.getMessage());
        }
    }

    /// The newest record came after the last look, so it must be dated about so.
    private void checkClock() {
        double unixSecond = fold.unixSecond();
        if (!settings.checksClock() || Double.isNaN(unixSecond)) {
            return;
        }
        double tolerance = CLOCK_TOLERANCE.toSeconds();
        double aheadSecond = unixSecond - now.get().getEpochSecond();
        double behindSecond = nothingNewAt == null ? 0 : nothingNewAt.getEpochSecond() - unixSecond;
        if (aheadSecond > tolerance) {
            clockIsOff(aheadSecond, "ahead of");
        } else if (behindSecond > tolerance) {
            clockIsOff(behindSecond, "behind");
        }
    }

    private void clockIsOff(double second, String where) {
        if (!findings.has(DataQualityKind.CLOCK_JUMP)) {
            findings.add(DataQualityKind.CLOCK_JUMP, fold.seq(), String.format(Locale.ROOT,
                    "record %d is dated %.2f h %s this computer's clock: the cycler's clock is off, or its zone is not %s", fold.seq(),
                    second / 3600, where, settings.zone()));
        }
    }

    @Override
    public List<DataQuality> dataQuality() {
        return findings.list();
    }

    /// Unknown: the device does not say how long a test will be.
    @Override
    public double progressFraction() {
        return Double.NaN;
    }

    @Override
    public void close() {
        closed = true;
        page.clear();
    }
}
