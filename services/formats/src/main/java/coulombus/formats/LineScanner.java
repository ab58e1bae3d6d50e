package coulombus.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Takes lines without any quotation mark apart at their separators, in one pass over the bytes of a file. At the first quotation mark
/// (or anything else that is not plain) it stops before that line and hands the rest, untouched, to whoever knows the whole of CSV.
///
/// Its result is that of the CSV library for the same text; a test compares the two on random tables. Why it exists:
/// docs/decisions/0012.
final class LineScanner {
    /// Some hundreds of lines, short enough to stay in the processor's cache.
    private static final int BUFFER_BYTES = 1 << 16;
    /// Lines with more fields are left to the library and its limits.
    private static final int LARGEST_FIELD_COUNT = 4096;
    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x80 * ONES;
    /// All line ends and the quotation mark are below this character.
    private static final int FIRST_HARMLESS = '"' + 1;

    private final InputStream in;
    private final Charset charset;
    private final RowParser parser;
    private final byte separator;
    /// Bit c is set where the character c, below 64, ends a field or hands over.
    private final long stops;
    private final boolean byEight;
    private final byte[] buffer = new byte[BUFFER_BYTES + 16];
    private char[] field = new char[64];
    private int position;
    private int limit;
    private long line = 1;
    private boolean ended;
    private boolean handsOver;
    private int fieldCount;
    private int passed;

    LineScanner(InputStream in, Charset charset, char separator, RowParser parser) {
        this.in = in;
        this.charset = charset;
        this.parser = parser;
        this.separator = (byte) separator;
        this.stops = 1L << separator | 1L << '"' | 1L << '\n' | 1L << '\r';
        this.byEight = separator >= FIRST_HARMLESS;
    }

    /// True where bytes below 128 are ASCII characters and nothing else, and the separator is one that can be found among them.
    static boolean canRead(Charset charset, char separator) {
        boolean ascii = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.ISO_8859_1)
                || charset.equals(StandardCharsets.US_ASCII);
        return ascii && separator < 64 && separator != '"' && separator != '\n' && separator != '\r';
    }

    void skipLines(int count) throws IOException {
        int left = count;
        while (left > 0 && (position < limit || refill())) {
            byte c = buffer[position++];
            if (c == '\r' && (position < limit || refill()) && buffer[position] == '\n') {
                position++;
            }
            left -= c == '\r' || c == '\n' ? 1 : 0;
        }
    }

    /// The next line's row; `null` at the end, and where the rest [#isHandedOver].
    Row next() throws IOException {
        while (!handsOver && startsLine()) {
            int end = fields();
            if (end >= 0) {
                position = end;
                return parser.end(fieldCount);
            }
            if (!handsOver && !refill()) {
                handsOver = true;
            }
        }
        return null;
    }

    /// Moves to the first character of a line that is not empty; false at the end of the file.
    private boolean startsLine() throws IOException {
        while (true) {
            if (position == limit && !refill()) {
                return false;
            }
            byte c = buffer[position];
            if (c == '\r') {
                if (position + 1 == limit && refill()) {
                    continue;
                }
                position += position + 1 < limit && buffer[position + 1] == '\n' ? 2 : 1;
            } else if (c == '\n') {
                position++;
            } else {
                return true;
            }
            line++;
        }
    }

    /// Hands the fields of the line at the position to the parser. Answers where its line end begins, or -1 where the line cannot be
    /// read from what is in the buffer.
    private int fields() {
        byte[] text = buffer;
        // The byte after the last is a line end, so that the searches need no other bound.
        text[limit] = '\n';
        parser.begin(line);
        int start = position;
        int index = 0;
        while (true) {
            int unwanted = parser.unwanted(index);
            int i = unwanted == 0 ? parser.number(index, text, start, separator) : skip(text, start, unwanted);
            if (unwanted > 0) {
                index += passed;
            } else if (i < 0) {
                i = endOfField(text, start);
                if (text[i] != '"') {
                    hand(index, text, start, i - start);
                }
            }
            byte c = text[i];
            if (c == separator) {
                index++;
                start = i + 1;
                continue;
            }
            if (i == limit && !ended) {
                return -1;
            }
            handsOver = c == '"' || index >= LARGEST_FIELD_COUNT;
            fieldCount = index + 1;
            return handsOver ? -1 : i;
        }
    }

    private int endOfField(byte[] text, int start) {
        int i = start;
        while (!stops(text[i])) {
            i++;
        }
        return i;
    }

    private boolean stops(int c) {
        return c >>> 6 == 0 && (stops >>> c & 1) != 0;
    }

    /// Goes over `count` fields. Answers where the last of them ends, or before it the line or the plain part of it; `passed` is how many
    /// separators are before that.
    private int skip(byte[] text, int start, int count) {
        long separators = separator * ONES;
        int before = 0;
        int i = start;
        while (true) {
            long eight = (long) EIGHT_BYTES.get(text, i);
            if (byEight && (eight - FIRST_HARMLESS * ONES & ~eight & HIGH_BITS) == 0) {
                long other = eight ^ separators;
                int here = Long.bitCount(~((other & ~HIGH_BITS) + ~HIGH_BITS | other | ~HIGH_BITS));
                if (before + here < count) {
                    before += here;
                    i += Long.BYTES;
                    continue;
                }
            }
            for (int end = i + Long.BYTES; i < end; i++) {
                byte c = text[i];
                if (!stops(c)) {
                    continue;
                }
                if (c != separator || before + 1 == count) {
                    passed = before;
                    return i;
                }
                before++;
            }
        }
    }

    private void hand(int index, byte[] text, int start, int length) {
        if (field.length < length) {
            field = new char[2 * length];
        }
        for (int k = 0; k < length; k++) {
            byte c = text[start + k];
            if (c < 0) {
                char[] decoded = new String(text, start, length, charset).toCharArray();
                parser.field(index, decoded, 0, decoded.length);
                return;
            }
            field[k] = (char) c;
        }
        parser.field(index, field, 0, length);
    }

    /// Moves what is left to the front and reads on; false where nothing more comes, or nothing more fits.
    private boolean refill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        if (ended || limit == BUFFER_BYTES) {
            return false;
        }
        int got = in.read(buffer, limit, BUFFER_BYTES - limit);
        if (got < 0) {
            ended = true;
            // A last line without an end was not answered yet: it is now.
            return limit > 0;
        }
        limit += got;
        return true;
    }

    /// True where the rest is for the CSV library.
    boolean isHandedOver() {
        return handsOver;
    }

    /// Lines taken before the rest.
    long linesTaken() {
        return line - 1;
    }

    /// The rest of the file from the line that was not taken.
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(buffer, position, limit - position), in);
    }
}
