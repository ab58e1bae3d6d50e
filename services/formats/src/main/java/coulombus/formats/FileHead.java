package coulombus.formats;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/// The first half megabyte of a file as text: all that recognising it, and learning how its instrument prints, needs.
///
/// Opening one already refuses what is no text file at all.
final class FileHead {
    static final char[] SEPARATORS = { '\t', ';', ',' };
    private static final int SIZE_BYTES = 512 * 1024;
    private static final int SAMPLE_ROWS = 8000;

    private final Path file;
    private final byte[] bytes;
    private final Charset charset;
    private final List<String> lines;
    private final Map<Integer, List<HeaderCell>> headerCells = new HashMap<>();

    private FileHead(Path file, byte[] bytes, Charset charset) {
        this.file = file;
        this.bytes = bytes;
        this.charset = charset;
        String text = new String(bytes, charset);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        this.lines = new ArrayList<>(text.lines().toList());
        if (bytes.length == SIZE_BYTES && lines.size() > 1) {
            lines.removeLast();
        }
    }

    static FileHead read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UnreadableFileException(file, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException(file, "this is a directory; name the cycler files in it");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableFileException(file, "no permission to read it");
        }
        byte[] bytes;
        try (InputStream in = stream(file)) {
            bytes = in.readNBytes(SIZE_BYTES);
        } catch (ZipException | EOFException e) {
            throw new UnreadableFileException(file, "it is compressed, but cannot be unpacked: " + e.getMessage());
        }
        if (bytes.length == 0) {
            throw new UnreadableFileException(file, "the file is empty");
        }
        Refusals.binary(file, bytes);
        return new FileHead(file, bytes, charsetOf(bytes));
    }

    /// The same head, read in a character set that somebody knows better.
    FileHead decodedAs(Charset known) {
        return new FileHead(file, bytes, known);
    }

    /// The bytes of a file, unpacked where it is packed with gzip.
    static InputStream stream(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static Charset charsetOf(byte[] bytes) {
        if (bytes.length > 1 && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length > 1 && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        boolean ascii = true;
        for (byte b : bytes) {
            ascii &= b >= 0;
        }
        if (ascii) {
            return StandardCharsets.ISO_8859_1;
        }
        if (decodes(bytes, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        Charset chinese = Charset.forName("GB18030");
        if (decodes(bytes, chinese) && new String(bytes, chinese).contains("电压")) {
            return chinese;
        }
        return StandardCharsets.ISO_8859_1;
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        // The head may end inside a character; a few bytes less do not change the verdict.
        for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
            try {
                charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                // not with this length
            }
        }
        return false;
    }

    Path file() {
        return file;
    }

    Charset charset() {
        return charset;
    }

    List<String> lines() {
        return lines;
    }

    String line(int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    List<String> cells(int line, char separator) {
        try {
            return CsvReader.builder().fieldSeparator(separator).ofSingleCsvRecord(line(line)).getFields();
        } catch (CsvParseException e) {
            return List.of(line(line).split(String.valueOf(separator), -1));
        }
    }

    /// The cells of a line taken apart as column names; kept, because every format looks at the same lines.
    List<HeaderCell> headerCells(int line, char separator) {
        return headerCells.computeIfAbsent(line * 65536 + separator,
                key -> cells(line, separator).stream().map(HeaderCell::parse).toList());
    }

    /// The first rows after line `headerLine` (from 0), each as wide as it is.
    List<List<String>> sampleRows(int headerLine, char separator) {
        String text = String.join("\n", lines.subList(Math.min(headerLine + 1, lines.size()), lines.size()));
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(separator).allowExtraFields(true).allowMissingFields(true)
                .ofCsvRecord(text)) {
            for (CsvRecord row : csv) {
                rows.add(row.getFields());
                if (rows.size() == SAMPLE_ROWS) {
                    break;
                }
            }
        } catch (IOException | CsvParseException e) {
            return rows;
        }
        return rows;
    }
}
