package coulombus.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// A file that no longer fits in one reading is two things under one name.
class SourceSizeTest {
    private static final int MOST_LINES = 400;

    @Test
    void noSourceIsLongerThanOneReading() throws IOException {
        // Given
        List<Path> sources = ProjectTree.files(".java", ".js", ".mjs", ".css");

        // When
        List<String> tooLong = tooLong(sources);

        // Then
        assertThat(tooLong).as("files of more than " + MOST_LINES + " lines").isEmpty();
        assertThat(sources.size()).isGreaterThan(100);
    }

    @Test
    void seesAFileThatIsTooLong(@TempDir Path folder) throws IOException {
        // Given
        Path just = Files.write(folder.resolve("Just.java"), "x\n".repeat(MOST_LINES).getBytes());
        Path over = Files.write(folder.resolve("Over.java"), "x\n".repeat(MOST_LINES + 1).getBytes());

        // When
        List<String> tooLong = tooLong(List.of(just, over));

        // Then
        assertThat(tooLong).containsExactly(over + ": 401 lines");
    }

    private static List<String> tooLong(List<Path> sources) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > MOST_LINES) {
                found.add(source + ": " + lines + " lines");
            }
        }
        return found;
    }
}
