package coulombus.core.protocol;

/// [SafetyLimits] for one cell. NaN where not stated.
///
/// @param voltageMinVolt        lowest voltage in V, signed, or NaN
/// @param voltageMaxVolt        highest voltage in V, signed, or NaN
/// @param currentMinAmpere      strongest discharging current in A, negative, or NaN
/// @param currentMaxAmpere      strongest charging current in A, positive, or NaN
/// @param capacityMaxAh         most charge of one step in Ah, or NaN
/// @param delaySecond           how long a limit must be passed in s, 0 or more
/// @param temperatureMaxCelsius highest temperature in °C, or NaN
public record ResolvedSafetyLimits(double voltageMinVolt, double voltageMaxVolt, double currentMinAmpere, double currentMaxAmpere,
        double capacityMaxAh, double delaySecond, double temperatureMaxCelsius) {

    /// True where a voltage lies outside; a side that is not stated is open.
    public boolean isVoltageOutside(double voltageVolt) {
        return voltageVolt < voltageMinVolt || voltageVolt > voltageMaxVolt;
    }

    /// True where a current lies outside; a side that is not stated is open.
    public boolean isCurrentOutside(double currentAmpere) {
        return currentAmpere < currentMinAmpere || currentAmpere > currentMaxAmpere;
    }
}
