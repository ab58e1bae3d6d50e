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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The launcher in a small tree of its own: with JDKs and a Maven that are scripts, and a PATH that holds the standard tools only.
@DisabledOnOs(OS.WINDOWS)
class CoulombusLauncherTest {
    private static final List<String> TOOLS = List.of("sh", "readlink", "uname", "sed", "head", "find", "ln", "mv", "rm", "sleep", "date",
            "mkdir", "touch");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;
    private Path home;
    private Path tools;
    private Path jdks;
    private final Map<String, String> settings = new HashMap<>();

    private record Run(int exitCode, String out, String errors, long process) {}

    @BeforeEach
    void aTreeThatWasNeverBuilt() throws IOException {
        home = Files.createDirectories(folder.resolve("a clone"));
        tools = Files.createDirectories(folder.resolve("tools"));
        jdks = Files.createDirectories(folder.resolve("installed jdks"));
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

    @Test
    void picksTheNewestOfTheInstalledJavas() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        jdk("zulu-25", "25");
        jdk("openjdk-17", "17.0.15");

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 25\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void takesTheJavaOfJavaHomeWhereItSuits() throws Exception {
        // Given
        maven();
        jdk("temurin-25", "25.0.1");
        settings.put("JAVA_HOME", jdk("chosen", "21.0.4").toString());

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 21.0.4\n");
    }

    @Test
    void takesTheJavaOfThePathThroughItsLinks() throws Exception {
        // Given
        maven();
        jdk("temurin-25", "25.0.1");
        Path chosen = Files.move(jdk("chosen", "22"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(tools.resolve("java"), chosen.resolve("bin/java"));

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 22\n");
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        settings.put("JAVA_HOME", jdk("old", "1.8.0_392").toString());

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 21.0.4\n");
    }

    @Test
    void asksAJavaWithoutReleaseFileForItsVersion() throws Exception {
        // Given
        maven();
        Files.delete(jdk("packaged", "24.0.2").resolve("release"));

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 24.0.2\n");
    }

    @Test
    void saysWhatIsMissingWhereNoJavaSuits() throws Exception {
        // Given
        maven();
        Path old = jdk("openjdk-17", "17.0.15");

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors()).contains("21 or newer", "none was found", old + ": Java 17", "JAVA_HOME");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void needsAJdkToBuildButOnlyAJreToRun() throws Exception {
        // Given
        maven();
        Path jdk = jdk("temurin-21", "21.0.4");
        Path jre = jdk("jre-25", "25");
        Files.delete(jre.resolve("bin/javac"));

        // When
        Run first = coulombus("analyze");

        // Then
        assertThat(first.errors()).contains("with Java 21 in " + jdk);
        assertThat(first.out()).startsWith("java 25\n");
    }

    @Test
    void saysThatMavenIsMissingAndWhatItIsFor() throws Exception {
        // Given
        jdk("temurin-21", "21.0.4");

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors()).contains("Maven", "building only");
    }

    @Test
    void buildsOnFirstUseAndShowsEachModule() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");

        // When
        Run first = coulombus("analyze");
        Run second = coulombus("analyze");

        // Then
        assertThat(first.errors()).contains("First use", "[1/2]  Coulombus core", "[2/2]  Coulombus", "built");
        assertThat(second.errors()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhereASourceIsNewerThanTheBuild() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        coulombus("analyze");
        everythingIsFrom(LONG_AGO);
        Files.setLastModifiedTime(home.resolve("services/core/src/main/java/Fold.java"), FileTime.from(LONG_AGO.plusSeconds(60)));

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.errors()).contains("newer than the build", "built");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhereASourceWasRemoved() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        coulombus("analyze");
        everythingIsFrom(LONG_AGO);

        // When
        Files.delete(home.resolve("services/core/src/main/java/Fold.java"));
        coulombus("analyze");

        // Then
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void runsTheOlderBuildWhereMavenIsGoneAndSaysSo() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        coulombus("analyze");
        everythingIsFrom(LONG_AGO);
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(LONG_AGO.plusSeconds(60)));
        Files.delete(tools.resolve("mvn"));

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).contains("running the older build");
    }

    @Test
    void showsTheErrorsOfAFailedBuildAndWhereTheLogIs() throws Exception {
        // Given
        tool("mvn", "echo '[INFO] fine so far'; echo '[ERROR] Fold.java:[3,9] cannot find symbol'; exit 1");
        jdk("temurin-21", "21.0.4");

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.errors()).contains("Fold.java:[3,9] cannot find symbol", "build.log").doesNotContain("fine so far");
        assertThat(home.resolve("services/coulombus/target/launcher/building")).doesNotExist();
    }

    @Test
    void buildsOnceWhereSeveralStartTogether() throws Exception {
        // Given
        maven("sleep 1");
        jdk("temurin-21", "21.0.4");

        // When
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            started.add(start(home, home.resolve("coulombus"), "analyze"));
        }

        // Then
        for (Process process : started) {
            assertThat(finish(process).exitCode()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        Process dead = new ProcessBuilder(tools.resolve("sh").toString(), "-c", "exit 0").start();
        dead.waitFor();
        Path lock = home.resolve("services/coulombus/target/launcher/building");
        Files.createDirectories(lock.getParent());
        Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));

        // When
        Run run = coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(builds()).isEqualTo(1);
        assertThat(Files.isSymbolicLink(lock)).isFalse();
    }

    @Test
    void startsFromAnotherFolderThroughALink() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        Path elsewhere = Files.createDirectories(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("cell"), Path.of("..", "a clone", "coulombus"));

        // When
        Run run = finish(start(folder, link, "analyze", "run 7.csv"));

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("[run 7.csv]");
    }

    @Test
    void passesArgumentsAndTheExitCodeUntouched() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        settings.put("EXIT_CODE_OF_JAVA", "7");

        // When
        Run run = coulombus("analyze", "two words", "*", "", "$HOME", "'quoted'");

        // Then
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.out()).contains("[analyze][two words][*][][$HOME]['quoted']\n");
    }

    @Test
    void becomesTheJavaProcessSoThatSignalsReachIt() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");

        // When
        Run run = coulombus("service", "analytics");

        // Then
        assertThat(run.out()).contains("process " + run.process() + "\n");
    }

    @Test
    void letsThePersonsJavaOptionsWin() throws Exception {
        // Given
        maven();
        jdk("temurin-21", "21.0.4");
        settings.put("COULOMBUS_JAVA_OPTS", "-Xmx3g -Dpattern=*");

        // When
        Run run = coulombus("replay");

        // Then
        assertThat(run.out()).containsSubsequence("[-Xmx1g]", "[-Xmx3g][-Dpattern=*][-jar]");
    }

    @Test
    void givesTheUnsafeOptionOnlyToJavasThatKnowIt() throws Exception {
        // Given
        maven();
        Path of21 = jdk("temurin-21", "21.0.4");

        // When
        Run on21 = coulombus("replay");
        jdk("temurin-23", "23");
        Run on23 = coulombus("replay");

        // Then
        assertThat(of21).exists();
        assertThat(on21.out()).doesNotContain("unsafe");
        assertThat(on23.out()).contains("[--sun-misc-unsafe-memory-access=allow]");
    }

    private Run coulombus(String... arguments) throws Exception {
        return finish(start(folder, home.resolve("coulombus"), arguments));
    }

    private Process start(Path from, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().clear();
        builder.environment().putAll(settings);
        return builder.start();
    }

    private Run finish(Process process) throws Exception {
        // What is written is far less than a pipe holds, so the two can be read one after the other.
        String out = new String(process.getInputStream().readAllBytes());
        String errors = new String(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the launcher ends").isTrue();
        return new Run(process.exitValue(), out, errors, process.pid());
    }

    /// A JDK that is a script: it tells its version, its process and its arguments.
    private Path jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), "[ \"$1\" != -version ] || { echo 'openjdk version \"" + version + "\" 2026-01-01' >&2; exit 0; }\n"
                + "echo 'java " + version + "'; echo \"process $$\"\n"
                + "for argument in \"$@\"; do printf '[%s]' \"$argument\"; done; echo; exit ${EXIT_CODE_OF_JAVA:-0}");
        script(jdk.resolve("bin/javac"), "exit 0");
        return jdk;
    }

    private void maven(String... further) throws IOException {
        tool("mvn", String.join("\n", further) + "\necho build >>'" + folder.resolve("builds") + "'\n"
                + "echo '[INFO] Building Coulombus core 0.1.0-SNAPSHOT      [1/2]'\n"
                + "echo '[INFO] Building Coulombus 0.1.0-SNAPSHOT      [2/2]'\n"
                + "mkdir -p services/coulombus/target/dist/lib && : >services/coulombus/target/dist/lib/coulombus-app-0.1.0-SNAPSHOT.jar");
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private void tool(String name, String body) throws IOException {
        script(tools.resolve(name), body);
    }

    private void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!" + tools.resolve("sh").toRealPath() + "\n" + body + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void everythingIsFrom(Instant time) throws IOException {
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
}
