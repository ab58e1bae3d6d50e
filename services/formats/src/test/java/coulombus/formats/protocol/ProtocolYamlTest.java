package coulombus.formats.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.ChargeQuantity;
import coulombus.core.protocol.CurrentQuantity;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.FindingAction;
import coulombus.core.protocol.LoopTarget;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ProtocolYamlTest {
    private static final String HEAD = """
            protocol: test
            recording: {time: 10 s}
            steps:
            """;

    @Test
    void readsWhatAPersonWrites() {
        // When
        CyclingProtocol protocol = ProtocolYaml.read("""
                protocol: Zn||Ti
                recording:
                  time: 10 s
                  voltage: 2 mV
                safety: {voltage_min: -1 V, voltage_max: 1.2 V, capacity_max: 2 mAh/cm2, delay: 500 ms}
                on_finding:
                  hard_short: stop
                  soft_short: pause
                steps:
                  - rest: 3 h
                  - tag: plate
                  - constant_current: -2 mA/cm²
                    until: {capacity: 0.5 mAh/cm2, time: 20 min}
                  - constant_current: 2 mA cm-2
                    until:
                      voltage: 0 V
                      capacity_of: {tag: plate, times: 1.2x}
                    recording: {voltage: 1 mV}
                  - loop: steps[1]
                    executions: 100
                """);

        // Then
        assertThat(protocol).isEqualTo(new CyclingProtocol("Zn||Ti", List.of(new Step.Rest(10_800), new Step.Tag("plate"),
                new Step.ConstantCurrent(new CurrentQuantity.Areal(-2e-3), new End.Capacity(new ChargeQuantity.Areal(0.5e-3)),
                        new End.Time(1200)),
                new Step.ConstantCurrent(new CurrentQuantity.Areal(2e-3),
                        List.of(new End.Voltage(0), End.RelativeCapacity.ofTagged("plate", 1.2)),
                        Optional.of(new RecordingRule(Double.NaN, 1e-3, Double.NaN))),
                new Step.Loop(new LoopTarget.ToStep(1), 100)), new RecordingRule(10, 2e-3, Double.NaN),
                new SafetyLimits(-1, 1.2, Optional.empty(), Optional.empty(), Optional.of(new ChargeQuantity.Areal(2e-3)), 0.5, Double.NaN),
                Map.of(FindingKind.HARD_SHORT, FindingAction.STOP, FindingKind.SOFT_SHORT, FindingAction.PAUSE)));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(HEAD + """
                          - rest: 1 h
                          - constant_current: 1 mA
                            until:
                              time: 1 h
                              voltage: 0.5
                        """, "line 8, steps[1].until.voltage: must be a voltage with its unit, e.g. 0.5 V or -20 mV; was \"0.5\""),
                arguments(HEAD + """
                          - constant_current: 2 mAh
                            until: {time: 1 h}
                        """, "line 4, steps[0].constant_current: must be a current with its unit, e.g. 2 mA/cm2, 1.5 mA, 0.5 A/g or C/5; "
                        + "was \"2 mAh\""),
                arguments(HEAD + """
                          - constant_current: 0 mA
                            until: {time: 1 h}
                        """, "line 4, steps[0].constant_current: must be a current other than 0; was 0.0 A"),
                arguments(HEAD + """
                          - constant_current: 1 mA
                            until: {capacity: 0,5 mAh/cm2}
                        """,
                        "line 5, steps[0].until.capacity: must be a charge with its unit, e.g. 0.5 mAh/cm2, 2 mAh or 100 mAh/g; was \"0\""),
                arguments(HEAD + """
                          - constant_current: 1 mA
                        """, "line 4, steps[0]: must state until"),
                arguments(HEAD + """
                          - constant_current: 1 mA
                            until: {}
                        """, "line 5, steps[0].until: must state at least one end; a constant_current without one never ends"),
                arguments(HEAD + """
                          - constant_current: 1 mA
                            until: {current: 1 uA}
                        """, "line 5, steps[0].until.current: cannot end a constant_current"),
                arguments(HEAD + """
                          - constant_current: 1 mA
                            until: {energy: 1 Wh}
                        """, "line 5, steps[0].until.energy: is not known here; known are [capacity, capacity_of, voltage, time, current]"),
                arguments(HEAD + """
                          - rest: 1 h
                            untill: {voltage: 1 V}
                        """,
                        "line 5, steps[0].untill: is not known here; known are [constant_current, constant_voltage, impedance, loop, pulse, recording, rest, tag, voltage_sweep]"),
                arguments(HEAD + """
                          - rest: 1 h
                          - sleep: 1 h
                        """, "line 5, steps[1]: must state one of [rest, constant_current, constant_voltage, loop, tag, voltage_sweep, "
                        + "impedance, pulse]"),
                arguments(HEAD + """
                          - rest: 1 h
                            tag: a
                        """, "line 4, steps[0]: must be one step; states [rest, tag]"),
                arguments(HEAD + """
                          - rest: -1 h
                        """, "line 4, steps[0].rest: must be greater than 0; was -3600.0"),
                arguments(HEAD + """
                          - rest: 1 h
                          - loop: cycle
                            executions: 3
                          - tag: cycle
                        """, "line 5, steps[1].loop: must go back to an earlier step; there is no tag cycle before it"),
                arguments(HEAD + """
                          - rest: 1 h
                          - loop: steps[0]
                            executions: many
                        """, "line 6, steps[1].executions: must be a whole number; was \"many\""),
                arguments(HEAD + """
                          - rest: 1 h
                            rest: 2 h
                        """, "line 5, steps[0].rest: must be stated once"),
                arguments(HEAD + """
                          - &a {rest: 1 h}
                          - *a
                        """, "line 4, steps[0]: must not use anchors and aliases of YAML"),
                arguments("""
                        protocol: test
                        recording: {time: 0 s}
                        steps: [{rest: 1 h}]
                        """, "line 2, recording.time: must be greater than 0; was 0.0"),
                arguments("""
                        protocol: test
                        recording: {time: 1 s}
                        safety:
                          voltage_max: -1 V
                          voltage_min: 1 V
                        steps: [{rest: 1 h}]
                        """, "line 5, safety.voltage_min: must be below voltage_max of -1.0 V; was 1.0 V"),
                arguments("""
                        protocol: test
                        recording: {time: 1 s}
                        on_finding: {bad_smell: stop}
                        steps: [{rest: 1 h}]
                        """,
                        "line 3, on_finding.bad_smell: is not known here; known are "
                                + Stream.of(FindingKind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList()),
                arguments("""
                        protocol: test
                        recording: {time: 1 s}
                        on_finding: {hard_short: explode}
                        steps: [{rest: 1 h}]
                        """, "line 3, on_finding.hard_short: must be one of [notify, pause, stop, diagnose]; was \"explode\""),
                arguments("protocol: test\nsteps: [{rest: 1 h}]\n", "line 1: must state recording"),
                arguments("", "line 1: must hold something; the text is empty"),
                arguments("just words", "line 1: must be a mapping, e.g. {time: 10 s}; was \"just words\""),
                arguments("---\nprotocol: a\n---\nprotocol: b\n", "line 4: must hold one document; here a second one begins"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhichLineAndPlaceIsWrong(String text, String message) {
        assertThatThrownBy(() -> ProtocolYaml.read(text)).isInstanceOf(ProtocolFormatException.class).hasMessage(message);
    }

    @Test
    void saysWhereTheTextIsNoYaml() {
        assertThatThrownBy(() -> ProtocolYaml.read("protocol: test\nsteps: [{rest: 1 h}\n")).isInstanceOfSatisfying(
                ProtocolFormatException.class, refusal -> assertThat(refusal.line()).isGreaterThan(1))
                .hasMessageContaining("is no YAML");
    }

    @Test
    void refusesTextsMadeToHurt() {
        assertThatThrownBy(() -> ProtocolYaml.read("[".repeat(100_000))).isInstanceOf(ProtocolFormatException.class);
        assertThatThrownBy(() -> ProtocolYaml.read("{a: ".repeat(100_000))).isInstanceOf(ProtocolFormatException.class);
        assertThatThrownBy(() -> ProtocolYaml.read(HEAD + "  - rest: 1e999999999 h\n")).isInstanceOf(ProtocolFormatException.class);
        assertThatThrownBy(() -> ProtocolYaml.read("protocol: " + "x".repeat(4_000_000))).isInstanceOf(ProtocolFormatException.class);
        assertThatThrownBy(() -> UnicyclerJson.read("[".repeat(100_000), "x")).isInstanceOf(ProtocolFormatException.class);
        assertThatThrownBy(() -> UnicyclerJson.read(
                "{\"record\":{\"time_s\":1},\"method\":[{\"step\":\"open_circuit_voltage\",\"until_time_s\":1e999999999}]}", "x"))
                .isInstanceOf(ProtocolFormatException.class);
    }

    @Test
    void writesTheWayAPersonWould() {
        // Given
        String text = """
                protocol: "Zn||Zn 2 mA/cm2"
                recording: {time: 10 s, voltage: 2 mV}
                safety: {voltage_min: -1 V, voltage_max: 1 V, delay: 1 s}
                on_finding: {hard_short: stop}
                steps:
                  - rest: 3 h
                  - tag: cycle
                  - constant_current: -2 mA/cm2
                    until: {capacity: 0.5 mAh/cm2}
                  - constant_current: C/5
                    until: {voltage: 0 V, capacity_of: {times: 1.2}}
                    recording: {time: 1 min}
                  - loop: cycle
                    executions: 600
                """;
        // Then
        assertThat(ProtocolYaml.write(ProtocolYaml.read(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = { 21, 20_261_126 })
    void readsBackWhatItWrote(long seed) {
        for (long k = 0; k < 300; k++) {
            // Given
            long one = seed * 1000 + k;
            CyclingProtocol protocol = RandomProtocols.any(one);
            // When
            String text = ProtocolYaml.write(protocol);
            // Then
            assertThat(ProtocolYaml.read(text)).as("seed %d: %s", one, text).isEqualTo(protocol);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 23, 20_261_127 })
    void damagedTextsAreRefusedOrReadButNeverCrash(long seed) {
        Random random = new Random(seed);
        for (long k = 0; k < 300; k++) {
            // Given
            StringBuilder text = new StringBuilder(ProtocolYaml.write(RandomProtocols.any(seed * 1000 + k)));
            for (int i = 0; i < 3; i++) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, ":{}[]-#&*!|\n\t\"0e9 ".charAt(random.nextInt(18)));
            }
            // Then
            try {
                ProtocolYaml.read(text.toString());
            } catch (ProtocolFormatException refused) {
                assertThat(refused.getMessage()).as("seed %d: %s", seed * 1000 + k, text).isNotBlank();
            }
        }
    }
}
