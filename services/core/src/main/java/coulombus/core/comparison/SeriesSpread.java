package coulombus.core.comparison;

import java.util.ArrayList;
import java.util.List;

/// Mean and spread of several series over a common axis. Between two of its own points a series counts by the straight line through
/// them, before its first and after its last it does not count: what one cell did is never told of another.
///
/// @param points in order of x; only those which at least one series reaches
public record SeriesSpread(List<Point> points) {

    /// One series of a cell.
    ///
    /// @param x strictly rising
    /// @param y one value for each x; NaN where there is none
    public record Series(double[] x, double[] y) {
        public Series {
            if (x.length != y.length) {
                throw new IllegalArgumentException("y: must have a value for each x; was " + y.length + " for " + x.length);
            }
            for (int i = 1; i < x.length; i++) {
                if (!(x[i] > x[i - 1])) {
                    throw new IllegalArgumentException("x: must rise; was " + x[i - 1] + ", then " + x[i]);
                }
            }
        }

        /// The value at a place, or NaN outside of what the series holds.
        double at(double place, int segment) {
            if (x.length == 0 || place < x[0] || place > x[x.length - 1]) {
                return Double.NaN;
            }
            if (x[segment] == place || segment == x.length - 1) {
                return y[segment];
            }
            double share = (place - x[segment]) / (x[segment + 1] - x[segment]);
            return y[segment] + share * (y[segment + 1] - y[segment]);
        }
    }

    /// @param x                 place on the axis
    /// @param count             series that count here
    /// @param mean              their mean
    /// @param standardDeviation of the series, n - 1 in the denominator; NaN for one
    /// @param least             the least of them
    /// @param greatest          the greatest of them
    public record Point(double x, int count, double mean, double standardDeviation, double least, double greatest) {}

    public SeriesSpread { points = List.copyOf(points); }

    /// @param grid places to tell about, rising
    public static SeriesSpread of(List<Series> series, double[] grid) {
        int[] segments = new int[series.size()];
        List<Point> points = new ArrayList<>();
        double[] values = new double[series.size()];
        for (double place : grid) {
            int count = 0;
            for (int s = 0; s < values.length; s++) {
                Series one = series.get(s);
                while (segments[s] + 1 < one.x().length && one.x()[segments[s] + 1] <= place) {
                    segments[s]++;
                }
                double value = one.at(place, segments[s]);
                if (Double.isFinite(value)) {
                    values[count++] = value;
                }
            }
            if (count > 0) {
                points.add(point(place, values, count));
            }
        }
        return new SeriesSpread(points);
    }

    private static Point point(double place, double[] values, int count) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            sum += values[i];
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new Point(place, count, mean, count > 1 ? Math.sqrt(squares / (count - 1)) : Double.NaN, least, greatest);
    }
}
