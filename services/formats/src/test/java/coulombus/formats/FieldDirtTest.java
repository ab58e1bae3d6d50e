package coulombus.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.cycle.VendorCycle;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The dirt that real files contain, one test for each of the folder's eighteen files or pairs (P1 to P19), as far as it is the
/// reader's to settle. Golden values are those of the folder's README.
class FieldDirtTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    static final String P4_DESCRIPTION = """
            format: Prime M12X
            separator: ";"
            decimal: "."
            encoding: ISO-8859-1
            header_line: 20
            columns:
              - {name: index, quantity: record_index}
              - {name: test_time, quantity: test_time, unit: s}
              - {name: step_time, quantity: step_time, unit: s}
              - {name: date_stamp, quantity: wall_clock}
              - {name: step, quantity: step_id}
              - {name: cycle, quantity: cycle_count}
              - {name: current, quantity: current, unit: A}
              - {name: voltage, quantity: voltage, unit: V}
              - {name: charge_capacity, quantity: charging_capacity, unit: Ah}
              - {name: discharge_Capacity, quantity: discharging_capacity, unit: Ah}
            """;

    @TempDir
    Path directory;

    @Test
    void p1KeepsDuplicateTimesAndCountersThatResetWithEveryStep() throws IOException {
        Readings p1 = Readings.of(FieldData.file("jepegit_cellpy/neware_uio.csv"));

        assertThat(p1.format).isEqualTo("Neware CSV");
        assertThat(p1.size()).isEqualTo(9065);
        assertThat(p1.duplicateTimes()).isEqualTo(98);
        assertThat(duplicatesAtStepStarts(p1)).isEqualTo(31);
        assertThat(p1.rows.stepCount(p1.size() - 1)).isEqualTo(32);
        assertThat(p1.countedAh(1, true)).isCloseTo(0.00424934, Offset.offset(1e-9));
        assertThat(p1.countedAh(1, false)).isCloseTo(0.00508628, Offset.offset(1e-9));
        assertThat(p1.count(StepKind.CONSTANT_CURRENT_DISCHARGE)).isEqualTo(4667);
        assertThat(p1.instrument.currentResolutionAmpere()).isCloseTo(1e-8, Offset.offset(1e-20));
        assertThat(p1.instrument.voltageResolutionVolt()).isCloseTo(1e-4, Offset.offset(1e-16));
        assertThat(p1.instrument.timeResolutionSecond()).isEqualTo(1);
    }

    private static long duplicatesAtStepStarts(Readings readings) {
        MeasurementBatch rows = readings.rows;
        return IntStream.range(1, rows.size()).filter(
                i -> rows.testTimeSecond(i) == rows.testTimeSecond(i - 1) && rows.stepCount(i) != rows.stepCount(i - 1)).count();
    }

    @Test
    void p2ReadsSerialDaysAndCumulativeCountersOfTheCycle() throws IOException {
        Readings p2 = Readings.of(FieldData.file("jepegit_cellpy/20160805_test001_45_cc_01.res_Channel_Normal_Table.csv"));

        assertThat(p2.format).isEqualTo("Arbin CSV");
        assertThat(p2.size()).isEqualTo(10261);
        assertThat(p2.rows.unixTimeSecond(0)).isCloseTo(Instant.parse("2016-08-05T16:21:23Z").getEpochSecond(), Offset.offset(0.01));
        assertThat(p2.rows.cycleCount(p2.size() - 1)).isEqualTo(18);
        assertThat(100 * p2.countedAh(2, true) / p2.countedAh(2, false)).isCloseTo(108.43, Offset.offset(0.02));
        assertThat(p2.instrument.currentResolutionAmpere()).as("a dump of floats shows no resolution").isNaN();
    }

    @Test
    void p3TellsCycleStepAndMeasurementRowsApartByLeadingEmptyCells() throws IOException {
        Readings p3 = Readings.of(FieldData.file("jepegit_cellpy/nw_regular_export_ife_example.csv"));

        assertThat(p3.format).isEqualTo("Neware three-level CSV");
        assertThat(p3.size()).isEqualTo(9295);
        assertThat(p3.duplicateTimes()).isEqualTo(113);
        assertThat(p3.rejectedRows).isZero();
        assertThat(p3.rows.stepCount(p3.size() - 1)).isEqualTo(81);
        assertThat(p3.rows.cycleCount(p3.size() - 1)).isEqualTo(20);
        assertThat(p3.rows.stepKind(0)).as("the first step stands in the first cycle's row").isEqualTo(StepKind.REST);
        assertThat(p3.countedAh(1, true)).isCloseTo(0.02256, Offset.offset(1e-5));
        assertThat(p3.countedAh(1, false)).isCloseTo(0.33067, Offset.offset(1e-5));
        assertThat(p3.countedAh(2, true)).isCloseTo(0.32780, Offset.offset(1e-5));
    }

    @Test
    void p4IsRefusedWithoutADescriptionAndShowsOnlyZeroCurrentWithOne() throws IOException {
        Path file = FieldData.file("jepegit_cellpy/custom_data_001.csv");
        ReadOptions described = ReadOptions.DEFAULT.withDescription(Readings.write(directory, "p4.yaml", P4_DESCRIPTION));

        assertThatThrownBy(() -> Readings.of(file)).isInstanceOf(UnreadableFileException.class).hasMessageContaining("Line 20")
                .hasMessageContaining("YAML");
        Readings p4 = Readings.of(described, file);

        assertThat(p4.format).isEqualTo("Prime M12X");
        assertThat(p4.size()).isEqualTo(2442);
        assertThat(IntStream.range(0, p4.size()).allMatch(i -> p4.rows.currentAmpere(i) == 0)).isTrue();
        assertThat(p4.instrument.currentResolutionAmpere()).isEqualTo(0.01);
        assertThat(p4.seqs.getFirst()).as("the file counts from 0, measurements from 1").isEqualTo(1);
    }

    @Test
    void p4BrokenVariantsAreReadAsFarAsTheyGo() throws IOException {
        ReadOptions described = ReadOptions.DEFAULT.withDescription(Readings.write(directory, "p4.yaml", P4_DESCRIPTION));
        String bad = "jepegit_cellpy/bad/custom_";
        Path withoutVoltage = FieldData.file(bad + "missing_column.csv");

        assertThatThrownBy(() -> Readings.of(described, withoutVoltage))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("line 20").hasMessageContaining("'voltage'");
        Readings nan = Readings.of(described, FieldData.file(bad + "nan_inf.csv"));
        assertThat(nan.rejectedRows).isEqualTo(3);
        assertThat(nan.found(DataQualityKind.REJECTED_ROW).count()).isEqualTo(3);
        assertThat(nan.found(DataQualityKind.REJECTED_ROW).detail()).contains("line 24");
        assertThat(nan.size()).isEqualTo(57);
        Readings truncated = Readings.of(described, FieldData.file(bad + "truncated.csv"));
        assertThat(truncated.size()).isEqualTo(59);
        assertThat(truncated.found(DataQualityKind.TRUNCATED_LINE).detail()).contains("line 80").contains("5 of 10");
        assertThat(Readings.of(described, FieldData.file(bad + "missing_cycle.csv")).rows.cycleCount(39)).isEqualTo(3);
        assertThat(Readings.of(described, FieldData.file(bad + "good_small.csv")).quality).isEmpty();
    }

    @Test
    void p5CorrectsMillivoltsUnderAHeaderThatSaysVolts() throws IOException {
        Readings p5 = Readings.of(FieldData.file("jepegit_cellpy/maccor_three.txt"));

        assertThat(p5.size()).isEqualTo(4009);
        assertThat(p5.rows.voltageVolt(0)).isCloseTo(1.8538186, EXACT);
        assertThat(p5.found(DataQualityKind.UNIT_CORRECTED).detail()).contains("mV");
        assertThat(p5.rows.testTimeSecond(1)).isEqualTo(60);
        assertThat(p5.rows.unixTimeSecond(0)).isEqualTo(Instant.parse("2021-08-23T18:04:18Z").getEpochSecond());
        assertThat(p5.rows.currentAmpere(4008)).as("signed already, the state letter changes nothing").isCloseTo(-0.8960098, EXACT);
        assertThat(p5.countedAh(0, true)).isCloseTo(0.906112, Offset.offset(1e-6));
        assertThat(p5.countedAh(0, false)).isCloseTo(0.8509278, Offset.offset(1e-6));
        assertThat(p5.countedAh(1, true)).isCloseTo(0.8544292, Offset.offset(1e-6));
    }

    @Test
    void p5ReadsGermanLocaleMinutesAndRowsBetweenBlankLines() throws IOException {
        Readings p5 = Readings.of(FieldData.file("jepegit_cellpy/maccor_two.txt"));

        assertThat(p5.size()).isEqualTo(213);
        assertThat(p5.rows.voltageVolt(0)).isEqualTo(0.1377);
        assertThat(p5.rows.testTimeSecond(1)).isEqualTo(60);
        assertThat(p5.found(DataQualityKind.UNIT_CORRECTED).detail()).contains("minutes");
        assertThat(p5.found(DataQualityKind.TRUNCATED_LINE).count()).isEqualTo(1);
        assertThat(p5.rows.cycleCount(0)).isEqualTo(1);
        assertThat(p5.count(StepKind.REST)).isEqualTo(213);
    }

    @Test
    void p6MarksTheSuspensionByTheOperator() throws IOException {
        Readings p6 = Readings.of(FieldData.file("TRI-AMDD_beep/xTESLADIAG_000038.078"));

        assertThat(p6.size()).isEqualTo(10714);
        assertThat(p6.marked(Mark.SUSPENDED)).containsExactly(10713);
        assertThat(p6.rows.stepCount(10713)).as("a suspension is no step").isEqualTo(p6.rows.stepCount(10712));
        assertThat(p6.count(StepKind.DISCHARGE)).isEqualTo(5398);
        assertThat(p6.countedAh(1, true)).isCloseTo(3.985141745, Offset.offset(1e-6));
        assertThat(p6.countedAh(1, false)).isCloseTo(3.978692511, Offset.offset(1e-6));
    }

    @Test
    void p7KeepsTheGapInTheNumbersAndTheWallClockOfThePause() throws IOException {
        Readings p7 = Readings.of(FieldData.file("TRI-AMDD_beep/PredictionDiagnostics_000151_paused.052"));

        int pause = p7.seqs.indexOf(249836L);
        assertThat(p7.seqs.get(pause - 1)).isEqualTo(249834L);
        assertThat(p7.rows.unixTimeSecond(pause) - p7.rows.unixTimeSecond(pause - 1)).isEqualTo(7201);
        assertThat(p7.rows.testTimeSecond(pause) - p7.rows.testTimeSecond(pause - 1)).isCloseTo(0.02, Offset.offset(1e-6));
        assertThat(p7.rows.testTimeSecond(0)).isEqualTo(769267.24);
        assertThat(p7.rows.cycleCount(0)).isEqualTo(37);
        assertThat(p7.rejectedRows).as("the blank last line is no row").isZero();
    }

    @Test
    void p8TellsImpedanceRowsByTheirFrequency() throws IOException {
        Readings p8 = Readings.of(FieldData.file("ROVI-org_battery-data-toolkit/p492-13-raw.csv"));

        assertThat(p8.size()).isEqualTo(2021);
        assertThat(p8.count(StepKind.IMPEDANCE)).isEqualTo(78);
        assertThat(IntStream.range(0, p8.size()).filter(i -> p8.rows.voltageVolt(i) < 0)
                .allMatch(i -> p8.rows.stepKind(i) == StepKind.IMPEDANCE)).isTrue();
        assertThat(p8.countedAh(2, true)).isCloseTo(0.02187029, Offset.offset(1e-8));
        assertThat(p8.countedAh(2, false)).isCloseTo(0.02173834, Offset.offset(1e-8));
        assertThat(p8.rows.unixTimeSecond(0)).isCloseTo(Instant.parse("2020-01-02T10:37:00Z").getEpochSecond(), Offset.offset(60.0));
    }

    @Test
    void p8SummaryIsRefused() {
        Path file = FieldData.file("ROVI-org_battery-data-toolkit/p492-13-summary.csv");

        assertThatThrownBy(() -> Readings.of(file)).isInstanceOf(UnreadableFileException.class).hasMessageContaining("summary per cycle");
    }

    @Test
    void p9ReadsUnixSecondsMinutesAndTimesOfDayWithoutADate() throws IOException {
        Readings arbin = Readings.of(FieldData.file("ROVI-org_battery-data-toolkit/arbin_example.csv"));
        Readings dated = Readings.of(FieldData.file("ROVI-org_battery-data-toolkit/maccor_example.001"));
        Readings timeOnly = Readings.of(FieldData.file("ROVI-org_battery-data-toolkit/maccor_example.002"));

        assertThat(arbin.rows.unixTimeSecond(0)).isEqualTo(1499006353);
        assertThat(arbin.rows.chargingCapacityAh(0)).as("the file starts in a charge").isEqualTo(0.8800053);
        assertThat(arbin.rows.testTimeSecond(2) - arbin.rows.testTimeSecond(1)).isCloseTo(1e-4, EXACT);
        assertThat(dated.rows.testTimeSecond(7)).isCloseTo(70.002, EXACT);
        assertThat(dated.rows.unixTimeSecond(7)).isEqualTo(Instant.parse("2016-03-31T16:06:41Z").getEpochSecond());
        assertThat(timeOnly.rows.unixTimeSecond(7)).isNaN();
        assertThat(timeOnly.size()).isEqualTo(dated.size()).isEqualTo(8);
    }

    @Test
    void p10ReportsTheCoarseDigitOfTheCurrent() throws IOException {
        Readings p10 = Readings.of(FieldData.file(
                "battery-data-alliance_battery-data-format/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv"));

        assertThat(p10.format).isEqualTo("Landt CSV");
        assertThat(p10.size()).isEqualTo(25162);
        assertThat(p10.instrument.currentResolutionAmpere()).isEqualTo(1e-4);
        assertThat(p10.instrument.counterResolutionAh()).isEqualTo(1e-4);
        assertThat(p10.countedAh(1, false)).isCloseTo(0.0063, EXACT);
        assertThat(p10.countedAh(1, true)).isCloseTo(0.0032, EXACT);
    }

    @Test
    void p11RepairsTheTimesThatFallToZeroAtStepStarts() throws IOException {
        Readings p11 = Readings.of(FieldData.file("battery-data-alliance_battery-data-format/"
                + "SINTEF__SLPBA842124HV__2024-10-23__Rate_25degC__Neware__Time_Bug.bdf.csv"));

        assertThat(p11.size()).isEqualTo(13086);
        assertThat(p11.found(DataQualityKind.TIME_REPAIRED).count()).isEqualTo(19);
        assertThat(p11.found(DataQualityKind.TIME_REPAIRED).detail()).contains("line 724");
        assertThat(p11.marked(Mark.TIME_REPAIRED)).hasSize(19).startsWith(722, 1465);
        assertThat(p11.marked(Mark.TIME_REPAIRED)).allMatch(i -> p11.rows.testTimeSecond(i) == p11.rows.testTimeSecond(i - 1));
        assertThat(p11.rows.testTimeSecond(722)).isEqualTo(7200.0);
        assertThat(p11.rows.testTimeSecond(13085)).isEqualTo(125628.17);
        assertThat(p11.marked(Mark.BORDER)).isEmpty();
        assertThat(p11.rows.stepCount(13085)).isEqualTo(20);
        assertThat(p11.rows.stepId(13085)).isEqualTo(21);
    }

    @Test
    void p12KeepsTheShortToTheLastDigit() throws IOException {
        Readings p12 = Readings.of(FieldData.file("dgbowl_yadg/mb.issue_218.mpt"));

        int before = at(p12, 2253.0);
        assertThat(p12.size()).isEqualTo(3564);
        assertThat(p12.rows.voltageVolt(before)).isCloseTo(-0.5904, Offset.offset(5e-5));
        assertThat(p12.rows.testTimeSecond(before + 1)).isCloseTo(2254.0, Offset.offset(0.01));
        assertThat(p12.rows.voltageVolt(before + 1)).isCloseTo(-0.00007, Offset.offset(5e-6));
        assertThat(p12.rows.currentAmpere(before + 1)).isBetween(-1.2e-4, -0.7e-4);
        assertThat(p12.rows.dischargingCapacityAh(before)).isCloseTo(0.0531e-3, Offset.offset(0.0001e-3));
        assertThat(p12.rows.stepKind(before)).isEqualTo(StepKind.CONSTANT_CURRENT_DISCHARGE);
        assertThat(p12.hints).as("EC-Lab's 0.001 cm² says nothing").isEqualTo(MeasurementFile.CellHints.NONE);
    }

    private static int at(Readings readings, double second) {
        return IntStream.range(0, readings.size()).filter(i -> Math.abs(readings.rows.testTimeSecond(i) - second) < 0.01).findFirst()
                .orElseThrow();
    }

    @Test
    void p13TellsImpedanceFromDirectCurrentRowsInOneTable() throws IOException {
        Readings p13 = Readings.of(FieldData.file("dgbowl_yadg/mb.mpt"));

        assertThat(p13.count(StepKind.IMPEDANCE)).isEqualTo(560);
        assertThat(p13.size() - p13.count(StepKind.IMPEDANCE)).isEqualTo(1028);
        assertThat(p13.hints.areaCm2()).isEqualTo(0.5);
        assertThat(p13.count(StepKind.CONSTANT_CURRENT_CHARGE)).isEqualTo(p13.count(StepKind.CONSTANT_CURRENT_DISCHARGE)).isEqualTo(484);
    }

    @Test
    void p14ReadsAHeaderOfThreeLinesAndKeepsTheVendorsCycleNumbers() throws IOException {
        Readings p14 = Readings.of(FieldData.file("dgbowl_yadg/gcpl.pr_182.1.mpt"));

        assertThat(p14.size()).isEqualTo(2533);
        assertThat(p14.rows.cycleCount(0)).isZero();
        assertThat(p14.rows.cycleCount(2532)).isEqualTo(4);
        assertThat(p14.countedAh(0, false)).isCloseTo(0.00325196, Offset.offset(1e-8));
        assertThat(p14.countedAh(1, true)).isCloseTo(0.002616072, Offset.offset(1e-8));
        assertThat(p14.count(StepKind.CONSTANT_VOLTAGE_DISCHARGE)).isPositive();
    }

    @Test
    void p15ReadsDecimalCommasOfFrenchAndGermanEcLab() throws IOException {
        Readings french = Readings.of(FieldData.file("dgbowl_yadg/gcpl.issue_149.mpt"));
        Readings german = Readings.of(FieldData.file("dgbowl_yadg/mb.issue_95.de.mpt"));

        assertThat(french.size()).isEqualTo(132);
        assertThat(french.rows.testTimeSecond(0)).isEqualTo(3.015299923827115E+001);
        assertThat(french.rows.currentAmpere(11)).isCloseTo(2.954942528300747E-5, EXACT);
        assertThat(german.size()).isEqualTo(33);
        assertThat(german.rows.currentAmpere(32)).isCloseTo(-6.4980278E-2, EXACT);
        assertThat(french.hints.areaCm2()).isNaN();
    }

    @Test
    void p16ReadsHoursUnderAGreekHeaderAndTakesTheCurrentFromThePerson() throws IOException {
        Path file = FieldData.file("NickAlba_Novel-Design-Strategy-Electrolyte/Data_Figure_3bc_PHJ_13_201.csv");

        Readings absent = Readings.of(file);
        Readings stated = Readings.of(ReadOptions.DEFAULT.withStatedCurrentAmpere(1e-3), file);

        assertThat(absent.size()).isEqualTo(57820);
        assertThat(absent.rows.testTimeSecond(0)).isCloseTo(11.952, Offset.offset(1e-9));
        assertThat(absent.duplicateTimes()).isEqualTo(1402);
        assertThat(absent.instrument.currentBasis()).isEqualTo(CurrentBasis.ABSENT);
        assertThat(absent.kinds()).containsExactly(DataQualityKind.CURRENT_ABSENT);
        assertThat(absent.rows.currentAmpere(0)).isNaN();
        assertThat(stated.instrument.currentBasis()).isEqualTo(CurrentBasis.STATED);
        assertThat(IntStream.range(0, stated.size())
                .allMatch(i -> stated.rows.currentAmpere(i) == Math.signum(stated.rows.voltageVolt(i)) * 1e-3)).isTrue();
    }

    @Test
    void p18ReadsQuotedTabsAndRepeatedCycleNumbersOfTheCycleTable() throws IOException {
        Path folder = FieldData.file("rstol_eightinks-experimental/battetl");
        CyclerContent content = CyclerFiles.open(List.of(folder.resolve("Channel_16_StatisticByCycle.CSV")), ReadOptions.DEFAULT);

        assertThat(content).isInstanceOfSatisfying(CyclerContent.CycleTable.class, table -> {
            assertThat(table.cycles()).hasSize(958);
            VendorCycle second = table.cycles().get(1);
            assertThat(second.vendorCycleCount()).isEqualTo(2);
            assertThat(second.dischargingCapacityAh()).isEqualTo(2.452045);
            assertThat(second.vendorEfficiency()).isCloseTo(0.9598294, EXACT);
            assertThat(table.dataQuality()).singleElement().satisfies(found -> assertThat(found.detail()).contains("413"));
        });
        assertThatThrownBy(() -> CyclerFiles.open(List.of(folder.resolve("Channel_16_StatisticByStep.CSV")), ReadOptions.DEFAULT))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("one row per step");
        assertThatThrownBy(() -> CyclerFiles.open(List.of(folder.resolve("Channel_16_GlobalInfo.CSV")), ReadOptions.DEFAULT))
                .isInstanceOf(UnreadableFileException.class).hasMessageContaining("GlobalInfo");
    }

    @Test
    void p19JoinsTwoFilesAndDerivesTheCurrentFromTheChargeOfEachInterval() throws IOException {
        Path folder = FieldData.file("EmpaEconversion_aurora-cycler-manager");
        Path first = folder.resolve("250116_kigr_gen6_01_GCPL_CD8.converted_from_mpr.csv");
        Path second = folder.resolve("250116_kigr_gen6_02_GCPL_CD8.converted_from_mpr.csv");

        Readings p19 = Readings.of(ReadOptions.DEFAULT, first, second);
        Readings alone = Readings.of(second);

        assertThat(p19.size()).isEqualTo(392 + 3791);
        assertThat(p19.seqs.getLast()).isEqualTo(392 + 3791);
        assertThat(p19.marked(Mark.BORDER)).containsExactly(392);
        assertThat(p19.rows.testTimeSecond(392)).as("time runs on by itself").isCloseTo(43213.762, Offset.offset(0.001));
        assertThat(p19.rows.stepCount(392)).isEqualTo(p19.rows.stepCount(391) + 1);
        assertThat(p19.instrument.currentBasis()).isEqualTo(CurrentBasis.DERIVED_FROM_CHARGE);
        int last = alone.size() - 1;
        assertThat(alone.rows.chargingCapacityAh(last) * 1000).isCloseTo(2.350 + 1.882 + 1.870, Offset.offset(0.0015));
        assertThat(alone.rows.dischargingCapacityAh(last) * 1000).isCloseTo(1.790 + 1.850 + 1.846, Offset.offset(0.0015));
        assertThat(alone.rows.currentAmpere(400)).isCloseTo(1.2065e-3, Offset.offset(2e-6));
    }
}
