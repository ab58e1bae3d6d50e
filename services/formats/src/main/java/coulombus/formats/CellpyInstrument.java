package coulombus.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import coulombus.formats.DescribedCsv.CurrentSign;
import coulombus.formats.DescribedCsv.DescribedColumn;

/// An instrument file of the Python library cellpy, which labs already have for their custom tables, understood as a [DescribedCsv].
///
/// Its `raw_units` are the units of the file; what it does not name is in s, V, A and Ah, as cellpy takes it. What is not understood
/// (signs or counters that cellpy splits by a state column) is refused rather than read wrongly.
final class CellpyInstrument {
    private static final String COLUMNS = "normal_headers_renaming_dict";

    private record Meaning(String quantity, String unitName, String unit) {}

    private static final Map<String, Meaning> MEANINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("data_point_txt", new Meaning("record_index", "", "")), Map.entry("datetime_txt", new Meaning("wall_clock", "", "")),
            Map.entry("test_time_txt", new Meaning("test_time", "time", "s")),
            Map.entry("step_time_txt", new Meaning("step_time", "time", "s")),
            Map.entry("cycle_index_txt", new Meaning("cycle_count", "", "")), Map.entry("step_index_txt", new Meaning("step_id", "", "")),
            Map.entry("current_txt", new Meaning("current", "current", "A")),
            Map.entry("voltage_txt", new Meaning("voltage", "voltage", "V")),
            Map.entry("charge_capacity_txt", new Meaning("charging_capacity", "charge", "Ah")),
            Map.entry("discharge_capacity_txt", new Meaning("discharging_capacity", "charge", "Ah"))));

    private CellpyInstrument() {}

    /// True where a YAML document is laid out as cellpy's instrument files are.
    static boolean isOne(JsonNode yaml) {
        return yaml.path(COLUMNS).isObject();
    }

    /// The same description in the layout of this project.
    ///
    /// @throws IllegalArgumentException where something in it is missing or not understood
    static DescribedCsv describe(JsonNode yaml) {
        JsonNode formatters = yaml.path("formatters");
        String separator = formatters.path("sep").asText("");
        if (formatters.path("sep").isNull() || separator.isEmpty()) {
            throw new IllegalArgumentException("formatters: sep is needed, the character between the fields");
        }
        if (!formatters.path("thousands").isNull() && !formatters.path("thousands").isMissingNode()) {
            throw new IllegalArgumentException("formatters: numbers with a sign between thousands are not read");
        }
        for (String split : List.of("split_current", "split_capacity")) {
            if (yaml.path("post_processors").path(split).asBoolean()) {
                throw new IllegalArgumentException("post_processors: " + split
                        + " is not understood; describe the table with current_sign: FROM_STEP_TYPE or step_capacity instead"
                        + " (docs/reference/file-formats.md)");
            }
        }
        int headerLine = formatters.path("skiprows").asInt(0) + formatters.path("header").asInt(0) + 1;
        return new DescribedCsv("CSV described for cellpy", separator.equals("\t") ? "tab" : separator,
                formatters.path("decimal").asText("."), formatters.path("encoding").asText(""), headerLine, "",
                CurrentSign.POSITIVE_CHARGES, columns(yaml));
    }

    private static List<DescribedColumn> columns(JsonNode yaml) {
        List<DescribedColumn> columns = new ArrayList<>();
        yaml.path(COLUMNS).properties().forEach(entry -> {
            Meaning meaning = MEANINGS.get(entry.getKey());
            if (meaning != null) {
                String unit = yaml.path("raw_units").path(meaning.unitName).asText(meaning.unit);
                columns.add(new DescribedColumn(named(entry.getValue().asText(), yaml.path("unit_labels")), meaning.quantity, unit));
            }
        });
        return columns;
    }

    /// Column names may carry units as placeholders: `Current({{ current }})`.
    private static String named(String name, JsonNode unitLabels) {
        String full = name;
        for (Map.Entry<String, JsonNode> label : unitLabels.properties()) {
            full = full.replaceAll("\\{\\{\\s*" + label.getKey() + "\\s*}}", label.getValue().asText());
        }
        return full;
    }
}
