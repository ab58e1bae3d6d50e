package coulombus.core.cycle;

/// A row of a vendor's own per-cycle table, for files that hold no measurements: the cycle level is then all there is.
/// A quantity the vendor does not print is NaN.
///
/// @param vendorCycleCount           the vendor's number, untouched
/// @param endTestTimeSecond          test time at the end of the cycle
/// @param chargingCapacityAh         charge put in
/// @param dischargingCapacityAh      charge taken out
/// @param chargingEnergyWh           energy put in
/// @param dischargingEnergyWh        energy taken out
/// @param vendorEfficiency           the vendor's own efficiency as a ratio
public record VendorCycle(int vendorCycleCount, double endTestTimeSecond, double chargingCapacityAh, double dischargingCapacityAh,
        double chargingEnergyWh, double dischargingEnergyWh, double vendorEfficiency) {}
