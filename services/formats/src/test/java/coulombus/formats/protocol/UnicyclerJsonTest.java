package coulombus.formats.protocol;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.protocol.CurrentQuantity;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.LoopTarget;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class UnicyclerJsonTest {
    private static final String HALF_CELL = """
            {"record":{"time_s":10,"voltage_V":0.01},
             "safety":{"max_voltage_V":2.0,"min_voltage_V":-0.5,"max_current_mA":10,"min_current_mA":-10,"delay_s":1},
             "method":[{"step":"open_circuit_voltage","until_time_s":3600},{"step":"tag","tag":"cyc"},
              {"step":"constant_current","current_mA":-1.0,"until_time_s":3600},
              {"step":"constant_current","current_mA":1.0,"until_voltage_V":0.5,"until_time_s":7200},
              {"step":"loop","loop_to":"cyc","cycle_count":100}]}
            """;

    @Test
    void readsAHalfCellTest() {
        // When
        UnicyclerJson.Imported read = UnicyclerJson.read(HALF_CELL, "Zn||Cu");

        // Then
        assertThat(read.protocol()).isEqualTo(new CyclingProtocol("Zn||Cu", List.of(new Step.Rest(3600), new Step.Tag("cyc"),
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(-1e-3), new End.Time(3600)),
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(1e-3), new End.Voltage(0.5), new End.Time(7200)),
                new Step.Loop(new LoopTarget.ToTag("cyc"), 100)), new RecordingRule(10, 0.01, Double.NaN),
                new SafetyLimits(-0.5, 2, Optional.of(new CurrentQuantity.Absolute(-0.01)), Optional.of(new CurrentQuantity.Absolute(0.01)),
                        Optional.empty(), 1, Double.NaN)));
        assertThat(read.nominalCapacityAh()).isNaN();
        assertThat(read.remarks()).isEmpty();
    }

    @Test
    void readsRatesAndTellsWhatItLeavesOut() {
        // When
        UnicyclerJson.Imported read = UnicyclerJson.read("""
                {"unicycler":{"version":"0.4.6"},"sample":{"name":"ZN-1","capacity_mAh":2.5,"colour":"grey"},
                 "record":{"time_s":"10","current_mA":0},"safety":{"min_voltage_V":0},"mood":"good",
                 "method":[
                  {"step":"constant_current","id":"a1","rate_C":"C/5","current_mA":1,"until_voltage_V":4.2,"until_time_s":""},
                  {"step":"constant_voltage","voltage_V":4.2,"until_rate_C":"1/20","until_time_s":0},
                  {"step":"constant_current","rate_C":"D/2","until_voltage_V":0,"until_time_s":7200,"until_capacity_mAh":1},
                  {"step":"impedance_spectroscopy","amplitude_V":0.01,"start_frequency_Hz":1e5,"end_frequency_Hz":0.01,
                   "drift_correction":true},
                  {"step":"loop","loop_to":1,"cycle_count":3}]}
                """, "mixed");

        // Then
        assertThat(read.sampleName()).isEqualTo("ZN-1");
        assertThat(read.nominalCapacityAh()).isEqualTo(2.5e-3);
        assertThat(read.protocol().steps()).containsExactly(
                new Step.ConstantCurrent(new CurrentQuantity.CRate(0.2), new End.Voltage(4.2)),
                new Step.ConstantVoltage(4.2, new End.Current(new CurrentQuantity.CRate(0.05))),
                new Step.ConstantCurrent(new CurrentQuantity.CRate(-0.5), new End.Time(7200)),
                new Step.Impedance(1e5, 0.01, 10, new Step.Amplitude.OfVoltage(0.01), 1), new Step.Loop(new LoopTarget.ToStep(0), 3));
        String zero = "is 0, which aurora-unicycler takes as not set, and so was it taken here";
        assertThat(read.remarks()).containsExactly(
                "sample.colour: is not known and was left out; it was \"grey\"",
                "record.current_mA: " + zero, "safety.min_voltage_V: " + zero,
                "method[0].id: was left out; it was \"a1\"",
                "method[0].current_mA: was left out: rate_C is stated too and comes first",
                "method[1].until_time_s: " + zero,
                "method[2].until_voltage_V: " + zero,
                "method[2].until_capacity_mAh: is not known and was left out; it was 1",
                "method[3].drift_correction: was left out: steps here do not have it",
                "mood: is not known and was left out; it was \"good\"");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("{\"step\":\"constant_current\",\"current_mA\":1,\"until_voltage_V\":0}",
                        "method[0].until_time_s: must be stated, or until_voltage_V, and not be 0: 0 counts as not set"),
                arguments("{\"step\":\"constant_current\",\"current_mA\":0,\"until_time_s\":1}",
                        "method[0].current_mA: must be stated, or rate_C, and not be 0"),
                arguments("{\"step\":\"constant_current\",\"rate_C\":\"fast\",\"until_time_s\":1}",
                        "method[0].rate_C: must be a number; was \"fast\""),
                arguments("{\"step\":\"open_circuit_voltage\",\"until_time_s\":-1}",
                        "method[0].rest: must be greater than 0; was -1.0"),
                arguments("{\"step\":\"voltage_scan\"}",
                        "method[0].step: must be one of open_circuit_voltage, constant_current, constant_voltage, impedance_spectroscopy, "
                                + "loop, tag; was voltage_scan"),
                arguments("{\"until_time_s\":1}", "method[0].step: must be stated"),
                arguments("{\"step\":\"loop\",\"loop_to\":1,\"cycle_count\":1.5}",
                        "method[0].cycle_count: must be a whole number; was 1.5"),
                arguments("{\"step\":\"open_circuit_voltage\",\"until_time_s\":1},{\"step\":\"loop\",\"loop_to\":\"a\",\"cycle_count\":2}",
                        "method[1].loop: must go back to an earlier step; there is no tag a before it"),
                arguments("7", "method[0]: must be an object; was NUMBER"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithThePlace(String steps, String message) {
        assertThatThrownBy(() -> UnicyclerJson.read("{\"record\":{\"time_s\":1},\"method\":[" + steps + "]}", "test"))
                .isInstanceOf(ProtocolFormatException.class).hasMessage(message);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> UnicyclerJson.read("{\"record\":\n{\"time_s\":1,}", "test")).isInstanceOf(ProtocolFormatException.class)
                .hasMessageStartingWith("line 2: is no JSON: ");
    }

    @Test
    void writesACellTest() {
        // When
        UnicyclerJson.Exported written = write("""
                protocol: Zn||Ti
                recording: {time: 10 s, voltage: 2 mV}
                safety: {voltage_min: -1 V, voltage_max: 1.2 V, delay: 1 s}
                on_finding: {hard_short: stop}
                steps:
                  - tag: plate
                  - constant_current: -1 mA/cm2
                    until: {capacity: 0.5 mAh/cm2}
                  - constant_current: C/4
                    until: {voltage: 0.5 V, time: 1 h}
                  - loop: plate
                    executions: 200
                """);

        // Then
        assertThat(written.json()).isEqualToIgnoringWhitespace("""
                {"sample": {"name": "ZN-07", "capacity_mAh": 4},
                 "record": {"time_s": 10, "voltage_V": 0.002},
                 "safety": {"max_voltage_V": 1.2, "min_voltage_V": -1, "delay_s": 1},
                 "method": [
                   {"step": "tag", "tag": "plate"},
                   {"step": "constant_current", "current_mA": -2, "until_time_s": 1800},
                   {"step": "constant_current", "rate_C": 0.25, "until_time_s": 3600, "until_voltage_V": 0.5},
                   {"step": "loop", "loop_to": "plate", "cycle_count": 200}]}
                """);
        assertThat(written.remarks()).containsExactly("steps[1].until.capacity: of 1 mAh is written as a time of 1800 s at 2 mA",
                "on_finding: is not part of aurora-unicycler: who runs the test acts on findings",
                "protocol: the name has no place in the format");
    }

    @Test
    void refusesZeroVoltsAndWhatItCannotSay() {
        assertThatThrownBy(() -> write("""
                protocol: refused
                recording: {voltage: 2 mV}
                safety: {voltage_min: 0 V, voltage_max: 1.2 V}
                steps:
                  - constant_current: -1 mA
                    until: {voltage: 0 V, time: 1 h}
                  - loop: steps[0]
                    executions: 2
                  - constant_voltage: 1 V
                    current_limit: 1 mA
                    until: {time: 1 h}
                  - voltage_sweep: 1 mV/s
                    from: 0 V
                    to: 1 V
                    cycles: 1
                  - impedance: 10 mV
                    from: 1 MHz
                    to: 1 Hz
                """)).isInstanceOfSatisfying(UnsupportedProtocolException.class, refusal -> assertThat(refusal.problems()).containsExactly(
                "steps[3].voltage_sweep: aurora-unicycler has no ramp of voltage",
                "recording.time: must be stated for aurora-unicycler",
                "safety.voltage_min: of 0 V cannot be written: aurora-unicycler takes 0 as not set",
                "steps[0].until.voltage: of 0 V cannot be written: aurora-unicycler takes 0 as not set",
                "steps[1].loop: aurora-unicycler refuses a loop over a single step by its place; put a tag before it",
                "steps[2].current_limit: aurora-unicycler has no limit of the current at a constant voltage",
                "steps[4].from: must lie in 1e-5 Hz to 1e5 Hz for aurora-unicycler; was 1000000.0 Hz"));
    }

    @ParameterizedTest
    @ValueSource(longs = { 41, 20_261_129 })
    void readsBackWhatItWrote(long seed) {
        int written = 0;
        for (long k = 0; k < 300; k++) {
            // Given
            long one = seed * 1000 + k;
            CellFacts cell = RandomProtocols.cell(one);
            CyclingProtocol protocol = RandomProtocols.plain(one);
            String json;
            try {
                json = UnicyclerJson.write(ResolvedProtocol.of(protocol, cell)).json();
            } catch (UnsupportedProtocolException refused) {
                assertThat(refused).as("seed %d", one).hasMessageMatching("(?s).*(of 0 V|single step).*");
                continue;
            }
            written++;
            // When
            UnicyclerJson.Imported read = UnicyclerJson.read(json, protocol.name());
            // Then the same, but for ends, which have an order of their own
            assertThat(ProtocolYaml.write(inOrder(read.protocol()))).as("seed %d: %s", one, json)
                    .isEqualTo(ProtocolYaml.write(inOrder(protocol)));
            assertThat(read.nominalCapacityAh()).as("seed %d", one).isEqualTo(cell.nominalCapacityAh());
            assertThat(read.sampleName()).as("seed %d", one).isEqualTo(cell.cellId());
        }
        assertThat(written).as("of seed %d", seed).isGreaterThan(100);
    }

    private static CyclingProtocol inOrder(CyclingProtocol protocol) {
        return new CyclingProtocol(protocol.name(), protocol.steps().stream().map(step -> switch (step) {
            case Step.ConstantCurrent current -> new Step.ConstantCurrent(current.current(), inOrder(current.ends()), current.recording());
            case Step.ConstantVoltage voltage -> new Step.ConstantVoltage(voltage.voltageVolt(), voltage.currentLimit(),
                    inOrder(voltage.ends()), voltage.recording());
            default -> step;
        }).toList(), protocol.recording(), protocol.safety());
    }

    private static List<End> inOrder(List<End> ends) {
        return ends.stream().sorted(Comparator.comparing(End::word)).toList();
    }

    private static UnicyclerJson.Exported write(String yaml) {
        CellFacts cell = new CellFacts("ZN-07", CellKind.PLATING, FirstHalfCycle.UNKNOWN, 2, Double.NaN, 4e-3, Double.NaN);
        return UnicyclerJson.write(ResolvedProtocol.of(ProtocolYaml.read(yaml), cell));
    }
}
