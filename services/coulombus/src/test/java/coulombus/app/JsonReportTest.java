package coulombus.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The JSON has the fields that its document lists, no fewer and no others, and a reason beside every null.
class JsonReportTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9_]+)` \\|.*");

    @Test
    void hasTheDocumentedFields(@TempDir Path folder) throws IOException {
        // Given
        Map<String, List<String>> documented = documented();
        JsonNode report = shorted(folder);

        // Then
        assertThat(names(report)).containsExactlyElementsOf(documented.get("Report"));
        assertThat(names(report.get("cell"))).containsExactlyElementsOf(documented.get("Cell"));
        assertThat(names(report.get("cycles").get(0))).containsExactlyElementsOf(documented.get("Cycles"));
        assertThat(names(report.get("half_cycles").get(0))).containsExactlyElementsOf(documented.get("Half-cycles"));
        assertThat(names(report.get("findings").get(0))).containsExactlyElementsOf(documented.get("Findings"));
        assertThat(names(report.get("data_quality").get(0))).containsExactlyElementsOf(documented.get("Data quality"));
        // The soft short comes first and rests on half-cycles; the hard one after it has a trace.
        JsonNode evidence = report.get("findings").get(1).get("evidence");
        assertThat(names(evidence)).containsAll(documented.get("Evidence"));
        assertThat(names(evidence).stream().filter(name -> !documented.get("Evidence").contains(name)))
                .isNotEmpty().allMatch(name -> name.matches(".*_(volt|ampere|second|fraction|ratio|ohm|ohm_cm2|ah|half_cycles|scale)"));
        assertThat(names(evidence.get("trace").get(0))).containsExactly("test_time_second", "voltage_volt", "current_ampere");
    }

    @Test
    void givesAReasonForEveryNull(@TempDir Path folder) throws IOException {
        // Given
        List<JsonNode> reports = new ArrayList<>(List.of(shorted(folder)));
        for (String kind : List.of("symmetric", "plating", "half", "full")) {
            reports.add(CommandLineRun.of("analyze", "--format", "json", "--cell", kind, MadeUpFiles.bdf(folder.resolve(kind + ".csv"), 2))
                    .json());
        }

        // Then
        for (JsonNode report : reports) {
            for (String list : List.of("cycles", "half_cycles")) {
                assertThat(report.get(list)).isNotEmpty();
                report.get(list).forEach(JsonReportTest::everyNullHasItsReason);
            }
        }
    }

    private static void everyNullHasItsReason(JsonNode node) {
        node.properties().stream().filter(field -> field.getValue().isNull() && !field.getKey().endsWith("_reason")).map(Map.Entry::getKey)
                .forEach(name -> assertThat(node.path(name + "_reason").asText()).as("why %s is absent in %s", name, node).isNotBlank());
        node.properties().stream().map(Map.Entry::getKey)
                .filter(name -> name.endsWith("_reason") && !name.equals("coulombic_efficiency_reason"))
                .forEach(name -> assertThat(node.get(name.substring(0, name.length() - "_reason".length())).isNull()).as(name).isTrue());
    }

    /// The example's symmetric cell, which shorts; its last line broken off, so that there is something odd about the data.
    private static JsonNode shorted(Path folder) throws IOException {
        Path file = ExampleRuns.write(folder.resolve("example")).get(0).file();
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 12));
        return CommandLineRun.of("analyze", "--format", "json", "--cell", "symmetric", file).json();
    }

    private static List<String> names(JsonNode object) {
        // The reason beside a null is documented once, for all fields.
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.endsWith("_reason") && !name.equals("coulombic_efficiency_reason"));
        return names;
    }

    private static Map<String, List<String>> documented() throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        String heading = "";
        for (String line : Files.readAllLines(Path.of("..", "..", "docs", "reference", "analyze-json.md"))) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                found.computeIfAbsent(heading, h -> new ArrayList<>()).add(row.group(1));
            }
        }
        return found;
    }
}
