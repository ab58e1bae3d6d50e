package coulombus.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Table, CSV and JSON say the same of the same file, each in its way.
class ReportsTest {
    @TempDir
    private Path folder;

    @Test
    void theCsvHasEveryCycleUnderTheNamesOfTheJson() throws IOException {
        // Given
        Path file = MadeUpFiles.bdf(folder.resolve("many.csv"), 400);

        // When
        List<NamedCsvRecord> rows = csv(CommandLineRun.of("analyze", "--format", "csv", "--cell", "half", file));
        JsonNode cycles = CommandLineRun.of("analyze", "--format", "json", "--cell", "half", file).json().get("cycles");

        // Then
        assertThat(rows).hasSize(400).hasSameSizeAs(cycles);
        for (int i = 0; i < rows.size(); i++) {
            for (String name : rows.get(i).getHeader()) {
                JsonNode value = cycles.get(i).path(name);
                String inCsv = rows.get(i).getField(name);
                assertThat(name.equals("file") || (value.isNull() ? "" : value.asText()).equals(inCsv))
                        .as("cycle %d, %s: %s in CSV, %s in JSON", i + 1, name, inCsv, value).isTrue();
            }
        }
    }

    @Test
    void theCsvOfSeveralFilesHasOneHeader() throws IOException {
        // When
        List<NamedCsvRecord> rows = csv(CommandLineRun.of("analyze", "--format", "csv", MadeUpFiles.bdf(folder.resolve("a.csv"), 2),
                MadeUpFiles.bdf(folder.resolve("b.csv"), 3)));

        // Then
        assertThat(rows).extracting(row -> row.getField("file")).containsExactly("a.csv", "a.csv", "b.csv", "b.csv", "b.csv");
    }

    @Test
    void theTableIsAlignedAndShowsWhatIsAbsentAndWhatIsNotJudged() throws IOException {
        // When
        CommandLineRun run = CommandLineRun.of("analyze", "--cell", "half", MadeUpFiles.bdf(folder.resolve("odd.csv"), 3));

        // Then
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(1)).isEqualTo("  BDF CSV, 360 measurements, 6 half-cycles, cell: insertion half cell");
        assertThat(lines).noneMatch(line -> line.endsWith(" "));
        int heading = lines.indexOf(lines.stream().filter(line -> line.contains("CE last 10")).findFirst().orElseThrow());
        int columnEnd = lines.get(heading).indexOf("CE last 10") - 1;
        assertThat(lines.get(heading + 2).substring(0, columnEnd)).matches(" +1 +- +0\\.000 +\\S+ +\\S+ +\\S+ +-\\S+ +101\\.69");
        assertThat(lines.get(heading + 4)).contains("(", ")").contains("incomplete");
        assertThat(run.out()).contains("No finding.");
    }

    @Test
    void aLongTableIsCutInTheMiddleAndSaysSo() throws IOException {
        // When
        String out = CommandLineRun.of("analyze", MadeUpFiles.bdf(folder.resolve("long.csv"), 100)).out();

        // Then
        assertThat(out).contains("... 40 cycles more; --format csv or json gives all ...");
        assertThat(out.lines().filter(line -> line.matches(" +\\d+ +- .*"))).hasSize(60);
    }

    private static List<NamedCsvRecord> csv(CommandLineRun run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(run.out())) {
            return csv.stream().toList();
        }
    }
}
