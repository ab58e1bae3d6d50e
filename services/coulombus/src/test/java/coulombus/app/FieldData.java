package coulombus.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The real cycler files and their golden values, where the environment variable COULOMBUS_FIELD_DATA names their folder.
final class FieldData {
    static final String SETTING = "COULOMBUS_FIELD_DATA";

    private FieldData() {}

    /// A file of the folder; the test is skipped with a clear line where the folder is not given.
    static Path file(String name) {
        String folder = System.getenv(SETTING);
        assumeTrue(folder != null && !folder.isBlank(), "skipped: " + SETTING + " does not name the folder of real cycler files");
        Path file = Path.of(folder).resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(SETTING + " names " + folder + ", but " + name + " is not there");
        }
        return file;
    }

    static List<Map<String, String>> table(String name) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file(name))) {
            csv.forEach(record -> rows.add(record.getFieldsAsMap()));
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
        return rows;
    }

    /// A golden number, 0 where the table has none.
    static double number(Map<String, String> row, String column) {
        String text = row.get(column);
        return text == null || text.isBlank() || text.equals("nan") ? 0 : Double.parseDouble(text);
    }
}
