package coulombus.drivers.bts.simulator.control;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.machine.Speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Scenarios are applied, and what is wrong with one is told with file, line and path.
class ScenarioTest {
    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("s.yaml"), text.replace("|", "\n"));
    }

    private SimulatedCycler cycler() {
        return SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder)).with(Speed.MANUAL)
                .withChannels(16));
    }

    @Test
    void mountsCellsAndOrdersFaults() throws Exception {
        // Given
        Scenario scenario = Scenario.read(file("""
                speed: manual
                cells:
                  - channels: 1-1-*
                    set: TI_20KPA
                    seed: 5
                  - channels: 1-1-2
                    set: dummy
                faults:
                  - channels: 1-2-1
                    fault: clock-jump
                    jumpSecond: -60
                """));

        // When
        try (SimulatedCycler cycler = cycler()) {
            scenario.applyTo(cycler.control());

            // Then
            assertThat(cycler.control().truth("1-1-1").cell()).isEqualTo("TI_20KPA with seed 5");
            assertThat(cycler.control().truth("1-1-2").cell()).isEqualTo("dummy cell of 100.0 ohm");
            assertThat(cycler.control().truth("1-2-1").cell()).startsWith("SYM_HEALTHY with seed ");
            assertThat(cycler.control().truth("1-2-1").faults()).singleElement()
                    .satisfies(f -> assertThat(f.details()).contains("milliseconds=-60000"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "cells:|  - channels: 1-1-1|    set: DUMMY|    sett: X; line 4: cells[0].sett: there is no such key; known here: channels",
            "cells:|  - channels: 1-1-1|    set: ZN_GOLD; there is no cell 'ZN_GOLD'; there are TI_20KPA",
            "faults:|  - channels: 1-1|    fault: gap; channels: must be * or device-subdevice-channel",
            "faults:|  - channels: '*'|    fault: gap|    lastsSecond: soon; line 4: faults[0].lastsSecond",
            "faults:|  - channels: '*'|    fault: flood; fault: must be one of soft-short",
            "speed: fast; speed: must be a number greater than 0, max or manual", "speed: 1|speed: 2; Duplicate field 'speed'",
            "- a; line 1" })
    void tellsWhatIsWrongAndWhere(String text, String sentence) throws Exception {
        Path file = file(text);
        assertThatThrownBy(() -> Scenario.read(file)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(file + ": ")
                .hasMessageContaining(sentence);
    }

    @Test
    void namesChannelsThatAreNotThere() throws Exception {
        Scenario scenario = Scenario.read(file("faults:|  - channels: 1-1-1|    fault: gap|  - channels: 9-*-*|    fault: gap"));
        try (SimulatedCycler cycler = cycler()) {
            assertThatThrownBy(() -> scenario.applyTo(cycler.control())).hasMessage(
                    "faults[1].channels: there is no channel 9-*-*; there are 1-1-1 to 1-2-8");
        }
    }
}
