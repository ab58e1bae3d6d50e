package coulombus.formats;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The folder of real cycler files, which stays outside the repository.
final class FieldData {
    private FieldData() {}

    static boolean isThere() {
        String setting = System.getenv("COULOMBUS_FIELD_DATA");
        return setting != null && !setting.isBlank() && Files.isDirectory(Path.of(setting));
    }

    /// The folder; a test that asks for it is skipped where the setting is empty.
    static Path folder() {
        assumeTrue(isThere(), "COULOMBUS_FIELD_DATA does not name the folder of real cycler files: skipped");
        return Path.of(System.getenv("COULOMBUS_FIELD_DATA"));
    }

    static Path file(String name) {
        return folder().resolve(name);
    }
}
