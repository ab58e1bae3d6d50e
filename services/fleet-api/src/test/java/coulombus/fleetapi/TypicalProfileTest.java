package coulombus.fleetapi;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;

import coulombus.core.halfcycle.ChargeBasis;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.halfcycle.Phase;
import coulombus.core.halfcycle.Profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TypicalProfileTest {
    private static final double NO_SHORT = Double.POSITIVE_INFINITY;

    private final HeldProfiles held = new HeldProfiles();

    private void halfCycle(int number, int bins, double ampere, EndCause end, DoubleUnaryOperator voltageOfU) {
        double[] ones = new double[bins];
        double[] volts = new double[bins];
        for (int i = 0; i < bins; i++) {
            ones[i] = 1;
            volts[i] = voltageOfU.applyAsDouble((i + 0.5) / bins);
        }
        held.on(new HalfCycle(number, number % 2 == 0 ? Direction.CHARGE : Direction.DISCHARGE, Phase.UNDEFINED, number, number, bins,
                number * 3600.0, number * 3600.0 + 3600, -1, 1, ChargeBasis.INTEGRAL, 1, Double.NaN, 0, 0, 0, 0, 0, 0, Double.NaN,
                NucleationAbsence.NOT_PLATING, 0, 0, 0, ampere, 3600, 1, end, true, 0,
                new Profile(1, ones, volts, ones, volts, false)));
    }

    private void halfCycle(int number, double volt) {
        halfCycle(number, 20, 1e-3, EndCause.UNKNOWN, u -> volt);
    }

    @Test
    void isTheMedianOfHalfCyclesOfItsOwnDirectionWithoutTheNewest() {
        // Given
        for (int i = 1; i <= 12; i++) {
            halfCycle(i, i % 2 == 0 ? i : -i);
        }
        // When
        TypicalProfile charging = TypicalProfile.of(Direction.CHARGE, held.snapshot(NO_SHORT)).orElseThrow();
        // Then
        assertThat(charging.halfCycles()).containsExactly(2, 4, 6, 8, 10);
        assertThat(charging.medianVolt()).containsOnly(6);
        assertThat(charging.lowVolt()[0]).isEqualTo(2.8, within(1e-9));
        assertThat(charging.highVolt()[0]).isEqualTo(9.2, within(1e-9));
    }

    @Test
    void endsBeforeTheFirstShort() {
        // Given
        for (int i = 1; i <= 12; i++) {
            halfCycle(i, i % 2 == 0 ? i : -i);
        }
        // When
        Optional<TypicalProfile> charging = TypicalProfile.of(Direction.CHARGE, held.snapshot(7.5 * 3600));
        // Then
        assertThat(charging.orElseThrow().halfCycles()).containsExactly(2, 4, 6);
    }

    @Test
    void leavesOutOtherCurrentsAndPartialHalfCycles() {
        // Given
        halfCycle(2, 1);
        halfCycle(4, 20, 2e-3, EndCause.UNKNOWN, u -> 9);
        halfCycle(6, 20, 1e-3, EndCause.SUSPENDED, u -> 9);
        halfCycle(8, 1);
        halfCycle(10, 1);
        halfCycle(11, 1);
        halfCycle(12, 1);
        // When
        Optional<TypicalProfile> charging = TypicalProfile.of(Direction.CHARGE, held.snapshot(NO_SHORT));
        // Then
        assertThat(charging.orElseThrow().halfCycles()).containsExactly(2, 8, 10);
        assertThat(charging.orElseThrow().medianVolt()).containsOnly(1);
    }

    @Test
    void isNothingWhereThereAreTooFew() {
        // Given
        for (int i = 1; i <= 6; i++) {
            halfCycle(i, 1);
        }
        // Then
        assertThat(TypicalProfile.of(Direction.CHARGE, held.snapshot(NO_SHORT))).isEmpty();
        assertThat(TypicalProfile.of(Direction.CHARGE, new HeldProfiles().snapshot(NO_SHORT))).isEmpty();
    }

    @Test
    void comparesAtTheSameChargeFractionWhateverTheBins() {
        // Given
        for (int i = 1; i <= 12; i++) {
            halfCycle(i, 16 + i, 1e-3, EndCause.UNKNOWN, u -> 3 * u);
        }
        // When
        TypicalProfile charging = TypicalProfile.of(Direction.CHARGE, held.snapshot(NO_SHORT)).orElseThrow();
        // Then
        for (int k = 2; k < charging.fractions().length - 2; k++) {
            assertThat(charging.medianVolt()[k]).isEqualTo(3 * charging.fractions()[k], within(1e-6));
        }
    }

    @Test
    void isHeldOfTheFirstAndTheNewestHalfCyclesOnly() {
        // When
        for (int i = 1; i <= 1000; i++) {
            halfCycle(i, 1);
        }
        // Then
        HeldProfiles.Snapshot snapshot = held.snapshot(NO_SHORT);
        assertThat(snapshot.profiles()).hasSize(HeldProfiles.FIRST + HeldProfiles.NEWEST);
        assertThat(snapshot.of(64)).isPresent();
        assertThat(snapshot.of(65)).isEmpty();
        assertThat(snapshot.of(552)).isEmpty();
        assertThat(snapshot.of(553)).isPresent();
        assertThat(snapshot.of(1000)).isPresent();
    }
}
