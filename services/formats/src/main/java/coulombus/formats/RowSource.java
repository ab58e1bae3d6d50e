package coulombus.formats;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;

import coulombus.core.measurement.DataQualityKind;

/// The readable rows of one file, front to back. What cannot be read is counted and left out; a last line that breaks off is told from
/// a bad row by there being nothing after it.
final class RowSource implements AutoCloseable {
    private final Path file;
    private final CountingStream bytes;
    private final long fileBytes;
    private final RowParser parser;
    private final char separator;
    private final Charset charset;
    /// Reads up to the first quotation mark; `null` where the text is not one it reads.
    private final LineScanner plain;
    /// The CSV library's rows from there on; `null` before.
    private CsvReader<Row> csv;
    private Iterator<Row> quoted;
    /// Read already, to see whether there is more.
    private Row ahead;
    private final boolean timeFromStep;
    private final Tally tally;
    private int widest;
    private long number;
    private long rejected;

    RowSource(FileHead head, TableLayout layout, WallClock clock, Tally tally) throws IOException {
        this.file = head.file();
        this.tally = tally;
        this.fileBytes = Math.max(1, Files.size(file));
        this.timeFromStep = !layout.has(Quantity.TEST_TIME);
        this.bytes = new CountingStream(Files.newInputStream(file));
        InputStream in = bytes;
        if (isPacked(file)) {
            in = new GZIPInputStream(bytes, 1 << 16);
        }
        this.parser = parser(head, layout, clock);
        this.separator = layout.separator();
        this.charset = head.charset();
        if (LineScanner.canRead(charset, separator)) {
            this.plain = new LineScanner(in, charset, separator, parser);
            plain.skipLines(layout.linesToSkip());
        } else {
            this.plain = null;
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
            for (int i = 0; i < layout.linesToSkip(); i++) {
                reader.readLine();
            }
            readByLibrary(reader);
        }
    }

    private void readByLibrary(Reader reader) {
        csv = library(separator, parser, reader);
        quoted = csv.iterator();
    }

    /// The CSV library, told how vendors write.
    static CsvReader<Row> library(char separator, RowParser parser, Reader reader) {
        return CsvReader.builder().fieldSeparator(separator).allowExtraFields(true).allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true).build(parser, reader);
    }

    private Row read() throws IOException {
        if (quoted == null) {
            Row row = plain.next();
            if (row != null || !plain.isHandedOver()) {
                return row;
            }
            parser.startAfter(plain.linesTaken());
            readByLibrary(new InputStreamReader(plain.rest(), charset));
        }
        return quoted.hasNext() ? quoted.next() : null;
    }

    private static RowParser parser(FileHead head, TableLayout layout, WallClock clock) {
        return switch (layout.shape()) {
            case FLAT -> new RowParser(layout, clock);
            case THREE_LEVELS -> {
                List<String> cycleHeader = head.cells(layout.headerLine() - 2, layout.separator());
                yield new NewareLevels(layout, clock, cycleHeader.size());
            }
        };
    }

    private static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /// The next readable row, its `number` counting all rows from 1, or `null` at the end.
    Row next() throws IOException {
        try {
            Row row;
            while ((row = ahead != null ? ahead : read()) != null) {
                ahead = null;
                if (row.skipped) {
                    continue;
                }
                row.number = ++number;
                complain(row);
                boolean narrow = row.fields < widest;
                if (row.fault == null && !narrow) {
                    widest = row.fields;
                    return row;
                }
                ahead = narrow ? read() : null;
                if (narrow && ahead == null) {
                    reject(DataQualityKind.TRUNCATED_LINE, row,
                            "the file's last line breaks off after " + row.fields + " of " + widest + " fields");
                } else if (row.fault != null) {
                    reject(DataQualityKind.REJECTED_ROW, row, row.fault);
                } else {
                    return row;
                }
            }
            return null;
        } catch (CsvParseException e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
            throw new UnreadableFileException(file, "reading stopped after row " + number + ": " + e.getMessage() + cause);
        } catch (UncheckedIOException e) {
            throw stopped(e.getCause());
        } catch (IOException e) {
            throw stopped(e);
        }
    }

    private UnreadableFileException stopped(IOException cause) {
        return new UnreadableFileException(file, "reading stopped after row " + number + ": " + cause.getMessage());
    }

    private void complain(Row row) {
        if (row.fault == null && !row.has(Quantity.VOLTAGE)) {
            row.fault = "there is no voltage";
        } else if (row.fault == null && !row.has(timeFromStep ? Quantity.STEP_TIME : Quantity.TEST_TIME)) {
            row.fault = "there is no time";
        }
    }

    private void reject(DataQualityKind kind, Row row, String why) {
        rejected++;
        long line = row.line;
        tally.add(kind, row.number, () -> "line " + line + ": " + why);
    }

    long rejected() {
        return rejected;
    }

    double progressFraction() {
        return Math.min(1.0, (double) bytes.count / fileBytes);
    }

    @Override
    public void close() throws IOException {
        if (csv != null) {
            csv.close();
        }
        bytes.close();
    }

    /// Counts what was read, for showing progress.
    private static final class CountingStream extends FilterInputStream {
        private long count;

        private CountingStream(InputStream in) {
            super(in);
        }

        /// A decoder asks before each block whether there is more; the answer costs a system call and only shortens its reads.
        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            count += Math.max(0, got);
            return got;
        }
    }
}
