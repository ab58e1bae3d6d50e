package coulombus.drivers.bts.simulator.wire;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as the machine prints them: .NET's general format with 15 digits.
final class WireNumbers {
    private static final MathContext FIFTEEN = new MathContext(15, RoundingMode.HALF_UP);
    private static final int SMALLEST_FIXED_EXPONENT = -4;

    private WireNumbers() {}

    /// 15 significant digits, no zeros at the end, an exponent where it is below -4 or above 14.
    static void general(StringBuilder to, double number) {
        if (number == 0) {
            to.append('0');
            return;
        }
        BigDecimal rounded = new BigDecimal(number).round(FIFTEEN).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_FIXED_EXPONENT && exponent < FIFTEEN.getPrecision()) {
            to.append(rounded.toPlainString());
            return;
        }
        String digits = rounded.unscaledValue().abs().toString();
        if (rounded.signum() < 0) {
            to.append('-');
        }
        to.append(digits.charAt(0));
        if (digits.length() > 1) {
            to.append('.').append(digits, 1, digits.length());
        }
        to.append('E').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        to.append(size < 10 ? "0" : "").append(size);
    }

    /// Rounded to so many decimals, half away from zero; never `-0`.
    static void rounded(StringBuilder to, double number, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
        to.append(rounded.signum() == 0 ? "0" : rounded.toPlainString());
    }
}
