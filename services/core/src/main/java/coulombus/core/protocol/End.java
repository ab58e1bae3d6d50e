package coulombus.core.protocol;

import java.util.Objects;
import java.util.Optional;

/// A condition that ends a step. The conditions of a step are OR-ed: the first one met ends it.
public sealed interface End {
    /// The charge passed in this execution of the step reaches the amount, whatever its direction.
    record Capacity(ChargeQuantity capacity) implements End {
        public Capacity { Objects.requireNonNull(capacity, "capacity"); }
    }

    /// The charge passed reaches a multiple of the charge that another step passed in its last execution.
    ///
    /// @param timesRatio how many times that charge, greater than 0
    /// @param tag        the tag right before that step; empty: the nearest step with a current before this one in the list of steps
    record RelativeCapacity(double timesRatio, Optional<String> tag) implements End {
        public RelativeCapacity {
            Objects.requireNonNull(tag, "tag");
            requirePositive(timesRatio, "capacity_of.times");
        }

        public static RelativeCapacity ofPrevious(double timesRatio) {
            return new RelativeCapacity(timesRatio, Optional.empty());
        }

        public static RelativeCapacity ofTagged(String tag, double timesRatio) {
            return new RelativeCapacity(timesRatio, Optional.of(tag));
        }
    }

    /// The voltage reaches the value: from below while charging / stripping, from above while discharging / plating. 0 V is a value like
    /// any other.
    record Voltage(double voltageVolt) implements End, ResolvedEnd {
        public Voltage { requireFinite(voltageVolt, "voltage", "V"); }
    }

    /// The step has lasted this long, in s.
    record Time(double timeSecond) implements End, ResolvedEnd {
        public Time { requirePositive(timeSecond, "time"); }
    }

    /// The magnitude of the current has fallen to this magnitude (ends a constant voltage); greater than 0.
    record Current(CurrentQuantity current) implements End {
        public Current {
            Objects.requireNonNull(current, "current");
            if (current.sign() < 0) {
                throw new IllegalArgumentException("current: must be a magnitude, greater than 0; was " + current);
            }
        }
    }

    /// How this condition is called in texts and messages.
    default String word() {
        return switch (this) {
            case Capacity capacity -> "capacity";
            case RelativeCapacity relative -> "capacity_of";
            case Voltage voltage -> "voltage";
            case Time time -> "time";
            case Current current -> "current";
        };
    }

    private static void requirePositive(double value, String path) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(path + ": must be greater than 0; was " + value);
        }
    }

    private static void requireFinite(double value, String path, String unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(path + ": must be a number; was " + value + " " + unit);
        }
    }
}
