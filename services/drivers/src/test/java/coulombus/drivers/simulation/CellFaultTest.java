package coulombus.drivers.simulation;

import org.junit.jupiter.api.Test;

import coulombus.drivers.simulation.CellParameters.Ageing;
import coulombus.drivers.simulation.CellParameters.Failure;
import coulombus.drivers.simulation.CellParameters.LeakParameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Faults come when they are ordered, or when the cell's own time has come, and do what they say.
class CellFaultTest {
    private static final double AMPERE = 1.57e-3;

    private static SimulatedCell healthy() {
        return new SimulatedCell(SimulatedCellKind.SYM_HEALTHY.parameters().withoutSpread().with(Ageing.NONE).withBubblesPerHour(0), 1);
    }

    @Test
    void comesAtTheSecondItIsOrderedFor() {
        // Given
        SimulatedCell cell = healthy();
        cell.orderAt(1000, new CellFault.HardShort(2));
        cell.orderAt(500, new CellFault.ContactResistance(10));

        // When, Then
        cell.advance(499, AMPERE);
        double sound = cell.voltageVolt(AMPERE);
        cell.advance(2, AMPERE);
        assertThat(cell.voltageVolt(AMPERE) - sound).isCloseTo(2e-3 * 10, within(1e-4));
        cell.advance(600, AMPERE);
        assertThat(cell.hardShortSinceSecond()).isEqualTo(1000);
        assertThat(cell.voltageVolt(AMPERE)).isLessThan(0.005 + 2e-3 * 10);
        assertThatThrownBy(() -> cell.orderAt(3, new CellFault.Recover())).hasMessageContaining("must not be before 1101");
    }

    @Test
    void aLostContactLetsNothingThrough() {
        // Given
        SimulatedCell cell = healthy();

        // When
        cell.order(new CellFault.ContactLoss());

        // Then
        assertThat(cell.voltageVolt(AMPERE)).isGreaterThan(1000);
        assertThat(cell.currentAmpereAt(5)).isPositive().isLessThan(1e-6);
        cell.order(new CellFault.Recover());
        assertThat(cell.voltageVolt(AMPERE)).isLessThan(0.1);
    }

    @Test
    void aSoftShortLowersThePolarisationAndFluctuates() {
        // Given
        SimulatedCell cell = healthy();
        cell.advance(900, AMPERE);
        double sound = cell.voltageVolt(AMPERE);

        // When
        cell.order(new CellFault.SoftShort(22));
        double first = cell.voltageVolt(AMPERE);
        cell.advance(300, AMPERE);
        double later = cell.voltageVolt(AMPERE);

        // Then
        assertThat(first / sound).as("22 ohm cm² take more than half").isBetween(0.35, 0.5);
        assertThat(later).isNotCloseTo(first, within(1e-4));
        cell.order(new CellFault.Recover());
        assertThat(cell.voltageVolt(AMPERE)).isCloseTo(sound, within(1e-3));
        assertThat(cell.softShortSinceSecond()).isNaN();
    }

    @Test
    void resistanceOrResistanceTimesAreaIsTheSame() {
        assertThat(CellFault.SoftShort.ofOhm(28, 0.785)).isEqualTo(new CellFault.SoftShort(28 * 0.785));
        assertThat(CellFault.HardShort.ofOhm(2, 0.785)).isEqualTo(new CellFault.HardShort(2 * 0.785));
    }

    @Test
    void passivationGrowsByAFactorEach() {
        // Given
        SimulatedCell cell = healthy();
        double small = 1e-7;
        double before = cell.voltageVolt(small) - small / 0.785 * 1.34;

        // When
        cell.order(new CellFault.Passivation(36_000));
        for (int half = 0; half < 40; half++) {
            cell.advance(900, half % 2 == 0 ? AMPERE : -AMPERE);
        }
        cell.advance(1e5, 0);

        // Then
        double after = cell.voltageVolt(small) - cell.voltageVolt(0) - small / 0.785 * 1.34;
        assertThat(after / before).isCloseTo(Math.E, within(1e-3));
    }

    @Test
    void aShortedPlatingCellNeverReachesItsLimit() {
        // Given
        SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.TI_300KPA, 1);
        cell.advance(1800, -0.785e-3);

        // When
        cell.order(new CellFault.SoftShort(22));
        cell.advance(3 * 3600, 0.785e-3);

        // Then: all current goes through the bridge
        assertThat(cell.voltageVolt(0.785e-3)).isCloseTo(1e-3 / (cell.leakSiemens() / 0.785), within(1e-6));
        assertThat(VoltageCrossing.afterSecond(cell, 0.785e-3, 0.5, 3600)).isInfinite();
        assertThat(cell.sideChargeAh()).as("nothing is lost to side reactions: the bridge carries it").isLessThan(1e-9);
    }

    @Test
    void anAnnealedCellShortsAfter141HoursUnderCurrent() {
        // Given
        SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.SYM_ANNEAL, 1);
        cell.advance(3 * 3600, 0);

        // When
        int half = 0;
        while (Double.isNaN(cell.hardShortSinceSecond())) {
            cell.advance(900, half % 2 == 0 ? -AMPERE : AMPERE);
            half++;
        }

        // Then
        assertThat(cell.hardShortSinceSecond()).isCloseTo((3 + 141) * 3600, within(1e-3));
        assertThat(half / 2).isEqualTo(282);
    }

    @Test
    void aFineGrainedCellGoesSoftAndStaysSoftBeforeItShorts() {
        // Given
        SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.SYM_HPT, 1);
        double soft = Double.NaN;

        // When
        for (int half = 0; half < 4 * 563; half++) {
            assertThat(cell.hardShortSinceSecond()).isNaN();
            cell.advance(899, half % 2 == 0 ? -AMPERE : AMPERE);
            cell.advance(1, half % 2 == 0 ? -AMPERE : AMPERE);
            soft = cell.softShortSinceSecond();
        }

        // Then
        assertThat(soft).isCloseTo(337 * 3600, within(1e-3));
        assertThat(cell.hardShortSinceSecond()).isCloseTo(563 * 3600, within(1e-3));
    }

    @Test
    void aGrowingBridgeBecomesAHardShort() {
        // Given: 22 ohm cm² growing by 2 % a cycle is below 3 ohm cm² after 101 cycles
        SimulatedCell cell = new SimulatedCell(SimulatedCellKind.SYM_HEALTHY.parameters()
                .with(new Failure.AtCyclingTime(0.5 * 3600, Double.NaN)).with(LeakParameters.GROWING), 1);

        // When
        while (Double.isNaN(cell.hardShortSinceSecond())) {
            cell.advance(900, cell.cyclingSecond() % 1800 < 900 ? -AMPERE : AMPERE);
        }

        // Then
        assertThat(cell.cycle()).isBetween(100, 104);
    }

    @Test
    void lifeOfAThousandCellsHasTheMedianOfItsDistribution() {
        for (double[] medianAndShape : new double[][]{ { 14, 3 }, { 104, 4 } }) {
            // Given
            double[] life = new double[1000];
            CellParameters parameters = SimulatedCellKind.TI_300KPA.parameters().with(Ageing.NONE)
                    .with(new Failure.ByDamage(medianAndShape[0] * 3600, medianAndShape[1], 1e-3, 0));

            // When
            for (int n = 0; n < life.length; n++) {
                life[n] = Fleet.lifeHour(new SimulatedCell(parameters, SimulationSeed.of(2026, n)));
            }

            // Then
            assertThat(Fleet.median(life)).isCloseTo(medianAndShape[0], within(0.03 * medianAndShape[0]));
        }
    }

    @Test
    void damageGrowsFasterAtAHigherCurrent() {
        CellParameters parameters = SimulatedCellKind.TI_300KPA.parameters();
        SimulatedCell slow = new SimulatedCell(parameters, 8);
        SimulatedCell fast = new SimulatedCell(parameters, 8);
        assertThat(Fleet.lifeHour(fast, 4 * 0.785e-3)).isLessThan(0.2 * Fleet.lifeHour(slow, 0.785e-3));
    }

    @Test
    void anUnsteadyContactShowsInTheFirstTwoCyclesOnly() {
        // Given
        SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.TI_20KPA, 3);
        int[] jumps = new int[5];

        // When
        for (int cycle = 1; cycle < jumps.length; cycle++) {
            for (int half = 0; half < 2; half++) {
                double ampere = half == 0 ? -0.785e-3 : 0.785e-3;
                double last = Double.NaN;
                for (int k = 0; k < 120 + 20 * (1 - half); k++) {
                    cell.advance(10, ampere);
                    double volt = Math.abs(cell.voltageVolt(ampere));
                    if (k > 20 && Math.abs(volt - last) > 8e-3) {
                        jumps[cycle]++;
                    }
                    last = volt;
                }
            }
        }

        // Then
        assertThat(jumps[1]).isPositive();
        assertThat(jumps[2]).isPositive();
        assertThat(jumps[3] + jumps[4]).isZero();
    }
}
