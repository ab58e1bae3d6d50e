package coulombus.house;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The project's files as they lie in the working tree, without what a build makes.
final class ProjectTree {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", "node_modules");

    private ProjectTree() {}

    /// The folder that holds the launcher and the modules, wherever the tests were started.
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("coulombus")) && Files.isDirectory(folder.resolve("schemas"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no project around " + Path.of("").toAbsolutePath());
    }

    /// Files of the tree whose names end with one of `endings`, sorted.
    static List<Path> files(String... endings) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                for (String ending : endings) {
                    if (file.getFileName().toString().endsWith(ending)) {
                        found.add(file);
                        break;
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /// The path of `file` as seen from the root, with `/`.
    static String name(Path file) {
        return root().relativize(file).toString().replace('\\', '/');
    }
}
