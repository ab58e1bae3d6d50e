package coulombus.core.comparison;

import java.util.List;

import org.junit.jupiter.api.Test;

import coulombus.core.comparison.SeriesSpread.Point;
import coulombus.core.comparison.SeriesSpread.Series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class SeriesSpreadTest {
    private static final Series LONG = new Series(new double[]{ 1, 2, 3, 4 }, new double[]{ 10, 20, 30, 40 });
    private static final Series SHORT = new Series(new double[]{ 2, 3 }, new double[]{ 24, Double.NaN });

    @Test
    void countsASeriesOnlyWhereItIs() {
        // When
        SeriesSpread spread = SeriesSpread.of(List.of(LONG, SHORT), new double[]{ 0, 1, 2, 3, 4, 5 });
        // Then
        assertThat(spread.points().stream().map(Point::x)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(spread.points().stream().map(Point::count)).containsExactly(1, 2, 1, 1);
        Point both = spread.points().get(1);
        assertThat(both.mean()).isEqualTo(22);
        assertThat(both.standardDeviation()).isCloseTo(Math.sqrt(8), within(1e-12));
        assertThat(both.least()).isEqualTo(20);
        assertThat(both.greatest()).isEqualTo(24);
        assertThat(spread.points().get(0).standardDeviation()).isNaN();
    }

    @Test
    void readsBetweenTwoPointsByTheLineThroughThem() {
        assertThat(SeriesSpread.of(List.of(LONG), new double[]{ 1.25, 3.5 }).points().stream().map(Point::mean)).containsExactly(12.5,
                35.0);
        assertThat(SeriesSpread.of(List.of(SHORT), new double[]{ 2.5 }).points()).describedAs("nothing is read into a gap").isEmpty();
    }

    @Test
    void refusesAnAxisThatDoesNotRise() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Series(new double[]{ 1, 1 }, new double[]{ 0, 0 }))
                .withMessageContaining("x:");
        assertThatIllegalArgumentException().isThrownBy(() -> new Series(new double[]{ 1 }, new double[0])).withMessageContaining("y:");
    }
}
