package coulombus.drivers.bts.simulator.machine;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import coulombus.drivers.bts.simulator.step.StepFileException;
import coulombus.drivers.bts.simulator.step.StepFileReader;
import coulombus.drivers.bts.simulator.step.StepProgram;

/// Finds step files by the paths of a Windows PC: `C:\protocols\a.xml` is looked for below a folder as `protocols/a.xml` and as `a.xml`.
/// Paths that begin with `/` are taken as they are.
final class StepFiles {
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:[\\\\/]*|^\\\\+");

    private final Path folder;
    private final StepFileReader reader;

    StepFiles(Path folder, StepFileReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    StepProgram read(String path) throws StepFileException {
        if (path.isBlank()) {
            throw new StepFileException("no step file is named");
        }
        return reader.read(find(path));
    }

    private Path find(String path) throws StepFileException {
        try {
            if (path.startsWith("/")) {
                return Path.of(path);
            }
            String relative = DRIVE.matcher(path).replaceFirst("").replace('\\', '/');
            Path deep = folder.resolve(relative).normalize();
            if (deep.startsWith(folder.normalize()) && Files.exists(deep)) {
                return deep;
            }
            return folder.resolve(relative.substring(relative.lastIndexOf('/') + 1));
        } catch (InvalidPathException e) {
            throw new StepFileException("'" + path + "' is no path: " + e.getMessage(), e);
        }
    }
}
