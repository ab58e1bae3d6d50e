package coulombus.core.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import coulombus.core.comparison.SurvivalCurve.Step;
import coulombus.core.comparison.SurvivalCurve.Watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class SurvivalCurveTest {

    /// Remission of 21 patients on 6-MP (Freireich 1963), the example of textbooks: S(10) = 0.7529, S(23) = 0.4482; the variance of
    /// Greenwood at 6 weeks is 0.0058.
    @Test
    void givesTheTextbookCurve() {
        // Given
        List<Watched> cells = new ArrayList<>();
        for (double second : new double[]{ 6, 6, 6, 7, 10, 13, 16, 22, 23 }) {
            cells.add(new Watched(second, true));
        }
        for (double second : new double[]{ 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35 }) {
            cells.add(new Watched(second, false));
        }
        // When
        SurvivalCurve curve = SurvivalCurve.of(cells);
        // Then
        assertThat(curve.cellCount()).isEqualTo(21);
        assertThat(curve.eventCount()).isEqualTo(9);
        assertThat(curve.steps().stream().map(Step::atRiskCount)).containsExactly(21, 17, 15, 12, 11, 7, 6);
        assertThat(curve.steps().stream().map(Step::eventCount)).containsExactly(3, 1, 1, 1, 1, 1, 1);
        assertThat(survivalAt(curve, 10)).isCloseTo(0.7529, within(5e-5));
        assertThat(survivalAt(curve, 23)).isCloseTo(0.4482, within(5e-5));
        assertThat(curve.medianSecond()).isEqualTo(23);
        Step first = curve.steps().get(0);
        double greenwood = 3.0 / (21 * 18);
        double reach = 1.959964 * Math.sqrt(greenwood) / -Math.log(6.0 / 7);
        assertThat(first.survivalFraction()).isCloseTo(6.0 / 7, within(1e-12));
        assertThat(first.survivalFraction() * first.survivalFraction() * greenwood).isCloseTo(0.0058, within(5e-5));
        assertThat(first.lowFraction()).isCloseTo(Math.pow(6.0 / 7, Math.exp(reach)), within(1e-6));
        assertThat(first.highFraction()).isCloseTo(Math.pow(6.0 / 7, Math.exp(-reach)), within(1e-6));
    }

    private static double survivalAt(SurvivalCurve curve, double second) {
        return curve.steps().stream().filter(step -> step.testTimeSecond() <= second).reduce((before, after) -> after).orElseThrow()
                .survivalFraction();
    }

    @Test
    void equalsThePlainShareWhereEveryCellShorted() {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Watched> cells = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            cells.add(new Watched(1 + random.nextInt(15), true));
        }
        // When
        SurvivalCurve curve = SurvivalCurve.of(cells);
        // Then
        for (Step step : curve.steps()) {
            double share = cells.stream().filter(cell -> cell.testTimeSecond() > step.testTimeSecond()).count() / 40.0;
            assertThat(step.survivalFraction()).describedAs("seed %d", seed).isCloseTo(share, within(1e-12));
            if (share > 0) {
                assertThat(step.survivalFraction()).isBetween(step.lowFraction(), step.highFraction());
            }
        }
        assertThat(curve.steps().get(curve.steps().size() - 1).lowFraction()).isNaN();
    }

    @Test
    void hasNoStepAndNoMedianWhereNothingShorted() {
        assertThat(SurvivalCurve.of(List.of(new Watched(5, false))).steps()).isEmpty();
        assertThat(SurvivalCurve.of(List.of()).medianSecond()).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> new Watched(Double.NaN, true)).withMessageContaining("testTimeSecond");
    }
}
