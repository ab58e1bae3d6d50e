package coulombus.drivers.simulation;

import java.util.Arrays;

/// Lives of cells without looking at every measurement: a step without a leak is one step.
final class Fleet {
    private Fleet() {}

    /// Hours under current to the soft short: 0.5 mAh/cm² at 1 mA/cm².
    static double lifeHour(SimulatedCell cell) {
        return lifeHour(cell, 0.785e-3);
    }

    static double lifeHour(SimulatedCell cell, double ampere) {
        while (Double.isNaN(cell.softShortSinceSecond())) {
            cell.advance(0.5 * 3600 * 0.785e-3 / ampere, -ampere);
            if (Double.isNaN(cell.softShortSinceSecond())) {
                cell.advance(cell.exhaustedAfterSecond(ampere), ampere);
            }
        }
        return cell.softShortSinceSecond() / 3600;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
