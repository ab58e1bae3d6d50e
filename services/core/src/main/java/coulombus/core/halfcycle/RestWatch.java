package coulombus.core.halfcycle;

import java.util.Arrays;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Follows the voltage of a rest and separates its slow decay from relaxation: V(t) = V0 + a exp(-t/tau) + b t by recursive least squares
/// over measurements at least 3 % of the rest's time apart, so that a rest recorded densely and one recorded sparsely weigh alike.
///
/// ```
/// FLOWING --no current--> RESTING --1 h, 2 h, 4 h ...: tells b--> RESTING
/// ```
/// tau is fixed (a setting): three time constants of it lie well inside the shortest rest that is told.
public final class RestWatch {
    private static final double SPACING = 1.03;
    private static final double HOUR = 3600;
    /// Sums over 1, e, h, e e, e h, h h, V, e V, h V, where e = exp(-t/tau) and h is the time in hours.
    private static final int SUMS = 9;

    private final boolean follows;
    private final double relaxationSecond;
    private final double shortestSecond;
    private double longestSecond;
    private boolean resting;
    private double startTestTimeSecond;
    private long startSeq;
    private double startVolt;
    private double startCelsius;
    private double nextSecond;
    private double nextTellSecond;
    private final double[] sums = new double[SUMS];

    /// The slope of a rest so far.
    ///
    /// @param slopeVoltPerHour  b: change of the voltage without what relaxation changes
    /// @param changeCelsius     change of the temperature since the rest began, NaN where it is not measured
    /// @param after             direction of the current before the rest
    public record Slope(Direction after, double startTestTimeSecond, long startSeq, double testTimeSecond, long seq,
            double startVoltageVolt,
            double voltageVolt, double slopeVoltPerHour, double changeCelsius) {

        public double restSecond() {
            return testTimeSecond - startTestTimeSecond;
        }
    }

    RestWatch(boolean follows, double relaxationSecond, double shortestSecond) {
        this.follows = follows;
        this.relaxationSecond = relaxationSecond;
        this.shortestSecond = shortestSecond;
    }

    /// The current flows.
    void flows() {
        resting = false;
    }

    /// Longest rest since this was asked last.
    double takeLongestSecond() {
        double longest = longestSecond;
        longestSecond = 0;
        return longest;
    }

    /// Takes a measurement at rest. True where the slope is to be told.
    ///
    /// @param sinceTestTimeSecond when the rest began, if this measurement is its first
    boolean on(long seq, double sinceTestTimeSecond, double t, double v, double celsius) {
        if (!resting) {
            begin(seq, Math.min(sinceTestTimeSecond, t), v, celsius);
        }
        double second = t - startTestTimeSecond;
        longestSecond = Math.max(longestSecond, second);
        if (!follows || second < nextSecond) {
            return false;
        }
        nextSecond = Math.max(second + 1, SPACING * second);
        add(second, v - startVolt);
        if (second < nextTellSecond) {
            return false;
        }
        nextTellSecond = 2 * second;
        return true;
    }

    private void begin(long seq, double since, double v, double celsius) {
        resting = true;
        startTestTimeSecond = since;
        startSeq = seq;
        startVolt = v;
        startCelsius = celsius;
        nextSecond = 0;
        nextTellSecond = shortestSecond;
        Arrays.fill(sums, 0);
    }

    private void add(double second, double v) {
        double e = Math.exp(-second / relaxationSecond);
        double h = second / HOUR;
        sums[0] += 1;
        sums[1] += e;
        sums[2] += h;
        sums[3] += e * e;
        sums[4] += e * h;
        sums[5] += h * h;
        sums[6] += v;
        sums[7] += e * v;
        sums[8] += h * v;
    }

    /// b by Cramer's rule; not finite where there are too few measurements to tell.
    private double slope() {
        double n = sums[0];
        double minor0 = n * sums[3] - sums[1] * sums[1];
        double minor1 = n * sums[4] - sums[1] * sums[2];
        double minor2 = sums[1] * sums[4] - sums[3] * sums[2];
        return (sums[8] * minor0 - sums[7] * minor1 + sums[6] * minor2) / (sums[5] * minor0 - sums[4] * minor1 + sums[2] * minor2);
    }

    /// The slope that is to be told at the measurement given.
    Slope slope(Direction after, long seq, double t, double v, double celsius) {
        return new Slope(after, startTestTimeSecond, startSeq, t, seq, startVolt, v, slope(), celsius - startCelsius);
    }

    void writeTo(StateWriter out) {
        out.putDouble(longestSecond);
        out.putBoolean(resting);
        if (!resting) {
            return;
        }
        out.putDouble(startTestTimeSecond);
        out.putLong(startSeq);
        out.putDouble(startVolt);
        out.putDouble(startCelsius);
        out.putDouble(nextSecond);
        out.putDouble(nextTellSecond);
        out.putDoubles(sums, follows ? SUMS : 0);
    }

    void readFrom(StateReader in) {
        longestSecond = in.getDouble();
        resting = in.getBoolean();
        if (!resting) {
            return;
        }
        startTestTimeSecond = in.getDouble();
        startSeq = in.getLong();
        startVolt = in.getDouble();
        startCelsius = in.getDouble();
        nextSecond = in.getDouble();
        nextTellSecond = in.getDouble();
        in.getDoubles(sums, follows ? SUMS : 0);
    }
}
