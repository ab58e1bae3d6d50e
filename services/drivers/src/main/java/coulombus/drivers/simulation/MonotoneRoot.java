package coulombus.drivers.simulation;

import java.util.function.DoubleUnaryOperator;

/// Root of a function that rises, by Ridders' method (C. Ridders, IEEE Trans. Circuits Syst. 26, 979, 1979): quadratic on smooth
/// stretches, never slower than bisection across jumps.
final class MonotoneRoot {
    private static final double RELATIVE = 1e-14;
    private static final int MOST_STEPS = 80;

    private MonotoneRoot() {}

    /// The root between two arguments in any order, of which one gives 0 or less and the other 0 or more. Where the function jumps
    /// across 0, the place of the jump.
    static double find(double one, double other, DoubleUnaryOperator rising) {
        double low = Math.min(one, other);
        double high = Math.max(one, other);
        double atLow = rising.applyAsDouble(low);
        double atHigh = rising.applyAsDouble(high);
        if (atLow >= 0) {
            return low;
        }
        return atHigh <= 0 ? high : between(low, atLow, high, atHigh, rising);
    }

    /// The same where the function is known at both arguments: less than 0 at the lower, more than 0 at the higher.
    static double between(double lower, double atLower, double higher, double atHigher, DoubleUnaryOperator rising) {
        double low = lower;
        double high = higher;
        double atLow = atLower;
        double atHigh = atHigher;
        double tolerance = RELATIVE * Math.max(Math.abs(low), Math.abs(high));
        for (int k = 0; k < MOST_STEPS && high - low > tolerance; k++) {
            double middle = 0.5 * (low + high);
            double atMiddle = rising.applyAsDouble(middle);
            if (atMiddle == 0) {
                return middle;
            }
            double guess = middle - (middle - low) * atMiddle / Math.sqrt(atMiddle * atMiddle - atLow * atHigh);
            double atGuess = guess > low && guess < high ? rising.applyAsDouble(guess) : atMiddle;
            double inner = guess > low && guess < high ? guess : middle;
            if (atGuess == 0) {
                return inner;
            }
            if (atMiddle < 0) {
                low = middle;
                atLow = atMiddle;
            } else {
                high = middle;
                atHigh = atMiddle;
            }
            if (atGuess < 0 && inner > low) {
                low = inner;
                atLow = atGuess;
            } else if (atGuess > 0 && inner < high) {
                high = inner;
                atHigh = atGuess;
            }
        }
        return 0.5 * (low + high);
    }
}
