package coulombus.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.zip.GZIPOutputStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;

import static org.assertj.core.api.Assertions.assertThat;

/// Units, locales, signs and headers of each format, on small texts made here.
class FormatDialectsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-15);

    @TempDir
    Path directory;

    private Readings read(String text) throws IOException {
        return Readings.of(Readings.write(directory, "file.txt", text));
    }

    @Test
    void readsBdfByPreferredLabelsAndByMachineNames() throws IOException {
        Readings labels = read("""
                Test Time / s,Voltage / V,Current / A,Unix Time / s,Cycle Count / 1,Step Count / 1,Step ID,Step Type
                0.0,0.0412,-0.0010,1763712000.0,1,2,2,CC_DCH
                1.5,0.0400,-0.0010,1763712001.5,1,3,2,REST
                """);
        Readings names = read("""
                test_time_second,voltage_volt,current_ampere,step_count,step_type,charging_capacity_ah
                0.0,0.0412,-0.0010,2,CCCV_CHG,0.5
                """);

        assertThat(labels.format).isEqualTo("BDF CSV");
        assertThat(labels.rows.currentAmpere(0)).isEqualTo(-0.001);
        assertThat(labels.rows.unixTimeSecond(1)).isEqualTo(1763712001.5);
        assertThat(labels.rows.stepCount(1)).isEqualTo(3);
        assertThat(labels.rows.stepKind(0)).isEqualTo(StepKind.CONSTANT_CURRENT_DISCHARGE);
        assertThat(names.rows.stepKind(0)).isEqualTo(StepKind.CONSTANT_CURRENT_CONSTANT_VOLTAGE_CHARGE);
        assertThat(names.rows.chargingCapacityAh(0)).isEqualTo(0.5);
        assertThat(names.rows.dischargingCapacityAh(0)).isNaN();
        assertThat(names.rows.cycleCount(0)).isEqualTo(MeasurementBatch.UNKNOWN_COUNT);
    }

    @Test
    void readsNewareMilliampereAndMillisecondDurations() throws IOException {
        Readings neware = read(
                """
                        Record ID,Cycle ID,Step ID,Step Type,Time(h:min:s.ms),Total Time,Voltage(mV),Current(mA),Chg. Cap.(mAh),DChg. Cap.(mAh),Realtime
                        1,1,1,CC Chg,00:00:00.000,00:00:00.000,3700,1.5,0,0,2024-02-29 23:59:59.5
                        2,1,1,CC Chg,00:00:10.250,00:00:10.250,3701,1.5,0.0042,0,2024-03-01 00:00:09.75
                        """);

        assertThat(neware.format).isEqualTo("Neware CSV");
        assertThat(neware.rows.testTimeSecond(1)).isEqualTo(10.25);
        assertThat(neware.rows.voltageVolt(1)).isEqualTo(3.701);
        assertThat(neware.rows.currentAmpere(1)).isEqualTo(0.0015);
        assertThat(neware.rows.chargingCapacityAh(1)).isEqualTo(4.2e-6);
        assertThat(neware.rows.unixTimeSecond(1) - neware.rows.unixTimeSecond(0)).isEqualTo(10.25);
        assertThat(neware.instrument.timeResolutionSecond()).isEqualTo(0.001);
    }

    @Test
    void sumsUpNewareStepTimesWhereThereIsNoTotalTime() throws IOException {
        Readings neware = read("""
                DataPoint,Cycle Index,Step Index,Step Type,Time,Current(A),Voltage(V),Capacity(Ah)
                1,1,1,Rest,00:00:00,0,3.0,0
                2,1,1,Rest,00:01:00,0,3.0,0
                3,1,2,CC DChg,00:00:00,-1,2.9,0
                4,1,2,CC DChg,00:00:30,-1,2.8,0.0083
                5,1,3,CC Chg,00:00:10,1,2.9,0.0028
                """);

        assertThat(neware.rows.testTimeSecond(3)).isEqualTo(90);
        assertThat(neware.rows.testTimeSecond(4)).isEqualTo(100);
        assertThat(neware.rows.stepCount(4)).isEqualTo(3);
        assertThat(neware.rows.dischargingCapacityAh(4)).isEqualTo(0.0083);
        assertThat(neware.rows.chargingCapacityAh(4)).isEqualTo(0.0028);
    }

    @Test
    void readsChineseNewareHeadersInTheirEncoding() throws IOException {
        String text = """
                循环号,工步号,工步类型,总时间,电流(mA),电压(V),充电容量(mAh),放电容量(mAh)
                1,1,搁置,00:00:00,0,3.0,0,0
                1,2,恒流放电,00:00:10,-2,2.9,0,0.01
                """;

        Readings neware = Readings.of(Readings.write(directory, "cn.csv", text, Charset.forName("GB18030")));

        assertThat(neware.rows.stepKind(0)).isEqualTo(StepKind.REST);
        assertThat(neware.rows.stepKind(1)).isEqualTo(StepKind.CONSTANT_CURRENT_DISCHARGE);
        assertThat(neware.rows.currentAmpere(1)).isEqualTo(-0.002);
    }

    @Test
    void readsOldAndNewArbinHeaders() throws IOException {
        Readings old = read(
                """
                        Data_Point,Test_Time(s),Date_Time,Step_Time(s),Step_Index,Cycle_Index,Current(A),Voltage(V),Charge_Capacity(Ah),Discharge_Capacity(Ah)
                        1,10.5,42587.5,0.5,3,1,0.1,3.5,0.2,0.0
                        """);
        Readings current = read(
                """
                        Data Point,Date Time,Test Time (s),Step Time (s),Cycle Index,Step Index,Current (A),Voltage (V),Charge Capacity (Ah),Discharge Capacity (Ah)
                        1,03/13/2022 11:46:34.254 PM,10.5,0.5,1,3,-0.1,3.5,0.2,0.0
                        """);

        assertThat(old.format).isEqualTo(current.format).isEqualTo("Arbin CSV");
        assertThat(old.rows.unixTimeSecond(0)).isEqualTo(Instant.parse("2016-08-05T12:00:00Z").getEpochSecond());
        assertThat(current.rows.unixTimeSecond(0)).isCloseTo(Instant.parse("2022-03-13T23:46:34.254Z").toEpochMilli() / 1e3,
                Offset.offset(1e-6));
        assertThat(current.rows.stepTimeSecond(0)).isEqualTo(0.5);
        assertThat(current.rows.stepId(0)).isEqualTo(3);
        assertThat(current.rows.currentAmpere(0)).isEqualTo(-0.1);
    }

    @Test
    void givesMaccorMagnitudesTheSignOfTheirState() throws IOException {
        Readings maccor = read("""
                Rec#\tCyc#\tStep\tTest (Min)\tStep (Min)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time
                1\t0\t1\t0.0\t0.0\t0.0\t0\t0.0\t3.0\tR\t0\t03/31/2016 16:05:31
                2\t0\t2\t1.0\t0.5\t0.5\t0\t1.0\t3.5\tC\t1\t03/31/2016 16:06:31
                3\t0\t3\t2.0\t0.5\t0.4\t0\t1.0\t3.4\tD\t1\t03/31/2016 16:07:31
                4\t0\t3\t2.5\t1.0\t0.8\t0\t1.0\t3.3\tS\t192\t03/31/2016 16:08:01
                """);

        assertThat(maccor.rows.testTimeSecond(3)).isEqualTo(150);
        assertThat(maccor.rows.stepTimeSecond(1)).isEqualTo(30);
        assertThat(maccor.rows.currentAmpere(1)).isEqualTo(1);
        assertThat(maccor.rows.currentAmpere(2)).isEqualTo(-1);
        assertThat(maccor.rows.currentAmpere(3)).isEqualTo(-1);
        assertThat(maccor.rows.chargingCapacityAh(3)).isEqualTo(0.5);
        assertThat(maccor.rows.dischargingCapacityAh(3)).as("what flowed until the suspension was a discharge").isEqualTo(0.8);
        assertThat(maccor.marked(Mark.SUSPENDED)).containsExactly(3);
        assertThat(maccor.rows.stepCount(3)).isEqualTo(3);
    }

    @Test
    void leavesSignedMaccorCurrentsAlone() throws IOException {
        Readings maccor = read("""
                Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tmAmp-hr\tmAmps\tVolts\tState\tES\tDPt Time
                1\t0\t1\t0\t0\t0\t5\t3.0\tC\t0\tx
                2\t0\t2\t1\t0\t0\t0.0001\t3.0\tD\t0\tx
                3\t0\t2\t2\t1\t1\t-5\t3.0\tD\t0\tx
                4\t0\t2\t3\t2\t2\t0.0002\t3.0\tD\t0\tx
                """);

        assertThat(maccor.rows.currentAmpere(1)).isCloseTo(1e-7, EXACT);
        assertThat(maccor.rows.currentAmpere(2)).isEqualTo(-0.005);
        assertThat(maccor.rows.currentAmpere(3)).isCloseTo(2e-7, EXACT);
        assertThat(maccor.rows.dischargingCapacityAh(3)).isEqualTo(0.002);
    }

    @Test
    void readsGermanDecimalComma() throws IOException {
        Readings maccor = read("""
                Name:\tA
                Rec\tCycle P\tCycle C\tStep\tTestTime\tStepTime\tCap. [Ah]\tCurrent [A]\tVoltage [V]\tMd\tES\tDPT Time

                1\t0\t1\t1\t0,000\t0,000\t0,0\t0,25\t3,1377\tC\t0\t06.05.2021 11:23:46

                2\t0\t1\t1\t1,000\t1,000\t0,1\t0,25\t3,1380\tC\t0\t06.05.2021 12:23:46
                """);

        assertThat(maccor.rows.voltageVolt(0)).isEqualTo(3.1377);
        assertThat(maccor.rows.testTimeSecond(1)).as("hours, as the wall clock shows").isEqualTo(3600);
        assertThat(maccor.found(DataQualityKind.UNIT_CORRECTED).detail()).contains("hours");
        assertThat(maccor.rows.unixTimeSecond(0)).isEqualTo(Instant.parse("2021-05-06T11:23:46Z").getEpochSecond());
        assertThat(maccor.instrument.voltageResolutionVolt()).isEqualTo(1e-4);
        assertThat(maccor.size()).isEqualTo(2);
    }

    private static String mpt(String kind, String area, String header, String... rows) {
        return kind + "\r\nNb header lines : 5                          \r\n\r\nElectrode surface area : " + area + "\r\n" + header + "\r\n"
                + String.join("\r\n", rows) + "\r\n";
    }

    @Test
    void readsEcLabAndBtLabWithEitherNameOfTheCurrent() throws IOException {
        String mean = "mode\tNs\ttime/s\tcontrol/V/mA\tEwe/V\t<I>/mA\tdq/mA.h\tcycle number\t";
        String row = "1\t2\t1,500E+001\t-3,0E-002\t-3,7E-001\t-2,9E-002\t-1,0E-003\t1,000000000000000E+000\t";
        Path german = Readings.write(directory, "a.mpt", mpt("EC-Lab ASCII FILE", "0,785 cm²", mean, row), StandardCharsets.ISO_8859_1);
        String single = "mode\tox/red\tNs\ttime/s\tcontrol/mA\tEcell/V\tI/mA\tfreq/Hz";
        Path btLab = Readings.write(directory, "b.mpt", mpt("BT-Lab ASCII FILE", "0.001 cm2", single, "3\t1\t0\t0.5\t0\t3.1\t0.0\t0.0",
                "3\t1\t1\t1.5\t0\t3.1\t0.2\t1.0E+003"), StandardCharsets.ISO_8859_1);

        Readings first = Readings.of(german);
        Readings second = Readings.of(btLab);

        assertThat(first.rows.testTimeSecond(0)).isEqualTo(15);
        assertThat(first.rows.currentAmpere(0)).isCloseTo(-2.9e-5, EXACT);
        assertThat(first.rows.stepKind(0)).isEqualTo(StepKind.CONSTANT_CURRENT_DISCHARGE);
        assertThat(first.rows.cycleCount(0)).isEqualTo(1);
        assertThat(first.rows.dischargingCapacityAh(0)).isCloseTo(1e-6, EXACT);
        assertThat(first.hints.areaCm2()).isEqualTo(0.785);
        assertThat(second.rows.stepKind(0)).isEqualTo(StepKind.REST);
        assertThat(second.rows.stepKind(1)).isEqualTo(StepKind.IMPEDANCE);
        assertThat(second.hints.areaCm2()).isNaN();
    }

    @Test
    void derivesTheCurrentOfAConvertedMprFromItsCharge() throws IOException {
        Readings mpr = read("""
                flags,Ns,time/s,dq/mA.h,control/V/mA,Ewe/V
                3,0,0.0,0.0,0.0,3.0
                17,1,10.0,0.5,180.0,3.1
                33,2,20.0,-0.25,-90.0,3.0
                """);

        assertThat(mpr.rows.currentAmpere(1)).isCloseTo(0.18, EXACT);
        assertThat(mpr.rows.currentAmpere(2)).isCloseTo(-0.09, EXACT);
        assertThat(mpr.rows.chargingCapacityAh(2)).isEqualTo(0.0005);
        assertThat(mpr.rows.dischargingCapacityAh(2)).isEqualTo(0.00025);
        assertThat(mpr.rows.stepKind(1)).isEqualTo(StepKind.CONSTANT_CURRENT_CHARGE);
        assertThat(mpr.rows.stepKind(2)).isEqualTo(StepKind.CONSTANT_CURRENT_DISCHARGE);
        assertThat(mpr.instrument.currentBasis()).isEqualTo(CurrentBasis.DERIVED_FROM_CHARGE);
        assertThat(mpr.kinds()).containsExactly(DataQualityKind.CURRENT_DERIVED);
    }

    @Test
    void readsLandtBelowItsRemarks() throws IOException {
        Readings landt = read(
                """
                        cell model:,,,,,
                        channel_index,cycle_index,step_index,date_time_iso_string,test_time_s,step_time_s,current_A,voltage_V,charge_capacity_mAh,step_name
                        1,1,1,04/30/2024 14:33:19,0.020,0.020,0.0000,2.9215,0,rest,
                        2,1,2,04/30/2024 14:33:34,15.020,15.000,-0.0002,2.9215,0,discharge CC,
                        """);

        assertThat(landt.format).isEqualTo("Landt CSV");
        assertThat(landt.rows.stepKind(1)).isEqualTo(StepKind.CONSTANT_CURRENT_DISCHARGE);
        assertThat(landt.rows.unixTimeSecond(0)).isEqualTo(Instant.parse("2024-04-30T14:33:19Z").getEpochSecond());
        assertThat(landt.instrument.currentResolutionAmpere()).isEqualTo(1e-4);
    }

    @Test
    void readsAbsentValuesAndImpedanceOfTheBatteryDataHub() throws IOException {
        Readings hub = read("""
                Cycle_Index,Step,Time_s,Current_A,Voltage_V,Datenum_d,Charge_Capacity_Ah,Discharge_Capacity_Ah,Frequency_Hz
                1,1,0,NaN,3.2,737792.5,NaN,0,NaN
                1,2,1,0,-3.7,737792.5,0,0,100
                """);

        assertThat(hub.rows.currentAmpere(0)).isNaN();
        assertThat(hub.rejectedRows).isZero();
        assertThat(hub.rows.stepKind(1)).isEqualTo(StepKind.IMPEDANCE);
        assertThat(hub.rows.unixTimeSecond(0)).isEqualTo(Instant.parse("2020-01-02T12:00:00Z").getEpochSecond());
    }

    @Test
    void takesTheSignOfAStatedCurrentFromTheVoltage() throws IOException {
        Path file = Readings.write(directory, "trace.csv", "\uFEFFTime (min);E (mV)\r\n0,5;12\r\n1;-13\r\n");

        Readings trace = Readings.of(ReadOptions.DEFAULT.withStatedCurrentAmpere(0.5), file);

        assertThat(trace.rows.testTimeSecond(0)).isEqualTo(30);
        assertThat(trace.rows.voltageVolt(1)).isEqualTo(-0.013);
        assertThat(trace.rows.currentAmpere(0)).isEqualTo(0.5);
        assertThat(trace.rows.currentAmpere(1)).isEqualTo(-0.5);
        assertThat(trace.kinds()).isEmpty();
    }

    @Test
    void readsADescribedFileWhosePositiveCurrentDischarges() throws IOException {
        Path yaml = Readings.write(directory, "d.yaml", """
                separator: tab
                decimal: ","
                header_starts_with: "t;"
                current_sign: POSITIVE_DISCHARGES
                columns:
                  - {name: t, quantity: test_time, unit: min}
                  - {name: U, quantity: voltage, unit: mV}
                  - {name: I, quantity: current, unit: mA}
                """.replace("t;", "t\\t"));
        Path file = Readings.write(directory, "d.txt", "anything\nt\tU\tI\n1,5\t3700\t2\n");

        Readings described = Readings.of(ReadOptions.DEFAULT.withDescription(yaml), file);

        assertThat(described.rows.testTimeSecond(0)).isEqualTo(90);
        assertThat(described.rows.voltageVolt(0)).isEqualTo(3.7);
        assertThat(described.rows.currentAmpere(0)).isEqualTo(-0.002);
    }

    @Test
    void marksWhereMaccorSaysThatTheStepEndedButNotASuspension() throws IOException {
        Path file = Readings.write(directory, "m.txt", """
                Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tAmps\tVolts\tState\tES
                1\t1\t1\t0\t0\t0\t1.0\t3.5\tC\t1
                2\t1\t1\t10\t10\t0.1\t1.0\t4.2\tC\t133
                3\t1\t2\t20\t10\t0.1\t-1.0\t3.5\tD\t192
                4\t1\t2\t30\t20\t0.1\t-1.0\t3.5\tS\t255
                """);

        Readings readings = Readings.of(file);

        assertThat(readings.marked(Mark.STEP_ENDED)).containsExactly(1);
        assertThat(readings.marked(Mark.SUSPENDED)).containsExactly(2, 3);
    }

    @Test
    void readsWhatIsPackedWithGzipAndInUtf16() throws IOException {
        String text = "test_time_second,voltage_volt,current_ampere\n0,3.5,1\n1,3.6,1\n";
        Path packed = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path wide = Readings.write(directory, "wide.csv", "\uFEFF" + text, StandardCharsets.UTF_16LE);

        assertThat(Readings.of(packed).rows.voltageVolt(1)).isEqualTo(3.6);
        assertThat(Readings.of(wide).rows.voltageVolt(1)).isEqualTo(3.6);
    }

    @Test
    void readsWallClocksInTheZoneGiven() throws IOException {
        Path file = Readings.write(directory, "n.csv", """
                DataPoint,Step Type,Time,Total Time,Current(A),Voltage(V),Date
                1,Rest,00:00:00,00:00:00,0,3.0,2024-03-31 01:59:59
                2,Rest,00:00:01,00:00:01,0,3.0,2024-03-31 03:00:00
                """);

        Readings berlin = Readings.of(ReadOptions.DEFAULT.withZone(ZoneId.of("Europe/Berlin")), file);

        assertThat(berlin.rows.unixTimeSecond(0)).isEqualTo(Instant.parse("2024-03-31T00:59:59Z").getEpochSecond());
        assertThat(berlin.rows.unixTimeSecond(1)).as("summer time begins")
                .isEqualTo(Instant.parse("2024-03-31T01:00:00Z").getEpochSecond());
    }
}
