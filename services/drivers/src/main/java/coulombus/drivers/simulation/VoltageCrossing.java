package coulombus.drivers.simulation;

/// When a cell's voltage passes a limit, as far as it is foreseen.
final class VoltageCrossing {
    private VoltageCrossing() {}

    /// Seconds, at most `withinSecond`, after which the voltage passes the limit in the direction of the current (upwards where it is
    /// positive); 0 where it has passed it, infinite where it will not within that time.
    static double afterSecond(SimulatedCell cell, double currentAmpere, double limitVolt, double withinSecond) {
        double direction = Math.signum(currentAmpere);
        if (direction * (cell.voltageVoltAfter(withinSecond, currentAmpere) - limitVolt) < 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (direction * (cell.voltageVolt(currentAmpere) - limitVolt) >= 0) {
            return 0;
        }
        double before = 0;
        double after = withinSecond;
        while (after - before > 1e-9 * withinSecond) {
            double middle = 0.5 * (before + after);
            if (direction * (cell.voltageVoltAfter(middle, currentAmpere) - limitVolt) < 0) {
                before = middle;
            } else {
                after = middle;
            }
        }
        return after;
    }
}
