package coulombus.formats.yaml;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The entries of a YAML mapping, taken one by one; what nobody took is unknown, and told.
public final class YamlFields {
    private final YamlNode.Mapping mapping;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> known = new TreeSet<>();

    private YamlFields(YamlNode.Mapping mapping) {
        this.mapping = mapping;
    }

    public static YamlFields of(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return new YamlFields(mapping);
        }
        throw node.refused(
                "must be a mapping, e.g. {time: 10 s}" + (node instanceof YamlNode.Scalar scalar ? "; was \"" + scalar.text() + "\"" : ""));
    }

    public String path() {
        return mapping.path();
    }

    public boolean has(String key) {
        known.add(key);
        return mapping.entries().containsKey(key);
    }

    public List<String> keys() {
        return List.copyOf(mapping.entries().keySet());
    }

    public YamlNode requiredNode(String key) {
        known.add(key);
        YamlNode node = mapping.entries().get(key);
        if (node == null) {
            throw refused("must state " + key);
        }
        taken.add(key);
        return node;
    }

    public <T> T required(String key, Function<String, T> read) {
        YamlNode node = requiredNode(key);
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw node.refused("must be a single value");
        }
        try {
            return read.apply(scalar.text());
        } catch (YamlFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.refused(e.getMessage());
        }
    }

    public <T> Optional<T> optional(String key, Function<String, T> read) {
        return has(key) ? Optional.of(required(key, read)) : Optional.empty();
    }

    public YamlFields requiredFields(String key) {
        return of(requiredNode(key));
    }

    public Optional<YamlFields> optionalFields(String key) {
        return has(key) ? Optional.of(requiredFields(key)) : Optional.empty();
    }

    public void requireNoOther() {
        for (String key : mapping.entries().keySet()) {
            if (!taken.contains(key)) {
                throw unknown(key, List.copyOf(known));
            }
        }
    }

    public YamlFormatException unknown(String key, List<String> known) {
        return mapping.entries().get(key)
                .refused("is not known here" + Nearest.suggestion(key, known) + (known.isEmpty() ? "" : "; known are " + known));
    }

    public YamlFormatException refused(String reason) {
        return mapping.refused(reason);
    }
}
