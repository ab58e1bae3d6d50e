package coulombus.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/// Turns failures into sentences that say what, which and why.
final class CommandErrors {
    private CommandErrors() {}

    static String sentence(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException inTheWay -> inTheWay.getFile() + ": is a file, but a folder is needed here";
            case NotDirectoryException inTheWay -> inTheWay.getFile() + ": is no folder";
            case FileSystemException other -> other.getFile() + ": " + (other.getReason() == null ? "cannot be used" : other.getReason());
            case CharacterCodingException notText -> "a file is not UTF-8 text: " + notText.getMessage();
            case UncheckedIOException wrapped -> sentence(wrapped.getCause());
            case CompletionException wrapped when wrapped.getCause() != null -> sentence(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> sentence(wrapped.getCause());
            // Kafka says why a client could not be made in the cause only.
            case KafkaException wrapped when wrapped.getCause() instanceof ConfigException cause -> sentence(cause);
            case IOException e -> words(e);
            default -> words(failure);
        };
    }

    private static String words(Throwable failure) {
        return failure.getMessage() == null || failure.getMessage().isBlank() ? failure.toString() : failure.getMessage();
    }
}
