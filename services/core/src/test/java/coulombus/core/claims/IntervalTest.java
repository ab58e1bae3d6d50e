package coulombus.core.claims;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Whatever lies within the operands, its result lies within the interval's.
class IntervalTest {
    private static final int TRIES = 20_000;
    private static final long SEED = Long.getLong("seed", 20_261_124L);

    private static Interval random(Random random, double least) {
        double low = least + 10 * random.nextDouble();
        double high = low + 5 * random.nextDouble();
        return Interval.of(low, low + (high - low) * random.nextDouble(), high);
    }

    private static double within(Random random, Interval interval) {
        return interval.low() + (interval.high() - interval.low()) * random.nextDouble();
    }

    @Test
    void enclosesTheResultsOfAllThatItHolds() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            // Given
            Interval a = random(random, -5);
            Interval b = random(random, 0.1);
            double x = within(random, a);
            double y = within(random, b);
            double factor = random.nextGaussian();
            String with = "seed " + SEED + ", try " + i + ": " + a + ", " + b + ", " + x + ", " + y;

            // Then
            assertThat(a.minus(b).holds(x - y)).as(with).isTrue();
            assertThat(a.times(b).holds(x * y)).as(with).isTrue();
            assertThat(a.times(factor).holds(x * factor)).as(with).isTrue();
            assertThat(a.over(b).holds(x / y)).as(with).isTrue();
            assertThat(b.over(a).holds(y / x)).as(with).isTrue();
            assertThat(a.exp().holds(Math.exp(x))).as(with).isTrue();
            assertThat(b.times(0.1).power(b).holds(Math.pow(0.1 * y, y))).as(with).isTrue();
        }
    }

    @Test
    void keepsTheValueOfThePrintedDigits() {
        // Given
        Interval hours = Interval.around(141, 0.5);

        // When
        Interval cycles = hours.over(Interval.exactly(0.5));

        // Then
        assertThat(cycles).isEqualTo(Interval.of(281, 282, 283));
        assertThat(cycles).hasToString("282 [281, 283]");
    }

    @Test
    void holdsItsBoundsThoughBinaryFractionsDoNotMeetThem() {
        assertThat(Interval.of(0.3, 0.3, 0.4).holds(0.1 + 0.2)).isTrue();
        assertThat(Interval.of(0, 0.1, 0.3).holds(0.1 + 0.2)).isTrue();
        assertThat(Interval.exactly(0.3).meets(Interval.exactly(0.1 + 0.2))).isTrue();
        assertThat(Interval.exactly(0.3).holds(0.3001)).isFalse();
    }

    @Test
    void carriesOpenBounds() {
        // Given more than 3000 h at 5 mA/cm2
        Interval charge = Interval.atLeast(3000).times(5);

        // Then
        assertThat(charge).isEqualTo(Interval.atLeast(15_000));
        assertThat(charge.isBounded()).isFalse();
        assertThat(charge.meets(Interval.exactly(27_000))).isTrue();
        assertThat(charge.meets(Interval.exactly(14_000))).isFalse();
        assertThat(Interval.exactly(1).over(Interval.atLeast(4))).isEqualTo(Interval.of(0, 0.25, 0.25));
        assertThat(Interval.exactly(1).over(Interval.atMost(4).notNegative())).isEqualTo(Interval.atLeast(0.25));
    }

    @Test
    void cannotBeBuiltWrong() {
        assertThatThrownBy(() -> Interval.of(2, 1, 3)).hasMessageContaining("bounds: must hold the value");
        assertThatThrownBy(() -> Interval.exactly(Double.NaN)).hasMessageContaining("bounds: must hold the value");
        assertThatThrownBy(() -> Interval.around(1, -1)).hasMessageContaining("bounds: must hold the value");
        assertThatThrownBy(() -> Interval.exactly(Double.POSITIVE_INFINITY)).hasMessageContaining("bounds: must hold the value");
    }
}
