package coulombus.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows of texts under their heads, in columns for a person or as CSV for a program.
final class TextTable {
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> heads) {
        this.heads = List.copyOf(heads);
    }

    void add(List<String> row) {
        if (row.size() != heads.size()) {
            throw new IllegalArgumentException("a row of " + row.size() + " under " + heads.size() + " heads");
        }
        rows.add(List.copyOf(row));
    }

    void print(boolean csv, PrintWriter out) {
        if (csv) {
            out.println(String.join(",", heads));
            rows.forEach(row -> out.println(String.join(",", row.stream().map(TextTable::quoted).toList())));
            return;
        }
        int[] widths = heads.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        out.println(padded(heads, widths));
        rows.forEach(row -> out.println(padded(row, widths)));
    }

    private static String padded(List<String> columns, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(columns.get(i)).append(" ".repeat(widths[i] - columns.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
