package coulombus.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Numbers, times, borders, and what happens to rows and files that cannot be read.
class BookkeepingTest {
    private static final String BDF = "test_time_second,voltage_volt,current_ampere,record_index,step_id\n";

    @TempDir
    Path directory;

    private Readings read(String text) throws IOException {
        return Readings.of(Readings.write(directory, "file.csv", text));
    }

    @Test
    void repairsASingleFallOfTheTestTime() throws IOException {
        Readings repaired = read(BDF + "0,3,1,1,1\n10,3,1,2,1\n0,3,1,3,2\n20,3,1,4,2\n");

        assertThat(repaired.rows.testTimeSecond(2)).isEqualTo(10);
        assertThat(repaired.marked(Mark.TIME_REPAIRED)).containsExactly(2);
        assertThat(repaired.marked(Mark.BORDER)).isEmpty();
        assertThat(repaired.found(DataQualityKind.TIME_REPAIRED).detail()).contains("line 4");
    }

    @Test
    void repairsAFallBeforeManyUnreadableRows() throws IOException {
        Readings repaired = read(BDF + "0,3,1,1,1\n10,3,1,2,1\n0,3.5,1,3,2\n" + "1,bad,1,4,2\n".repeat(20) + "20,3,1,30,2\n0,3,1,31,3\n");

        assertThat(repaired.seqs).containsExactly(1L, 2L, 3L, 30L, 31L);
        assertThat(repaired.rows.voltageVolt(2)).isEqualTo(3.5);
        assertThat(repaired.marked(Mark.TIME_REPAIRED)).as("an odd last time too").containsExactly(2, 4);
        assertThat(repaired.rejectedRows).isEqualTo(20);
    }

    @Test
    void tellsAFileThatBreaksOffInsideItsCompression() throws IOException {
        Path whole = directory.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(BDF.getBytes(StandardCharsets.UTF_8));
            for (int i = 1; i < 200_000; i++) {
                out.write((i + "," + Math.sin(i) + ",1," + i + ",1\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 1000));
        MeasurementBatch batch = new MeasurementBatch(1000);
        long[] read = new long[1];

        try (MeasurementFile open = ((CyclerContent.Measurements) CyclerFiles.open(List.of(cut), ReadOptions.DEFAULT)).file()) {
            assertThatThrownBy(() -> {
                int count;
                while ((count = open.read(batch, 1000)) > 0) {
                    read[0] += count;
                }
            }).isInstanceOf(UnreadableFileException.class).hasMessageContaining("reading stopped after row");
        }
        assertThat(read[0]).as("what was read before stands").isGreaterThan(190_000);
    }

    @Test
    void runsOnAfterAClockThatBeganAnew() throws IOException {
        Readings reset = read(BDF + "0,3,1,1,1\n10,3,1,2,1\n0,3,1,3,1\n5,3,1,4,1\n8,3,1,5,1\n");

        assertThat(reset.rows.testTimeSecond(2)).isEqualTo(10);
        assertThat(reset.rows.testTimeSecond(4)).isEqualTo(18);
        assertThat(reset.marked(Mark.BORDER)).containsExactly(2);
        assertThat(reset.kinds()).containsExactly(DataQualityKind.TIME_RESET);
    }

    @Test
    void endsABatchWhereTheDevicesNumbersJump() throws IOException {
        Path file = Readings.write(directory, "file.csv", BDF + "0,3,1,7,1\n1,3,1,8,1\n2,3,1,10,1\n");
        MeasurementBatch batch = new MeasurementBatch(4);

        try (MeasurementFile open = ((CyclerContent.Measurements) CyclerFiles.open(List.of(file), ReadOptions.DEFAULT)).file()) {
            assertThat(open.read(batch, 100)).isEqualTo(2);
            assertThat(batch.firstSeq()).isEqualTo(7);
            assertThat(open.read(batch, 100)).isEqualTo(1);
            assertThat(batch.firstSeq()).isEqualTo(10);
            assertThat(open.read(batch, 100)).isZero();
            assertThat(batch.isEmpty()).isTrue();
        }
    }

    @Test
    void continuesNumbersThatBeginAnew() throws IOException {
        Readings restarted = read(BDF + "0,3,1,1,1\n1,3,1,2,1\n2,3,1,1,1\n3,3,1,2,1\n3,3,1,2,1\n");

        assertThat(restarted.seqs).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(restarted.found(DataQualityKind.RECORD_NUMBER_RESTARTED).count()).isEqualTo(2);
        assertThat(restarted.found(DataQualityKind.RECORD_NUMBER_RESTARTED).firstSeq()).isEqualTo(3);
    }

    @Test
    void countsUnreadableRowsAndNamesTheFirst() throws IOException {
        Readings rejected = read(
                "test_time_second,voltage_volt,current_ampere\n0,3,1\n1,abc,1\n2,inf,1\nx,3,1\n4,3,\n5,3,garbage\n6,3,1\n");

        assertThat(rejected.seqs).as("a row left out keeps its number").containsExactly(1L, 5L, 7L);
        assertThat(rejected.rejectedRows).isEqualTo(4);
        assertThat(rejected.rows.currentAmpere(1)).as("no current is not an unreadable one").isNaN();
        assertThat(rejected.found(DataQualityKind.REJECTED_ROW).count()).isEqualTo(4);
        assertThat(rejected.found(DataQualityKind.REJECTED_ROW).firstSeq()).isEqualTo(2);
        assertThat(rejected.found(DataQualityKind.REJECTED_ROW).detail()).contains("line 3").contains("abc");
    }

    @Test
    void leavesOutALastLineThatBreaksOff() throws IOException {
        Readings truncated = read(BDF + "0,3,1,1,1\n1,3,1,2,1\n2,3.1");

        assertThat(truncated.size()).isEqualTo(2);
        assertThat(truncated.rejectedRows).isEqualTo(1);
        assertThat(truncated.kinds()).containsExactly(DataQualityKind.TRUNCATED_LINE);
    }

    @Test
    void countsEveryExecutionOfAStep() throws IOException {
        Readings looped = read("test_time_second,voltage_volt,current_ampere,step_id,step_time_second\n"
                + "0,3,1,1,0\n1,3,1,1,1\n2,3,1,2,0\n3,3,1,1,0\n4,3,1,1,1\n5,3,1,1,0\n");

        assertThat(List.of(0, 1, 2, 3, 4, 5)).extracting(looped.rows::stepCount).containsExactly(1, 1, 2, 3, 3, 4);
        assertThat(looped.rows.stepId(5)).isEqualTo(1);
    }

    @Test
    void joinsFilesWhoseClocksAndNumbersBeginAnew() throws IOException {
        Path first = Readings.write(directory, "a.csv", BDF + "0,3,1,1,1\n10,3,1,2,1\n");
        Path second = Readings.write(directory, "b.csv", BDF + "0,3,1,1,1\nbad,3,1,2,1\n5,3,1,3,2\n");

        Readings joined = Readings.of(ReadOptions.DEFAULT, first, second);

        assertThat(joined.seqs).containsExactly(1L, 2L, 3L, 5L);
        assertThat(List.of(0, 1, 2, 3)).extracting(joined.rows::testTimeSecond).containsExactly(0.0, 10.0, 10.0, 15.0);
        assertThat(joined.marked(Mark.BORDER)).containsExactly(2);
        assertThat(List.of(0, 1, 2, 3)).extracting(joined.rows::stepCount).containsExactly(1, 1, 2, 3);
        assertThat(joined.rejectedRows).isEqualTo(1);
        assertThat(joined.found(DataQualityKind.REJECTED_ROW).firstSeq()).isEqualTo(4);
    }

    @Test
    void refusesWithTheReasonAndTheFile() throws IOException {
        assertRefused(directory.resolve("missing.csv"), "no such file");
        assertRefused(directory, "directory");
        assertRefused(Readings.write(directory, "empty.csv", ""), "empty");
        assertRefused(Files.write(directory.resolve("binary.csv"), new byte[]{ 1, 2, 0, 0, 3, 'a', 0, 7 }), "binary");
        assertRefused(Readings.write(directory, "a.mpr", "BIO-LOGIC MODULAR FILE\u001a  x", StandardCharsets.ISO_8859_1), ".mpr");
        assertRefused(Readings.write(directory, "a.mpl", "BT-Lab LOG FILE\n\nx\n"), "settings and events");
        assertRefused(Readings.write(directory, "note.txt", "Dear diary,\ntoday\n"), "looked for");
        assertRefused(Readings.write(directory, "t.csv", "time,voltage,current\n1,2,3\n"), "Line 1 looks like a header");
        assertRefused(Readings.write(directory, "h.csv", BDF), "without one readable measurement");
        assertRefused(Readings.write(directory, "h.csv", BDF + "x,y,z,1,1\na,b,c,2,2\n"), "'x' is not a number");
        assertRefused(Readings.write(directory, "a.mpt", "EC-Lab ASCII FILE\nNb header lines : 3 \nfreq/Hz\tRe(Z)/Ohm\n1\t2\n"), "line 3");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> CyclerFiles.open(List.of(file), ReadOptions.DEFAULT)).isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith(file.toString()).hasMessageContaining(reason);
    }

    @Test
    void refusesADescriptionThatIsWrongWithItsReason() throws IOException {
        Path file = Readings.write(directory, "d.csv", "t,U\n1,2\n");

        assertThatThrownBy(() -> describe(file, "header_line: 1\ncolumns:\n  - {name: t, quantity: tempo, unit: s}\n"))
                .hasMessageContaining("'tempo' is none of");
        assertThatThrownBy(() -> describe(file, "header_line: 1\ncolumns:\n  - {name: t, quantity: test_time, unit: V}\n"))
                .hasMessageContaining("'V' is no unit of time");
        assertThatThrownBy(() -> describe(file, "header_line: 1\nseperator: x\ncolumns:\n"
                + "  - {name: t, quantity: test_time, unit: s}\n  - {name: U, quantity: voltage, unit: V}\n"))
                .hasMessageContaining("seperator");
        assertThatThrownBy(() -> describe(file, "header_line: 1\ncolumns:\n  - {name: t, quantity: test_time, unit: s}\n"
                + "  - {name: V, quantity: voltage, unit: V}\n")).hasMessageContaining("'V' is not in the header; it has t, U");
    }

    private void describe(Path file, String yaml) throws IOException {
        CyclerFiles.open(List.of(file), ReadOptions.DEFAULT.withDescription(Readings.write(directory, "d.yaml", yaml)));
    }
}
