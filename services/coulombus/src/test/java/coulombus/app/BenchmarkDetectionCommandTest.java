package coulombus.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// `benchmark detection` end to end, small.
class BenchmarkDetectionCommandTest {
    @TempDir
    private Path folder;

    @Test
    void writesTheSameReportForTheSameSeed() throws IOException {
        // When
        CommandLineRun first = run(folder.resolve("first"));
        CommandLineRun second = run(folder.resolve("second"));

        // Then
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("recall 100 % of HARD_SHORT 2 ohm cm2: 2 of 2", "detection.md");
        List<String> report = stable(folder.resolve("first"));
        assertThat(report).anyMatch(line -> line.startsWith("| SOFT_SHORT 22 ohm cm2 | 2 | 2 | 100.0 (15.8 to 100.0) |"));
        assertThat(stable(folder.resolve("second"))).isEqualTo(report);
        assertThat(second.out().replace("second", "first")).isEqualTo(first.out());
        for (String line : report) {
            if (line.startsWith("![")) {
                Path picture = folder.resolve("first").resolve(line.substring(line.indexOf('(') + 1, line.length() - 1));
                assertThat(picture).content().startsWith("<svg").endsWith("</svg>\n").doesNotContain("NaN");
            }
        }
    }

    private static CommandLineRun run(Path out) {
        return CommandLineRun.of("benchmark", "detection", "--seed", "7", "--cells", "2", "--healthy-hours", "600", "--out",
                out.toString());
    }

    /// Without what depends on the machine: the time it took, and the cost.
    private static List<String> stable(Path out) throws IOException {
        try (Stream<String> lines = Files.lines(out.resolve("detection.md"))) {
            return lines.filter(line -> !line.startsWith("Written by") && !line.contains(" ns of processor time")).toList();
        }
    }

    @Test
    void writesTheLabelledCellsForOthers() throws IOException {
        // When
        CommandLineRun run = CommandLineRun.of("benchmark", "detection", "--seed", "7", "--cells", "1", "--corpus", folder.toString());

        // Then
        assertThat(run.exitCode()).isZero();
        List<String> labels = Files.readAllLines(folder.resolve("labels.csv"));
        assertThat(labels.get(0)).startsWith("Cell ID,File,Cell Kind,Failure,Severity,Severity Unit,Onset / s,");
        String[] hard = labels.get(1).split(",");
        assertThat(hard[3]).isEqualTo("HARD_SHORT");
        double onset = Double.parseDouble(hard[6]);
        List<String> file = Files.readAllLines(folder.resolve(hard[1]));
        assertThat(largestVolt(file, onset + 60, onset + 3600)).isLessThan(0.03);
        assertThat(largestVolt(file, onset - 3600, onset)).isGreaterThan(0.04);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(labels.size());
        }
    }

    private static double largestVolt(List<String> file, double from, double to) {
        return file.stream().skip(1).map(line -> line.split(",")).filter(c -> {
            double t = Double.parseDouble(c[0]);
            return t >= from && t < to;
        }).mapToDouble(c -> Math.abs(Double.parseDouble(c[1]))).max().orElseThrow();
    }

    @Test
    void refusesNoCells() {
        // When
        CommandLineRun run = CommandLineRun.of("benchmark", "detection", "--cells", "0", "--out", folder.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--cells: must be 1 or more; was 0");
    }
}
