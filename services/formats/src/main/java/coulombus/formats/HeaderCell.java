package coulombus.formats;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a column taken apart: `Chg. Cap.(mAh)`, `time/s`, `Test Time / s` and `current_A` each are a name and a unit.
///
/// @param name lower case, without dots, underscores as spaces
/// @param unit the unit it states, or empty
record HeaderCell(String name, Optional<Unit> unit) {
    private static final Pattern IN_BRACKETS = Pattern.compile("(.+?)\\s*[(\\[（]([^()\\[\\]（）]*)[)\\]）]");

    static HeaderCell parse(String raw) {
        String text = raw.strip();
        Matcher bracketed = IN_BRACKETS.matcher(text);
        if (bracketed.matches()) {
            return new HeaderCell(normalised(bracketed.group(1)), Unit.of(bracketed.group(2)));
        }
        for (char mark : new char[]{ '/', '_' }) {
            int cut = text.lastIndexOf(mark);
            Optional<Unit> unit = cut > 0 ? Unit.of(text.substring(cut + 1)) : Optional.empty();
            if (unit.isPresent()) {
                return new HeaderCell(normalised(text.substring(0, cut)), unit);
            }
        }
        return new HeaderCell(normalised(text), Optional.empty());
    }

    private static String normalised(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(".", "").replace('_', ' ').replaceAll("\\s+", " ");
    }
}
