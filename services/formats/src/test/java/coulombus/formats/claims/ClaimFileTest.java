package coulombus.formats.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.cell.CellKind;
import coulombus.core.claims.Comparison;
import coulombus.core.claims.Comparison.OfExperiments;
import coulombus.core.claims.Comparison.OfValues;
import coulombus.core.claims.Experiment;
import coulombus.core.claims.Figure;
import coulombus.core.claims.ReportedClaims;
import coulombus.formats.UnreadableFileException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Reported figures as a person writes them, and what is said where one writes them wrong.
class ClaimFileTest {
    @TempDir
    private Path folder;

    private ReportedClaims read(String yaml) throws IOException {
        return ClaimFile.read(Files.writeString(folder.resolve("paper.yaml"), yaml));
    }

    @Test
    void keepsTheDigitsAsPrinted() throws IOException {
        // When
        ReportedClaims claims = read("""
                title: A paper
                experiments:
                  first:
                    cell: symmetric
                    area_cm2: 0.50
                    capacity_retention_percent: 98.10 %
                    short_after_h: ~220
                    duration_h: "> 3000"
                    current_ma: '2.0'
                    capacity_mah: 1e3
                  second:
                    rate_test:
                      - {specific_current_a_per_g: 0.20, capacity_mah_per_g: 582}
                      - specific_current_a_per_g: 5
                        capacity_mah_per_g: 382
                comparisons:
                  - {claim: longer, figure: short_after_h, of: first, than: second, times: 5}
                  - {value: 220, base: 138, higher_percent: 63}
                """);

        // Then
        Experiment first = claims.experiments().get(0);
        assertThat(claims.title()).isEqualTo("A paper");
        assertThat(first.cell()).isEqualTo(CellKind.SYMMETRIC);
        assertThat(first.figures().get(Figure.AREA_CM2).printed()).isEqualTo("0.50");
        assertThat(first.figures().get(Figure.CAPACITY_RETENTION_PERCENT).printed()).isEqualTo("98.10 %");
        assertThat(first.figures().get(Figure.SHORT_AFTER_H).printed()).isEqualTo("~220");
        assertThat(first.figures().get(Figure.DURATION_H).interval().high()).isInfinite();
        assertThat(first.figures().get(Figure.CURRENT_MA).printed()).isEqualTo("2.0");
        assertThat(first.figures().get(Figure.CAPACITY_MAH).printed()).isEqualTo("1e3");
        Experiment second = claims.experiments().get(1);
        assertThat(second.cell()).isEqualTo(CellKind.UNKNOWN);
        assertThat(second.rateTest()).hasSize(2);
        assertThat(second.rateTest().get(0).specificCurrent().printed()).isEqualTo("0.20");
        assertThat(claims.comparisons()).extracting(Comparison::claim).containsExactly("longer", "");
        assertThat(claims.comparisons().get(0).operands()).isEqualTo(new OfExperiments(Figure.SHORT_AFTER_H, "first", "second"));
        assertThat(claims.comparisons().get(1).operands()).isInstanceOf(OfValues.class);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = ';', value = { "'';paper.yaml: the file is empty", "# nothing;paper.yaml: the file is empty",
            "- 3;paper.yaml, line 1: must be keys with values", "title: x;paper.yaml, line 1: experiments: must hold at least one",
            "'experiments: [|';paper.yaml, line 1: while parsing",
            "'experiment:|  a: {cycles: 2}';paper.yaml, line 1: experiment: there is no such key; did you mean experiments? known here: comparisons, experiments, title",
            "'experiments: 3';paper.yaml, line 1: experiments: must be keys with values",
            "'experiments:|  a:|    short_aftr_h: 3';paper.yaml, line 3: experiments.a.short_aftr_h: there is no such key; did you mean short_after_h?",
            "'experiments:|  a:|    Short-after h: 3';did you mean short_after_h?",
            "'experiments:|  a:|    wibble: 3';paper.yaml, line 3: experiments.a.wibble: there is no such key; coulombus check-claims --keys lists all",
            "'experiments:|  a:|    short_after_h: soon';paper.yaml, line 3: experiments.a.short_after_h: must be a number as printed",
            "'experiments:|  a:|    short_after_h: 1,5';with a decimal point; was '1,5'",
            "'experiments:|  a:|    short_after_h: -3';paper.yaml, line 3: experiments.a.short_after_h: must be greater than 0; was '-3'",
            "'experiments:|  a:|    short_after_h:';paper.yaml, line 3: experiments.a.short_after_h: must have a value",
            "'experiments:|  a:|    short_after_h: [3]';paper.yaml, line 3: experiments.a.short_after_h: must be a single value",
            "'experiments:|  a:|    short_after_h: > 3';put a figure that begins with > in quotes",
            "'experiments:|  a:|    cycles: 2.5';experiments.a.cycles: must be a whole number; was '2.5'",
            "'experiments:|  a:|    cell: coin';paper.yaml, line 3: experiments.a.cell: must be one of symmetric, plating, half, full; was 'coin'",
            "'experiments:|  a: {cycles: 2}|  a: {cycles: 3}';paper.yaml, line 3: experiments.a: is given a second time; the first is in line 2",
            "'experiments:|  a: &x {cycles: 2}|  b: *x';paper.yaml, line 3: experiments.b: an alias (*) is not read here",
            "'experiments:|  a: {cycles: 2}|---|b: 1';a second document begins here",
            "'experiments:|  a:|    rate_test: {}';experiments.a.rate_test: must be a list",
            "'experiments:|  a:|    rate_test:|      - {specific_current_a_per_g: 1}';paper.yaml, line 4: experiments.a.rate_test[0].capacity_mah_per_g: must be given",
            "'comparisons:|  - {value: 3, base: 2}';paper.yaml, line 2: comparisons[0]: must have exactly one of times, higher_percent",
            "'comparisons:|  - {value: 3, base: 2, times: 1, lower_percent: 3}';has times and lower_percent",
            "'comparisons:|  - {value: 3, base: 0, times: 1}';comparisons[0].base: must be greater than 0; was '0'",
            "'comparisons:|  - {value: 3, times: 1}';comparisons[0].base: must be given",
            "'comparisons:|  - {value: 3, base: 2, higher_percent: -3}';comparisons[0].higher_percent: must not be negative; was '-3'",
            "'comparisons:|  - {value: 3, base: 2, nuclei_times: 3}';comparisons[0].nuclei_times: must compare nucleation_overpotential_mv",
            "'comparisons:|  - {times: 3}';comparisons[0]: must have either figure, of and than, or value and base",
            "'experiments:|  alpha: {cycles: 2}|comparisons:|  - {figure: cycles, of: alpha, than: alpa, times: 2}';paper.yaml, line 4: comparisons[0].than: there is no experiment 'alpa' in this file; did you mean alpha?",
            "'experiments:|  alpha: {cycles: 2}|comparisons:|  - {figure: cycle, of: alpha, than: alpha, times: 2}';comparisons[0].figure: there is no figure 'cycle'; did you mean cycles?" })
    void saysWhatIsWrongAndWhere(String yaml, String told) {
        assertThatThrownBy(() -> read(yaml.replace('|', '\n') + "\n")).isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("paper.yaml").hasMessageContaining(told);
    }

    @Test
    void namesAFileThatCannotBeRead() throws IOException {
        // Given
        Path bytes = Files.write(folder.resolve("bytes.yaml"), new byte[]{ 'a', ':', ' ', (byte) 0xC3, (byte) 0x28 });

        // Then
        assertThatThrownBy(() -> ClaimFile.read(folder.resolve("none.yaml")))
                .hasMessage(folder.resolve("none.yaml") + ": there is no such file");
        assertThatThrownBy(() -> ClaimFile.read(folder)).hasMessage(folder + ": this is a folder; name a YAML file");
        assertThatThrownBy(() -> ClaimFile.read(bytes)).hasMessage(bytes + ": this is no text in UTF-8");
    }
}
