package coulombus.core.claims;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.cell.CellKind;
import coulombus.core.claims.Comparison.OfExperiments;
import coulombus.core.claims.Comparison.OfValues;
import coulombus.core.claims.Comparison.Relation;
import coulombus.core.claims.Experiment.RateStep;

import static coulombus.core.claims.Figure.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// What follows from figures that belong together, and from such as do not.
class ClaimCheckTest {
    private static Experiment a(CellKind cell, String... keysAndFigures) {
        Experiment experiment = Experiment.named("it", cell);
        for (int i = 0; i < keysAndFigures.length; i += 2) {
            Figure figure = Figure.byKey(keysAndFigures[i]).orElseThrow();
            experiment = experiment.with(figure, figure.read(keysAndFigures[i + 1]));
        }
        return experiment;
    }

    private static CheckedClaim only(Experiment experiment) {
        List<CheckedClaim> checked = ClaimCheck.of(experiment).checked();
        assertThat(checked).hasSize(1);
        return checked.get(0);
    }

    private static CheckedClaim only(Comparison.Operands operands, Relation relation, String claimed, Experiment... experiments) {
        ReportedClaims claims = new ReportedClaims("", List.of(experiments),
                List.of(new Comparison("", operands, relation, ReportedFigure.rounded(claimed))));
        return ClaimCheck.of(claims).checked().get(0);
    }

    @ParameterizedTest(name = "{0} h, {1} cycles: {2}")
    @CsvSource({ "337, 674, Consistent", "563, 1126, Consistent", "141, 242, Mismatch", "141, 282, Consistent", "141, 281, Consistent",
            "141, 280, Edge", "141, 284, Edge", "141, 285, Mismatch", "~140, 282, Edge", "> 100, 242, Consistent", "> 141, 242, Mismatch" })
    void comparesHoursWithCycles(String hours, String cycles, String verdict) {
        // When
        CheckedClaim checked = only(a(CellKind.SYMMETRIC, "current_density_ma_per_cm2", "2", "areal_capacity_mah_per_cm2", "0.5",
                "short_after_h", hours, "short_after_cycles", cycles));

        // Then
        assertThat(checked.verdict().getClass().getSimpleName()).as(checked.sentence()).isEqualTo(verdict);
    }

    @Test
    void takesTheCyclesForThoseOfTheShortWhereNoOthersAreStated() {
        // When
        CheckedClaim checked = only(
                a(CellKind.UNKNOWN, "current_density_ma_per_cm2", "2", "areal_capacity_mah_per_cm2", "0.5", "short_after_h",
                        "141", "cycles", "242"));

        // Then
        assertThat(checked.figure()).isEqualTo("cycles");
        assertThat(((Verdict.Mismatch) checked.verdict()).relativeDifferenceFraction()).isCloseTo(-0.1418, within(1e-4));
        assertThat(checked.sentence()).contains("282 cycles", "242", "14.2 % less", "121 h");
    }

    @Test
    void saysWhatIsMissing() {
        // When
        CheckedClaim symmetric = only(a(CellKind.SYMMETRIC, "current_density_ma_per_cm2", "2", "duration_h", "100", "cycles", "200"));
        CheckedClaim full = only(
                a(CellKind.FULL, "current_density_ma_per_cm2", "2", "areal_capacity_mah_per_cm2", "0.5", "duration_h", "100",
                        "cycles", "200"));

        // Then
        assertThat(symmetric.verdict()).isEqualTo(new Verdict.NotChecked(List.of("areal_capacity_mah_per_cm2")));
        assertThat(symmetric.sentence()).isEqualTo("The cycle count of 200 cannot be checked: areal_capacity_mah_per_cm2 is not stated.");
        assertThat(full.verdict()).as("a full cell's cycles shorten").isEqualTo(new Verdict.NotChecked(List.of("cycle_time_h")));
    }

    @Test
    void countsTheShorterStrippingOfAPlatingCell() {
        // Given cycles of 0.5 h plating and 0.45 h stripping
        Experiment plating = a(CellKind.PLATING, "current_density_ma_per_cm2", "1", "areal_capacity_mah_per_cm2", "0.5",
                "coulombic_efficiency_percent", "90.0", "duration_h", "95.0", "cycles", "100");

        // Then
        assertThat(only(plating).verdict()).isEqualTo(new Verdict.Consistent());
    }

    @ParameterizedTest(name = "{0} Ah/cm2: {1}")
    @CsvSource({ "7.5, Consistent", "15, Edge", "27, Mismatch" })
    void knowsThatSomeCountBothDirections(String reported, String verdict) {
        // When
        CheckedClaim checked = only(a(CellKind.SYMMETRIC, "current_density_ma_per_cm2", "5", "duration_h", "3000",
                "cumulative_plated_capacity_ah_per_cm2", reported));

        // Then
        assertThat(checked.verdict().getClass().getSimpleName()).as(checked.sentence()).isEqualTo(verdict);
        assertThat(checked.computed()).hasValueSatisfying(c -> assertThat(c.value()).isCloseTo(7.5, within(1e-9)));
    }

    @Test
    void allowsCapacityUpToFaradaysLaw() {
        // Given
        Experiment undeclared = a(CellKind.FULL, "molar_mass_g_per_mol", "82.94", "initial_capacity_mah_per_g", "582");
        Experiment two = undeclared.with(ELECTRONS_PER_FORMULA, ELECTRONS_PER_FORMULA.read("2"));

        // Then
        assertThat(only(undeclared).computed()).hasValueSatisfying(c -> assertThat(c.value()).isCloseTo(323.1, within(0.1)));
        assertThat(only(undeclared).verdict()).isInstanceOf(Verdict.Mismatch.class);
        assertThat(only(undeclared).sentence()).contains("1.801 electrons", "electrons_per_formula");
        assertThat(only(two).verdict()).isEqualTo(new Verdict.Consistent());
    }

    @Test
    void knowsThatAReserveKeepsACellAlive() {
        // Given
        Experiment without = a(CellKind.FULL, "coulombic_efficiency_percent", "99.5", "capacity_retention_percent", "95", "cycles", "5000");
        Experiment enough = without.with(NEGATIVE_TO_POSITIVE_RATIO, NEGATIVE_TO_POSITIVE_RATIO.read("30"));
        Experiment little = without.with(NEGATIVE_TO_POSITIVE_RATIO, NEGATIVE_TO_POSITIVE_RATIO.read("2"));

        // Then
        assertThat(only(without).verdict()).isInstanceOf(Verdict.Mismatch.class);
        assertThat(only(without).computed()).hasValueSatisfying(c -> assertThat(c.value()).isCloseTo(1.3e-9, within(0.05e-9)));
        assertThat(ClaimCheck.of(enough).checked().get(0).verdict()).isEqualTo(new Verdict.Consistent());
        assertThat(only(little).verdict()).isInstanceOf(Verdict.Mismatch.class);
    }

    @Test
    void doesNotJudgeAnEfficiencyThatRoundsToOne() {
        // Given
        Experiment experiment = a(CellKind.FULL, "coulombic_efficiency_percent", "~100", "capacity_retention_percent", "77.3",
                "retention_after_cycles", "100");

        // Then
        assertThat(only(experiment).verdict()).isEqualTo(new Verdict.Consistent());
    }

    @Test
    void comparesTheFirstAndTheLastStepOfARateTest() {
        // Given
        RateStep first = step("0.2", "582");
        RateStep fast = step("5", "382");
        Experiment back = new Experiment("it", CellKind.FULL, Map.of(RATE_RECOVERY_PERCENT, RATE_RECOVERY_PERCENT.read("98.1")),
                List.of(first, fast, step("0.2", "570")));
        Experiment notBack = new Experiment("it", CellKind.FULL, back.figures(), List.of(first, fast));
        Experiment fastest = new Experiment("it", CellKind.FULL, Map.of(RATE_RETENTION_PERCENT, RATE_RETENTION_PERCENT.read("65.6")),
                back.rateTest());

        // Then
        assertThat(only(back).verdict()).isEqualTo(new Verdict.Edge());
        assertThat(only(notBack).verdict()).isEqualTo(new Verdict.NotChecked(List.of("a last step of rate_test at the first current")));
        assertThat(only(fastest).verdict()).isEqualTo(new Verdict.Consistent());
    }

    private static RateStep step(String current, String capacity) {
        return new RateStep(SPECIFIC_CURRENT_A_PER_G.read(current), INITIAL_CAPACITY_MAH_PER_G.read(capacity));
    }

    @ParameterizedTest(name = "{0} from {1} {2}, {3} {4}: {5}, not {6}")
    @CsvSource({ "area_cm2, diameter_mm, 10, temperature_c, 25, 0.785, 0.795",
            "current_ma, current_density_ma_per_cm2, 2, area_cm2, 0.785, 1.57, 1.68",
            "current_ma, specific_current_a_per_g, 0.5, active_mass_mg, 2.0, 1.00, 1.10",
            "capacity_mah, areal_capacity_mah_per_cm2, 0.5, area_cm2, 0.785, 0.393, 0.785",
            "active_mass_mg, mass_loading_mg_per_cm2, 10.0, area_cm2, 0.785, 7.85, 8.00",
            "capacity_retention_percent, final_capacity_mah_per_g, 520, initial_capacity_mah_per_g, 550, 94.5, 95.5",
            "coulombic_efficiency_percent, stripped_capacity_mah_per_cm2, 0.492, plated_capacity_mah_per_cm2, 0.500, 98.4, 98.9",
            "coulombic_efficiency_percent, discharge_capacity_mah_per_g, 199, charge_capacity_mah_per_g, 200, 99.5, 98.5",
            "depth_of_discharge_percent, areal_capacity_mah_per_cm2, 0.5, temperature_c, 25, 0.85, 0.95",
            "positive_capacity_mah_per_cm2, mass_loading_mg_per_cm2, 10, initial_capacity_mah_per_g, 200, 2.0, 2.4",
            "negative_to_positive_ratio, negative_capacity_mah_per_cm2, 5.86, positive_capacity_mah_per_cm2, 2.00, 2.9, 2.1",
            "deposit_thickness_um, areal_capacity_mah_per_cm2, 1, deposit_density_percent, 86, 1.986, 2.500",
            "polarization_half_mv, polarization_gap_mv, 50, temperature_c, 25, 25, 50",
            "hydrogen_current_density_ma_per_cm2, hydrogen_mmol_per_h_per_cm2, 0.002, temperature_c, 25, 0.107, 1.07",
            "theoretical_capacity_mah_per_g, electrons_per_formula, 2, molar_mass_g_per_mol, 65.38, 820, 830",
            "volumetric_capacity_mah_per_cm3, theoretical_capacity_mah_per_g, 820, density_g_per_cm3, 7.14, 5855, 5133",
            "cycle_time_h, current_density_ma_per_cm2, 2, areal_capacity_mah_per_cm2, 0.5, 0.5, 0.25" })
    void computesAFigureFromOthers(String figure, String first, String firstPrinted, String second, String secondPrinted, String right,
            String wrong) {
        // Given
        Experiment inputs = a(CellKind.UNKNOWN, first, firstPrinted, second, secondPrinted);
        inputs = figure.startsWith("depth") ? inputs.with(FOIL_THICKNESS_UM, FOIL_THICKNESS_UM.read("100 ± 1")) : inputs;
        Figure checked = Figure.byKey(figure).orElseThrow();

        // Then
        assertThat(verdict(inputs.with(checked, checked.read(right)), figure)).isEqualTo(new Verdict.Consistent());
        assertThat(verdict(inputs.with(checked, checked.read(wrong)), figure)).isInstanceOf(Verdict.Mismatch.class);
    }

    private static Verdict verdict(Experiment experiment, String figure) {
        return ClaimCheck.of(experiment).checked().stream()
                .filter(c -> c.figure().equals(figure) && !(c.verdict() instanceof Verdict.Caution))
                .findFirst().orElseThrow().verdict();
    }

    @Test
    void warnsOfThickFoilAndOfAnEfficiencyThatIsNone() {
        // When
        CheckedClaim thick = only(a(CellKind.SYMMETRIC, "foil_thickness_um", "600", "areal_capacity_mah_per_cm2", "0.5"));
        CheckedClaim symmetric = only(a(CellKind.SYMMETRIC, "coulombic_efficiency_percent", "99.9"));

        // Then
        assertThat(thick.verdict()).isEqualTo(new Verdict.Caution());
        assertThat(thick.sentence()).contains("600 um", "0.14 %");
        assertThat(symmetric.verdict()).isEqualTo(new Verdict.Caution());
        assertThat(ClaimCheck.of(a(CellKind.SYMMETRIC, "foil_thickness_um", "20")).checked()).isEmpty();
    }

    @Test
    void explainsAComparisonByWhatTheAuthorMayHaveComputed() {
        // When
        CheckedClaim smaller = only(values("6.82", "8.02"), Relation.LOWER_PERCENT, "~18");
        CheckedClaim higher = only(values("200", "100"), Relation.HIGHER_PERCENT, "50");
        CheckedClaim inverted = only(values("14", "104"), Relation.TIMES, "7.4");
        CheckedClaim longerBy = only(values("600", "100"), Relation.TIMES, "5.0");

        // Then
        assertThat(smaller.verdict()).isInstanceOf(Verdict.Mismatch.class);
        assertThat(smaller.sentence()).contains("14.96 % lower", "base is inverted", "17.6 %");
        assertThat(higher.sentence()).contains("100 % higher", "base is inverted", "50 %");
        assertThat(inverted.sentence()).contains("ratio is inverted", "7.429");
        assertThat(longerBy.verdict()).as(longerBy.sentence()).isEqualTo(new Verdict.Edge());
    }

    private static OfValues values(String value, String base) {
        return new OfValues(ReportedFigure.rounded(value), ReportedFigure.rounded(base));
    }

    @Test
    void computesNucleationRatiosAtTheTemperatureStated() {
        // Given
        Experiment low = named("low", "32.0");
        Experiment high = named("high", "27.0");
        Experiment lowest = named("lowest", "42.7");
        Experiment cold = high.with(TEMPERATURE_C, TEMPERATURE_C.read("-20"));
        OfExperiments compared = new OfExperiments(NUCLEATION_OVERPOTENTIAL_MV, "high", "low");

        // Then
        assertThat(only(compared, Relation.MORE_NUCLEI_PERCENT, "21", low, high).verdict()).isEqualTo(new Verdict.Consistent());
        assertThat(only(compared, Relation.NUCLEI_TIMES, "1.21", low, high).computed()).hasValueSatisfying(
                c -> assertThat(c.value()).isCloseTo(1.2148, within(1e-4)));
        assertThat(only(compared, Relation.MORE_NUCLEI_PERCENT, "21", low, cold).verdict()).isInstanceOf(Verdict.Mismatch.class);
        assertThat(only(new OfExperiments(NUCLEATION_OVERPOTENTIAL_MV, "lowest", "low"), Relation.NUCLEI_TIMES, "0.659", lowest, low)
                .verdict())
                .isEqualTo(new Verdict.Consistent());
    }

    private static Experiment named(String name, String overpotential) {
        return Experiment.named(name, CellKind.PLATING).with(NUCLEATION_OVERPOTENTIAL_MV, NUCLEATION_OVERPOTENTIAL_MV.read(overpotential));
    }

    @Test
    void saysWhatAComparisonMisses() {
        // Given
        Experiment one = Experiment.named("one", CellKind.FULL).with(CYCLES, CYCLES.read("100"));
        Experiment other = Experiment.named("other", CellKind.FULL);
        Experiment zero = named("zero", "0");

        // Then
        assertThat(only(new OfExperiments(CYCLES, "one", "other"), Relation.TIMES, "2", one, other).verdict())
                .isEqualTo(new Verdict.NotChecked(List.of("cycles of other")));
        assertThat(only(new OfExperiments(NUCLEATION_OVERPOTENTIAL_MV, "one", "zero"), Relation.TIMES, "2",
                named("one", "3"), zero).verdict())
                .isEqualTo(new Verdict.NotChecked(List.of("nucleation_overpotential_mv of zero other than 0")));
    }

    @Test
    void checksOurOwnResultsByTheirResolution() {
        // Given
        Experiment ours = Experiment.named("run 7", CellKind.SYMMETRIC)
                .with(CURRENT_DENSITY_MA_PER_CM2, ReportedFigure.computed(2, 0))
                .with(AREAL_CAPACITY_MAH_PER_CM2, ReportedFigure.computed(0.5, 0))
                .with(SHORT_AFTER_H, ReportedFigure.computed(141.02, 0.01)).with(SHORT_AFTER_CYCLES, ReportedFigure.computed(282, 0))
                .with(CUMULATIVE_PLATED_CAPACITY_AH_PER_CM2, ReportedFigure.computed(0.141, 0.0005));

        // When
        ClaimCheck right = ClaimCheck.of(ours);
        ClaimCheck wrong = ClaimCheck.of(ours.with(SHORT_AFTER_CYCLES, ReportedFigure.computed(242, 0)));

        // Then
        assertThat(right.checked()).hasSize(2).allSatisfy(c -> assertThat(c.verdict()).isEqualTo(new Verdict.Consistent()));
        assertThat(wrong.mismatches()).hasSize(1).allSatisfy(c -> assertThat(c.subject()).isEqualTo("run 7"));
    }

    @Test
    void cannotBeBuiltWrong() {
        Experiment one = named("one", "3");
        ReportedFigure two = ReportedFigure.rounded("2");
        assertThatThrownBy(() -> new ReportedClaims("", List.of(), List.of())).hasMessageContaining("experiments: must hold at least one");
        assertThatThrownBy(() -> new ReportedClaims("", List.of(one, one), List.of())).hasMessageContaining("must be named once");
        assertThatThrownBy(() -> new ReportedClaims("", List.of(one),
                List.of(new Comparison("", new OfExperiments(CYCLES, "one", "none"), Relation.TIMES, two)))).hasMessageContaining("'none'");
        assertThatThrownBy(() -> new Comparison("", values("1", "2"), Relation.NUCLEI_TIMES, two))
                .hasMessageContaining("must compare nucleation_overpotential_mv");
        assertThatThrownBy(() -> new Comparison("", values("1", "2"), Relation.HIGHER_PERCENT, ReportedFigure.rounded("-2")))
                .hasMessageContaining("higher_percent: must not be negative");
        assertThatThrownBy(() -> values("1", "0")).hasMessageContaining("base: must be greater than 0");
        assertThatThrownBy(() -> new Verdict.NotChecked(List.of())).hasMessageContaining("missing:");
    }
}
