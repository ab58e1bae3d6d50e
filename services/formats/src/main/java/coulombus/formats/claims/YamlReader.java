package coulombus.formats.claims;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import coulombus.formats.UnreadableFileException;
import coulombus.formats.claims.YamlNode.Entry;
import coulombus.formats.claims.YamlNode.Mapping;
import coulombus.formats.claims.YamlNode.Nothing;
import coulombus.formats.claims.YamlNode.Scalar;
import coulombus.formats.claims.YamlNode.Sequence;

/// Reads a YAML file into [YamlNode]s.
final class YamlReader {
    private static final YAMLFactory YAML = new YAMLFactory();

    private final Path file;

    private YamlReader(Path file) {
        this.file = file;
    }

    /// The mapping that the file's one document is.
    static Mapping read(Path file) throws UnreadableFileException {
        return new YamlReader(file).document(text(file));
    }

    private static String text(Path file) throws UnreadableFileException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableFileException(file, "there is no such file");
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(file, "this is no text in UTF-8");
        } catch (IOException e) {
            throw new UnreadableFileException(file,
                    Files.isDirectory(file) ? "this is a folder; name a YAML file" : "cannot be read: " + e);
        }
    }

    private Mapping document(String text) throws UnreadableFileException {
        try (YAMLParser parser = YAML.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new UnreadableFileException(file, "the file is empty; it must hold experiments");
            }
            YamlNode root = node(parser, "");
            if (!(root instanceof Mapping mapping)) {
                throw new UnreadableFileException(file, root.line(), "must be keys with values, one per line");
            }
            if (parser.nextToken() != null) {
                throw new UnreadableFileException(file, line(parser), "a second document begins here; write one a file");
            }
            return mapping;
        } catch (JsonProcessingException e) {
            String problem = e.getOriginalMessage().lines().filter(l -> !l.isBlank() && !Character.isWhitespace(l.charAt(0)))
                    .collect(Collectors.joining(", "));
            if (problem.contains("block scalar")) {
                problem += "; put a figure that begins with > in quotes";
            }
            throw e.getLocation() == null
                    ? new UnreadableFileException(file, problem)
                    : new UnreadableFileException(file, e.getLocation().getLineNr(), problem);
        } catch (UnreadableFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableFileException(file, "cannot be read: " + e.getMessage());
        }
    }

    private YamlNode node(YAMLParser parser, String path) throws IOException {
        int line = line(parser);
        if (parser.isCurrentAlias()) {
            throw new UnreadableFileException(file, line, path + ": an alias (*) is not read here; write the values out");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, path, line);
            case START_ARRAY -> {
                List<YamlNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser, path + "[" + items.size() + "]"));
                }
                yield new Sequence(List.copyOf(items), line);
            }
            case VALUE_NULL -> new Nothing(line);
            default -> parser.getText().isBlank() ? new Nothing(line) : new Scalar(parser.getText(), line);
        };
    }

    private Mapping mapping(YAMLParser parser, String path, int line) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            int keyLine = line(parser);
            parser.nextToken();
            Entry before = entries.put(key, new Entry(node(parser, keyPath), keyLine));
            if (before != null) {
                throw new UnreadableFileException(file, keyLine,
                        keyPath + ": is given a second time; the first is in line " + before.line());
            }
        }
        return new Mapping(entries, line);
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
