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
        TextTable table = new TextTable(HEADS);
        lines.forEach(line -> table.add(line.columns()));
        table.print(csv, out);
        if (lines.isEmpty() && !csv) {
            out.println("no channel has been heard of yet");
        }
    }
}
