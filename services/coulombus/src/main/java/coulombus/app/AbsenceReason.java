package coulombus.app;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cycle.Cycle;
import coulombus.core.halfcycle.ChargeBasis;
import coulombus.core.halfcycle.HalfCycle;

/// Why a value of a report is absent, in words, by the name of its field.
final class AbsenceReason {
    private static final String NO_CHARGE = "the data hold neither a current nor a counter of charge";
    private static final String NOT_TOLD = "the file does not tell";

    private AbsenceReason() {}

    static String ofHalfCycle(String field, HalfCycle h) {
        return switch (field) {
            case "phase" -> "plating and stripping are defined for plating and symmetric cells only";
            case "capacity_ah", "energy_wh", "mean_current_ampere", "charge_weighted_voltage_volt" ->
                h.chargeBasis() == ChargeBasis.NONE ? NO_CHARGE : "no charge passed";
            case "integral_capacity_ah" -> "the current is not measured, so it is not integrated";
            case "counter_capacity_ah" -> "the device has no counter of charge in this direction";
            case "plateau_voltage_volt" -> "too few measurements for a plateau";
            case "dip_voltage_volt" -> "no measurement under current where a dip would be";
            case "nucleation_overpotential_volt" -> switch (h.nucleationAbsence()) {
                case NONE -> "";
                case NOT_PLATING -> "only plating on a bare collector nucleates";
                case UNDERSAMPLED ->
                    "UNDERSAMPLED: the dip may lie between two measurements, or the electrode area that tells is not known";
                case NO_DIP -> "no dip: the voltage starts on its plateau";
                case TOO_SHORT -> "too few measurements, or no charge to find the plateau with";
            };
            case "roughness_volt" -> "a single measurement";
            case "step_resistance_ohm", "step_resistance_delay_second" -> "no measurement before the step of current";
            default -> NOT_TOLD;
        };
    }

    static String ofCycle(String field, Cycle c, CellFacts cell) {
        return switch (field) {
            case "charging_capacity_ah", "charging_energy_wh", "mean_charging_voltage_volt" ->
                c.firstHalfCycle() == c.lastHalfCycle() ? "the cycle has no charging half-cycle" : NO_CHARGE;
            case "discharging_capacity_ah", "discharging_energy_wh", "mean_discharging_voltage_volt" ->
                c.firstHalfCycle() == c.lastHalfCycle() ? "the cycle has no discharging half-cycle" : NO_CHARGE;
            case "coulombic_efficiency_resolution" ->
                Double.isNaN(c.coulombicEfficiency().efficiency()) ? "no efficiency" : "the instrument's resolution is not known";
            case "rolling_coulombic_efficiency_5", "rolling_coulombic_efficiency_10", "rolling_coulombic_efficiency_50" ->
                "fewer judged cycles than the window";
            case "rolling_coulombic_efficiency_ewma", "cumulative_coulombic_efficiency", "cumulative_loss_ah" -> "no judged cycle yet";
            case "capacity_retention" -> retention(c, cell);
            case "contradiction" -> "none was found";
            case "energy_efficiency" -> cell.kind() == CellKind.FULL ? "needs both half-cycles" : "defined for full cells only";
            case "polarization_half_volt", "asymmetry_volt" -> "needs the plateaus of both half-cycles";
            case "cumulative_plated_capacity_ah" -> "plating is defined for plating and symmetric cells only";
            case "cumulative_plated_capacity_mah_per_cm2" ->
                Double.isNaN(cell.areaCm2()) ? "electrode area not given" : "plating is defined for plating and symmetric cells only";
            case "discharging_capacity_mah_per_g" ->
                Double.isNaN(cell.activeMassMg()) ? "active mass not given" : "the cycle has no discharging half-cycle";
            case "zinc_utilization" -> Double.isNaN(cell.zincFoilCapacityAh())
                    ? "zinc foil thickness or electrode area not given"
                    : "not defined for this kind of cell, or no discharging half-cycle";
            case "negative_to_positive_ratio" ->
                cell.kind() == CellKind.FULL
                        ? "zinc foil thickness, electrode area or nominal capacity not given"
                        : "defined for full cells only";
            default -> NOT_TOLD;
        };
    }

    private static String retention(Cycle c, CellFacts cell) {
        if (cell.kind() != CellKind.FULL && cell.kind() != CellKind.INSERTION_HALF) {
            return "defined for full and insertion half cells only";
        }
        return c.complete()
                ? "the reference (median of complete cycles from 3 on, three at one rate) is not known yet, or the rate is another"
                : "an incomplete cycle is not judged";
    }
}
