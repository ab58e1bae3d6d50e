package coulombus.core.claims;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Computed numbers as a person writes them, without an exponent where none is needed: five significant digits beside their bounds, four in
/// a sentence.
final class Digits {
    private static final MathContext BESIDE_BOUNDS = new MathContext(5);
    private static final MathContext IN_A_SENTENCE = new MathContext(4);

    private Digits() {}

    static String of(double number) {
        return of(number, BESIDE_BOUNDS);
    }

    static String inASentence(double number) {
        return of(number, IN_A_SENTENCE);
    }

    private static String of(double number, MathContext digits) {
        if (Double.isNaN(number)) {
            return "unknown";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "no upper bound" : "no lower bound";
        }
        if (number == 0) {
            return "0";
        }
        double size = Math.abs(number);
        return size < 1e-4 || size >= 1e9
                ? String.format(Locale.ROOT, "%.2e", number)
                : new BigDecimal(number).round(digits).stripTrailingZeros().toPlainString();
    }
}
