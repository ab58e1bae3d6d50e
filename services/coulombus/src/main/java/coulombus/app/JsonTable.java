package coulombus.app;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Objects of the API as a listing: in columns for a person, as CSV for a spreadsheet, or as they came.
final class JsonTable {
    private final List<String> heads = new ArrayList<>();
    private final List<Function<JsonObject, String>> columns = new ArrayList<>();

    JsonTable column(String head, Function<JsonObject, String> text) {
        heads.add(head);
        columns.add(text);
        return this;
    }

    /// A column of a field as it is.
    JsonTable field(String name) {
        return column(name, object -> text(object, name));
    }

    /// A column of a time, told in UTC to the minute.
    JsonTable time(String head, String name) {
        return column(head, object -> time(object.getDouble(name)));
    }

    /// @param nothing said to a person where there is none
    void print(JsonArray objects, ChannelsCommand.Format format, PrintWriter out, String nothing) {
        if (format == ChannelsCommand.Format.json) {
            out.println(objects.encodePrettily());
        } else if (objects.isEmpty() && format == ChannelsCommand.Format.table) {
            out.println(nothing);
        } else {
            TextTable table = new TextTable(heads);
            objects.forEach(one -> table.add(columns.stream().map(column -> column.apply((JsonObject) one)).toList()));
            table.print(format == ChannelsCommand.Format.csv, out);
        }
        out.flush();
    }

    static String text(JsonObject object, String name) {
        Object value = object.getValue(name);
        return switch (value) {
            case null -> "";
            case Double number -> String.format(Locale.ROOT, "%.3f", number);
            case JsonArray list -> String.join(" ", list.stream().map(String::valueOf).toList());
            default -> String.valueOf(value);
        };
    }

    /// Empty where there is no time.
    static String time(Double unixSecond) {
        return unixSecond == null ? "" : Instant.ofEpochSecond(Math.round(unixSecond)).truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
