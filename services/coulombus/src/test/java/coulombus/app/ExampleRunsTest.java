package coulombus.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.app.ExampleRuns.Example;

import static org.assertj.core.api.Assertions.assertThat;

/// The example shows what its pages promise.
class ExampleRunsTest {
    @TempDir
    private Path folder;
    private List<Example> examples;

    @BeforeEach
    void write() throws IOException {
        examples = ExampleRuns.write(folder);
    }

    @Test
    void theSymmetricCellGoesSoftAndThenShorts() {
        // When
        JsonNode findings = analyze(0, "symmetric").get("findings");

        // Then
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).get("kind").asText()).isEqualTo("SOFT_SHORT");
        assertThat(findings.get(0).get("onset_test_time_second").asDouble() / 3600).isBetween(29.5, 30.5);
        assertThat(findings.get(1).get("kind").asText()).isEqualTo("HARD_SHORT");
        assertThat(findings.get(1).get("onset_test_time_second").asDouble() / 3600).isBetween(37.99, 38.02);
    }

    @Test
    void thePlatingCellGivesBackAboutNinetyEightPercent() {
        // When
        JsonNode report = analyze(1, "plating", "--area-cm2", "0.785");

        // Then
        assertThat(report.get("findings")).isEmpty();
        JsonNode cycles = report.get("cycles");
        assertThat(cycles.get(cycles.size() - 1).get("rolling_coulombic_efficiency_10").asDouble()).isBetween(0.98, 0.99);
        assertThat(report.get("half_cycles").get(0).get("nucleation_overpotential_volt").asDouble()).isBetween(0.02, 0.05);
    }

    @Test
    void theFullCellFadesBetweenItsLimits() {
        // When
        JsonNode report = analyze(2, "full", "--nominal-capacity-ah", "3.3e-4");

        // Then
        assertThat(report.get("findings")).hasSize(1);
        assertThat(report.get("findings").get(0).get("kind").asText()).isEqualTo("END_OF_LIFE");
        JsonNode cycles = report.get("cycles");
        assertThat(cycles.get(cycles.size() - 2).get("capacity_retention").asDouble()).isBetween(0.75, 0.85);
        report.get("half_cycles").forEach(half -> assertThat(half.get("end_voltage_volt").asDouble()).isBetween(0.34, 1.46));
    }

    @Test
    void nothingIsOddAboutTheDataAndTheyAreTheSameEveryTime() throws IOException {
        // Given
        Path again = folder.resolve("again");

        // When
        List<Example> second = ExampleRuns.write(again);

        // Then
        for (int i = 0; i < examples.size(); i++) {
            assertThat(analyze(i, "full").get("data_quality")).isEmpty();
            assertThat(Files.mismatch(examples.get(i).file(), second.get(i).file())).isEqualTo(-1);
        }
    }

    private JsonNode analyze(int example, String kind, String... more) {
        List<Object> words = new java.util.ArrayList<>(
                List.of("analyze", "--format", "json", "--cell", kind, examples.get(example).file()));
        words.addAll(List.of(more));
        return CommandLineRun.of(words.toArray()).json();
    }
}
