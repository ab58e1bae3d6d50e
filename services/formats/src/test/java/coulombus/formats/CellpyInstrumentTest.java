package coulombus.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.measurement.DataQualityKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Labs that use cellpy describe their tables to it; the same file serves here.
class CellpyInstrumentTest {
    private static final String YAML = """
            formatters:
                skiprows: 2
                sep: ";"
                header: 0
                encoding: ISO-8859-1
                decimal: ","
                thousands:
            post_processors:
                split_current: false
            normal_headers_renaming_dict:
                data_point_txt: "index"
                test_time_txt: "test_time"
                current_txt: "current({{ current }})"
                voltage_txt: "voltage"
                charge_capacity_txt: "in"
                discharge_capacity_txt: "out"
            unit_labels:
                current: mA
            raw_units:
                current: mA
                charge: mAh
                time: min
            """;
    private static final String TABLE = """
            instrument;µ12
            remark;none
            index;test_time;current(mA);voltage;in;out
            1;0;-1,5;3,25;0;0,001
            2;1;-1,5;3,125;0;0,026
            """;
    @TempDir
    private Path directory;

    @Test
    void readsATableAsItsCellpyDescriptionSays() throws IOException {
        // Given
        Path yaml = Readings.write(directory, "instrument.yml", YAML);
        Path file = Readings.write(directory, "table.csv", TABLE, StandardCharsets.ISO_8859_1);
        // When
        Readings readings = Readings.of(ReadOptions.DEFAULT.withDescription(yaml), file);
        // Then
        assertThat(readings.size()).isEqualTo(2);
        assertThat(readings.rows.testTimeSecond(1)).isEqualTo(60);
        assertThat(readings.rows.voltageVolt(1)).isEqualTo(3.125);
        assertThat(readings.rows.currentAmpere(0)).isEqualTo(-0.0015);
        assertThat(readings.rows.dischargingCapacityAh(1)).isCloseTo(26e-6, within(1e-12));
    }

    @Test
    void refusesWhatCellpySplitsByAStateColumn() throws IOException {
        // Given
        Path yaml = Readings.write(directory, "split.yml", YAML.replace("split_current: false", "split_current: true"));
        Path file = Readings.write(directory, "table.csv", TABLE, StandardCharsets.ISO_8859_1);
        // When, Then
        assertThatThrownBy(() -> Readings.of(ReadOptions.DEFAULT.withDescription(yaml), file)).isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("split.yml").hasMessageContaining("split_current");
    }

    @Test
    void refusesADescriptionWithoutSeparatorOrWithAnUnknownUnit() throws IOException {
        // Given
        Path file = Readings.write(directory, "table.csv", TABLE, StandardCharsets.ISO_8859_1);
        Path noSeparator = Readings.write(directory, "a.yml", YAML.replace("sep: \";\"", "sep:"));
        Path wrongUnit = Readings.write(directory, "b.yml", YAML.replace("charge: mAh", "charge: furlong"));
        // When, Then
        assertThatThrownBy(() -> Readings.of(ReadOptions.DEFAULT.withDescription(noSeparator), file))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("sep is needed");
        assertThatThrownBy(() -> Readings.of(ReadOptions.DEFAULT.withDescription(wrongUnit), file))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("'furlong' is no unit of charge");
    }

    @Test
    void readsCellpysOwnExampleAndSaysWhatIsWrongWithItsBrokenVariants() throws IOException {
        // Given
        ReadOptions described = ReadOptions.DEFAULT.withDescription(FieldData.file("jepegit_cellpy/custom_instrument_001.yml"));
        Path bad = FieldData.file("jepegit_cellpy/bad");
        // When
        Readings whole = Readings.of(described, FieldData.file("jepegit_cellpy/custom_data_001.csv"));
        Readings notFinite = Readings.of(described, bad.resolve("custom_nan_inf.csv"));
        Readings truncated = Readings.of(described, bad.resolve("custom_truncated.csv"));
        Readings cycleMissing = Readings.of(described, bad.resolve("custom_missing_cycle.csv"));
        // Then
        assertThat(whole.size()).isEqualTo(2442);
        assertThat(whole.rejectedRows).isZero();
        assertThat(whole.rows.cycleCount(whole.size() - 1)).isEqualTo(6);
        assertThat(notFinite.size()).isEqualTo(57);
        assertThat(notFinite.instrument.voltageResolutionVolt()).isEqualTo(0.01);
        assertThat(notFinite.found(DataQualityKind.REJECTED_ROW).count()).isEqualTo(3);
        assertThat(truncated.size()).isEqualTo(59);
        assertThat(truncated.kinds()).contains(DataQualityKind.TRUNCATED_LINE);
        assertThat(cycleMissing.size()).isEqualTo(40);
        assertThatThrownBy(() -> Readings.of(described, bad.resolve("custom_missing_column.csv")))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("line 20").hasMessageContaining("'voltage'");
    }

    @Test
    void leavesAClockAsideThatIsPrintedInHundredthsOfADay() throws IOException {
        // Given
        Path coarse = Readings.write(directory, "coarse.csv", clock("43374.42", "43374.43"));
        Path fine = Readings.write(directory, "fine.csv", clock("43374.42001", "43374.42002"));
        // When
        Readings hundredths = Readings.of(coarse);
        Readings seconds = Readings.of(fine);
        // Then
        assertThat(hundredths.rows.unixTimeSecond(0)).isNaN();
        assertThat(seconds.rows.unixTimeSecond(0)).isCloseTo((43374.42001 - 25569) * 86400, within(1e-3));
    }

    private static String clock(String first, String second) {
        return "Data_Point,Test_Time,DateTime,Current,Voltage\n1,120.00," + first + ",0.1,3.5\n2,240.00," + first + ",0.1,3.5\n"
                + "3,360.00," + second + ",0.1,3.5\n";
    }
}
