package coulombus.formats;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The folder of real cycler files, which stays outside the repository.
final class FieldData {
    private FieldData() {}

    /// The folder; a test that asks for it is skipped where the setting is empty.
    static Path folder() {
        String setting = System.getenv("COULOMBUS_FIELD_DATA");
        boolean there = setting != null && !setting.isBlank() && Files.isDirectory(Path.of(setting));
        assumeTrue(there, "COULOMBUS_FIELD_DATA does not name the folder of real cycler files: skipped");
        return Path.of(setting);
    }

    static Path file(String name) {
        return folder().resolve(name);
    }
}
