package coulombus.core.protocol;

import java.util.Objects;
import java.util.Set;

/// What a channel can do. A limit that is not known is NaN, and nothing is held against it.
///
/// @param minVoltageVolt   lowest voltage it controls and measures, V, signed, or NaN
/// @param maxVoltageVolt   highest, above the lowest, or NaN
/// @param maxCurrentAmpere largest magnitude of current, A, greater than 0, or NaN
/// @param steps            what it can do besides; loops and tags need not be named
public record ChannelLimits(double minVoltageVolt, double maxVoltageVolt, double maxCurrentAmpere, Set<StepType> steps) {

    public ChannelLimits {
        Objects.requireNonNull(steps, "steps");
        steps = Set.copyOf(steps);
        if (minVoltageVolt >= maxVoltageVolt) {
            throw new IllegalArgumentException("limits.minVoltageVolt: must be below maxVoltageVolt of " + maxVoltageVolt + "; was "
                    + minVoltageVolt);
        }
        if (maxCurrentAmpere <= 0) {
            throw new IllegalArgumentException("limits.maxCurrentAmpere: must be greater than 0; was " + maxCurrentAmpere);
        }
    }

    /// True where a step of this type can be done.
    public boolean supports(StepType type) {
        return type == StepType.LOOP || type == StepType.TAG || steps.contains(type);
    }
}
