package coulombus.core.halfcycle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlannedEndsTest {
    @ParameterizedTest(name = "{0} to {1} V, digit {2} V: {3} V is {4}")
    @CsvSource({ "CHARGE, 0.5, 1e-4, 0.4901, VOLTAGE", "CHARGE, 0.5, 1e-4, 0.4899, CAPACITY", "CHARGE, 0, 1e-4, -0.0049, VOLTAGE",
            "CHARGE, 0, 1e-4, -0.0051, CAPACITY", "CHARGE, 0, 0.02, -0.019, VOLTAGE", "CHARGE, 0.5, NaN, 0.7, VOLTAGE",
            "DISCHARGE, -0.5, 1e-4, -0.4901, VOLTAGE", "DISCHARGE, -0.5, 1e-4, -0.4899, CAPACITY", "DISCHARGE, 0.2, 1e-4, 0.1, VOLTAGE" })
    void namesWhatEndedAHalfCycleByItsLastVoltage(Direction direction, double cutoffVolt, double digitVolt, double endVolt, EndCause is) {
        // Given
        PlannedEnds ends = new PlannedEnds(EndCause.UNKNOWN, EndCause.UNKNOWN, direction == Direction.CHARGE ? cutoffVolt : Double.NaN,
                direction == Direction.DISCHARGE ? cutoffVolt : Double.NaN, digitVolt);
        // When, Then
        assertThat(ends.judged(EndCause.UNKNOWN, direction, endVolt)).isEqualTo(is);
        assertThat(ends.judged(EndCause.UNKNOWN, direction.opposite(), endVolt)).as("no cut-off known").isEqualTo(EndCause.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(value = EndCause.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void leavesAKnownCauseAsItIs(EndCause known) {
        assertThat(new PlannedEnds(EndCause.UNKNOWN, EndCause.UNKNOWN, 0.5, -0.5, Double.NaN).judged(known, Direction.CHARGE, 0.1))
                .isEqualTo(known);
    }

    @Test
    void leavesTheCauseOpenWhereNoVoltageWasRead() {
        assertThat(new PlannedEnds(EndCause.UNKNOWN, EndCause.UNKNOWN, 0.5, -0.5, Double.NaN).judged(EndCause.UNKNOWN, Direction.CHARGE,
                Double.NaN)).isEqualTo(EndCause.UNKNOWN);
    }
}
