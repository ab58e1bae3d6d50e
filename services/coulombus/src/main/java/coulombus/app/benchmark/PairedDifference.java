package coulombus.app.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// One policy minus another on the same workloads.
///
/// @param mean          of the differences
/// @param standardError of the mean
/// @param lower         workloads on which the first one is below
/// @param pairs         how many, 2 or more
record PairedDifference(double mean, double standardError, int lower, int pairs) {
    static PairedDifference of(List<ScheduleFigures> first, List<ScheduleFigures> second, ToDoubleFunction<ScheduleFigures> figure) {
        int n = first.size();
        double[] differences = new double[n];
        double sum = 0;
        int lower = 0;
        for (int i = 0; i < n; i++) {
            differences[i] = figure.applyAsDouble(first.get(i)) - figure.applyAsDouble(second.get(i));
            sum += differences[i];
            lower += differences[i] < 0 ? 1 : 0;
        }
        double mean = sum / n;
        double squares = 0;
        for (double d : differences) {
            squares += (d - mean) * (d - mean);
        }
        return new PairedDifference(mean, Math.sqrt(squares / (n - 1) / n), lower, n);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%+.2f ± %.2f", mean, standardError);
    }
}
