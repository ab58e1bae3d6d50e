package coulombus.app.benchmark;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Intervals against values that can be worked out by hand or stand in tables.
class ExactIntervalTest {
    @Test
    void allOfThemProveNoMoreThanTheirNumber() {
        // All found: the lower bound is 0.025^(1/n)
        assertThat(ExactInterval.ofPart(20, 20).lower()).isCloseTo(Math.pow(0.025, 1 / 20.0), within(1e-9));
        assertThat(ExactInterval.ofPart(20, 20).upper()).isEqualTo(1);
        assertThat(ExactInterval.ofPart(0, 200).upper()).isCloseTo(1 - Math.pow(0.025, 1 / 200.0), within(1e-9));
        assertThat(ExactInterval.ofPart(0, 200).lower()).isZero();
    }

    @Test
    void aPartHasTheIntervalOfTheTables() {
        // Clopper and Pearson: 10 of 20 are 27.2 to 72.8 %
        assertThat(ExactInterval.ofPart(10, 20).lower()).isCloseTo(0.272, within(5e-4));
        assertThat(ExactInterval.ofPart(10, 20).upper()).isCloseTo(0.728, within(5e-4));
    }

    @Test
    void eventsHaveTheIntervalOfTheTables() {
        // Garwood: none of them 0 to -ln 0.025, ten of them 4.795 to 18.390
        assertThat(ExactInterval.ofRate(0, 1).upper()).isCloseTo(-Math.log(0.025), within(1e-9));
        assertThat(ExactInterval.ofRate(10, 1).lower()).isCloseTo(4.795, within(1e-3));
        assertThat(ExactInterval.ofRate(10, 1).upper()).isCloseTo(18.390, within(1e-3));
        assertThat(ExactInterval.ofRate(10, 1000).upper()).isCloseTo(0.01839, within(1e-5));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> ExactInterval.ofPart(3, 2)).hasMessageContaining("was 3 of 2");
        assertThatThrownBy(() -> ExactInterval.ofRate(1, 0)).hasMessageContaining("was 1 in 0.0");
    }
}
