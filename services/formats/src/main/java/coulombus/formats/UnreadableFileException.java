package coulombus.formats;

import java.io.IOException;
import java.nio.file.Path;

/// A file that cannot be read, said so that a person can act: which file, which line where one is to blame, and why.
public class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableFileException(Path file, String reason) {
        super(file + ": " + reason);
    }

    public UnreadableFileException(Path file, long line, String reason) {
        super(file + ", line " + line + ": " + reason);
    }
}
