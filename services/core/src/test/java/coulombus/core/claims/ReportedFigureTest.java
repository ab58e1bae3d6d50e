package coulombus.core.claims;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// What printed digits stand for.
class ReportedFigureTest {
    private static final double TINY = 1e-9;

    @ParameterizedTest(name = "{0}")
    @CsvSource({ "141, 140.5, 141, 141.5", "98.1 %, 98.05, 98.1, 98.15", "98.1%, 98.05, 98.1, 98.15", "0.50, 0.495, 0.5, 0.505",
            "0.5, 0.45, 0.5, 0.55", ".5, 0.45, 0.5, 0.55", "10 000, 9999.5, 10000, 10000.5", "1.2e3, 1150, 1200, 1250",
            "~220, 210, 220, 230", "about 220, 210, 220, 230", "ca. 18, 17, 18, 19", "~3000, 2850, 3000, 3150", "~99.5, 99.4, 99.5, 99.6",
            "\u2248 5, 4, 5, 6", "98.4 ± 0.2, 98.2, 98.4, 98.6", "98.4 +- 0.2, 98.2, 98.4, 98.6", "> 3000, 3000, 3000, Infinity",
            "over 3000, 3000, 3000, Infinity", "at least 3000, 3000, 3000, Infinity", "< 20, -Infinity, 20, 20",
            "up to 225, -Infinity, 225, 225",
            "\u2265 3, 3, 3, Infinity", "-0.964, -0.9645, -0.964, -0.9635", "\u22120.964, -0.9645, -0.964, -0.9635" })
    void standsForWhatRoundsToIt(String printed, double low, double value, double high) {
        // When
        ReportedFigure figure = ReportedFigure.rounded(printed);

        // Then
        assertThat(figure.printed()).isEqualTo(printed);
        assertThat(figure.interval().value()).isEqualTo(value);
        assertBound(figure.interval().low(), low);
        assertBound(figure.interval().high(), high);
    }

    private static void assertBound(double bound, double expected) {
        if (Double.isInfinite(expected)) {
            assertThat(bound).isEqualTo(expected);
        } else {
            assertThat(bound).isCloseTo(expected, within(TINY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "1,5", "1.234.567", "many", "", "12 34", "NaN", "Infinity", "0x10", "1e", "5 mV", "1-2", "1e99999",
            "1e99999999999" })
    void refusesWhatIsNoFigure(String text) {
        assertThatThrownBy(() -> ReportedFigure.rounded(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be ")
                .hasMessageEndingWith("; was '" + text + "'");
    }

    @Test
    void takesSettingsAndCountsAsExactUnlessTheySayOtherwise() {
        assertThat(Figure.CURRENT_DENSITY_MA_PER_CM2.read("2").interval()).isEqualTo(Interval.exactly(2));
        assertThat(Figure.CYCLES.read("242").interval()).isEqualTo(Interval.exactly(242));
        assertThat(Figure.CURRENT_DENSITY_MA_PER_CM2.read("~2").interval()).isEqualTo(Interval.of(1, 2, 3));
        assertThat(Figure.CYCLES.read("> 1000").interval()).isEqualTo(Interval.atLeast(1000));
        assertThatThrownBy(() -> Figure.CYCLES.read("242.5")).hasMessage("must be a whole number; was '242.5'");
    }

    @Test
    void refusesWhatTheFigureCannotBe() {
        assertThatThrownBy(() -> Figure.SHORT_AFTER_H.read("-3")).hasMessage("must be greater than 0; was '-3'");
        assertThatThrownBy(() -> Figure.SHORT_AFTER_H.read("0")).hasMessage("must be greater than 0; was '0'");
        assertThat(Figure.NUCLEATION_OVERPOTENTIAL_MV.read("0").interval().low()).isZero();
        assertThat(Figure.TEMPERATURE_C.read("-20").interval().value()).isEqualTo(-20);
        assertThatThrownBy(() -> Figure.TEMPERATURE_C.read("-300")).hasMessage("must be greater than -273.15; was '-300'");
    }

    @Test
    void keepsBoundsOfWhatCannotBeNegativeAtZero() {
        assertThat(Figure.SHORT_AFTER_H.read("< 20").interval()).isEqualTo(Interval.of(0, 20, 20));
    }
}
