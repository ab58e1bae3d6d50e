package coulombus.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import coulombus.house.LauncherTree.Run;

import static coulombus.house.LauncherTree.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

/// The launcher in a small tree of its own.
@DisabledOnOs(OS.WINDOWS)
class CoulombusLauncherTest {
    @TempDir
    Path folder;
    private LauncherTree tree;

    @BeforeEach
    void aTreeThatWasNeverBuilt() throws IOException {
        tree = new LauncherTree(folder);
    }

    @AfterEach
    void linksOutOfTheTree() throws IOException {
        tree.close();
    }

    @Test
    void picksTheNewestOfTheInstalledJavas() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        tree.jdk("zulu-25", "25");
        tree.jdk("openjdk-17", "17.0.15");

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 25\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void takesTheJavaOfJavaHomeWhereItSuits() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-25", "25.0.1");
        tree.settings.put("JAVA_HOME", tree.jdk("chosen", "21.0.4").toString());

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 21.0.4\n");
    }

    @Test
    void takesTheJavaOfThePathThroughItsLinks() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-25", "25.0.1");
        Path chosen = Files.move(tree.jdk("chosen", "22"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(tree.tools.resolve("java"), chosen.resolve("bin/java"));

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 22\n");
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        tree.settings.put("JAVA_HOME", tree.jdk("old", "1.8.0_392").toString());

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 21.0.4\n");
    }

    @Test
    void asksAJavaWithoutReleaseFileForItsVersion() throws Exception {
        // Given
        tree.maven();
        Files.delete(tree.jdk("packaged", "24.0.2").resolve("release"));

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.out()).startsWith("java 24.0.2\n");
    }

    @Test
    void saysWhatIsMissingWhereNoJavaSuits() throws Exception {
        // Given
        tree.maven();
        Path old = tree.jdk("openjdk-17", "17.0.15");

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors()).contains("21 or newer", "none was found", old + ": Java 17", "JAVA_HOME");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void needsAJdkToBuildButOnlyAJreToRun() throws Exception {
        // Given
        tree.maven();
        Path jdk = tree.jdk("temurin-21", "21.0.4");
        Path jre = tree.jdk("jre-25", "25");
        Files.delete(jre.resolve("bin/javac"));

        // When
        Run first = tree.coulombus("analyze");

        // Then
        assertThat(first.errors()).contains("with Java 21 in " + jdk);
        assertThat(first.out()).startsWith("java 25\n");
    }

    @Test
    void saysThatMavenIsMissingAndWhatItIsFor() throws Exception {
        // Given
        tree.jdk("temurin-21", "21.0.4");

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors()).contains("Maven", "building only");
    }

    @Test
    void buildsOnFirstUseAndShowsEachModule() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");

        // When
        Run first = tree.coulombus("analyze");
        Run second = tree.coulombus("analyze");

        // Then
        assertThat(first.errors()).contains("First use", "[1/2]  Coulombus core", "[2/2]  Coulombus", "built");
        assertThat(second.errors()).isEmpty();
        assertThat(tree.builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhereASourceIsNewerThanTheBuild() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        tree.coulombus("analyze");
        tree.everythingIsFrom(LONG_AGO);
        Files.setLastModifiedTime(tree.home.resolve("services/core/src/main/java/Fold.java"), FileTime.from(LONG_AGO.plusSeconds(60)));

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.errors()).contains("newer than the build", "built");
        assertThat(tree.builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhereASourceWasRemoved() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        tree.coulombus("analyze");
        tree.everythingIsFrom(LONG_AGO);

        // When
        Files.delete(tree.home.resolve("services/core/src/main/java/Fold.java"));
        tree.coulombus("analyze");

        // Then
        assertThat(tree.builds()).isEqualTo(2);
    }

    @Test
    void runsTheOlderBuildWhereMavenIsGoneAndSaysSo() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        tree.coulombus("analyze");
        tree.everythingIsFrom(LONG_AGO);
        Files.setLastModifiedTime(tree.home.resolve("pom.xml"), FileTime.from(LONG_AGO.plusSeconds(60)));
        Files.delete(tree.tools.resolve("mvn"));

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).contains("running the older build");
    }

    @Test
    void showsTheErrorsOfAFailedBuildAndWhereTheLogIs() throws Exception {
        // Given
        tree.tool("mvn", "echo '[INFO] fine so far'; echo '[ERROR] Fold.java:[3,9] cannot find symbol'; exit 1");
        tree.jdk("temurin-21", "21.0.4");

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.errors()).contains("Fold.java:[3,9] cannot find symbol", "build.log").doesNotContain("fine so far");
        assertThat(tree.home.resolve("services/coulombus/target/launcher/building")).doesNotExist();
    }

    @Test
    void buildsOnceWhereSeveralStartTogether() throws Exception {
        // Given
        tree.maven("sleep 1");
        tree.jdk("temurin-21", "21.0.4");

        // When
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            started.add(tree.start(tree.home, tree.home.resolve("coulombus"), "analyze"));
        }

        // Then
        for (Process process : started) {
            assertThat(tree.finish(process).exitCode()).isZero();
        }
        assertThat(tree.builds()).isEqualTo(1);
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        Process dead = new ProcessBuilder(tree.tools.resolve("sh").toString(), "-c", "exit 0").start();
        dead.waitFor();
        Path lock = tree.home.resolve("services/coulombus/target/launcher/building");
        Files.createDirectories(lock.getParent());
        Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));

        // When
        Run run = tree.coulombus("analyze");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(tree.builds()).isEqualTo(1);
        assertThat(Files.isSymbolicLink(lock)).isFalse();
    }

    @Test
    void startsFromAnotherFolderThroughALink() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        Path elsewhere = Files.createDirectories(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("cell"), Path.of("..", "a clone", "coulombus"));

        // When
        Run run = tree.finish(tree.start(folder, link, "analyze", "run 7.csv"));

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("[run 7.csv]");
    }

    @Test
    void passesArgumentsAndTheExitCodeUntouched() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        tree.settings.put("EXIT_CODE_OF_JAVA", "7");

        // When
        Run run = tree.coulombus("analyze", "two words", "*", "", "$HOME", "'quoted'");

        // Then
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.out()).contains("[analyze][two words][*][][$HOME]['quoted']\n");
    }

    @Test
    void becomesTheJavaProcessSoThatSignalsReachIt() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");

        // When
        Run run = tree.coulombus("service", "analytics");

        // Then
        assertThat(run.out()).contains("process " + run.process() + "\n");
    }

    @Test
    void letsThePersonsJavaOptionsWin() throws Exception {
        // Given
        tree.maven();
        tree.jdk("temurin-21", "21.0.4");
        tree.settings.put("COULOMBUS_JAVA_OPTS", "-Xmx3g -Dpattern=*");

        // When
        Run run = tree.coulombus("replay");

        // Then
        assertThat(run.out()).containsSubsequence("[-Xmx1g]", "[-Xmx3g][-Dpattern=*][-jar]");
    }

    @Test
    void givesTheUnsafeOptionOnlyToJavasThatKnowIt() throws Exception {
        // Given
        tree.maven();
        Path of21 = tree.jdk("temurin-21", "21.0.4");

        // When
        Run on21 = tree.coulombus("replay");
        tree.jdk("temurin-23", "23");
        Run on23 = tree.coulombus("replay");

        // Then
        assertThat(of21).exists();
        assertThat(on21.out()).doesNotContain("unsafe");
        assertThat(on23.out()).contains("[--sun-misc-unsafe-memory-access=allow]");
    }
}
