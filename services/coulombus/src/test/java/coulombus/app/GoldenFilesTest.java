package coulombus.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static coulombus.app.FieldData.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What `analyze` says of real files, against values computed and published elsewhere. Charges are compared after summing ours by the
/// vendor's cycle number; efficiencies where a vendor cycle holds exactly one pair.
class GoldenFilesTest {
    private static final Percentage INTEGRAL = Percentage.withPercentage(0.2);
    private static final Percentage COUNTER = Percentage.withPercentage(0.35);
    private static final double INTEGRAL_EFFICIENCY = 0.0005;
    private static final double COUNTER_EFFICIENCY = 0.0015;
    private static final String CELLPY = "jepegit_cellpy/";
    private static final String YADG = "dgbowl_yadg/";
    private static final String BDF = "battery-data-alliance_battery-data-format/";
    private static final String AURORA = "EmpaEconversion_aurora-cycler-manager/";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "jepegit_cellpy/neware_uio.csv, half, jepegit_cellpy/golden_neware_uio.csv, ce_chg_over_dis_pct, 4",
            "jepegit_cellpy/20160805_test001_45_cc_01.res_Channel_Normal_Table.csv, half, jepegit_cellpy/golden_20160805_test001_45_cc_01.csv, ce_chg_over_dis_pct, 18",
            "jepegit_cellpy/nw_regular_export_ife_example.csv, full, jepegit_cellpy/golden_nw_regular_export_ife_example.csv, ce_dis_over_chg_pct, 20",
            "jepegit_cellpy/maccor_three.txt, full, jepegit_cellpy/golden_maccor_three.csv, ce_dis_over_chg_pct, 15",
            "TRI-AMDD_beep/xTESLADIAG_000038.078, full, TRI-AMDD_beep/golden_xTESLADIAG_000038.csv, ce_dis_over_chg_pct, 24",
            "ROVI-org_battery-data-toolkit/arbin_example.csv, full, ROVI-org_battery-data-toolkit/golden_arbin_example.csv, ce_dis_over_chg_pct, 2" })
    void agreesWithTheGoldenIntegration(String file, String kind, String golden, String efficiencyColumn, int vendorCycles) {
        // Given
        List<Map<String, String>> expected = FieldData.table(golden);
        // When
        JsonNode report = analyze(file, "--cell", kind);
        // Then
        assertThat(report.get("rejected_rows").asLong()).isZero();
        assertThat(expected).hasSize(vendorCycles);
        Map<Integer, List<JsonNode>> byVendorCycle = byVendorCycle(report);
        for (Map<String, String> row : expected) {
            int cycle = (int) number(row, "cycle");
            List<JsonNode> ours = byVendorCycle.get(cycle);
            assertThat(sum(ours, "charging_capacity_ah")).as("charge of cycle %d", cycle).isCloseTo(number(row, "q_chg_Ah"), INTEGRAL);
            assertThat(sum(ours, "discharging_capacity_ah")).as("discharge of cycle %d", cycle).isCloseTo(number(row, "q_dis_Ah"),
                    INTEGRAL);
            assertThat(sum(ours, "charging_capacity_ah")).as("charge of cycle %d", cycle).isCloseTo(number(row, "inst_q_chg_Ah"), COUNTER);
            assertThat(sum(ours, "discharging_capacity_ah")).as("discharge of cycle %d", cycle).isCloseTo(number(row, "inst_q_dis_Ah"),
                    COUNTER);
            if (ours.size() == 1 && ours.get(0).get("complete").asBoolean()) {
                JsonNode only = ours.get(0);
                assertThat(only.get("coulombic_efficiency").asDouble()).as("CE of cycle %d", cycle)
                        .isCloseTo(number(row, efficiencyColumn) / 100, within(INTEGRAL_EFFICIENCY));
                assertThat(only.get("mean_charging_voltage_volt").asDouble()).isCloseTo(number(row, "v_mean_chg"), INTEGRAL);
                assertThat(only.get("mean_discharging_voltage_volt").asDouble()).isCloseTo(number(row, "v_mean_dis"), INTEGRAL);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({ "jepegit_cellpy/neware_uio.csv, jepegit_cellpy/golden_neware_uio_cellpy_summary.csv",
            "jepegit_cellpy/20160805_test001_45_cc_01.res_Channel_Normal_Table.csv, jepegit_cellpy/golden_20160805_test001_45_cc_01_cellpy_summary.csv" })
    void agreesWithAnotherLibrary(String file, String golden) {
        // Given
        List<Map<String, String>> expected = FieldData.table(golden);
        // When
        Map<Integer, List<JsonNode>> ours = byVendorCycle(analyze(file, "--cell", "half"));
        // Then
        int compared = 0;
        for (Map<String, String> row : expected) {
            List<JsonNode> pairs = ours.get((int) number(row, "cycle_index"));
            if (pairs.size() == 1 && pairs.get(0).get("complete").asBoolean()) {
                compared++;
                assertThat(pairs.get(0).get("coulombic_efficiency").asDouble())
                        .isCloseTo(number(row, "coulombic_efficiency") / 100, within(COUNTER_EFFICIENCY));
            }
        }
        assertThat(compared).isGreaterThan(1);
    }

    @Test
    void agreesWithTheVendorsOwnCycleRows() {
        // Given
        List<Map<String, String>> expected = FieldData
                .table(CELLPY + "golden_nw_regular_export_ife_example_instrument_cycle_rows.csv");
        // When
        JsonNode cycles = analyze(CELLPY + "nw_regular_export_ife_example.csv", "--cell", "full").get("cycles");
        // Then
        assertThat(cycles).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Percentage tolerance = i == 0 ? Percentage.withPercentage(0.5) : COUNTER;
            assertThat(cycles.get(i).get("charging_capacity_ah").asDouble()).isCloseTo(number(expected.get(i), "chg_cap_Ah"), tolerance);
            assertThat(cycles.get(i).get("discharging_capacity_ah").asDouble()).isCloseTo(number(expected.get(i), "dchg_cap_Ah"),
                    tolerance);
            assertThat(cycles.get(i).get("coulombic_efficiency").asDouble()).isCloseTo(number(expected.get(i), "eff_pct") / 100,
                    within(i == 0 ? 0.05 : COUNTER_EFFICIENCY));
        }
    }

    @Test
    void judgesNeitherTheTruncatedNorTheSuspendedLastCycle() {
        // When
        JsonNode truncated = last(analyze(CELLPY + "neware_uio.csv", "--cell", "half").get("cycles"));
        JsonNode suspended = last(analyze("TRI-AMDD_beep/xTESLADIAG_000038.078", "--cell", "full").get("cycles"));
        // Then
        assertThat(truncated.get("coulombic_efficiency").asDouble()).isCloseTo(0.43375, within(0.0005));
        for (JsonNode cycle : List.of(truncated, suspended)) {
            assertThat(cycle.get("complete").asBoolean()).isFalse();
            assertThat(cycle.get("coulombic_efficiency_valid").asBoolean()).isFalse();
            assertThat(cycle.get("coulombic_efficiency_reason").asText()).startsWith("incomplete: ");
        }
        assertThat(suspended.get("coulombic_efficiency_reason").asText()).contains("suspended");
    }

    @Test
    void agreesOnTheCapacityCheckOfTheHubCell() {
        // When
        List<JsonNode> second = byVendorCycle(analyze("ROVI-org_battery-data-toolkit/p492-13-raw.csv", "--cell", "full")).get(2);
        // Then
        assertThat(second).hasSize(1);
        assertThat(second.get(0).get("coulombic_efficiency").asDouble()).isCloseTo(0.99397, within(INTEGRAL_EFFICIENCY));
        assertThat(second.get(0).get("charging_capacity_ah").asDouble()).isCloseTo(0.02187029, COUNTER);
    }

    @Test
    void takesTheCounterWhereTheCurrentIsQuantised() {
        // When
        JsonNode report = analyze(BDF + "SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv", "--cell", "half");
        // Then
        JsonNode first = report.get("cycles").get(0);
        assertThat(first.get("discharging_capacity_ah").asDouble()).isCloseTo(0.0063, COUNTER);
        assertThat(first.get("charging_capacity_ah").asDouble()).isCloseTo(0.0032, COUNTER);
        assertThat(first.get("coulombic_efficiency").asDouble()).isCloseTo(0.508, within(COUNTER_EFFICIENCY));
        assertThat(kinds(report)).contains("CURRENT_QUANTISED", "COUNTER_DISAGREES");
    }

    @Test
    void agreesOnEveryStepOfTheRepairedRateTest() {
        // Given
        List<Map<String, String>> steps = FieldData.table(BDF + "golden_SINTEF_SLPBA842124HV_Rate_TimeBug_repaired_per_step.csv").stream()
                .filter(row -> number(row, "q_chg_Ah") + number(row, "q_dis_Ah") > 0).toList();
        // When
        JsonNode report = analyze(BDF + "SINTEF__SLPBA842124HV__2024-10-23__Rate_25degC__Neware__Time_Bug.bdf.csv", "--cell", "full");
        // Then
        JsonNode halfCycles = report.get("half_cycles");
        assertThat(halfCycles).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(halfCycles.get(i).get("capacity_ah").asDouble())
                    .isCloseTo(number(steps.get(i), "q_chg_Ah") + number(steps.get(i), "q_dis_Ah"), INTEGRAL);
        }
        assertThat(count(report, "TIME_REPAIRED")).isEqualTo(19);
    }

    @Test
    void placesAndReportsTheRealShort() {
        // When
        JsonNode findings = analyze(YADG + "mb.issue_218.mpt", "--cell", "symmetric").get("findings");
        // Then
        assertThat(findings).hasSize(1);
        JsonNode found = findings.get(0);
        assertThat(found.get("kind").asText()).isEqualTo("HARD_SHORT");
        assertThat(found.get("onset_test_time_second").asDouble()).isCloseTo(2254.0, within(2.0));
        assertThat(found.get("detected_test_time_second").asDouble()).isBetween(2254.0, 2314.0);
        assertThat(found.get("detector").asText()).isEqualTo("hard-short/1");
        assertThat(found.get("evidence").get("threshold_volt").asDouble()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = { "symmetric", "plating", "half", "full" })
    void findsNoShortOnAnyOtherFile(String kind) {
        for (String file : List.of(CELLPY + "neware_uio.csv", CELLPY + "20160805_test001_45_cc_01.res_Channel_Normal_Table.csv",
                CELLPY + "nw_regular_export_ife_example.csv", CELLPY + "maccor_two.txt", CELLPY + "maccor_three.txt",
                "TRI-AMDD_beep/xTESLADIAG_000038.078", "TRI-AMDD_beep/PredictionDiagnostics_000151_paused.052",
                "ROVI-org_battery-data-toolkit/p492-13-raw.csv", "ROVI-org_battery-data-toolkit/arbin_example.csv",
                "ROVI-org_battery-data-toolkit/maccor_example.001", BDF + "SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv",
                BDF + "SINTEF__SLPBA842124HV__2024-10-23__Rate_25degC__Neware__Time_Bug.bdf.csv", YADG + "mb.mpt",
                YADG + "gcpl.pr_182.1.mpt",
                YADG + "gcpl.issue_149.mpt", YADG + "mb.issue_95.de.mpt",
                "NickAlba_Novel-Design-Strategy-Electrolyte/Data_Figure_3bc_PHJ_13_201.csv",
                AURORA + "250116_kigr_gen6_02_GCPL_CD8.converted_from_mpr.csv")) {
            // When
            List<String> findings = new ArrayList<>();
            analyze(file, "--cell", kind).get("findings").forEach(f -> findings.add(f.get("kind").asText()));
            // Then an efficiency over 100 % is true of some of them, and nothing else is found
            assertThat(findings).as("%s as a %s cell", file, kind).isSubsetOf("EFFICIENCY_ABOVE_ONE", "RECOVERED_METAL");
        }
    }

    @Test
    void tellsTheEfficienciesOverOneOfTheHealthySiliconCell() {
        // When
        JsonNode findings = analyze(CELLPY + "20160805_test001_45_cc_01.res_Channel_Normal_Table.csv", "--cell", "half").get("findings");
        // Then
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("kind").asText()).isEqualTo("EFFICIENCY_ABOVE_ONE");
        assertThat(findings.get(0).get("severity").asText()).isEqualTo("WARNING");
    }

    @ParameterizedTest
    @ValueSource(strings = { "plating", "half", "full" })
    void takesTheInterruptionsOfALongTestForNoFaultOfTheCell(String kind) {
        // When
        JsonNode findings = analyze("rstol_eightinks-experimental/battetl/Channel_16_StatisticByCycle.CSV", "--cell", kind).get("findings");
        // Then neither a short, nor a drop, nor an end of life: 17 % of the capacity are gone, not 20
        List<String> kinds = new ArrayList<>();
        findings.forEach(f -> kinds.add(f.get("kind").asText()));
        assertThat(kinds).isSubsetOf("RECOVERED_METAL", "SELF_DISCHARGE");
    }

    @Test
    void agreesOnTheHalfCyclesOfTheStableSymmetricCells() {
        // Given
        List<Map<String, String>> solid = FieldData.table(YADG + "golden_mb_half_cycles.csv");
        List<Map<String, String>> polymer = FieldData
                .table("NickAlba_Novel-Design-Strategy-Electrolyte/golden_Data_Figure_3bc_PHJ_13_201_half_cycles.csv");
        // When
        JsonNode solidOurs = analyze(YADG + "mb.mpt", "--cell", "symmetric").get("half_cycles");
        JsonNode polymerOurs = analyze("NickAlba_Novel-Design-Strategy-Electrolyte/Data_Figure_3bc_PHJ_13_201.csv", "--cell", "symmetric")
                .get("half_cycles");
        // Then
        assertThat(solidOurs).hasSameSizeAs(solid);
        for (int i = 0; i < solid.size(); i++) {
            assertThat(solidOurs.get(i).get("start_test_time_second").asDouble()).isCloseTo(number(solid.get(i), "t0"), within(1.0));
            assertThat(1000 * solidOurs.get(i).get("capacity_ah").asDouble()).isCloseTo(Math.abs(number(solid.get(i), "q_mAh")), INTEGRAL);
            assertThat(solidOurs.get(i).get("end_voltage_volt").asDouble()).isCloseTo(number(solid.get(i), "V_last"), INTEGRAL);
        }
        assertThat(polymerOurs).hasSameSizeAs(polymer);
        for (int i = 0; i < polymer.size(); i++) {
            assertThat(polymerOurs.get(i).get("start_test_time_second").asDouble() / 3600).isCloseTo(number(polymer.get(i), "t_start_h"),
                    within(1e-4));
            assertThat(polymerOurs.get(i).get("mean_voltage_volt").asDouble()).isCloseTo(number(polymer.get(i), "V_timeweighted"),
                    INTEGRAL);
            assertThat(polymerOurs.get(i).get("capacity_ah").isNull()).isTrue();
        }
    }

    @Test
    void pairsTheHalfCellByElectrochemistryNotByTheVendorsNumbers() {
        // Given
        List<Map<String, String>> expected = FieldData.table(YADG + "golden_gcpl.pr_182.1_per_half_cycle.csv");
        // When
        JsonNode report = analyze(YADG + "gcpl.pr_182.1.mpt", "--cell", "half");
        // Then
        JsonNode halfCycles = report.get("half_cycles");
        assertThat(halfCycles).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(halfCycles.get(i).get("capacity_ah").asDouble())
                    .isCloseTo(number(expected.get(i), "q_chg_Ah") + number(expected.get(i), "q_dis_Ah"), INTEGRAL);
        }
        assertThat(report.get("cycles").get(0).get("coulombic_efficiency").asDouble()).isCloseTo(0.804, within(0.001));
    }

    @Test
    void joinsATestThatContinuesInASecondFile() {
        // Given
        List<Map<String, String>> expected = FieldData.table(AURORA + "golden_250116_kigr_gen6_02_half_cycles.csv");
        // When
        JsonNode report = CommandLineRun.of("analyze", "--format", "json", "--join", "--cell", "full",
                FieldData.file(AURORA + "250116_kigr_gen6_01_GCPL_CD8.converted_from_mpr.csv"),
                FieldData.file(AURORA + "250116_kigr_gen6_02_GCPL_CD8.converted_from_mpr.csv")).json();
        // Then
        JsonNode halfCycles = report.get("half_cycles");
        assertThat(halfCycles).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(1000 * halfCycles.get(i).get("capacity_ah").asDouble()).isCloseTo(Math.abs(number(expected.get(i), "sum_dq_mAh")),
                    INTEGRAL);
        }
        double[] efficiencies = { 0.7615, 0.9830, 0.9873 };
        for (int i = 0; i < efficiencies.length; i++) {
            assertThat(report.get("cycles").get(i).get("coulombic_efficiency").asDouble()).isCloseTo(efficiencies[i],
                    within(INTEGRAL_EFFICIENCY));
        }
        assertThat(kinds(report)).contains("CURRENT_DERIVED").doesNotContain("GAP");
    }

    @Test
    void placesEveryHalfCycleOfAFileWithoutACurrentColumn() {
        // Given
        List<Map<String, String>> expected = FieldData.table(AURORA + "golden_250116_kigr_gen6_02_half_cycles.csv");
        // When
        JsonNode ours = analyze(AURORA + "250116_kigr_gen6_02_GCPL_CD8.converted_from_mpr.csv", "--cell", "full").get("half_cycles");
        // Then
        assertThat(ours).hasSameSizeAs(expected);
        int last = expected.size() - 1;
        for (int i = 0; i <= last; i++) {
            // The golden file's first half-cycle holds the 10 s of rest before it and its last one the half hour after it.
            double before = i == 0 ? 11 : 2;
            double after = i == last ? 1802 : 2;
            assertThat(ours.get(i).get("start_test_time_second").asDouble() - number(expected.get(i), "t0")).isBetween(-2.0, before);
            assertThat(number(expected.get(i), "t1") - ours.get(i).get("end_test_time_second").asDouble()).isBetween(-2.0, after);
        }
    }

    @Test
    void countsTheLastDischargeAsWholeWhereTheDeviceSaysThatItsStepEnded() {
        // When
        JsonNode ended = last(analyze(CELLPY + "maccor_three.txt", "--cell", "full").get("cycles"));
        JsonNode suspended = last(analyze("TRI-AMDD_beep/xTESLADIAG_000038.078", "--cell", "full").get("cycles"));
        // Then
        assertThat(ended.get("complete").asBoolean()).isTrue();
        assertThat(suspended.get("complete").asBoolean()).isFalse();
    }

    @Test
    void entersAtTheCycleLevelWhereThereAreNoMeasurements() {
        // Given
        String file = "rstol_eightinks-experimental/battetl/Channel_16_StatisticByCycle.CSV";
        // When
        JsonNode cycles = analyze(file, "--cell", "full").get("cycles");
        // Then
        assertThat(cycles).hasSize(958);
        assertThat(cycles.get(1).get("coulombic_efficiency").asDouble()).isCloseTo(0.9598294, within(1e-4));
        assertThat(cycles.get(1).get("vendor_cycle_count").asInt()).isEqualTo(2);
    }

    @Test
    void leavesTheEfficiencyUndefinedWhereTheCurrentIsAllZero() {
        // Given
        String description = "jepegit_cellpy/custom_instrument_001.yml";
        // When
        CommandLineRun run = CommandLineRun.of("analyze", "--format", "json", "--cell", "half", "--describe", FieldData.file(description),
                FieldData.file(CELLPY + "custom_data_001.csv"));
        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode report = run.json();
        report.get("cycles").forEach(cycle -> assertThat(cycle.get("coulombic_efficiency").isNull()).isTrue());
        assertThat(kinds(report)).contains("CURRENT_ALL_ZERO");
    }

    private static JsonNode analyze(String file, Object... options) {
        List<Object> words = new ArrayList<>(List.of("analyze", "--format", "json", FieldData.file(file)));
        words.addAll(List.of(options));
        CommandLineRun run = CommandLineRun.of(words.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }

    private static Map<Integer, List<JsonNode>> byVendorCycle(JsonNode report) {
        Map<Integer, List<JsonNode>> found = new TreeMap<>();
        report.get("cycles").forEach(c -> found.computeIfAbsent(c.get("vendor_cycle_count").asInt(), k -> new ArrayList<>()).add(c));
        return found;
    }

    private static double sum(List<JsonNode> cycles, String field) {
        return cycles.stream().mapToDouble(c -> c.get(field).asDouble()).sum();
    }

    private static JsonNode last(JsonNode array) {
        return array.get(array.size() - 1);
    }

    private static List<String> kinds(JsonNode report) {
        List<String> kinds = new ArrayList<>();
        report.get("data_quality").forEach(d -> kinds.add(d.get("kind").asText()));
        return kinds;
    }

    private static long count(JsonNode report, String kind) {
        for (JsonNode d : report.get("data_quality")) {
            if (d.get("kind").asText().equals(kind)) {
                return d.get("count").asLong();
            }
        }
        return 0;
    }
}
