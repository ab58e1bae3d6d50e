package coulombus.drivers.simulation;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import coulombus.drivers.simulation.CellParameters.Ageing;
import coulombus.drivers.simulation.CellParameters.CounterFoil;
import coulombus.drivers.simulation.CellParameters.Failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// The equations hold, whatever the parameters.
class SimulatedCellTest {
    private static final double AMPERE = 1.57e-3;
    private static final double THERMAL_VOLT = 8.314462618 * 298.15 / 96485.33212;

    private static CellParameters quiet() {
        return SimulatedCellKind.SYM_HEALTHY.parameters().withoutSpread().with(Ageing.NONE).withBubblesPerHour(0);
    }

    @Test
    void withoutALeakTheVoltageIsThatOfTheEquation() {
        // Given
        SimulatedCell cell = new SimulatedCell(quiet(), 1);

        // When
        double volt = cell.voltageVolt(AMPERE);

        // Then: 2 mA/cm², i0 0.8 mA/cm², R_s 1.34 ohm cm²
        double x = 2e-3 / (2 * 0.8e-3);
        assertThat(volt).isCloseTo(2 * THERMAL_VOLT * Math.log(x + Math.sqrt(x * x + 1)) + 2e-3 * 1.34, within(1e-12));
        assertThat(volt).isBetween(0.050, 0.060);
    }

    @Test
    void depletionApproachesItsLimitWithItsTimeConstant() {
        // Given
        SimulatedCell cell = new SimulatedCell(quiet(), 1);
        double before = cell.voltageVolt(AMPERE);

        // When
        cell.advance(84, AMPERE);

        // Then: x = i / i_L (1 - 1/e)
        double x = 2.0 / 40 * (1 - Math.exp(-1));
        assertThat(cell.voltageVolt(AMPERE) - before).isCloseTo(THERMAL_VOLT / 2 * Math.log((1 + x) / (1 - x)), within(1e-12));
        assertThat(cell.voltageVolt(0)).as("at rest the difference in concentration is what is left").isGreaterThan(1e-4);
    }

    @Test
    void aHealthySymmetricCellIsOddInTheCurrent() {
        SimulatedCell cell = new SimulatedCell(quiet(), 1);
        for (double ampere = 1e-7; ampere < 0.1; ampere *= 1.7) {
            assertThat(cell.voltageVolt(-ampere)).isEqualTo(-cell.voltageVolt(ampere));
        }
    }

    @ParameterizedTest
    @EnumSource
    void voltageRisesWithTheCurrent(SimulatedCellKind kind) {
        // Given
        SplittableRandom random = new SplittableRandom(kind.ordinal());
        for (int n = 0; n < 20; n++) {
            SimulatedCell cell = SimulatedCell.of(kind, n);
            wander(cell, random, 30);
            if (n % 4 == 1) {
                cell.order(new CellFault.SoftShort(5 + 300 * random.nextDouble()));
            } else if (n % 4 == 2) {
                cell.order(new CellFault.HardShort(2));
            } else if (n % 4 == 3) {
                cell.order(new CellFault.ContactResistance(20));
            }

            // When
            double last = Double.NEGATIVE_INFINITY;
            for (double ampere = -20e-3; ampere < 20e-3; ampere += 0.37e-3) {
                double volt = cell.voltageVolt(ampere);

                // Then
                assertThat(volt).as("%s cell %d at %g A", kind, n, ampere).isGreaterThanOrEqualTo(last);
                last = volt;
            }
        }
    }

    @Test
    void voltageRisesAsTheExchangeCurrentFalls() {
        double last = 0;
        for (double exchange = 3e-3; exchange > 1e-5; exchange /= 1.3) {
            double volt = new SimulatedCell(quiet().withExchange(exchange), 1).voltageVolt(AMPERE);
            assertThat(volt).isGreaterThan(last);
            last = volt;
        }
    }

    @Test
    void warmthLowersThePolarisation() {
        // Given
        SimulatedCell cell = new SimulatedCell(quiet(), 1);
        double small = 1e-6;
        double cold = cell.voltageVolt(small);

        // When
        cell.setTemperatureCelsius(35);

        // Then: at a small current the kinetics are a resistance, RT/(F i0) with i0 by Arrhenius, 30 kJ/mol
        double kinetic = 35 + 273.15;
        double i0 = 0.8e-3 * Math.exp(-30_000 / 8.314462618 * (1 / kinetic - 1 / 298.15));
        double ohmCm2 = 8.314462618 * kinetic / 96485.33212 / i0 + 1.34;
        assertThat(cell.voltageVolt(small)).isLessThan(cold).isCloseTo(small / 0.785 * ohmCm2, within(1e-9));
        assertThat(cell.temperatureCelsius()).isCloseTo(35, within(1e-9));
    }

    @Test
    void aHardShortIsItsResistanceBesideThatOfTheElectrodes() {
        // Given
        SimulatedCell cell = new SimulatedCell(quiet(), 1);

        // When
        cell.order(new CellFault.HardShort(2));

        // Then
        double electrodesOhmCm2 = 2 * THERMAL_VOLT / (2 * 0.8e-3) + 1.34;
        double expected = 2e-3 / (0.5 + 1 / electrodesOhmCm2);
        assertThat(cell.voltageVolt(AMPERE)).isCloseTo(expected, within(0.01 * expected));
    }

    @Test
    void aLeakThatVanishesChangesNothing() {
        SimulatedCell tight = new SimulatedCell(quiet(), 1);
        SimulatedCell leaking = new SimulatedCell(quiet(), 1);
        leaking.order(new CellFault.HardShort(1e9));
        assertThat(leaking.voltageVolt(AMPERE)).isCloseTo(tight.voltageVolt(AMPERE), within(1e-7));
    }

    // Where the contact is unsteady, a step of 1 s here may be two steps there.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TI_20KPA")
    void chargeIsConserved(SimulatedCellKind kind) {
        // Given
        SplittableRandom random = new SplittableRandom(99 + kind.ordinal());
        SimulatedCell cell = SimulatedCell.of(kind, 4);
        wander(cell, random, 5);
        cell.order(new CellFault.HardShort(20));
        double faradaic = cell.faradaicChargeAh();
        double leakedBefore = cell.leakedChargeAh();
        double passed = 0;
        double leaked = 0;

        // When
        for (int k = 0; k < 400; k++) {
            double ampere = k % 7 == 0 ? 0 : 3e-3 * (random.nextDouble() - 0.5);
            double seconds = Math.min(1, cell.exhaustedAfterSecond(ampere));
            leaked += cell.voltageVolt(ampere) * cell.leakSiemens() * seconds / 3600;
            passed += ampere * seconds / 3600;
            cell.advance(seconds, ampere);
        }

        // Then
        assertThat(cell.faradaicChargeAh() - faradaic + leaked).isCloseTo(passed, within(1e-9 * 400 * 1.5e-3 / 3600));
        assertThat(cell.leakedChargeAh() - leakedBefore).isCloseTo(leaked, within(1e-9 * 400 * 1.5e-3 / 3600));
    }

    @ParameterizedTest
    @EnumSource
    void theCurrentThatHoldsAVoltageGivesThatVoltage(SimulatedCellKind kind) {
        // Given
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 0; n < 30; n++) {
            SimulatedCell cell = SimulatedCell.of(kind, n);
            wander(cell, random, 20);
            if (n % 3 == 1) {
                cell.order(new CellFault.SoftShort(40));
            } else if (n % 3 == 2) {
                cell.order(new CellFault.ContactResistance(30));
            }
            double ampere = 4e-3 * (random.nextDouble() - 0.5);
            double volt = cell.voltageVolt(ampere);

            // When
            double found = cell.currentAmpereAt(volt);

            // Then: the voltage is met; the current too, except where many currents have one voltage (an exhausted electrode)
            assertThat(cell.voltageVolt(found)).as("%s cell %d", kind, n).isCloseTo(volt, within(1e-7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void howTimeIsCutDoesNotMatterWithoutALeak(SimulatedCellKind kind) {
        // Given
        CellParameters parameters = kind.parameters().with(new Failure.Never());
        SimulatedCell whole = new SimulatedCell(parameters, 3);
        SimulatedCell cut = new SimulatedCell(parameters, 3);
        SplittableRandom random = new SplittableRandom(11);

        // When
        for (int half = 0; half < 12; half++) {
            double ampere = half % 2 == 0 ? -0.7e-3 : 0.7e-3;
            whole.advance(700, ampere);
            double left = 700;
            while (left > 0) {
                double dt = Math.min(left, 0.01 + 40 * random.nextDouble());
                cut.advance(dt, ampere);
                left -= dt;
            }
            whole.advance(50, 0);
            cut.advance(50, 0);

            // Then
            assertThat(cut.voltageVolt(-0.7e-3)).isCloseTo(whole.voltageVolt(-0.7e-3), within(1e-9));
        }
        assertThat(cut.cycle()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForeseenComes(SimulatedCellKind kind) {
        // Given
        SimulatedCell cell = new SimulatedCell(kind.parameters().with(new Failure.Never()).with(Ageing.NONE), 5);
        cell.advance(300, -0.7e-3);
        cell.advance(1, 0.7e-3);
        double foreseen = cell.voltageVoltAfter(120, 0.7e-3);

        // When
        cell.advance(120, 0.7e-3);

        // Then
        assertThat(cell.voltageVolt(0.7e-3)).isCloseTo(foreseen, within(kind.parameters().unsteadyCycles() > 0 ? 0.06 : 1e-3));
    }

    @Test
    void strippingEndsWhenNothingIsLeft() {
        // Given
        SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.TI_300KPA, 2);
        double ampere = 0.785e-3;
        cell.advance(1800, -ampere);

        // When
        double exhausted = cell.exhaustedAfterSecond(ampere);
        double atLimit = VoltageCrossing.afterSecond(cell, ampere, 0.5, 3600);

        // Then
        assertThat(exhausted).isBetween(0.95 * 1800, 1800.0);
        assertThat(atLimit).isCloseTo(exhausted, within(1e-4));
        cell.advance(exhausted, ampere);
        assertThat(cell.exhaustedAfterSecond(ampere)).isLessThan(1e-6);
        assertThat(cell.voltageVolt(ampere)).isGreaterThan(0.5);
        assertThat(cell.sideChargeAh()).isLessThan(1e-12);
        cell.advance(60, ampere);
        assertThat(cell.sideChargeAh()).as("what nothing can give is a side reaction").isCloseTo(60 * ampere / 3600, within(1e-12));
    }

    @Test
    void aThinFoilIsExhausted() {
        // Given: 2 mAh/cm² of which a cycle of 1 mAh/cm² loses 0.5 %
        SimulatedCell cell = new SimulatedCell(quiet().withCounter(new CounterFoil(Double.NaN, 1.2e-3)), 1);
        double ampere = 0.785e-3;
        int half = 0;

        // When
        while (half < 1000 && cell.exhaustedAfterSecond(half % 2 == 0 ? -ampere : ampere) > 3600) {
            cell.advance(3600, half % 2 == 0 ? -ampere : ampere);
            half++;
        }

        // Then: 2 x 1.2 mAh/cm² end when 1 mAh/cm² cannot be stripped: 0.7 lost on each side or so
        assertThat(half).isBetween(40, 300);
        assertThat(Math.abs(cell.voltageVoltAfter(3600, half % 2 == 0 ? -ampere : ampere))).isGreaterThan(0.5);
    }

    @Test
    void restCostsZincAsPublished() {
        // Given: 12 to 37 % of 1 mAh/cm² in 24 h
        for (int n = 0; n < 50; n++) {
            SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.TI_300KPA, n);
            cell.advance(3600, -0.785e-3);
            double before = cell.exhaustedAfterSecond(0.785e-3);

            // When
            cell.advance(86_400, 0);

            // Then
            assertThat(1 - cell.exhaustedAfterSecond(0.785e-3) / before).isBetween(0.12, 0.37);
        }
    }

    @Test
    void aChargedCellKeeps96PercentOver48Hours() {
        // Given
        SimulatedCell cell = SimulatedCell.of(SimulatedCellKind.VO2_HPT, 1);
        double fresh = cell.exhaustedAfterSecond(-0.1e-6);

        // When
        cell.advance(48 * 3600.0, 0);

        // Then
        assertThat(cell.exhaustedAfterSecond(-0.1e-6) / fresh).isCloseTo(0.96, within(1e-6));
    }

    @Test
    void refusesWhatIsNoStep() {
        SimulatedCell cell = new SimulatedCell(quiet(), 1);
        assertThatThrownBy(() -> cell.advance(-1, 0)).hasMessageContaining("seconds must be 0 or more");
        assertThatThrownBy(() -> cell.advance(1, Double.NaN)).hasMessageContaining("the current a number");
        assertThatThrownBy(() -> quiet().withExchange(0)).hasMessageContaining("exchangeAmperePerCm2: must be greater than 0; was 0.0");
    }

    /// Takes the cell somewhere into its life.
    private static void wander(SimulatedCell cell, SplittableRandom random, int steps) {
        for (int k = 0; k < steps; k++) {
            double ampere = 2e-3 * (random.nextDouble() - 0.5);
            cell.advance(Math.min(300 * random.nextDouble(), cell.exhaustedAfterSecond(ampere)), ampere);
        }
    }
}
