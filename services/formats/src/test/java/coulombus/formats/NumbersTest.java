package coulombus.formats;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.measurement.StepKind;

import static org.assertj.core.api.Assertions.assertThat;

/// Numbers, durations, dates and step words as cyclers print them.
class NumbersTest {

    @Test
    void parsesLikeTheStandardParserToTheLastBit() {
        long seed = Long.getLong("coulombus.seed", 42L);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = String.format(Locale.ROOT, "%." + random.nextInt(12) + (random.nextBoolean() ? "f" : "e"),
                    random.nextGaussian() * Math.pow(10, random.nextInt(14) - 7));
            assertThat(Numbers.parse(text, '.')).as("%s of seed %d", text, seed).isEqualTo(Double.parseDouble(text));
            assertThat(Numbers.parse(text.replace('.', ','), ',')).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @CsvSource({ "12345678901234567890.5", "9007199254740993", "1e-320", "-.5", "+2.", "0.000000000000000000001" })
    void parsesLongAndOddNumbers(String text) {
        assertThat(Numbers.parse(text, '.')).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @CsvSource({ "abc", "1.2.3", "--1", "-", "'1,5'", "nan", "N/A", "12h" })
    void answersNanForWhatIsNoNumber(String text) {
        assertThat(Numbers.parse(text, '.')).isNaN();
    }

    @ParameterizedTest
    @CsvSource({ "143:56:18, 518178", "00:00:10.5, 10.5", "3d 18:47:16.95, 326836.95", "1:2, -1", "12.5, -1", "xx:yy:zz, -1" })
    void readsDurations(String text, double second) {
        assertThat(Numbers.parseClockSecond(text.toCharArray(), 0, text.length(), '.')).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({ "2022-05-18 16:27:52, 1652891272", "2022/05/18 16:27:52.25, 1652891272.25", "05/18/2022 04:27:52 PM, 1652891272",
            "18.05.2022 16:27:52, 1652891272", "2022-05-18T18:27:52+02:00, 1652891272", "2022-05-18T16:27:52Z, 1652891272",
            "16:05:31, NaN", "yesterday, NaN", "13/45/2022 10:00:00, NaN", "1652891272, 1652891272", "44699.5, 1652875200" })
    void readsDatesOfEveryVendor(String text, double unixSecond) {
        WallClock clock = new WallClock(ZoneOffset.UTC, false);

        for (String time : new String[]{ "first", "again, from memory" }) {
            Double parsed = clock.parseUnixSecond(text.toCharArray(), 0, text.length());
            assertThat(parsed).as(time).isEqualTo(Double.valueOf(unixSecond));
        }
    }

    @ParameterizedTest
    @CsvSource({ "CC DChg, CONSTANT_CURRENT_DISCHARGE", "CCCV Chg, CONSTANT_CURRENT_CONSTANT_VOLTAGE_CHARGE",
            "CV_CHG, CONSTANT_VOLTAGE_CHARGE",
            "Rest, REST", "R, REST", "D, DISCHARGE", "charge CC, CONSTANT_CURRENT_CHARGE", "PEIS, IMPEDANCE",
            "恒流恒压充电, CONSTANT_CURRENT_CONSTANT_VOLTAGE_CHARGE", "End, UNKNOWN", "S, UNKNOWN" })
    void knowsTheVendorsWordsForSteps(String words, StepKind kind) {
        assertThat(StepWords.kind(words)).isEqualTo(kind);
    }
}
