package coulombus.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/// Looks at YAML files before anything is asked, so that what is wrong is told with the file's name.
final class YamlFiles {
    private YamlFiles() {}

    /// @throws IOException naming file, line and place of the first thing that is wrong
    static void check(Path file, String text, Function<String, ?> reader) throws IOException {
        try {
            reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
