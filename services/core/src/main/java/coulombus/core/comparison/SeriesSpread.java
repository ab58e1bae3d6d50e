package coulombus.core.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Mean and spread of several series over a common axis. Between two of its own points a series counts by the straight line through
/// them, before its first and after its last it does not count: what one cell did is never told of another.
///
/// @param points in order of x; only those which at least one series reaches
public record SeriesSpread(List<Point> points) {

    /// One series of a cell. Its units are those of the quantities that are compared.
    public static final class Series {
        private final double[] x;
        private final double[] y;

        /// @param x strictly rising; not copied
        /// @param y one value for each x, NaN where there is none; not copied
        public Series(double[] x, double[] y) {
            if (x.length != y.length) {
                throw new IllegalArgumentException("y: must have a value for each x; was " + y.length + " for " + x.length);
            }
            for (int i = 1; i < x.length; i++) {
                if (!(x[i] > x[i - 1])) {
                    throw new IllegalArgumentException("x: must rise; was " + x[i - 1] + ", then " + x[i]);
                }
            }
            this.x = x;
            this.y = y;
        }

        public double[] x() {
            return x;
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

    /// The series at one place of the axis, in their own units.
    public static final class Point {
        private final double x;
        private final double[] values;

        private Point(double x, double[] values) {
            this.x = x;
            this.values = values;
        }

        /// The place on the axis.
        public double x() {
            return x;
        }

        /// Series that count here.
        public int count() {
            return values.length;
        }

        public double mean() {
            return Arrays.stream(values).sum() / values.length;
        }

        /// Of the series, n - 1 in the denominator; NaN for one.
        public double standardDeviation() {
            double mean = mean();
            double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
            return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Double.NaN;
        }

        public double least() {
            return Arrays.stream(values).min().orElseThrow();
        }

        public double greatest() {
            return Arrays.stream(values).max().orElseThrow();
        }
    }

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
                while (segments[s] + 1 < one.x.length && one.x[segments[s] + 1] <= place) {
                    segments[s]++;
                }
                double value = one.at(place, segments[s]);
                if (Double.isFinite(value)) {
                    values[count++] = value;
                }
            }
            if (count > 0) {
                points.add(new Point(place, Arrays.copyOf(values, count)));
            }
        }
        return new SeriesSpread(points);
    }
}
