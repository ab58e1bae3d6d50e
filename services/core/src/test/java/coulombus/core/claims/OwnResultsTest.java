package coulombus.core.claims;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.CoulombicEfficiencyDefinition;
import coulombus.core.cycle.Cycle;
import coulombus.core.cycle.RollingEfficiency;

import static org.assertj.core.api.Assertions.assertThat;

/// The checks of reported figures on results of our own.
class OwnResultsTest {
    private static final CellFacts PLATING = cell(CellKind.PLATING, 10);
    private static final CellFacts FULL = cell(CellKind.FULL, Double.NaN);

    private static CellFacts cell(CellKind kind, double foilUm) {
        return new CellFacts("A", kind, FirstHalfCycle.UNKNOWN, 0.785, Double.NaN, Double.NaN, foilUm);
    }

    /// 0.4 mAh plated, 0.39 stripped.
    private static Cycle plating(int number, double efficiency, double cumulativePlatedAh, double utilization) {
        return cycle(number, 3.9e-4, 4e-4, CoulombicEfficiencyDefinition.STRIP_OVER_PLATE, efficiency, Double.NaN, cumulativePlatedAh,
                utilization);
    }

    private static Cycle cycle(int number, double chargingAh, double dischargingAh, CoulombicEfficiencyDefinition definition,
            double efficiency, double retention, double cumulativePlatedAh, double utilization) {
        return new Cycle(number, number, 2 * number - 1, 2 * number, 0, 3600, chargingAh, dischargingAh, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, new CoulombicEfficiency(efficiency, definition, true, "", 5e-4), true, RollingEfficiency.NONE, Double.NaN,
                retention, Double.NaN, Double.NaN, cumulativePlatedAh, Double.NaN, utilization, Double.NaN);
    }

    @Test
    void saysNothingOfFiguresThatAgree() {
        // Given 0.4 mAh on 0.785 cm² are 0.5096 mAh/cm², 8.70 % of 10 um of zinc
        List<Cycle> cycles = List.of(plating(1, 0.975, 4e-4, 0.0870), plating(2, 0.975, 8e-4, 0.0870));
        // When, Then
        assertThat(OwnResults.contradictions(PLATING, cycles)).containsExactly("", "");
        assertThat(OwnResults.cautions(PLATING, cycles)).isEmpty();
    }

    @Test
    void tellsAnEfficiencyThatIsNotTheRatioOfItsCharges() {
        assertThat(OwnResults.contradiction(PLATING, Optional.empty(), plating(1, 0.995, 4e-4, 0.0870))).contains("99.5", "97.5");
        assertThat(OwnResults.contradiction(FULL, Optional.empty(),
                cycle(3, 4e-4, 3.9e-4, CoulombicEfficiencyDefinition.DISCHARGE_OVER_CHARGE_BEFORE, 1.0256, Double.NaN, Double.NaN,
                        Double.NaN)))
                .contains("102.56", "97.5");
    }

    @Test
    void tellsAUtilisationThatTheFoilDoesNotGive() {
        assertThat(OwnResults.contradiction(PLATING, Optional.empty(), plating(1, 0.975, 4e-4, 0.0174))).contains("1.74", "8.7");
    }

    @Test
    void tellsASumThatGrewByMoreThanWasPlated() {
        // Given cycles 1 and 2 both plate 0.4 mAh, and the sum grows by 1.2
        List<Cycle> cycles = List.of(plating(1, 0.975, 4e-4, 0.0870), plating(2, 0.975, 16e-4, 0.0870));
        // When, Then; with a cycle missing between nothing can be said
        assertThat(OwnResults.contradictions(PLATING, cycles).get(1)).contains("cumulative plated capacity");
        assertThat(OwnResults.contradictions(PLATING, List.of(cycles.get(0), plating(3, 0.975, 16e-4, 0.0870)))).containsExactly("", "");
    }

    @Test
    void tellsARetentionThatTheCapacitiesDoNotGive() {
        // Given 0.40 and 0.36 mAh, of a reference of 0.4 mAh
        Cycle before = cycle(5, 4.1e-4, 4e-4, CoulombicEfficiencyDefinition.DISCHARGE_OVER_CHARGE_BEFORE, 4 / 4.1, 1, Double.NaN,
                Double.NaN);
        // When, Then
        assertThat(OwnResults.contradiction(FULL, Optional.of(before), faded(0.9))).isEmpty();
        assertThat(OwnResults.contradiction(FULL, Optional.of(before), faded(0.95))).contains("95", "90");
    }

    private static Cycle faded(double retention) {
        return cycle(6, 3.7e-4, 3.6e-4, CoulombicEfficiencyDefinition.DISCHARGE_OVER_CHARGE_BEFORE, 3.6 / 3.7, retention, Double.NaN,
                Double.NaN);
    }

    @Test
    void warnsOfAThickFoil() {
        List<Cycle> cycles = List.of(plating(1, 0.975, 4e-4, 0.00145));
        assertThat(OwnResults.cautions(cell(CellKind.PLATING, 600), cycles)).extracting(CheckedClaim::check).containsExactly("thick-foil");
    }
}
