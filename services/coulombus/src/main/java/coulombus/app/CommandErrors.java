package coulombus.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Turns failures of the file system into sentences that say what, which and why.
final class CommandErrors {
    private CommandErrors() {}

    static String sentence(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException other -> other.getFile() + ": " + (other.getReason() == null ? "cannot be read" : other.getReason());
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
