package coulombus.core.protocol;

import java.util.Objects;
import java.util.Optional;

/// What must never be passed, whatever the step. The cycler holds these first, the agent checks them again. NaN or empty where not stated.
///
/// @param voltageMinVolt        lowest voltage in V, signed, or NaN
/// @param voltageMaxVolt        highest voltage in V, signed, or NaN; above the lowest
/// @param currentMin            strongest discharging current, negative
/// @param currentMax            strongest charging current, positive
/// @param capacityMax           most charge of one step
/// @param delaySecond           how long a limit must be passed, 0 or more
/// @param temperatureMaxCelsius highest temperature in °C, or NaN
public record SafetyLimits(double voltageMinVolt, double voltageMaxVolt, Optional<CurrentQuantity> currentMin,
        Optional<CurrentQuantity> currentMax, Optional<ChargeQuantity> capacityMax, double delaySecond, double temperatureMaxCelsius) {

    /// Nothing is stated.
    public static final SafetyLimits NONE = new SafetyLimits(Double.NaN, Double.NaN, Optional.empty(), Optional.empty(),
            Optional.empty(), 0, Double.NaN);

    public SafetyLimits {
        Objects.requireNonNull(currentMin, "currentMin");
        Objects.requireNonNull(currentMax, "currentMax");
        Objects.requireNonNull(capacityMax, "capacityMax");
        requireNotInfinite(voltageMinVolt, "voltage_min");
        requireNotInfinite(voltageMaxVolt, "voltage_max");
        requireNotInfinite(temperatureMaxCelsius, "temperature_max");
        if (voltageMinVolt >= voltageMaxVolt) {
            throw new IllegalArgumentException("safety.voltage_min: must be below voltage_max of " + voltageMaxVolt + " V; was "
                    + voltageMinVolt + " V");
        }
        if (currentMin.filter(current -> current.sign() > 0).isPresent()) {
            throw new IllegalArgumentException("safety.current_min: must be negative, it limits discharging; was " + currentMin.get());
        }
        if (currentMax.filter(current -> current.sign() < 0).isPresent()) {
            throw new IllegalArgumentException("safety.current_max: must be positive, it limits charging; was " + currentMax.get());
        }
        if (!(delaySecond >= 0) || Double.isInfinite(delaySecond)) {
            throw new IllegalArgumentException("safety.delay: must be 0 s or more; was " + delaySecond);
        }
    }

    /// Limits of voltage only, passed for a second.
    public static SafetyLimits ofVoltage(double voltageMinVolt, double voltageMaxVolt) {
        return new SafetyLimits(voltageMinVolt, voltageMaxVolt, Optional.empty(), Optional.empty(), Optional.empty(), 1, Double.NaN);
    }

    private static void requireNotInfinite(double value, String name) {
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("safety." + name + ": must be a number; was " + value);
        }
    }
}
