package coulombus.runtime.config;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/// Reads a YAML file into a tree of records. Unknown and repeated keys fail with their path; defaults and checks live in the
/// records' own constructors.
///
/// The environment overrides single values by path: `kafka.bootstrap` by `COULOMBUS_KAFKA_BOOTSTRAP`, `management.port` by
/// `COULOMBUS_MANAGEMENT_PORT`, a list with commas between its items, and an entry `security.protocol` of a map `kafka.properties` by
/// `COULOMBUS_KAFKA_PROPERTIES_SECURITY_PROTOCOL`.
public final class ConfigLoader {
    private static final String PREFIX = "COULOMBUS";

    private final YAMLMapper mapper;
    private final Map<String, String> environment;

    /// @param environment usually [System#getenv()]
    public ConfigLoader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.mapper = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader())).build();
    }

    /// @throws ConfigException where the file cannot be read, or what it says cannot be used
    public <T extends Record> T load(Path file, Class<T> type) {
        try {
            return parse(Files.readString(file), file.toString(), type);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": this is no text in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException(
                    file + ": " + (Files.isDirectory(file) ? "this is a folder; name a YAML file" : "cannot be read: " + e), e);
        }
    }

    /// Only defaults and the environment.
    public <T extends Record> T defaults(Class<T> type) {
        return parse("", "defaults", type);
    }

    /// @param origin for messages: where the text comes from
    public <T extends Record> T parse(String yaml, String origin, Class<T> type) {
        try {
            JsonNode tree = mapper.readTree(yaml);
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                tree = mapper.createObjectNode();
            }
            if (!(tree instanceof ObjectNode root)) {
                throw new ConfigException(origin + ": must be keys with values, one per line");
            }
            override(root, type, PREFIX);
            return mapper.treeToValue(root, type);
        } catch (UnrecognizedPropertyException e) {
            throw new ConfigException(origin + ": " + pathOf(e) + ": there is no such key; known here: "
                    + e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", ")), e);
        } catch (ValueInstantiationException e) {
            // The record's own words, which name the path.
            throw new ConfigException(
                    origin + ": " + (e.getCause() == null ? e.getOriginalMessage() : withIndex(pathOf(e), e.getCause().getMessage())), e);
        } catch (InvalidFormatException e) {
            throw new ConfigException(origin + ": " + pathOf(e) + ": '" + e.getValue() + "' is not " + expected(e.getTargetType()), e);
        } catch (JsonMappingException e) {
            throw new ConfigException(origin + ": " + pathOf(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new ConfigException(origin + ": " + where + e.getOriginalMessage(), e);
        }
    }

    private void override(ObjectNode node, Class<?> type, String prefix) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            String variable = prefix + "_" + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                overrideChild(node, name, child -> override(child, component.getType(), variable));
            } else if (component.getType() == Map.class) {
                overrideChild(node, name, child -> overrideEntries(child, variable + "_"));
            } else if (environment.containsKey(variable)) {
                String value = environment.get(variable);
                if (component.getType() == List.class) {
                    ArrayNode items = node.putArray(name);
                    List.of(value.split(",")).forEach(item -> items.add(item.strip()));
                } else {
                    node.put(name, value);
                }
            }
        }
    }

    private void overrideEntries(ObjectNode map, String prefix) {
        environment.forEach((variable, value) -> {
            if (variable.startsWith(prefix)) {
                map.put(variable.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
    }

    /// A child that is neither in the file nor in the environment stays absent, so that the record's default applies.
    private static void overrideChild(ObjectNode node, String name, java.util.function.Consumer<ObjectNode> overriding) {
        JsonNode present = node.get(name);
        if (present != null && !present.isNull() && !(present instanceof ObjectNode)) {
            return;
        }
        ObjectNode child = present instanceof ObjectNode object ? object : node.objectNode();
        overriding.accept(child);
        if (!child.isEmpty() || present instanceof ObjectNode) {
            node.set(name, child);
        }
    }

    /// A record in a list cannot know its place in it, which the path does: `replays.speed` at `replays[0]` becomes `replays[0].speed`.
    private static String withIndex(String path, String message) {
        String withoutIndex = path.replaceAll("\\[\\d+]", "");
        return !withoutIndex.equals(path) && message.startsWith(withoutIndex + ".")
                ? path + message.substring(withoutIndex.length())
                : message;
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        return type == Integer.class || type == Long.class
                ? "a whole number"
                : type == Double.class ? "a number" : type == Boolean.class ? "true or false" : "a " + type.getSimpleName();
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream().map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining(".")).replace(".[", "[");
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText().strip();
            try {
                if (text.startsWith("P") || text.startsWith("-P")) {
                    return Duration.parse(text);
                }
                int unit = 0;
                while (unit < text.length() && Character.isDigit(text.charAt(unit))) {
                    unit++;
                }
                long amount = Long.parseLong(text.substring(0, unit));
                return switch (text.substring(unit).strip()) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "min" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    case "d" -> Duration.ofDays(amount);
                    default -> throw new IllegalArgumentException("unknown unit");
                };
            } catch (RuntimeException e) {
                throw JsonMappingException.from(parser,
                        "'" + text + "' is not a duration; write a number with ms, s, min, h or d, as in 250ms", e);
            }
        }
    }
}
