package coulombus.core.safety;

/// What must never be passed on a channel while a test runs. A limit that is NaN does not exist.
///
/// @param voltageMinVolt        lowest voltage, signed, in V
/// @param voltageMaxVolt        highest voltage, signed, in V
/// @param currentMinAmpere      strongest discharging current, negative, in A
/// @param currentMaxAmpere      strongest charging current, positive, in A
/// @param capacityMaxAh         most charge of one step, greater than 0, in Ah
/// @param temperatureMaxCelsius highest temperature, in °C
/// @param delaySecond           how long a limit must be passed without a break before it counts, 0 or more, in s
public record HardLimits(double voltageMinVolt, double voltageMaxVolt, double currentMinAmpere, double currentMaxAmpere,
        double capacityMaxAh, double temperatureMaxCelsius, double delaySecond) {
    /// No limit at all.
    public static final HardLimits NONE = new HardLimits(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    public HardLimits {
        if (voltageMinVolt >= voltageMaxVolt) {
            throw new IllegalArgumentException(
                    "limits.voltageMinVolt: must be below voltageMaxVolt of " + voltageMaxVolt + "; was " + voltageMinVolt);
        }
        if (currentMinAmpere > 0 || currentMaxAmpere < 0) {
            throw new IllegalArgumentException("limits: currentMinAmpere must not be positive nor currentMaxAmpere negative; were "
                    + currentMinAmpere + " and " + currentMaxAmpere);
        }
        if (!(delaySecond >= 0) || Double.isInfinite(delaySecond)) {
            throw new IllegalArgumentException("limits.delaySecond: must be 0 or more; was " + delaySecond);
        }
    }

    /// The tighter of each limit; the delay of this one.
    ///
    /// @throws IllegalArgumentException where the two leave nothing between them
    public HardLimits tightenedBy(HardLimits other) {
        return new HardLimits(highest(voltageMinVolt, other.voltageMinVolt), lowest(voltageMaxVolt, other.voltageMaxVolt),
                highest(currentMinAmpere, other.currentMinAmpere), lowest(currentMaxAmpere, other.currentMaxAmpere),
                lowest(capacityMaxAh, other.capacityMaxAh), lowest(temperatureMaxCelsius, other.temperatureMaxCelsius), delaySecond);
    }

    private static double highest(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    private static double lowest(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }
}
