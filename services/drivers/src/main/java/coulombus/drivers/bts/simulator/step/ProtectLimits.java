package coulombus.drivers.bts.simulator.step;

/// Limits the machine holds by itself.
///
/// @param upperVoltageVolt    infinite where absent
/// @param lowerVoltageVolt    infinite where absent
/// @param upperCurrentAmpere  of charging, infinite where absent
/// @param lowerCurrentAmpere  of discharging, a negative number, infinite where absent
/// @param capacityAh          of one step, infinite where absent
/// @param delayTicks          how long a limit must be exceeded, in ticks of 100 ms
public record ProtectLimits(double upperVoltageVolt, double lowerVoltageVolt, double upperCurrentAmpere, double lowerCurrentAmpere,
        double capacityAh, long delayTicks) {
    public static final ProtectLimits NONE = new ProtectLimits(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

    /// True where one is exceeded.
    public boolean exceeded(double voltageVolt, double currentAmpere, double stepCapacityAh) {
        return voltageVolt > upperVoltageVolt || voltageVolt < lowerVoltageVolt || currentAmpere > upperCurrentAmpere
                || currentAmpere < lowerCurrentAmpere || stepCapacityAh > capacityAh;
    }
}
