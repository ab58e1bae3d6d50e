package coulombus.alertrouter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The example of routes as Alertmanager's own tool reads it.
class AlertmanagerExampleTest {
    private static final String EXAMPLE = Path.of("..", "..", "grafana", "alertmanager", "alertmanager.yml").toString();
    private Path tool;

    @BeforeEach
    void findTheTool() {
        Optional<Path> found = RealAlertmanager.find("COULOMBUS_AMTOOL", List.of("amtool"));
        if (found.isEmpty()) {
            assertThat(System.getenv("CI")).describedAs("no amtool on the PATH and none named by COULOMBUS_AMTOOL").isNotEqualTo("true");
        }
        Assumptions.assumeTrue(found.isPresent(), "AlertmanagerExampleTest needs amtool on the PATH, or COULOMBUS_AMTOOL; skipped");
        tool = found.get();
    }

    private String ask(int expected, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(expected);
        return said.strip();
    }

    @Test
    void isAValidConfiguration() throws Exception {
        assertThat(ask(0, "check-config", EXAMPLE)).contains("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            safety      | CYCLER    | on-call,lab
            safety      | UNKNOWN   | on-call,lab
            safety      | SIMULATED | nobody
            environment | CYCLER    | facility
            data        | CYCLER    | lab
            cell        | CYCLER    | lab
            cell        | SIMULATED | nobody
            """)
    void leadsEachClassToWhoeverLooksAfterIt(String label, String source, String receivers) throws Exception {
        assertThat(ask(0, "config", "routes", "test", "--config.file=" + EXAMPLE, "class=" + label, "source=" + source))
                .isEqualTo(receivers);
    }
}
