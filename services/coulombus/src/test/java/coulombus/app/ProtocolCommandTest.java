package coulombus.app;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.formats.protocol.ProtocolYaml;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolCommandTest {
    private static final String EXAMPLES = "../../docs/reference/protocols/";

    @TempDir
    Path folder;

    @Test
    void tellsHowLongAProtocolTakesForACell() {
        // When
        CommandLineRun run = CommandLineRun.of("protocol", EXAMPLES + "zn-symmetric.yaml", "--cell", "symmetric", "--area-cm2", "0.785");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("at most 303.0 h");
    }

    @Test
    void writesAStepFileAndRefusesToWriteOverOne() throws Exception {
        // Given
        Path file = folder.resolve("steps.xml");
        String[] words = { "protocol", EXAMPLES + "zn-symmetric.yaml", "--cell", "symmetric", "--area-cm2", "0.785", "--to", "neware",
                "--out",
                file.toString() };

        // When
        CommandLineRun first = CommandLineRun.of(words);
        CommandLineRun second = CommandLineRun.of(words);

        // Then
        assertThat(first.exitCode()).isZero();
        assertThat(Files.readString(file)).contains("type=\"Step File\"", "<Cycle_Count Value=\"600\"/>");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains(file.toString());
    }

    @Test
    void bringsUnicyclerToYamlAndBack() throws Exception {
        // Given
        Path json = Files.writeString(folder.resolve("zn-cu.json"), """
                {"record": {"time_s": 10, "voltage_V": 0.01},
                 "safety": {"max_voltage_V": 2.0, "min_voltage_V": -0.5, "max_current_mA": 10, "min_current_mA": -10, "delay_s": 1},
                 "method": [{"step": "open_circuit_voltage", "until_time_s": 3600}, {"step": "tag", "tag": "cyc"},
                  {"step": "constant_current", "current_mA": -1.0, "until_time_s": 3600},
                  {"step": "constant_current", "current_mA": 1.0, "until_voltage_V": 0.5, "until_time_s": 7200},
                  {"step": "loop", "loop_to": "cyc", "cycle_count": 100}]}
                """);

        // When
        CommandLineRun toYaml = CommandLineRun.of("protocol", json.toString(), "--cell", "plating", "--to", "yaml");
        Path yaml = Files.writeString(folder.resolve("zn-cu.yaml"), toYaml.out());
        CommandLineRun back = CommandLineRun.of("protocol", yaml.toString(), "--cell", "plating", "--to", "unicycler");

        // Then
        assertThat(toYaml.exitCode()).isZero();
        assertThat(ProtocolYaml.read(toYaml.out()).steps()).hasSize(5);
        assertThat(back.exitCode()).isZero();
        assertThat(back.out()).contains("\"until_voltage_V\"", "100");
    }

    @Test
    void saysWhichStepLacksWhichFactAndWhatTheChannelCannotDo() {
        // When
        CommandLineRun withoutArea = CommandLineRun.of("protocol", EXAMPLES + "zn-symmetric.yaml", "--cell", "symmetric");
        CommandLineRun tooSmall = CommandLineRun.of("protocol", EXAMPLES + "zn-symmetric.yaml", "--cell", "symmetric", "--area-cm2",
                "0.785",
                "--channel-ampere", "0.001");

        // Then
        assertThat(withoutArea.exitCode()).isEqualTo(1);
        assertThat(withoutArea.err()).contains("zn-symmetric.yaml", "steps[2]", "area");
        assertThat(tooSmall.exitCode()).isEqualTo(1);
        assertThat(tooSmall.err()).contains("error    steps[2]");
    }
}
