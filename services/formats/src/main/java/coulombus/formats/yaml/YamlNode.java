package coulombus.formats.yaml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

/// A YAML text as a tree that remembers its lines. Scalars stay texts: what `0.50`, `no` or `1:30` means is the reader's to say.
/// Anchors and aliases are refused, a key may stand once.
public sealed interface YamlNode {
    /// From 1.
    int line();

    /// Place in the text, as `steps[3].until`; empty for the whole.
    String path();

    record Scalar(String text, int line, String path) implements YamlNode {}

    record Mapping(Map<String, YamlNode> entries, int line, String path) implements YamlNode {}

    record Sequence(List<YamlNode> items, int line, String path) implements YamlNode {}

    /// @throws YamlFormatException where the text is no YAML, or not of one document
    static YamlNode parse(String text) {
        try (YAMLParser parser = YAMLFactory.builder().build().createParser(text)) {
            if (parser.nextToken() == null) {
                throw new YamlFormatException(1, "", "must hold something; the text is empty");
            }
            YamlNode root = node(parser, "");
            if (parser.nextToken() != null) {
                throw new YamlFormatException(line(parser), "", "must hold one document; here a second one begins");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new YamlFormatException(line, "", "is no YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new YamlFormatException(0, "", "cannot be read: " + e.getMessage());
        }
    }

    private static YamlNode node(YAMLParser parser, String path) throws IOException {
        int line = line(parser);
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw new YamlFormatException(line, path, "must not use anchors and aliases of YAML");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, YamlNode> entries = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    int keyLine = line(parser);
                    String keyPath = path.isEmpty() ? key : path + "." + key;
                    parser.nextToken();
                    YamlNode value = node(parser, keyPath);
                    if (entries.put(key, value) != null) {
                        throw new YamlFormatException(keyLine, keyPath, "must be stated once");
                    }
                }
                yield new Mapping(entries, line, path);
            }
            case START_ARRAY -> {
                List<YamlNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser, path + "[" + items.size() + "]"));
                }
                yield new Sequence(items, line, path);
            }
            default -> new Scalar(parser.getText(), line, path);
        };
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /// The line of a place in the tree, or of the nearest one above it that is there.
    default int lineOf(String wanted) {
        int line = line();
        Iterable<YamlNode> children = switch (this) {
            case Scalar scalar -> List.of();
            case Mapping mapping -> mapping.entries().values();
            case Sequence sequence -> sequence.items();
        };
        for (YamlNode child : children) {
            if (wanted.equals(child.path()) || wanted.startsWith(child.path() + ".") || wanted.startsWith(child.path() + "[")) {
                line = child.lineOf(wanted);
            }
        }
        return line;
    }

    /// A refusal of this place.
    default YamlFormatException refused(String reason) {
        return new YamlFormatException(line(), path(), reason);
    }
}
