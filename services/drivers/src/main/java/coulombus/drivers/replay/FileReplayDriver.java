package coulombus.drivers.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.Source;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.drivers.ChannelDriver;
import coulombus.formats.CyclerContent;
import coulombus.formats.CyclerFiles;
import coulombus.formats.MeasurementFile;
import coulombus.formats.MeasurementFile.CellHints;
import coulombus.formats.ReadOptions;
import coulombus.formats.UnreadableFileException;

/// Replays the files of one test as if a channel produced them, as fast as they can be read or at a multiple of real time.
///
/// The run's id is made of what the files hold and what is said of the cell, and the channel's of the run's: the same files replayed
/// again are the same run, whose measurements count once.
public final class FileReplayDriver implements ChannelDriver {
    /// As fast as possible.
    public static final double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;

    private static final UUID NAMESPACE = UUID.fromString("6f0a2a5e-6c0b-5b6e-9d0b-2b7a3c1f9e10");
    private static final int HASH_BUFFER = 1 << 16;
    private static final int READ_AHEAD = 1024;

    private final MeasurementFile file;
    private final RunFacts facts;
    private final double speed;
    private final LongSupplier nanoTime;
    private final MeasurementBatch ahead;
    private int aheadAt;
    private double progressBefore;
    private double progressAhead;
    private double firstTestTimeSecond = Double.NaN;
    private long startedNanos;

    private FileReplayDriver(MeasurementFile file, RunFacts facts, double speed, LongSupplier nanoTime) {
        this.file = file;
        this.facts = facts;
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.ahead = new MeasurementBatch(READ_AHEAD);
    }

    /// What to replay.
    ///
    /// @param files   the files of one test, in order
    /// @param options how to read them
    /// @param cell    the cell, given what the file's header says of it
    /// @param source  real, or simulated for examples of our own
    /// @param speed   test time over real time, greater than 0; [#AS_FAST_AS_POSSIBLE] for no waiting
    public record Request(List<Path> files, ReadOptions options, Function<CellHints, CellFacts> cell, Source source, double speed) {
        public Request {
            files = List.copyOf(files);
            if (!(speed > 0)) {
                throw new IllegalArgumentException("speed: must be greater than 0; was " + speed);
            }
        }
    }

    /// Opens the files.
    ///
    /// @throws IOException where they cannot be read, with a sentence that says which and why
    public static FileReplayDriver open(Request request, LongSupplier nanoTime) throws IOException {
        MeasurementFile file = switch (CyclerFiles.open(request.files(), request.options())) {
            case CyclerContent.Measurements measurements -> measurements.file();
            case CyclerContent.CycleTable table -> throw new UnreadableFileException(request.files().get(0),
                    "it holds a table of cycles (" + table.format() + ") and no measurements to replay; use analyze");
        };
        try {
            CellFacts cell = request.cell().apply(file.cellHints());
            UUID runId = runId(request, cell);
            String title = String.join(" + ", request.files().stream().map(f -> f.getFileName().toString()).toList());
            RunFacts facts = new RunFacts(runId, channelId(runId), request.source(), cell, file.instrument(), ProtocolFacts.UNKNOWN, title);
            return new FileReplayDriver(file, facts, request.speed(), nanoTime);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static String channelId(UUID runId) {
        return "replay-" + runId.toString().substring(0, 8);
    }

    /// UUID version 5 (RFC 9562) of the files' content, how they are read, and the cell.
    private static UUID runId(Request request, CellFacts cell) throws IOException {
        MessageDigest sha1 = sha1();
        sha1.update(
                ByteBuffer.allocate(16).putLong(NAMESPACE.getMostSignificantBits()).putLong(NAMESPACE.getLeastSignificantBits()).array());
        for (Path path : request.files()) {
            sha1.update(contentHash(path));
        }
        ReadOptions options = request.options();
        if (options.description().isPresent()) {
            // Another description reads other values, signs or units out of the same bytes.
            sha1.update(contentHash(options.description().get()));
        }
        sha1.update((cell + "|" + options.statedCurrentAmpere() + "|" + options.zone() + "|" + request.source())
                .getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long high = hash.getLong() & 0xffffffffffff0fffL | 0x5000L;
        long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] contentHash(Path path) throws IOException {
        MessageDigest content = sha1();
        byte[] buffer = new byte[HASH_BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                content.update(buffer, 0, n);
            }
        }
        return content.digest();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    @Override
    public RunFacts facts() {
        return facts;
    }

    @Override
    public Reading read(MeasurementBatch into, int limit) throws IOException {
        if (aheadAt == ahead.size()) {
            if (!readAhead()) {
                into.clear(ahead.firstSeq());
                return new Reading.Ended(RunEnd.END_OF_FILE);
            }
        }
        into.clear(ahead.seq(aheadAt));
        int due = Math.min(ahead.size(), aheadAt + limit);
        while (aheadAt < due && isDue(ahead.testTimeSecond(aheadAt))) {
            into.addCopy(ahead, aheadAt);
            aheadAt++;
        }
        return into.isEmpty() ? new Reading.Waiting() : new Reading.Measured(into.size());
    }

    /// False at the end. What was read before is forgotten first: after a failure it must not be handed out again.
    private boolean readAhead() throws IOException {
        ahead.clear(ahead.firstSeq() + ahead.size());
        aheadAt = 0;
        progressBefore = progressAhead;
        int count = file.read(ahead, READ_AHEAD);
        progressAhead = file.progressFraction();
        return count > 0;
    }

    private boolean isDue(double testTimeSecond) {
        if (speed == AS_FAST_AS_POSSIBLE) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (Double.isNaN(firstTestTimeSecond)) {
            firstTestTimeSecond = testTimeSecond;
            startedNanos = now;
        }
        return testTimeSecond - firstTestTimeSecond <= (now - startedNanos) * 1e-9 * speed;
    }

    @Override
    public List<DataQuality> dataQuality() {
        return file.dataQuality();
    }

    /// How far the replay is, 0 to 1: what was handed out counts, not what was read ahead.
    @Override
    public double progressFraction() {
        double handedOut = ahead.isEmpty() ? 1 : (double) aheadAt / ahead.size();
        return ahead.firstSeq() == 0 ? 0 : progressBefore + (progressAhead - progressBefore) * handedOut;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
