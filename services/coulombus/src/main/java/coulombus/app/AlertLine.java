package coulombus.app;

import java.io.PrintWriter;
import java.util.List;

import io.vertx.core.json.JsonObject;

/// One alert as a line of a listing.
record AlertLine(String alert, String state, String severity, String kind, String channel, String cell, String lastAt, String by,
        String sentence, String source) {
    private static final List<String> HEADS = List.of("alert_id", "state", "severity", "kind", "channel", "cell", "last_at", "by",
            "sentence", "source");
    private static final int SHORT_ID = 8;

    static AlertLine of(JsonObject alert) {
        return new AlertLine(alert.getString("alert_id"), alert.getString("state"), alert.getString("severity"), alert.getString("kind"),
                alert.getString("channel_id"), text(alert, "cell_id"), alert.getString("last_at"), text(alert, "by"),
                alert.getString("sentence"), text(alert, "source"));
    }

    private static String text(JsonObject json, String name) {
        String text = json.getString(name);
        return text == null ? "" : text;
    }

    private List<String> columns(boolean whole) {
        return List.of(whole ? alert : alert.substring(0, SHORT_ID), state, severity, kind, channel, cell, lastAt, by, sentence, source);
    }

    static void print(List<AlertLine> lines, boolean csv, PrintWriter out) {
        TextTable table = new TextTable(HEADS);
        lines.forEach(line -> table.add(line.columns(csv)));
        table.print(csv, out);
        if (lines.isEmpty() && !csv) {
            out.println("no alert");
        }
    }
}
