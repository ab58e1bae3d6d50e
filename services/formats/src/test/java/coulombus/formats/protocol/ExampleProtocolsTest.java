package coulombus.formats.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.halfcycle.Direction;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.ChargeQuantity;
import coulombus.core.protocol.CurrentQuantity;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.Problem;
import coulombus.core.protocol.ProtocolCheck;
import coulombus.core.protocol.ProtocolDuration;
import coulombus.core.protocol.RateSeries;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.ReservoirCycling;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.StepType;
import coulombus.core.protocol.Window;

import static org.assertj.core.api.Assertions.assertThat;

/// The protocols that the documents show can be read, resolved and run.
class ExampleProtocolsTest {
    private static final Path FOLDER = Path.of("../../docs/reference/protocols");
    private static final ChannelLimits CHANNEL = new ChannelLimits(-5, 5, 0.1, EnumSet.allOf(StepType.class));

    @TestFactory
    Stream<DynamicTest> everyExampleIsReadAndFitsAChannel() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(FOLDER)) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(6);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            // When
            CyclingProtocol protocol = read(file.getFileName().toString());
            ResolvedProtocol resolved = ResolvedProtocol.of(protocol, cell(file.getFileName().toString()));
            // Then
            assertThat(ProtocolYaml.read(ProtocolYaml.write(protocol))).isEqualTo(protocol);
            assertThat(ProtocolCheck.problems(resolved, CHANNEL)).extracting(Problem::toString).isEmpty();
            assertThat(ProtocolDuration.of(resolved).p50Second()).isPositive();
        }));
    }

    @Test
    void yamlInTheDocumentIsRead() throws IOException {
        // Given
        Matcher fence = Pattern.compile("```yaml\n(protocol:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(FOLDER.resolveSibling("protocols.md")));
        int count = 0;
        while (fence.find()) {
            // Then
            assertThat(ProtocolYaml.read(fence.group(1)).steps()).isNotEmpty();
            count++;
        }
        assertThat(count).isPositive();
    }

    @Test
    void recipesGiveTheExamples() throws IOException {
        // Given
        ReservoirCycling reservoir = new ReservoirCycling("Zn||Cu reservoir, 5 and 10 x 1 mAh/cm2", 10_800, new CurrentQuantity.Areal(1e-3),
                new ChargeQuantity.Areal(5e-3), new ChargeQuantity.Areal(1e-3), 10, 0.5, new RecordingRule(10, 2e-3, Double.NaN),
                SafetyLimits.ofVoltage(-1, 1.2));
        RateSeries rates = new RateSeries("Zn||VO2 rate test", 10_800,
                Stream.of(0.2, 0.5, 1.0, 3.0, 5.0).<CurrentQuantity>map(CurrentQuantity.Specific::new).toList(), 5,
                new Window(0.2, 1.6, Direction.DISCHARGE, new ChargeQuantity.Specific(0.8)), new RecordingRule(10, 5e-3, Double.NaN),
                SafetyLimits.ofVoltage(0, 1.8));
        // Then
        assertThat(reservoir.protocol()).isEqualTo(read("zn-cu-reservoir.yaml"));
        assertThat(rates.protocol()).isEqualTo(read("zn-vo2-rates.yaml"));
    }

    private static CyclingProtocol read(String name) throws IOException {
        return ProtocolYaml.read(Files.readString(FOLDER.resolve(name)));
    }

    private static CellFacts cell(String name) {
        if (name.startsWith("zn-symmetric")) {
            return new CellFacts("ZN-1", CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN, Math.PI / 4, Double.NaN, Double.NaN, 100);
        }
        if (name.startsWith("zn-ti") || name.startsWith("zn-cu")) {
            return new CellFacts("ZN-2", CellKind.PLATING, FirstHalfCycle.PLATE, 1.13, Double.NaN, Double.NaN, 100);
        }
        FirstHalfCycle first = name.startsWith("zn-vo2") ? FirstHalfCycle.DISCHARGE : FirstHalfCycle.CHARGE;
        return new CellFacts("C-3", CellKind.FULL, first, 1.13, 2, 1.1e-3, Double.NaN);
    }
}
