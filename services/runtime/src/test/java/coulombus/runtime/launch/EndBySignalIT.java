package coulombus.runtime.launch;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import coulombus.runtime.management.HealthCheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class EndBySignalIT {
    @Test
    void closesItsServicesBeforeTheProcessEnds() throws Exception {
        // Given
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Talking.class.getName()).redirectErrorStream(true).start();
        assumeTrue(process.supportsNormalTermination(), "this system ends processes without asking them");
        BufferedReader output = process.inputReader();
        assertThat(output.lines().anyMatch("running"::equals)).isTrue();

        // When
        process.toHandle().destroy();

        // Then
        assertThat(output.lines().toList()).contains("closed");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /// A process with one service that tells of its end.
    static final class Talking implements Service {
        public static void main(String[] args) throws Exception {
            System.exit(new Launcher(new FailureSignal()).run(List.of(new Talking()), running -> System.out.println("running")));
        }

        @Override
        public String name() {
            return "talking";
        }

        @Override
        public void start() {
            // Nothing to start.
        }

        @Override
        public void close() {
            System.out.println("closed");
        }

        @Override
        public List<HealthCheck> healthChecks() {
            return List.of();
        }
    }
}
