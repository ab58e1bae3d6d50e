package coulombus.formats.facility;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import coulombus.formats.yaml.Nearest;
import coulombus.formats.yaml.YamlFields;
import coulombus.formats.yaml.YamlFormatException;
import coulombus.formats.yaml.YamlNode;

/// What the files of facility, cells and experiments have in common.
final class YamlParts {
    private YamlParts() {}

    /// A list; one value alone is a list of one. Empty where it is not there.
    static List<YamlNode> list(YamlFields fields, String key) {
        return fields.has(key) ? items(fields.requiredNode(key)) : List.of();
    }

    static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    }

    static List<String> texts(YamlFields fields, String key) {
        return list(fields, key).stream().map(YamlParts::text).toList();
    }

    static String text(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.text();
        }
        throw node.refused("must be a single value");
    }

    static <T> T value(YamlNode node, Function<String, T> read) {
        try {
            return read.apply(text(node));
        } catch (YamlFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.refused(e.getMessage());
        }
    }

    /// Two values: from, to.
    static <T> List<T> pair(YamlNode node, Function<String, T> read, String example) {
        List<YamlNode> both = items(node);
        if (both.size() != 2) {
            throw node.refused("must be two values, from and to, e.g. " + example);
        }
        return both.stream().map(n -> value(n, read)).toList();
    }

    static Map<String, String> map(YamlFields fields, String key) {
        Map<String, String> map = new LinkedHashMap<>();
        fields.optionalFields(key).ifPresent(inner -> inner.keys().forEach(k -> map.put(k, inner.required(k, Function.identity()))));
        return map;
    }

    static boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("must be true or false; was \"" + text + "\"");
        };
    }

    static int count(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number; was \"" + text + "\"", e);
        }
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number; was \"" + text + "\"", e);
        }
    }

    /// A moment with its offset, or a day, which begins at midnight UTC.
    static double unixSecond(String text) {
        try {
            Instant moment = text.strip().length() == 10
                    ? LocalDate.parse(text.strip()).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text.strip()).toInstant();
            return moment.toEpochMilli() / 1000.0;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be a day or a moment with its offset, e.g. 2027-06-30 or 2027-06-30T08:00:00Z; was \"" + text + "\"", e);
        }
    }

    static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
        List<String> words = new ArrayList<>();
        for (E one : type.getEnumConstants()) {
            words.add(one.name().toLowerCase(Locale.ROOT));
        }
        return text -> {
            if (!words.contains(text.strip())) {
                throw new IllegalArgumentException(
                        "must be one of " + words + "; was \"" + text + "\"" + Nearest.suggestion(text.strip(), words));
            }
            return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
        };
    }

    /// Builds a record of the core; what it refuses is told with the place.
    static <T> T built(YamlFields fields, Supplier<T> record) {
        try {
            return record.get();
        } catch (YamlFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw fields.refused(e.getMessage());
        }
    }
}
