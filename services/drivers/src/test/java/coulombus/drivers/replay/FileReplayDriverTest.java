package coulombus.drivers.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.drivers.RunReader.Reading;
import coulombus.formats.ReadOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileReplayDriverTest {
    private static final String DESCRIPTION = """
            separator: ","
            decimal: "."
            header_starts_with: "t,"
            current_sign: %s
            columns:
              - {name: t, quantity: test_time, unit: s}
              - {name: U, quantity: voltage, unit: V}
              - {name: I, quantity: current, unit: A}
            """;

    private final MeasurementBatch batch = new MeasurementBatch(10);
    private long nanos;

    @TempDir
    Path directory;

    private Path file(String name, int rows) throws IOException {
        return ReplayFiles.write(directory.resolve(name), rows, 0);
    }

    private UUID runId(CellFacts cell, ReadOptions options, Path... files) throws IOException {
        try (FileReplayDriver driver = ReplayFiles.open(cell, options, files)) {
            return driver.facts().runId();
        }
    }

    @Test
    void givesTheSameRunForTheSameContentUnderAnotherName() throws IOException {
        // Given
        Path one = file("one.csv", 30);
        Path copy = Files.copy(one, directory.resolve("copy.csv"));
        // When
        UUID first = runId(ReplayFiles.CELL, ReadOptions.DEFAULT, one);
        UUID second = runId(ReplayFiles.CELL, ReadOptions.DEFAULT, copy);
        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.version()).isEqualTo(5);
        assertThat(first.variant()).isEqualTo(2);
    }

    @Test
    void derivesTheChannelFromTheRunAndNamesTheFiles() throws IOException {
        try (FileReplayDriver driver = ReplayFiles.open(ReplayFiles.CELL, ReadOptions.DEFAULT, file("a.csv", 30), file("b.csv", 31))) {
            assertThat(driver.facts().channelId()).isEqualTo("replay-" + driver.facts().runId().toString().substring(0, 8));
            assertThat(driver.facts().title()).isEqualTo("a.csv + b.csv");
            assertThat(driver.facts().instrument().device()).isEqualTo("BDF CSV");
        }
    }

    @Test
    void givesAnotherRunForOtherContentOrderCellOrReading() throws IOException {
        // Given
        Path a = file("a.csv", 30);
        Path b = file("b.csv", 31);
        CellFacts larger = new CellFacts("", CellKind.FULL, ReplayFiles.CELL.firstHalfCycle(), 2, Double.NaN, Double.NaN, Double.NaN);
        ReadOptions stated = ReadOptions.DEFAULT.withStatedCurrentAmpere(0.002);
        // When, Then
        assertThat(Arrays.asList(runId(ReplayFiles.CELL, ReadOptions.DEFAULT, a), runId(ReplayFiles.CELL, ReadOptions.DEFAULT, b),
                runId(ReplayFiles.CELL, ReadOptions.DEFAULT, a, b), runId(ReplayFiles.CELL, ReadOptions.DEFAULT, b, a),
                runId(larger, ReadOptions.DEFAULT, a), runId(CellFacts.of(CellKind.SYMMETRIC), ReadOptions.DEFAULT, a),
                runId(ReplayFiles.CELL, stated, a))).doesNotHaveDuplicates();
    }

    @Test
    void givesAnotherRunWhereTheDescriptionOfTheTableChanged() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("own.txt"), "t,U,I\n0,1.5,0.001\n10,1.6,0.001\n");
        Path yaml = directory.resolve("own.yaml");
        ReadOptions options = ReadOptions.DEFAULT.withDescription(yaml);
        // When
        Files.writeString(yaml, DESCRIPTION.formatted("POSITIVE_CHARGES"));
        UUID charging = runId(ReplayFiles.CELL, options, file);
        UUID again = runId(ReplayFiles.CELL, options, file);
        Files.writeString(yaml, DESCRIPTION.formatted("POSITIVE_DISCHARGES"));
        UUID discharging = runId(ReplayFiles.CELL, options, file);
        // Then
        assertThat(again).isEqualTo(charging);
        assertThat(discharging).isNotEqualTo(charging);
    }

    @Test
    void givesOutWhatIsDueByTheClockTimesTheSpeed() throws IOException {
        // Given: rows 10 s apart at 5 times real time, so one every 2 s
        try (FileReplayDriver driver = ReplayFiles.open(5, () -> nanos, file("a.csv", 6))) {
            // When, Then
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Measured(1));
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Waiting());
            nanos = 1_999_000_000L;
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Waiting());
            nanos = 2_000_000_000L;
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Measured(1));
            assertThat(batch.testTimeSecond(0)).isEqualTo(10);
            nanos = 9_000_000_000L;
            assertThat(driver.read(batch, 2)).isEqualTo(new Reading.Measured(2));
            assertThat(driver.read(batch, 2)).isEqualTo(new Reading.Measured(1));
            assertThat(driver.read(batch, 2)).isEqualTo(new Reading.Waiting());
            nanos = 10_000_000_000L;
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Measured(1));
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Ended(RunEnd.END_OF_FILE));
        }
    }

    @Test
    void tellsProgressByWhatWasGivenOutNotByWhatWasReadAhead() throws IOException {
        // Given
        try (FileReplayDriver driver = ReplayFiles.open(1, () -> nanos, file("a.csv", 100))) {
            // When, Then
            assertThat(driver.progressFraction()).isZero();
            driver.read(batch, 10);
            assertThat(driver.progressFraction()).isEqualTo(0.01);
            nanos = 490_000_000_000L;
            driver.read(batch, 100);
            assertThat(driver.progressFraction()).isEqualTo(0.5);
        }
    }

    @Test
    void countsOnAndMarksTheBorderWhereFilesAreJoined() throws IOException {
        try (FileReplayDriver driver = ReplayFiles.open(ReplayFiles.CELL, ReadOptions.DEFAULT, file("a.csv", 3), file("b.csv", 4))) {
            // When
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Measured(3));
            assertThat(driver.read(batch, 10)).isEqualTo(new Reading.Measured(4));
            // Then
            assertThat(batch.firstSeq()).isEqualTo(4);
            assertThat(batch.testTimeSecond(0)).isEqualTo(20);
            assertThat(batch.testTimeSecond(3)).isEqualTo(50);
            assertThat(batch.marks(0) & Mark.BORDER).isNotZero();
            assertThat(batch.marks(1) & Mark.BORDER).isZero();
        }
    }

    @Test
    void keepsFailingWhereTheFileBreaksOffAndGivesNothingTwice() throws IOException {
        // Given: a packed file of which the end is lost
        Path whole = file("whole.csv", 100_000);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            Files.copy(whole, gzip);
        }
        Path broken = Files.write(directory.resolve("broken.csv.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() * 9 / 10));
        try (FileReplayDriver driver = ReplayFiles.open(ReplayFiles.CELL, ReadOptions.DEFAULT, broken)) {
            // When
            long[] last = { 0 };
            assertThatThrownBy(() -> {
                while (driver.read(batch, 10) instanceof Reading.Measured) {
                    last[0] = batch.seq(batch.size() - 1);
                }
            }).isInstanceOf(IOException.class).hasMessageContaining("broken.csv.gz");
            // Then
            assertThat(last[0]).isBetween(1000L, 99_999L);
            assertThatThrownBy(() -> driver.read(batch, 10)).isInstanceOf(IOException.class).hasMessageContaining("broken.csv.gz");
        }
    }

    @Test
    void refusesATableOfCyclesWithASentence() throws IOException {
        // Given
        Path table = Files.writeString(directory.resolve("StatisticByCycle.csv"), """
                Date_Time,Test_Time(s),Cycle_Index,V_Max_On_Cycle(V),Charge_Capacity(Ah),Discharge_Capacity(Ah)
                1,3600,1,4.2,1.1,1.0
                2,7200,2,4.2,1.1,1.0
                """);
        // When, Then
        assertThatThrownBy(() -> ReplayFiles.open(ReplayFiles.CELL, ReadOptions.DEFAULT, table)).isInstanceOf(IOException.class)
                .hasMessage(table + ": it holds a table of cycles (Arbin cycle statistics) and no measurements to replay; use analyze");
    }

    @Test
    void saysWhichFileIsMissing() {
        Path missing = directory.resolve("missing.csv");
        assertThatThrownBy(() -> ReplayFiles.open(ReplayFiles.CELL, ReadOptions.DEFAULT, missing)).isInstanceOf(IOException.class)
                .hasMessageContaining("missing.csv");
    }

    @Test
    void refusesASpeedThatIsNone() throws IOException {
        Path file = file("a.csv", 3);
        for (double speed : new double[]{ 0, -1, Double.NaN }) {
            assertThatThrownBy(() -> ReplayFiles.open(speed, () -> 0, file)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("speed: must be greater than 0; was " + speed);
        }
    }
}
