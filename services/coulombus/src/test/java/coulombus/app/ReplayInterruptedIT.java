package coulombus.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Ctrl-C in the middle of a replay ends it in order; replaying again goes on and counts nothing twice.
@DisabledOnOs(OS.WINDOWS)
class ReplayInterruptedIT {
    private static final int ENDED_BY_INTERRUPT = 130;

    @TempDir
    private Path folder;

    @Test
    void continuesAfterCtrlCWithoutDoubleCounting() throws Exception {
        // Given
        int cycles = 60;
        Path file = MadeUpFiles.bdf(folder.resolve("cell.csv"), cycles);
        Path data = folder.resolve("data");

        // When
        Process first = replay(file, data, "--speed", "600");
        List<String> told = new ArrayList<>();
        try (BufferedReader out = first.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told.add(line);
                if (line.contains(" published, ") && !line.contains(", 0 cycles")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(first.pid())).start().waitFor();
                }
            }
        }
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Process second = replay(file, data, "--speed", "max");
        String again = new String(second.getInputStream().readAllBytes());
        Process third = replay(file, data, "--speed", "max");
        String whole = new String(third.getInputStream().readAllBytes());

        // Then
        assertThat(first.exitValue()).as(String.join("\n", told)).isEqualTo(ENDED_BY_INTERRUPT);
        assertThat(String.join("\n", told)).contains("Stopped after", "replay it again to continue");
        assertThat(second.waitFor()).as(again).isZero();
        assertThat(again).contains("begun by an earlier replay and continued", cycles + " cycles, to its end");
        assertThat(third.waitFor()).as(whole).isZero();
        assertThat(whole).contains("already in the fleet: counted once", cycles + " cycles, to its end");
    }

    private static Process replay(Path file, Path data, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "replay", "--cell", "half",
                "--exit-when-done", "--port", "0", "--management-port", "0", "--data", data.toString(), file.toString()));
        words.addAll(List.of(more));
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }
}
