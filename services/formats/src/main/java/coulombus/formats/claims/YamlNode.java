package coulombus.formats.claims;

import java.util.List;
import java.util.Map;

/// A YAML document that remembers how its scalars are written, so that 0.50 does not become 0.5, and in which line.
sealed interface YamlNode {
    /// From 1.
    int line();

    /// @param text as written, without quotes
    record Scalar(String text, int line) implements YamlNode {}

    /// @param entries in the order written; an entry's line is that of its key
    record Mapping(Map<String, Entry> entries, int line) implements YamlNode {}

    /// @param items in the order written
    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    /// A key without a value.
    record Nothing(int line) implements YamlNode {}

    /// @param line of the key
    record Entry(YamlNode value, int line) {}
}
