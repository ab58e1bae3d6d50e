package coulombus.core.cycle;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellKind;
import coulombus.core.run.RunEnd;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Efficiencies over windows are ratios of sums over judged pairs.
class RollingEfficiencyTest {
    /// Pairs of a plating cell: minutes plated and minutes stripped at 60 mA, so that a minute is 1 mAh.
    private static RecordedRun run(double[][] pairs) {
        Trace trace = Trace.every(5);
        for (double[] pair : pairs) {
            trace.discharge(0.06, 60 * pair[0], s -> -0.05).charge(0.06, 60 * pair[1], s -> 0.05);
        }
        return trace.run(RunFactsBuilder.aRun(CellKind.PLATING).facts(), RunEnd.COMPLETED);
    }

    @Test
    void isARatioOfSumsNotAMeanOfRatios() {
        // Given four pairs of 10 -> 9 and one of 100 -> 50
        RollingEfficiency seen = run(new double[][]{ { 10, 9 }, { 10, 9 }, { 10, 9 }, { 10, 9 }, { 100, 50 } }).cycles.get(4).rolling();
        // Then 86 / 140 = 0.6143; the mean of ratios would be 0.82
        assertThat(seen.over5Efficiency()).isCloseTo(86.0 / 140, within(1e-12));
        assertThat(seen.cumulativeEfficiency()).isCloseTo(86.0 / 140, within(1e-12));
    }

    @Test
    void waitsUntilAWindowIsFullAndThenDropsTheOldestPair() {
        // Given pairs of 10 -> 5, then fifty of 10 -> 9
        double[][] pairs = new double[51][];
        pairs[0] = new double[]{ 10, 5 };
        for (int k = 1; k < 51; k++) {
            pairs[k] = new double[]{ 10, 9 };
        }
        // When
        RecordedRun run = run(pairs);
        // Then
        assertThat(run.cycles.get(3).rolling().over5Efficiency()).isNaN();
        assertThat(run.cycles.get(4).rolling().over5Efficiency()).isCloseTo(41.0 / 50, within(1e-12));
        assertThat(run.cycles.get(5).rolling().over5Efficiency()).isCloseTo(0.9, within(1e-12));
        assertThat(run.cycles.get(8).rolling().over10Efficiency()).isNaN();
        assertThat(run.cycles.get(9).rolling().over10Efficiency()).isCloseTo(86.0 / 100, within(1e-12));
        assertThat(run.cycles.get(10).rolling().over10Efficiency()).isCloseTo(0.9, within(1e-12));
        assertThat(run.cycles.get(48).rolling().over50Efficiency()).isNaN();
        assertThat(run.cycles.get(49).rolling().over50Efficiency()).isCloseTo((5 + 49 * 9) / 500.0, within(1e-12));
        assertThat(run.cycles.get(50).rolling().over50Efficiency()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void weighsTheLastPairsByTwoElevenths() {
        // Given 10 -> 10, 10 -> 9, 10 -> 8
        RecordedRun run = run(new double[][]{ { 10, 10 }, { 10, 9 }, { 10, 8 } });
        // Then 1; (9 x 10 + 2 x 9)/11/10 = 0.98182; (9 x 9.8182 + 2 x 8)/11/10 = 0.94876
        assertThat(run.cycles.get(0).rolling().weightedEfficiency()).isCloseTo(1, within(1e-12));
        assertThat(run.cycles.get(1).rolling().weightedEfficiency()).isCloseTo(108.0 / 110, within(1e-12));
        assertThat(run.cycles.get(2).rolling().weightedEfficiency()).isCloseTo((9 * 108.0 / 11 + 16) / 110, within(1e-12));
    }

    @Test
    void sumsTheLossOverJudgedPairsAndCountsTheOthers() {
        // Given losses of 1, 2 and 0.5 mAh, and the second pair suspended
        Trace trace = Trace.every(5).discharge(0.06, 600, s -> -0.05).charge(0.06, 540, s -> 0.05).discharge(0.06, 600, s -> -0.05)
                .charge(0.06, 480, s -> 0.05).suspended().discharge(0.06, 600, s -> -0.05).charge(0.06, 570, s -> 0.05);
        // When
        Cycle last = trace.run(RunFactsBuilder.aRun(CellKind.PLATING).facts(), RunEnd.COMPLETED).cycles.get(2);
        // Then 1 + 0.5 mAh
        assertThat(last.cumulativeLossAh()).isCloseTo(1.5e-3, within(1e-12));
        assertThat(last.rolling().judgedCycles()).isEqualTo(2);
        assertThat(last.rolling().excludedCycles()).isEqualTo(1);
        assertThat(last.rolling().cumulativeEfficiency()).isCloseTo(18.5 / 20, within(1e-12));
    }

    @Test
    void hasNothingToSayOfASymmetricCell() {
        // Given, When
        RecordedRun run = Trace.every(10).discharge(1e-3, 600, s -> -0.05).charge(1e-3, 600, s -> 0.05)
                .run(RunFactsBuilder.aRun(CellKind.SYMMETRIC).facts(), RunEnd.COMPLETED);
        // Then
        assertThat(run.cycles.get(0).rolling().cumulativeEfficiency()).isNaN();
        assertThat(run.cycles.get(0).rolling().judgedCycles()).isZero();
        assertThat(run.cycles.get(0).cumulativeLossAh()).isNaN();
    }

    @Test
    void recoversTheEfficiencyOfAPlatingLossModelByTheReservoirMethod() {
        for (double efficiency : new double[]{ 0.944, 0.984, 0.995 }) {
            // Given 5 mAh plated of which a part is lost, 10 times 1 mAh stripped and plated again, then all that is left stripped
            int n = 10;
            double held = 5e-3 * efficiency;
            for (int k = 0; k < n; k++) {
                held += -1e-3 + 1e-3 * efficiency;
            }
            // When, Then
            assertThat(ReservoirEfficiency.of(n, 1e-3, 5e-3, held)).isCloseTo(efficiency, within(1e-12));
        }
    }

    @Test
    void refusesAReservoirThatCannotBe() {
        // Given, When, Then
        assertThatThrownBy(() -> ReservoirEfficiency.of(0, 1e-3, 5e-3, 4e-3))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("n=0");
        assertThatThrownBy(() -> ReservoirEfficiency.of(10, Double.NaN, 5e-3, 4e-3))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Q_C=NaN");
    }
}
