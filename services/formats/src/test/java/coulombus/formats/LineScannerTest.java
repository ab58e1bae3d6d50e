package coulombus.formats;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import de.siegmar.fastcsv.reader.CsvReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever the text, the scanner with the library behind it answers the rows that the library alone answers.
class LineScannerTest {
    private static final Quantity[] QUANTITIES = { Quantity.TEST_TIME, Quantity.STEP_TIME, Quantity.VOLTAGE, Quantity.CURRENT,
            Quantity.STEP_KIND, Quantity.WALL_CLOCK, Quantity.CYCLE };
    private static final String[] FIELDS = { "", " ", "0", "1", "-1", "+1", "3.7012", "-0.00360000", "0.5", ".5", "5.", "-.5", "-", "+",
            ".", "1e-3", "1E5", "NaN", "inf", "-inf", "1.2.3", "1-2", " 4.2 ", "9007199254740993", "123456789012345678",
            "1234567890123456789",
            "0000000000000000000001", "1:02:03", "123:45:06", "1:2:3", "-1:02:03", "00:00:10.5", "1:02:03:04", "1:02", "12345678901:02:03",
            "3d 18:47:16.95", "2024-03-01 10:20:30", "2024-03-01 10:59:59.25", "CC Chg", "Rest", "S", "恒流充电", "µA", "#", "a b", "x'y" };
    private static final String[] QUOTED = { "\"\"", "\"1.5\"", "\"a,b;c\td\"", "\"two\nlines\"", "\"x\"\"y\"", "\"1\"2", "a\"b", "1\"",
            "\"two\r\nlines\"" };

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersTheRowsOfTheLibrary(long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        char separator = ",;\t".charAt(random.nextInt(3));
        TableLayout layout = layout(random, separator);
        Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        byte[] text = text(random, separator).getBytes(charset);
        // When
        List<String> ours = ours(layout, chunked(text, random), charset);
        List<String> theirs = theirs(layout, text, charset);
        // Then
        assertThat(ours).as("seed %d, separator '%s'", seed, separator).isEqualTo(theirs);
    }

    @ParameterizedTest
    @ValueSource(ints = { 65_530, 65_536, 65_540, 200_000 })
    void answersTheRowsOfTheLibraryWhereALineIsLongerThanTheBuffer(int length) throws IOException {
        // Given
        TableLayout layout = layout(new Random(1), ',');
        byte[] text = ("h\n1,2,3,4\n1," + "7".repeat(length) + ",3\n5,6,7,8\n").getBytes(StandardCharsets.US_ASCII);
        // When
        List<String> ours = ours(layout, new ByteArrayInputStream(text), StandardCharsets.US_ASCII);
        // Then
        assertThat(ours).hasSize(3).isEqualTo(theirs(layout, text, StandardCharsets.US_ASCII));
    }

    @Test
    void leavesMultibyteTextWithSeparatorsInsideCharactersToTheLibrary() {
        assertThat(LineScanner.canRead(StandardCharsets.UTF_8, ',')).isTrue();
        assertThat(LineScanner.canRead(StandardCharsets.UTF_16LE, ',')).isFalse();
        assertThat(LineScanner.canRead(Charset.forName("GB18030"), ',')).isFalse();
        assertThat(LineScanner.canRead(StandardCharsets.UTF_8, '|')).isFalse();
        assertThat(LineScanner.canRead(StandardCharsets.UTF_8, '"')).isFalse();
    }

    private static TableLayout layout(Random random, char separator) {
        Column[] columns = new Column[1 + random.nextInt(12)];
        for (int i = 0; i < columns.length; i++) {
            Quantity quantity = QUANTITIES[random.nextInt(QUANTITIES.length)];
            columns[i] = random.nextInt(3) == 0 ? null : new Column(quantity, unit(quantity, random), true);
        }
        Vocabulary.TableHeader header = new Vocabulary.TableHeader(0, separator, List.of(), columns);
        return TableLayout.flat("random", header, separator != ',' && random.nextInt(4) == 0 ? ',' : '.');
    }

    private static Unit unit(Quantity quantity, Random random) {
        Unit base = Unit.base(quantity.dimension());
        return random.nextBoolean() ? base : base.dividedBy(1000);
    }

    private static String text(Random random, char separator) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFFheader" : "header").append(lineEnd(random));
        boolean quotes = random.nextInt(3) == 0;
        String usual = lineEnd(random);
        int rows = random.nextInt(40);
        for (int r = 0; r < rows; r++) {
            int fields = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(14);
            for (int f = 0; f < fields; f++) {
                boolean quoted = quotes && random.nextInt(60) == 0;
                text.append(f > 0 ? String.valueOf(separator) : "")
                        .append(quoted ? QUOTED[random.nextInt(QUOTED.length)] : FIELDS[random.nextInt(FIELDS.length)]);
            }
            boolean last = r == rows - 1 && random.nextBoolean();
            text.append(last ? "" : random.nextInt(20) == 0 ? lineEnd(random) : usual);
        }
        return text.toString();
    }

    private static String lineEnd(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "\n";
            case 1 -> "\r\n";
            default -> "\r";
        };
    }

    /// Gives the bytes in small pieces, so that every place in a line comes to lie at the end of what is there.
    private static InputStream chunked(byte[] text, Random random) {
        int most = 1 + random.nextInt(64);
        return new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
            }
        };
    }

    private static List<String> ours(TableLayout layout, InputStream in, Charset charset) throws IOException {
        RowParser parser = new RowParser(layout, new WallClock(ZoneOffset.UTC, false));
        LineScanner scanner = new LineScanner(in, charset, layout.separator(), parser);
        scanner.skipLines(layout.linesToSkip());
        List<String> rows = new ArrayList<>();
        Row row;
        while ((row = scanner.next()) != null) {
            rows.add(told(row));
        }
        if (scanner.isHandedOver()) {
            parser.startAfter(scanner.linesTaken());
            try (CsvReader<Row> rest = RowSource.library(layout.separator(), parser, new InputStreamReader(scanner.rest(), charset))) {
                rest.forEach(r -> rows.add(told(r)));
            }
        }
        return rows;
    }

    private static List<String> theirs(TableLayout layout, byte[] text, Charset charset) throws IOException {
        RowParser parser = new RowParser(layout, new WallClock(ZoneOffset.UTC, false));
        BufferedReader reader = new BufferedReader(new InputStreamReader(new ByteArrayInputStream(text), charset));
        reader.readLine();
        List<String> rows = new ArrayList<>();
        try (CsvReader<Row> all = RowSource.library(layout.separator(), parser, reader)) {
            all.forEach(r -> rows.add(told(r)));
        }
        return rows;
    }

    private static String told(Row row) {
        return row.line + " " + row.fields + " " + row.skipped + " " + row.suspended + " " + row.stepKind + " " + row.fault + " "
                + Arrays.toString(Arrays.stream(Quantity.values()).mapToDouble(row::get).toArray());
    }
}
