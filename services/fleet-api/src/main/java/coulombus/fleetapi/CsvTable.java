package coulombus.fleetapi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.vertx.core.json.JsonObject;

/// Writes JSON rows and traces as csv (RFC 4180, UTF-8, decimal point): the columns are the JSON names, absent values are empty.
final class CsvTable {
    private CsvTable() {}

    /// Columns are all plain fields that any row has, in the order in which they first come.
    static String of(List<JsonObject> rows) {
        Set<String> columns = new LinkedHashSet<>();
        for (JsonObject row : rows) {
            for (String name : row.fieldNames()) {
                Object value = row.getValue(name);
                if (value == null || value instanceof Number || value instanceof CharSequence || value instanceof Boolean) {
                    columns.add(name);
                }
            }
        }
        StringBuilder csv = new StringBuilder();
        csv.append(String.join(",", columns)).append("\r\n");
        for (JsonObject row : rows) {
            String separator = "";
            for (String column : columns) {
                csv.append(separator);
                append(csv, row.getValue(column));
                separator = ",";
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }

    static String of(TraceWindow trace) {
        StringBuilder csv = new StringBuilder("test_time_second,voltage_volt,current_ampere\r\n");
        for (int i = 0; i < trace.size(); i++) {
            append(csv, trace.testTimeSecond()[i]);
            csv.append(',');
            append(csv, trace.voltageVolt()[i]);
            csv.append(',');
            append(csv, trace.currentAmpere()[i]);
            csv.append("\r\n");
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, Object value) {
        switch (value) {
            case null -> {
            }
            case Double number when number.isNaN() -> {
            }
            case CharSequence text -> appendText(csv, text.toString());
            default -> csv.append(value);
        }
    }

    private static void appendText(StringBuilder csv, String text) {
        // A spreadsheet runs a text that begins like a formula; an apostrophe keeps it a text.
        String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        if (safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
            csv.append('"').append(safe.replace("\"", "\"\"")).append('"');
        } else {
            csv.append(safe);
        }
    }
}
