package coulombus.formats.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The entries of a YAML mapping, taken one by one; what nobody took is unknown, and told.
final class Fields {
    private final YamlNode.Mapping mapping;
    private final Set<String> taken = new HashSet<>();

    private Fields(YamlNode.Mapping mapping) {
        this.mapping = mapping;
    }

    static Fields of(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return new Fields(mapping);
        }
        throw node.refused(
                "must be a mapping, e.g. {time: 10 s}" + (node instanceof YamlNode.Scalar scalar ? "; was \"" + scalar.text() + "\"" : ""));
    }

    String path() {
        return mapping.path();
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    List<String> keys() {
        return List.copyOf(mapping.entries().keySet());
    }

    YamlNode requiredNode(String key) {
        YamlNode node = mapping.entries().get(key);
        if (node == null) {
            throw refused("must state " + key);
        }
        taken.add(key);
        return node;
    }

    <T> T required(String key, Function<String, T> read) {
        YamlNode node = requiredNode(key);
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw node.refused("must be a single value");
        }
        try {
            return read.apply(scalar.text());
        } catch (ProtocolFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.refused(e.getMessage());
        }
    }

    <T> Optional<T> optional(String key, Function<String, T> read) {
        return has(key) ? Optional.of(required(key, read)) : Optional.empty();
    }

    Fields requiredFields(String key) {
        return of(requiredNode(key));
    }

    Optional<Fields> optionalFields(String key) {
        return has(key) ? Optional.of(requiredFields(key)) : Optional.empty();
    }

    void requireNoOther() {
        for (String key : mapping.entries().keySet()) {
            if (!taken.contains(key)) {
                throw unknown(key, List.of());
            }
        }
    }

    ProtocolFormatException unknown(String key, List<String> known) {
        return mapping.entries().get(key).refused("is not known here" + (known.isEmpty() ? "" : "; known are " + known));
    }

    ProtocolFormatException refused(String reason) {
        return mapping.refused(reason);
    }
}
