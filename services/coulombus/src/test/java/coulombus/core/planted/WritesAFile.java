package coulombus.core.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Breaks: core neither reads nor writes.
public final class WritesAFile {
    void keeps(Path file) throws IOException {
        Files.writeString(file, "state");
    }
}
