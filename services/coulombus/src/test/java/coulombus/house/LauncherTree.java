package coulombus.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/// A small tree around a copy of the launcher, with JDKs and a Maven that are scripts and a PATH that holds the standard tools only.
final class LauncherTree implements AutoCloseable {
    private static final List<String> TOOLS = List.of("sh", "readlink", "uname", "sed", "head", "find", "ln", "mv", "rm", "sleep", "date",
            "mkdir", "touch");
    static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    /// What came of one start.
    record Run(int exitCode, String out, String errors, long process) {}

    final Path folder;
    final Path home;
    final Path tools;
    final Path jdks;
    final Map<String, String> settings = new HashMap<>();

    /// A tree that was never built, without Java and Maven.
    LauncherTree(Path folder) throws IOException {
        this.folder = folder;
        this.home = Files.createDirectories(folder.resolve("a clone"));
        this.tools = Files.createDirectories(folder.resolve("tools"));
        this.jdks = Files.createDirectories(folder.resolve("installed jdks"));
        Files.copy(ProjectTree.root().resolve("coulombus"), home.resolve("coulombus"));
        executable(home.resolve("coulombus"));
        for (String source : List.of("pom.xml", "schemas/pom.xml", "services/core/pom.xml", "services/core/src/main/java/Fold.java")) {
            Path file = home.resolve(source);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        everythingIsFrom(LONG_AGO);
        for (String tool : TOOLS) {
            Path real = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
            Files.createSymbolicLink(tools.resolve(tool), real.toRealPath());
        }
        settings.put("PATH", tools.toString());
        settings.put("HOME", folder.toString());
        settings.put("COULOMBUS_JAVA_DIRS", jdks.toString());
    }

    Run coulombus(String... arguments) throws Exception {
        return finish(start(folder, home.resolve("coulombus"), arguments));
    }

    Process start(Path from, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().clear();
        builder.environment().putAll(settings);
        return builder.start();
    }

    Run finish(Process process) throws Exception {
        // What is written is far less than a pipe holds, so the two can be read one after the other.
        String out = new String(process.getInputStream().readAllBytes());
        String errors = new String(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the launcher ends").isTrue();
        return new Run(process.exitValue(), out, errors, process.pid());
    }

    /// A JDK that is a script: it tells its version, its process and its arguments.
    Path jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), "[ \"$1\" != -version ] || { echo 'openjdk version \"" + version + "\" 2026-01-01' >&2; exit 0; }\n"
                + "echo 'java " + version + "'; echo \"process $$\"\n"
                + "for argument in \"$@\"; do printf '[%s]' \"$argument\"; done; echo; exit ${EXIT_CODE_OF_JAVA:-0}");
        script(jdk.resolve("bin/javac"), "exit 0");
        return jdk;
    }

    void maven(String... further) throws IOException {
        tool("mvn", String.join("\n", further) + "\necho build >>'" + folder.resolve("builds") + "'\n"
                + "echo '[INFO] Building Coulombus core 0.1.0-SNAPSHOT      [1/2]'\n"
                + "echo '[INFO] Building Coulombus 0.1.0-SNAPSHOT      [2/2]'\n"
                + "mkdir -p services/coulombus/target/dist/lib && : >services/coulombus/target/dist/lib/coulombus-app-0.1.0-SNAPSHOT.jar");
    }

    long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    void tool(String name, String body) throws IOException {
        script(tools.resolve(name), body);
    }

    void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!" + tools.resolve("sh").toRealPath() + "\n" + body + "\n");
        executable(file);
    }

    static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void everythingIsFrom(Instant time) throws IOException {
        try (var files = Files.walk(home)) {
            files.sorted((a, b) -> b.getNameCount() - a.getNameCount()).forEach(file -> {
                try {
                    Files.setLastModifiedTime(file, FileTime.from(time));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /// Removes the links that lead out of the tree, so that the temporary folder goes without a warning.
    @Override
    public void close() throws IOException {
        for (String tool : TOOLS) {
            Files.deleteIfExists(tools.resolve(tool));
        }
    }
}
