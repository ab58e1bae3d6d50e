package coulombus.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The configuration a process really runs with, as text for its first log lines: every value, defaults too, but no secret.
public final class EffectiveConfig {
    private static final String MASK = "********";
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(password|passphrase|secret|token|jaas|credential|keystore\\.key).*");

    private EffectiveConfig() {}

    /// One line per value, `path: value`, in the order of the records.
    public static String describe(Record config) {
        StringBuilder text = new StringBuilder();
        describe(config, "", text);
        return text.toString();
    }

    private static void describe(Record config, String prefix, StringBuilder text) {
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            String path = prefix + component.getName();
            Object value = valueOf(component, config, path);
            if (component.isAnnotationPresent(Secret.class) || !(value instanceof Record) && isSecret(component.getName())) {
                line(path, value == null ? null : MASK, text);
            } else {
                describeValue(path, value, text);
            }
        }
    }

    private static void describeValue(String path, Object value, StringBuilder text) {
        switch (value) {
            case Record child -> describe(child, path + ".", text);
            case Map<?, ?> map -> new TreeMap<>(map)
                    .forEach((key, entry) -> describeValue(path + "." + key, isSecret(key.toString()) ? MASK : entry, text));
            case List<?> list when list.stream().anyMatch(Record.class::isInstance) -> {
                for (int i = 0; i < list.size(); i++) {
                    describeValue(path + "[" + i + "]", list.get(i), text);
                }
            }
            case null, default -> line(path, value, text);
        }
    }

    private static void line(String path, Object value, StringBuilder text) {
        text.append(path).append(": ").append(value == null ? "-" : value).append('\n');
    }

    private static boolean isSecret(String name) {
        // Where a secret lies is none itself.
        return SECRET_NAME.matcher(name).matches() && !name.endsWith("File");
    }

    private static Object valueOf(RecordComponent component, Record config, String path) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the value of " + path + " cannot be read", e);
        }
    }
}
