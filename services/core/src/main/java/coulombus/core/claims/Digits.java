package coulombus.core.claims;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Computed numbers as a person writes them: five significant digits, no exponent where none is needed.
final class Digits {
    private static final MathContext FIVE = new MathContext(5);

    private Digits() {}

    static String of(double number) {
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
                : new BigDecimal(number).round(FIVE).stripTrailingZeros().toPlainString();
    }
}
