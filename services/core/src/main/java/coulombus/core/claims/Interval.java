package coulombus.core.claims;

/// A value with the bounds between which it may lie, in the unit of the figure it belongs to. Operations carry the value and both
/// bounds, so a result keeps the value that the printed digits give and the range that their rounding allows.
///
/// A bound may be infinite: "more than 3000 h" has the value 3000 and no upper bound. Immutable.
public final class Interval {
    /// Digits that binary fractions lose must not decide whether 98.15 is 98.15.
    private static final double ROUNDING_FRACTION = 1e-9;

    private final double low;
    private final double value;
    private final double high;

    private Interval(double low, double value, double high) {
        this.low = low;
        this.value = value;
        this.high = high;
    }

    /// @throws IllegalArgumentException where the value does not lie within the bounds, or is no number
    public static Interval of(double low, double value, double high) {
        if (!(low <= value && value <= high) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("bounds: must hold the value; was " + low + " <= " + value + " <= " + high);
        }
        return new Interval(low, value, high);
    }

    public static Interval exactly(double value) {
        return of(value, value, value);
    }

    /// @param halfWidth how far the value may be off to either side, not negative
    public static Interval around(double value, double halfWidth) {
        return of(value - halfWidth, value, value + halfWidth);
    }

    public static Interval atLeast(double bound) {
        return of(bound, bound, Double.POSITIVE_INFINITY);
    }

    public static Interval atMost(double bound) {
        return of(Double.NEGATIVE_INFINITY, bound, bound);
    }

    public double low() {
        return low;
    }

    /// What the printed digits give, without their rounding.
    public double value() {
        return value;
    }

    public double high() {
        return high;
    }

    /// Do both bounds exist?
    public boolean isBounded() {
        return !Double.isInfinite(low) && !Double.isInfinite(high);
    }

    /// The same with the part below 0 cut off, for quantities that cannot be negative.
    Interval notNegative() {
        return new Interval(Math.max(0, low), Math.max(0, value), Math.max(0, high));
    }

    /// The same, wider by so much to either side.
    Interval widenedBy(double width) {
        return new Interval(low - width, value, high + width);
    }

    Interval plus(double number) {
        return new Interval(low + number, value + number, high + number);
    }

    Interval minus(Interval other) {
        return new Interval(low - other.high, value - other.value, high - other.low);
    }

    Interval times(double factor) {
        double a = product(low, factor);
        double b = product(high, factor);
        return new Interval(Math.min(a, b), value * factor, Math.max(a, b));
    }

    Interval times(Interval other) {
        double[] corners = { product(low, other.low), product(low, other.high), product(high, other.low), product(high, other.high) };
        return between(corners, value * other.value);
    }

    /// A divisor that may be 0 leaves no bound.
    Interval over(Interval other) {
        double quotient = value / other.value;
        if (other.low < 0 && other.high > 0) {
            return new Interval(Double.NEGATIVE_INFINITY, quotient, Double.POSITIVE_INFINITY);
        }
        double[] corners = { ratio(low, other.low), ratio(low, other.high), ratio(high, other.low), ratio(high, other.high) };
        return between(corners, quotient);
    }

    /// e to the power of this.
    Interval exp() {
        return new Interval(Math.exp(low), Math.exp(value), Math.exp(high));
    }

    /// This, not negative, to a power that is not negative.
    Interval power(Interval exponent) {
        double[] corners = { Math.pow(low, exponent.low), Math.pow(low, exponent.high), Math.pow(high, exponent.low),
                Math.pow(high, exponent.high) };
        return between(corners, Math.pow(value, exponent.value));
    }

    /// Does the number lie within the bounds, these included?
    boolean holds(double number) {
        double slack = ROUNDING_FRACTION * Math.abs(number);
        return number >= low - slack && number <= high + slack;
    }

    /// Is there a number within both?
    boolean meets(Interval other) {
        double slack = ROUNDING_FRACTION * Math.abs(value);
        return low - slack <= other.high && other.low <= high + slack;
    }

    private static Interval between(double[] corners, double value) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double corner : corners) {
            least = Math.min(least, corner);
            most = Math.max(most, corner);
        }
        return new Interval(least, value, most);
    }

    /// 0 times no bound is 0: the bound stands for numbers, however large.
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    private static double ratio(double a, double b) {
        if (a == 0) {
            return 0;
        }
        if (b == 0) {
            return Math.copySign(Double.POSITIVE_INFINITY, a);
        }
        return Double.isInfinite(b) ? 0 : a / b;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interval that && Double.compare(low, that.low) == 0 && Double.compare(value, that.value) == 0
                && Double.compare(high, that.high) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(low) * 31 * 31 + Double.hashCode(value) * 31 + Double.hashCode(high);
    }

    @Override
    public String toString() {
        return Digits.of(value) + " [" + Digits.of(low) + ", " + Digits.of(high) + "]";
    }
}
