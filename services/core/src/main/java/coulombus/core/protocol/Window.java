package coulombus.core.protocol;

import java.util.List;
import java.util.Objects;

import coulombus.core.halfcycle.Direction;

/// Galvanostatic cycling of a half or full cell between two voltages.
///
/// @param lowVolt      where discharging ends, V, signed
/// @param highVolt     where charging ends, V, above the low one
/// @param first        which half-cycle comes first
/// @param mostCapacity charge that no half-cycle passes: the guard for a cell that never comes to the voltage
public record Window(double lowVolt, double highVolt, Direction first, ChargeQuantity mostCapacity) {

    public Window {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(mostCapacity, "mostCapacity");
        if (!(lowVolt < highVolt)) {
            throw new IllegalArgumentException("window.lowVolt: must be below highVolt of " + highVolt + "; was " + lowVolt);
        }
    }

    /// One half-cycle at a magnitude of current.
    Step.ConstantCurrent halfCycle(Direction direction, CurrentQuantity magnitude) {
        return direction == Direction.CHARGE
                ? new Step.ConstantCurrent(magnitude, new End.Voltage(highVolt), new End.Capacity(mostCapacity))
                : new Step.ConstantCurrent(magnitude.reversed(), new End.Voltage(lowVolt), new End.Capacity(mostCapacity));
    }

    /// Both half-cycles in order.
    List<Step> cycle(CurrentQuantity magnitude) {
        return List.of(halfCycle(first, magnitude), halfCycle(first.opposite(), magnitude));
    }

    static void requireMagnitude(CurrentQuantity current) {
        if (current.sign() < 0) {
            throw new IllegalArgumentException("current: must be a magnitude, greater than 0; was " + current);
        }
    }
}
