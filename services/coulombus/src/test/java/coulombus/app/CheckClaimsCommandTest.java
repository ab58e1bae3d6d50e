package coulombus.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.claims.Comparison.Relation;
import coulombus.core.claims.Figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The five papers whose figures are known to hold contradictions, and the command around the checks.
class CheckClaimsCommandTest {
    private static final Path PAPERS = Path.of("..", "..", "docs", "reference", "claims");
    private static final double LAST_DIGIT = 5e-4;

    @TempDir
    private Path folder;

    private static JsonNode check(String paper) {
        return CommandLineRun.of("check-claims", "--format", "json", PAPERS.resolve(paper + ".yaml")).json();
    }

    private static JsonNode claim(JsonNode report, String check, String subject, String figure) {
        return StreamSupport.stream(report.get("checks").spliterator(), false)
                .filter(c -> c.get("check").asText().equals(check) && c.get("subject").asText().equals(subject)
                        && c.get("figure").asText().equals(figure))
                .findFirst().orElseThrow(() -> new AssertionError("no " + check + " of " + subject + " in " + report.toPrettyString()));
    }

    /// Computed values as someone else's arithmetic gives them, to four digits.
    @ParameterizedTest(name = "{0}: {2}, {3} is {5}")
    @CsvSource({ "hu-high-pressure-torsion, hours-and-cycles, symmetric annealed, short_after_cycles, 282, MISMATCH",
            "hu-high-pressure-torsion, hours-and-cycles, symmetric HPT, soft_short_after_cycles, 674, CONSISTENT",
            "hu-high-pressure-torsion, hours-and-cycles, symmetric HPT, short_after_cycles, 1126, CONSISTENT",
            "hu-high-pressure-torsion, theoretical-limit, full HPT, rate_test.capacity_mah_per_g, 323.1, MISMATCH",
            "hu-high-pressure-torsion, rate-recovery, full HPT, rate_recovery_percent, 97.94, EDGE",
            "hu-high-pressure-torsion, thick-foil, symmetric HPT, depth_of_discharge_percent, 0.1423, CAUTION",
            "wen-stacking-pressure, comparison, cycle time increased 5 times, times, 7.429, MISMATCH",
            "wen-stacking-pressure, comparison, particles about 18 % smaller, lower_percent, 14.96, MISMATCH",
            "wen-stacking-pressure, nucleation-ratio, 21 % more nuclei at 1000 kPa, more_nuclei_percent, 21.48, CONSISTENT",
            "wen-stacking-pressure, comparison, 63 % higher capacity, higher_percent, 63.04, CONSISTENT",
            "wen-stacking-pressure, comparison, '63 % higher capacity, with the capacity of the text', higher_percent, 59.42, EDGE",
            "wen-stacking-pressure, theoretical-limit, Zn-VO2 300 kPa, initial_capacity_mah_per_g, 323.1, CONSISTENT",
            "wen-stacking-pressure, efficiency-and-retention, Zn-VO2 300 kPa, capacity_retention_percent, 100, CONSISTENT",
            "guo-alloying, cumulative-plated-capacity, Zn-Ce symmetric, cumulative_plated_capacity_ah_per_cm2, 7.5, MISMATCH",
            "guo-alloying, efficiency-and-retention, gradient Cu-Zn, capacity_retention_percent, 1.304e-9, MISMATCH",
            "guo-interface-layer, theoretical-capacity, zinc, theoretical_capacity_mah_per_g, 819.9, CONSISTENT",
            "guo-interface-layer, volumetric-capacity, zinc, volumetric_capacity_mah_per_cm3, 5855, CONSISTENT",
            "guo-interface-layer, comparison, six times the energy of bare zinc, times, 2.94, MISMATCH" })
    void findsWhatIsKnownOfThePapers(String paper, String check, String subject, String figure, double computed, String verdict) {
        // When
        JsonNode claim = claim(check(paper), check, subject, figure);

        // Then
        assertThat(claim.get("verdict").asText()).as(claim.get("sentence").asText()).isEqualTo(verdict);
        assertThat(claim.get("computed").get("value").asDouble()).isCloseTo(computed, within(LAST_DIGIT * computed));
    }

    /// What is not in the table above must not be called a contradiction.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({ "hu-high-pressure-torsion, 3", "wen-stacking-pressure, 2", "guo-alloying, 2", "guo-interface-layer, 1",
            "wang-challenges, 0" })
    void findsNoMoreThanThat(String paper, int mismatches) {
        assertThat(check(paper).get("mismatches").asInt()).isEqualTo(mismatches);
    }

    @Test
    void givesTheRoundingOfTheRecoveryAsTheBoundsOfThePrintedDigits() {
        // When
        JsonNode claim = claim(check("hu-high-pressure-torsion"), "rate-recovery", "full HPT", "rate_recovery_percent");

        // Then
        assertThat(claim.get("reported").get("low").asDouble()).isCloseTo(98.05, within(1e-9));
        assertThat(claim.get("reported").get("high").asDouble()).isCloseTo(98.15, within(1e-9));
        assertThat(claim.get("computed").get("low").asDouble()).isCloseTo(97.77, within(5e-3));
        assertThat(claim.get("computed").get("high").asDouble()).isCloseTo(98.11, within(5e-3));
    }

    @Test
    void explainsEachContradictionInASentence() {
        // When
        CommandLineRun run = CommandLineRun.of("check-claims", PAPERS.resolve("hu-high-pressure-torsion.yaml"),
                PAPERS.resolve("wen-stacking-pressure.yaml"), PAPERS.resolve("guo-alloying.yaml"));

        // Then
        assertThat(run.exitCode()).isEqualTo(CheckClaimsCommand.CONTRADICTION);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("give 282 cycles, but a cycle count of 242 is reported, 14.2 % less. 242 cycles would take 121 h.",
                "is a factor of 7.429, but a factor of 5 is claimed",
                "The base is inverted: the difference over the smaller value is 17.6 %.", "which takes 1.801 electrons",
                "It would need 10800 h, or 5400 h counting both directions.",
                "cannot be checked: areal_capacity_mah_per_cm2 is not stated", "use 0.14 % of it",
                "reported 98.1 [98.05, 98.15] %, computed 97.938 [97.768, 98.108] %");
    }

    @Test
    void endsWithZeroWhereNothingContradicts() throws IOException {
        // Given
        Path paper = Files.writeString(folder.resolve("paper.yaml"), """
                experiments:
                  HPT: {current_density_ma_per_cm2: 2, areal_capacity_mah_per_cm2: 0.5, short_after_h: 563, cycles: 1126}
                """);

        // When
        CommandLineRun consistent = CommandLineRun.of("check-claims", paper);
        CommandLineRun nothing = CommandLineRun.of("check-claims", PAPERS.resolve("wang-challenges.yaml"));

        // Then
        assertThat(consistent.exitCode()).isZero();
        assertThat(consistent.out()).contains("1 consistent",
                "short_after_h / (2 * areal_capacity_mah_per_cm2 / current_density_ma_per_cm2)");
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.out()).contains("Nothing to check");
    }

    @Test
    void tellsWhichFileCannotBeReadAndChecksTheOthers() throws IOException {
        // Given
        Path empty = Files.createFile(folder.resolve("empty.yaml"));
        Path good = PAPERS.resolve("guo-alloying.yaml");

        // When
        CommandLineRun table = CommandLineRun.of("check-claims", empty, good, folder.resolve("none.yaml"));
        CommandLineRun json = CommandLineRun.of("check-claims", "--format", "json", empty, good);
        CommandLineRun alone = CommandLineRun.of("check-claims", "--format", "json", empty);

        // Then
        assertThat(table.exitCode()).isEqualTo(1);
        assertThat(table.err()).contains("coulombus check-claims: " + empty + ": the file is empty", "none.yaml: there is no such file")
                .doesNotContain("Exception");
        assertThat(table.out()).contains("27 Ah/cm2");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.json().get(0).get("error").asText()).contains("the file is empty");
        assertThat(json.json().get(1).get("mismatches").asInt()).isEqualTo(2);
        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(alone.out()).isEmpty();
    }

    @Test
    void givesUnboundedValuesAsNull() throws IOException {
        // Given
        Path paper = Files.writeString(folder.resolve("paper.yaml"), """
                experiments:
                  a: {current_density_ma_per_cm2: 5, duration_h: "> 3000", cumulative_plated_capacity_ah_per_cm2: 7.0}
                """);

        // When
        JsonNode claim = CommandLineRun.of("check-claims", "--format", "json", paper).json().get("checks").get(0);

        // Then
        assertThat(claim.get("computed").get("high").isNull()).isTrue();
        assertThat(claim.get("verdict").asText()).isEqualTo("MISMATCH");
        assertThat(claim.get("relative_difference").asDouble()).isCloseTo(-0.0667, within(1e-4));
    }

    @Test
    void asksForAFile() {
        // When
        CommandLineRun run = CommandLineRun.of("check-claims");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required parameter: 'FILE'", "Try: coulombus help check-claims");
    }

    @Test
    void theDocumentExplainsEveryKeyAndNoOther() throws IOException {
        // Given
        List<String> documented = Files.readAllLines(PAPERS.resolveSibling("check-claims.md")).stream().filter(l -> l.startsWith("| `"))
                .map(l -> l.substring(3, l.indexOf('`', 3))).toList();
        List<String> known = Stream.concat(Arrays.stream(Figure.values()).map(Figure::key),
                Arrays.stream(Relation.values()).map(Relation::key)).toList();

        // Then
        assertThat(documented).containsAll(known);
        assertThat(CommandLineRun.of("check-claims", "--keys").out().lines().map(l -> l.substring(0, l.indexOf(' '))))
                .containsExactlyElementsOf(Arrays.stream(Figure.values()).map(Figure::key).toList()).allMatch(documented::contains);
    }

    /// Whoever adds an example adds it to the expectations above.
    @Test
    void everyExampleIsChecked() throws IOException {
        try (Stream<Path> examples = Files.list(PAPERS)) {
            assertThat(examples.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("hu-high-pressure-torsion.yaml",
                    "wen-stacking-pressure.yaml", "guo-alloying.yaml", "guo-interface-layer.yaml", "wang-challenges.yaml");
        }
    }
}
