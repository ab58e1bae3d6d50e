package coulombus.formats.facility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.StepType;
import coulombus.formats.protocol.ProtocolYaml;
import coulombus.formats.yaml.YamlFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// The files that the documents show are read, and what is wrong with a file is told with its line.
class FacilityFilesTest {
    private static final Path FOLDER = Path.of("../../docs/reference/experiments");
    private static final Map<String, Function<String, Object>> READERS = Map.of("facility", FacilityYaml::read, "cells", CellsYaml::read,
            "experiment", ExperimentYaml::read);

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    @Test
    void readsTheExampleFacility() throws IOException {
        // When
        Facility facility = FacilityYaml.read(text("facility.yaml"));

        // Then
        assertThat(facility.channels()).hasSize(16);
        ChannelSpec last = facility.channels().getLast();
        assertThat(last.channelId()).isEqualTo("bts/27-2-1-8");
        assertThat(last.limits().maxCurrentAmpere()).isEqualTo(6);
        assertThat(last.limits().steps()).contains(StepType.IMPEDANCE);
        assertThat(last.impedance()).contains(new ChannelSpec.ImpedanceRange(0.01, 1e5, Optional.of("mux-1")));
        assertThat(facility.chambers().getLast().temperatureCelsius()).isNaN();
        assertThat(facility.closures().getFirst().channelIds()).hasSize(8);
        assertThat(facility.closures().getFirst().fromUnixSecond()).isEqualTo(1_814_162_400);
    }

    @Test
    void readsTheExampleCellsAndExperiments() throws IOException {
        // When
        List<CellRecord> cells = CellsYaml.read(text("cells.yaml"));
        ExperimentSpec three = ExperimentYaml.read(text("zn-symmetric.yaml"));
        ExperimentSpec one = ExperimentYaml.read(text("vo2-rates.yaml"));

        // Then
        assertThat(cells).hasSize(4);
        assertThat(cells.getFirst().barcode()).isEqualTo("400711700");
        assertThat(cells.get(1).barcode()).isEqualTo("Zn-0118");
        assertThat(cells.getLast().facts().nominalCapacityAh()).isCloseTo(0.00093, within(1e-12));
        assertThat(three.cellIds()).containsExactly("Zn-0117", "Zn-0118", "Zn-0119");
        assertThat(three.placement().startTogether()).isTrue();
        assertThat(three.placement().require()).containsExactly(new Requirement.Temperature(25),
                new Requirement.OneOf(Requirement.Attribute.FIXTURE, "", Set.of("coin", "swagelok")));
        assertThat(one.priority()).isEqualTo(ExperimentSpec.PriorityClass.HIGH);
        // 600 cycles of half an hour and 3 h of rest
        PlannedNeeds needs = PlannedNeeds.of(ProtocolYaml.read(three.protocolText()),
                cells.subList(0, 3).stream().map(CellRecord::facts).toList());
        assertThat(needs.p50Second()).isCloseTo(303 * 3600.0, within(1.0));
        assertThat(needs.maxCurrentAmpere()).isCloseTo(0.00226, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            facility.yaml    | chamber: oven-1        | chambr: oven-1       | line 20, channels[0].chambr: is not known here; did you mean chamber?
            facility.yaml    | current: 100 mA        | current: 100 mV      | line 18, channels[0].current: must be a current with its unit
            facility.yaml    | chamber: oven-1        | chamber: oven-9      | channel bts/27-1-1-1.chamber: 'oven-9' is not described
            facility.yaml    | share: 0.6             | share: a lot         | line 5, groups[0].share: must be a number
            facility.yaml    | 'bts/27-2-1-7'         | 'bts/27-1-1-7'       | channel bts/27-1-1-7 is described a second time; the first is in line 15
            facility.yaml    | {1..8}                 | {8..1}               | must have ranges from low to high
            facility.yaml    | pulse                  | puls                 | did you mean pulse?
            cells.yaml       | kind: full             | kind: ful            | line 12, cells[3].kind: must be one of
            cells.yaml       | area: 1.13 cm2         | area: -1 cm2         | cell.areaCm2: must be greater than 0
            zn-symmetric.yaml| deadline: 2027-03-01   | deadline: soon       | deadline: must be a day or a moment
            zn-symmetric.yaml| - rest: 3 h            | - walk: 3 h          | line 23, protocol.steps[0]
            zn-symmetric.yaml| min_replicates: 2      | min_replicates: 4    | min_replicates: must be from 1 to the number of cells, 3; was 4
            zn-symmetric.yaml| group: aqueous         | grup: aqueous        | must state group
            """)
    void tellsWhatIsWrongWithItsLine(String file, String right, String wrong, String told) throws IOException {
        // Given
        String changed = text(file).replaceFirst(Pattern.quote(right),
                Matcher.quoteReplacement(wrong));
        assertThat(changed).isNotEqualTo(text(file));
        String reader = file.startsWith("zn") ? "experiment" : file.substring(0, file.indexOf('.'));

        // When / Then
        assertThatThrownBy(() -> READERS.get(reader).apply(changed)).isInstanceOf(YamlFormatException.class).hasMessageContaining(told);
    }

    /// Every key that the schema knows is known to the reader too: an unknown one would be refused with what is known.
    @ParameterizedTest
    @ValueSource(strings = { "facility", "cells", "experiment" })
    void schemaAndReaderKnowTheSameKeys(String name) throws IOException {
        // Given
        JsonNode schema = new ObjectMapper().readTree(FOLDER.resolve(name + ".schema.json").toFile());
        String minimal = switch (name) {
            case "facility" -> "facility: f\nchannels: [{id: a/1}]\n";
            case "cells" -> "cells: [{cell: A, kind: full}]\n";
            default -> text("vo2-rates.yaml");
        };

        // When / Then
        assertThatThrownBy(() -> READERS.get(name).apply(minimal + "nonsense: 1\n")).isInstanceOfSatisfying(YamlFormatException.class,
                e -> {
                    String known = e.reason().substring(e.reason().indexOf("known are [") + 11, e.reason().length() - 1);
                    assertThat(known.split(", ")).containsExactlyInAnyOrderElementsOf(() -> schema.get("properties").fieldNames());
                });
    }
}
