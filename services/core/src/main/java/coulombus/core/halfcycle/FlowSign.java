package coulombus.core.halfcycle;

import coulombus.core.measurement.StepKind;

/// Which way the current of a measurement flows: by the device's step kind where it gives one, else by the sign of the current, else (the
/// run has no current at all) by the sign of the voltage.
///
/// @param currentAbsent   true where the run has no current
/// @param smallestAmpere  |I| below it is no current, greater than 0, in A
record FlowSign(boolean currentAbsent, double smallestAmpere) {
    /// @param recentAmpere recent mean of |I|, in A; far below it is rest
    /// @return +1 charging, -1 discharging, 0 for rest, impedance and currents too small to mean anything
    int of(StepKind kind, double current, double v, double recentAmpere) {
        if (kind == StepKind.IMPEDANCE || kind == StepKind.REST) {
            return 0;
        }
        if (currentAbsent) {
            return v > 0 ? 1 : v < 0 ? -1 : 0;
        }
        double magnitude = Math.abs(current);
        if (magnitude < smallestAmpere) {
            return 0;
        }
        int sign = current > 0 ? 1 : -1;
        if (kind.sign() != 0) {
            return kind.sign() == sign ? sign : 0;
        }
        return magnitude < HalfCycleAccumulator.REST_FRACTION * recentAmpere ? 0 : sign;
    }
}
