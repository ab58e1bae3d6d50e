package coulombus.core.cycle;

import java.util.Objects;

/// An electrochemical pair of half-cycles, numbered from 1; number 0 is a half-cycle that came before the first pair and has no
/// partner. A quantity that could not be had is NaN.
///
/// @param number                        1 for the first pair
/// @param vendorCycleCount              the vendor's cycle number where the pair began, or -1
/// @param firstHalfCycle                number of the first half-cycle of the pair
/// @param lastHalfCycle                 number of the last half-cycle of the pair, equal to the first where the partner is missing
/// @param startTestTimeSecond           when its current began
/// @param endTestTimeSecond             when its current last flowed
/// @param chargingCapacityAh            charge put in, NaN where the pair has no charging half-cycle
/// @param dischargingCapacityAh         charge taken out, NaN where the pair has no discharging half-cycle
/// @param chargingEnergyWh              energy put in
/// @param dischargingEnergyWh           energy taken out
/// @param meanChargingVoltageVolt       charging energy over charging charge
/// @param meanDischargingVoltageVolt    discharging energy over discharging charge
/// @param coulombicEfficiency           with definition, validity, reason and resolution
/// @param complete                      both half-cycles are there, began in the run and ended by themselves
/// @param rolling                       efficiencies over windows, up to and with this cycle
/// @param energyEfficiency              discharging over charging energy of a full cell, or NaN
/// @param capacityRetentionFraction     discharging (half cell: second half-cycle's) capacity over the reference, or NaN
/// @param polarizationHalfVolt          half of the gap between mean charging and discharging plateau, u = 0.2 to 0.9
/// @param asymmetryVolt                 mean of the two plateaus: 0 for a symmetric cell with equal electrodes
/// @param cumulativePlatedAh            charge plated since the run began (plating only, one direction), or NaN
/// @param cumulativeLossAh              sum of charge not recovered over judged cycles, or NaN
/// @param zincUtilizationFraction       charge cycled over the capacity of the zinc foil, or NaN
/// @param negativeToPositiveRatio       N/P: capacity of the zinc foil over the cathode's, or NaN
public record Cycle(int number, int vendorCycleCount, int firstHalfCycle, int lastHalfCycle, double startTestTimeSecond,
        double endTestTimeSecond, double chargingCapacityAh, double dischargingCapacityAh, double chargingEnergyWh,
        double dischargingEnergyWh, double meanChargingVoltageVolt, double meanDischargingVoltageVolt,
        CoulombicEfficiency coulombicEfficiency, boolean complete, RollingEfficiency rolling, double energyEfficiency,
        double capacityRetentionFraction, double polarizationHalfVolt, double asymmetryVolt, double cumulativePlatedAh,
        double cumulativeLossAh, double zincUtilizationFraction, double negativeToPositiveRatio) {

    public Cycle {
        Objects.requireNonNull(coulombicEfficiency, "coulombicEfficiency");
        Objects.requireNonNull(rolling, "rolling");
    }
}
