package coulombus.core.detection;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.detection.DetectorSettings.SoftShort;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DetectorSettingsTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "detector-settings.md");

    @Test
    void listsEverySettingWithItsDefaultOnTheReferencePage() throws Exception {
        // Given
        List<String> rows = new ArrayList<>();
        for (RecordComponent detector : DetectorSettings.class.getRecordComponents()) {
            Object value = detector.getAccessor().invoke(DetectorSettings.DEFAULT);
            for (RecordComponent setting : value.getClass().getRecordComponents()) {
                rows.add("| `" + detector.getName() + "." + setting.getName() + "` | " + shown(setting.getAccessor().invoke(value)) + " |");
            }
        }
        // When
        String page = read();
        // Then
        assertThat(rows).as("rows that %s must have", PAGE).allSatisfy(row -> assertThat(page).contains(row));
        assertThat(page.lines().filter(line -> line.startsWith("| `")).count()).isEqualTo(rows.size());
    }

    private static String read() throws IOException {
        return Files.readString(PAGE);
    }

    private static String shown(Object value) {
        if (value instanceof Map<?, ?> modes) {
            String on = modes.entrySet().stream().filter(e -> e.getValue() == Mode.ON).map(e -> e.getKey().toString())
                    .collect(Collectors.joining(", "));
            return "ON for " + on;
        }
        return value instanceof Double d ? String.format(Locale.ROOT, "%s", d) : value.toString();
    }

    @Test
    void refusesWhatMakesNoSenseWithItsPath() {
        assertThatThrownBy(() -> new SoftShort(null, -1.0, null, null, null, null, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("softShort.smallestDropFraction: must be 0.01 to 2.0; was -1.0");
        assertThatThrownBy(() -> new SoftShort(null, Double.NaN, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SoftShort(null, null, null, 0, null, null, null))
                .hasMessage("softShort.halfCycles: must be 1 to 20; was 0");
    }

    @Test
    void marksFindingsOfADetectorOnTrialAndLeavesTheCellAlone() {
        // Given
        DetectorSettings shadow = with(Mode.SHADOW);
        // When
        RecordedRun run = softShort(shadow);
        // Then
        assertThat(run.findings).hasSize(1);
        assertThat(run.findings.get(0).shadow()).isTrue();
        assertThat(run.health).noneMatch(h -> h.state() == CellState.SOFT_SHORT);
        assertThat(softShort(DetectorSettings.DEFAULT).findings.get(0).shadow()).isFalse();
    }

    @Test
    void asksNoDetectorThatIsOff() {
        assertThat(softShort(with(Mode.OFF)).findings).isEmpty();
    }

    private static DetectorSettings with(Mode mode) {
        SoftShort softShort = new SoftShort(Map.of(CellKind.SYMMETRIC, mode), null, null, null, null, null, null);
        return new DetectorSettings(null, null, softShort, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static RecordedRun softShort(DetectorSettings settings) {
        RunFacts facts = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(1).facts();
        Trace trace = Trace.every(30);
        for (int k = 0; k < 25; k++) {
            double volt = k < 20 ? 0.1 : 0.07;
            trace.discharge(2e-3, 900, s -> -volt).charge(2e-3, 900, s -> volt);
        }
        RecordedRun recorded = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(facts, settings);
        analysis.on(trace.batch(), recorded);
        analysis.end(RunEnd.END_OF_FILE, recorded);
        return recorded;
    }
}
