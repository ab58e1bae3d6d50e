package coulombus.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import io.vertx.core.json.JsonObject;

/// One channel as a line of a listing.
record ChannelLine(String channel, String state, String cell, String title, String testTime, String voltage, String current,
        String finding, String source) {
    private static final List<String> HEADS = List.of("channel", "state", "cell", "title", "test_time_hour", "voltage_volt",
            "current_milliampere", "last_finding", "source");

    static ChannelLine of(JsonObject channel) {
        return new ChannelLine(channel.getString("channel_id"), state(channel), text(channel, "cell_id"), text(channel, "title"),
                number(channel, "test_time_second", 1 / 3600.0, "%.2f"), number(channel, "voltage_volt", 1, "%.4f"),
                number(channel, "current_ampere", 1000, "%.4f"), text(channel, "last_finding"), text(channel, "source"));
    }

    /// What the agent says, else what is known of the run; with the cell's state where it is no good one.
    private static String state(JsonObject channel) {
        JsonObject control = channel.getJsonObject("control");
        String state = control == null ? channel.getString("state") : control.getString("operating_state");
        String cell = channel.getString("cell_state");
        return cell == null || cell.equals("HEALTHY") || cell.equals("LEARNING") ? state : state + ", " + cell;
    }

    private static String text(JsonObject channel, String name) {
        return channel.getString(name, "") == null ? "" : channel.getString(name, "");
    }

    private static String number(JsonObject channel, String name, double factor, String pattern) {
        Double value = channel.getDouble(name);
        return value == null ? "" : String.format(Locale.ROOT, pattern, value * factor);
    }

    private List<String> columns() {
        return List.of(channel, state, cell, title, testTime, voltage, current, finding, source);
    }

    static void print(List<ChannelLine> lines, boolean csv, PrintWriter out) {
        if (csv) {
            out.println(String.join(",", HEADS));
            lines.forEach(line -> out.println(String.join(",", line.columns().stream().map(ChannelLine::quoted).toList())));
            return;
        }
        int[] widths = HEADS.stream().mapToInt(String::length).toArray();
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.columns().get(i).length());
            }
        });
        out.println(padded(HEADS, widths));
        lines.forEach(line -> out.println(padded(line.columns(), widths)));
        if (lines.isEmpty()) {
            out.println("no channel has been heard of yet");
        }
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
