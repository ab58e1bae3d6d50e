package coulombus.formats.protocol;

import java.io.StringReader;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.ResolvedProtocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NewareStepFileTest {
    private static final NewareStepFile.Header HEADER = new NewareStepFile.Header("lab",
            UUID.fromString("00000000-0000-4000-8000-000000000001"), LocalDateTime.of(2030, 1, 2, 3, 4, 5));

    @Test
    void writesAHalfCellTest() {
        // When
        NewareStepFile file = write("ZN-0001", """
                protocol: plate and strip
                recording: {time: 1 s, voltage: 5 mV}
                safety: {voltage_min: -1 V, voltage_max: 2 V, current_min: -2 mA, current_max: 2 mA, capacity_max: 2 mAh, delay: 1 s}
                steps:
                  - rest: 3 h
                  - tag: cycle
                  - constant_current: -1 mA
                    until: {time: 0.5 h}
                  - constant_current: 1 mA
                    until: {voltage: 0.5 V, time: 1 h}
                  - loop: cycle
                    executions: 100
                """);

        // Then
        assertThat(file.xml()).isEqualTo("""
                <?xml version="1.0" encoding="utf-8"?>
                <root>
                  <config type="Step File" version="17" client_version="BTS Client 8.0.0.478(2024.06.24)(R3)" date="20300102030405" \
                Guid="00000000-0000-4000-8000-000000000001">
                    <Head_Info>
                      <Operate Value="66"/>
                      <Scale Value="1"/>
                      <Start_Step Value="1" Hide_Ctrl_Step="0"/>
                      <Creator Value="lab"/>
                      <Remark Value="ZN-0001"/>
                      <RateType Value="103"/>
                    </Head_Info>
                    <Whole_Prt>
                      <Protect>
                        <Main>
                          <Volt>
                            <Upper Value="20000"/>
                            <Lower Value="-10000"/>
                          </Volt>
                          <Curr>
                            <Upper Value="2"/>
                            <Lower Value="-2"/>
                          </Curr>
                          <Delay_Time Value="1000"/>
                          <Cap>
                            <Upper Value="7200"/>
                          </Cap>
                        </Main>
                      </Protect>
                      <Record>
                        <Main>
                          <Time Value="1000"/>
                          <Volt Value="50"/>
                        </Main>
                      </Record>
                    </Whole_Prt>
                    <Step_Info Num="5">
                      <Step1 Step_ID="1" Step_Type="4">
                        <Limit>
                          <Main>
                            <Time Value="10800000"/>
                          </Main>
                        </Limit>
                      </Step1>
                      <Step2 Step_ID="2" Step_Type="2">
                        <Limit>
                          <Main>
                            <Curr Value="1"/>
                            <Time Value="1800000"/>
                          </Main>
                        </Limit>
                      </Step2>
                      <Step3 Step_ID="3" Step_Type="1">
                        <Limit>
                          <Main>
                            <Curr Value="1"/>
                            <Time Value="3600000"/>
                            <Stop_Volt Value="5000"/>
                          </Main>
                        </Limit>
                      </Step3>
                      <Step4 Step_ID="4" Step_Type="5">
                        <Limit>
                          <Other>
                            <Start_Step Value="2"/>
                            <Cycle_Count Value="100"/>
                          </Other>
                        </Limit>
                      </Step4>
                      <Step5 Step_ID="5" Step_Type="6"/>
                    </Step_Info>
                    <SMBUS>
                      <SMBUS_Info Num="0" AdjacentInterval="0"/>
                    </SMBUS>
                  </config>
                </root>
                """);
        assertThat(file.protocolSteps()).containsExactly(0, 2, 3, 4, -1);
        assertThat(file.protocolStepOf(3)).isEqualTo(3);
        assertThat(file.remarks()).isEmpty();
    }

    @Test
    void capacitiesBecomeTimes() {
        // Given 0.785 cm2: 1.571 mA and 0.393 mAh are 15 min
        NewareStepFile file = write("disc", body("""
                  - tag: plate
                  - constant_current: -2 mA/cm2
                    until: {capacity: 0.5 mAh/cm2, time: 20 min}
                  - constant_current: 2 mA/cm2
                    until: {voltage: 0.5 V, capacity_of: {tag: plate, times: 1.2}}
                """));
        // Then
        assertThat(values(file, "Curr")).containsExactly("1.570796", "1.570796");
        assertThat(values(file, "Time")).containsExactly("10000", "900000", "1080000");
        assertThat(file.remarks()).containsExactly(
                "steps[1].until.capacity: of 0.392699082 mAh is written as a time of 900 s at 1.57079633 mA",
                "steps[2].until.capacity_of: of 0.471238898 mAh is written as a time of 1080 s at 1.57079633 mA");
    }

    @Test
    void zeroVoltsIsWrittenBesideZero() {
        // When
        NewareStepFile file = write("c", """
                protocol: zero
                recording: {time: 10 s}
                safety: {voltage_min: 0 V, voltage_max: 2 V}
                steps:
                  - constant_current: -1 mA
                    until: {voltage: 0 V}
                  - constant_current: 1 mA
                    until: {voltage: 0 V, time: 1 h}
                """);
        // Then never 0, and never past what was meant
        assertThat(values(file, "Stop_Volt")).containsExactly("1", "-1");
        assertThat(values(file, "Lower")).containsExactly("-1");
        assertThat(file.remarks()).containsExactly(
                "safety.voltage_min: of 0 V is written as -0.1 mV: a step file may take 0 as not set",
                "steps[0].until.voltage: of 0 V is written as 0.1 mV: a step file may take 0 as not set",
                "steps[1].until.voltage: of 0 V is written as -0.1 mV: a step file may take 0 as not set");
    }

    @Test
    void constantVoltageTakesDirectionAndCurrentFromBefore() {
        // When
        NewareStepFile file = write("c", body("""
                  - constant_current: 1 mA
                    until: {voltage: 1.6 V, time: 2 h}
                  - constant_voltage: 1.6 V
                    until: {current: 0.1 mA, time: 1 h}
                  - constant_current: -1 mA
                    until: {voltage: 0.2 V}
                  - constant_voltage: 0.2 V
                    current_limit: 0.5 mA
                    until: {current: 0.1 mA}
                    recording: {time: 1 s, current: 10 uA}
                """));
        // Then
        assertThat(types(file)).containsExactly("1", "3", "2", "19", "6");
        assertThat(values(file, "Curr")).containsExactly("1", "1", "1", "0.5", "0.01");
        assertThat(values(file, "Stop_Curr")).containsExactly("0.1", "0.1");
        assertThat(values(file, "Volt")).containsExactly("16000", "2000");
        assertThat(values(file, "Time")).containsExactly("10000", "7200000", "3600000", "1000");
    }

    @Test
    void sweepsAndPulsesBecomeStepsAndLoops() {
        // When
        NewareStepFile file = write("c", body("""
                  - voltage_sweep: 0.1 mV/s
                    from: 0.2 V
                    to: 1.6 V
                    cycles: 3
                  - pulse: -1 mA
                    pulse_time: 20 min
                    rest_time: 3 h
                    count: 40
                  - loop: steps[1]
                    executions: 2
                """));
        // Then
        assertThat(types(file)).containsExactly("25", "25", "5", "2", "4", "5", "5", "6");
        assertThat(file.xml()).contains("<Slope1 StartValue=\"2000\" EndValue=\"16000\" Value=\"0.1\"/>")
                .contains("<Slope1 StartValue=\"16000\" EndValue=\"2000\" Value=\"0.1\"/>");
        assertThat(values(file, "Start_Step")).containsExactly("1", "4", "4");
        assertThat(values(file, "Cycle_Count")).containsExactly("3", "40", "2");
        assertThat(file.protocolSteps()).containsExactly(0, 0, 0, 1, 1, 1, 2, -1);
    }

    @Test
    void refusesWhatItCannotSayWithEveryReason() {
        assertThatThrownBy(() -> write("c", body("""
                  - constant_voltage: 1 V
                    until: {capacity: 1 mAh, time: 1 h}
                  - impedance: 10 mV
                    from: 100 kHz
                    to: 10 mHz
                  - constant_current: -1 mA
                    until: {capacity: 1 mAh, voltage: -0.2 V}
                  - constant_current: 1 mA
                    until: {voltage: 0.5 V, capacity_of: {times: 1.2}}
                  - pulse: 1 mA
                    pulse_time: 10 s
                    rest_time: 10 s
                    count: 3
                    until: {voltage: 1 V}
                  - constant_current: 0.1 nA
                    until: {time: 1 h}
                """))).isInstanceOfSatisfying(UnsupportedProtocolException.class, refusal -> assertThat(refusal.problems()).containsExactly(
                "steps[0].until.capacity: a Neware step file has no end in capacity, and at a constant voltage it cannot be written "
                        + "as a time",
                "steps[1].impedance: a Neware step file has no impedance",
                "steps[3].until.capacity_of: a Neware step file has no end in capacity, and it cannot be written as a time: "
                        + "steps[2] does not pass the same charge each time",
                "steps[4].until.voltage: a Neware step file has no pulses that a voltage ends: it would end one pulse, not all of "
                        + "them",
                "steps[0].constant_voltage: a Neware step file must state its direction, and no current before it tells one",
                "steps[5].constant_current: must be 1 nA or more for a Neware step file; was 1.0E-10 A"));
    }

    @Test
    void namesAreKeptToAsciiAndCannotBreakTheXml() throws Exception {
        // When
        NewareStepFile file = write("Zn‖Ti <\"1\"&'2'>", body("  - rest: 1 h\n"));
        // Then
        assertThat(((Element) document(file).getElementsByTagName("Remark").item(0)).getAttribute("Value")).isEqualTo("Zn_Ti <\"1\"&'2'>");
        assertThat(file.remarks()).containsExactly("cell.cellId: is written as Zn_Ti <\"1\"&'2'>: a step file is kept to ASCII");
    }

    @ParameterizedTest
    @ValueSource(longs = { 31, 20_261_128 })
    void everyFileIsSoundAndTheSameEachTime(long seed) throws Exception {
        int written = 0;
        for (long k = 0; k < 300; k++) {
            // Given
            long one = seed * 1000 + k;
            CyclingProtocol random = k % 2 == 0 ? RandomProtocols.plain(one) : RandomProtocols.any(one);
            ResolvedProtocol protocol = ResolvedProtocol.of(random, RandomProtocols.cell(one));
            NewareStepFile file;
            try {
                file = NewareStepFile.write(protocol, HEADER);
            } catch (UnsupportedProtocolException refused) {
                assertThat(refused.problems()).as("seed %d", one).isNotEmpty();
                continue;
            }
            written++;
            // Then
            assertThat(file).as("seed %d", one).isEqualTo(NewareStepFile.write(protocol, HEADER));
            assertThat(file.xml()).as("seed %d", one).matches("[\\x20-\\x7e\\n]*").doesNotContain("<!--");
            assertThat(values(file, "Stop_Volt")).as("seed %d", one).doesNotContain("0");
            assertThat(values(file, "Curr")).as("seed %d", one).allMatch(current -> Double.parseDouble(current) > 0);
            NodeList steps = ((Element) document(file).getElementsByTagName("Step_Info").item(0)).getElementsByTagName("*");
            int id = 0;
            for (int i = 0; i < steps.getLength(); i++) {
                Element element = (Element) steps.item(i);
                if (element.hasAttribute("Step_ID")) {
                    id++;
                    assertThat(element.getAttribute("Step_ID")).as("seed %d", one).isEqualTo(String.valueOf(id));
                    assertThat(element.getTagName()).as("seed %d", one).isEqualTo("Step" + id);
                } else if (element.getTagName().equals("Start_Step")) {
                    assertThat(Integer.parseInt(element.getAttribute("Value"))).as("seed %d", one).isBetween(1, id - 1);
                }
            }
            assertThat(file.protocolSteps()).as("seed %d", one).hasSize(id);
        }
        assertThat(written).as("of seed %d", seed).isGreaterThan(50);
    }

    private static String body(String steps) {
        return "protocol: test\nrecording: {time: 10 s}\nsteps:\n" + steps;
    }

    private static NewareStepFile write(String cellId, String yaml) {
        CellFacts cell = new CellFacts(cellId, CellKind.PLATING, FirstHalfCycle.UNKNOWN, Math.PI / 4, Double.NaN, Double.NaN, Double.NaN);
        return NewareStepFile.write(ResolvedProtocol.of(ProtocolYaml.read(yaml), cell), HEADER);
    }

    private static List<String> values(NewareStepFile file, String name) {
        return attributes(file, name, "Value").stream().filter(value -> !value.isEmpty()).toList();
    }

    private static List<String> types(NewareStepFile file) {
        return attributes(file, "*", "Step_Type").stream().filter(value -> !value.isEmpty()).toList();
    }

    private static List<String> attributes(NewareStepFile file, String name, String attribute) {
        List<String> values = new ArrayList<>();
        Document document = document(file);
        NodeList elements = document.getElementsByTagName(name);
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            boolean head = element.getParentNode() instanceof Element parent && parent.getTagName().equals("Head_Info");
            if (!head) {
                values.add(element.getAttribute(attribute));
            }
        }
        return values;
    }

    private static Document document(NewareStepFile file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(file.xml())));
        } catch (Exception e) {
            throw new AssertionError(file.xml(), e);
        }
    }
}
