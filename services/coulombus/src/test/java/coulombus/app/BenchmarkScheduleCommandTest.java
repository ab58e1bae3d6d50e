package coulombus.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// `benchmark schedule` end to end, small.
class BenchmarkScheduleCommandTest {
    @TempDir
    private Path folder;

    @Test
    void writesTheSameReportForTheSameSeed() throws IOException {
        // When
        CommandLineRun first = run("first");
        CommandLineRun second = run("second");

        // Then
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("utilisation at least 0.82: 0.", "scheduling.md");
        List<String> report = stable("first");
        assertThat(report).anyMatch(line -> line.startsWith("| Coulombus, default (1 reservation) | 0.")).noneMatch(l -> l.contains("NaN"));
        assertThat(stable("second")).isEqualTo(report);
    }

    private CommandLineRun run(String out) {
        return CommandLineRun.of("benchmark", "schedule", "--seed", "7", "--seeds", "2", "--experiments", "60", "--out",
                folder.resolve(out).toString());
    }

    /// Without the time it took.
    private List<String> stable(String out) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(out).resolve("scheduling.md"))) {
            return lines.filter(line -> !line.startsWith("Written by")).toList();
        }
    }

    @Test
    void refusesOneSeed() {
        CommandLineRun run = CommandLineRun.of("benchmark", "schedule", "--seeds", "1");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("--seeds: must be 2 or more");
    }
}
