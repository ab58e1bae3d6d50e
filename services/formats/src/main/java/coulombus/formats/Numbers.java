package coulombus.formats;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/// Numbers and durations as cyclers print them, read without making a String.
final class Numbers {
    private static final double[] POWERS_OF_TEN = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18 };
    private static final long LARGEST_EXACT = 1L << 53;

    private Numbers() {}

    /// The double nearest to what is printed; NaN for anything that is no number.
    ///
    /// A plain decimal whose digits fit a double exactly is one division away from its exactly rounded value; the rest (exponents,
    /// long digit strings, `inf`) goes to the full parser.
    static double parse(char[] text, int offset, int length, char decimal) {
        int i = offset;
        int end = offset + length;
        boolean negative = i < end && text[i] == '-';
        if (negative || i < end && text[i] == '+') {
            i++;
        }
        long digits = 0;
        int point = -1;
        int first = i;
        for (; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else if (c == decimal && point < 0) {
                point = i;
            } else {
                return parseAny(text, offset, length, decimal);
            }
        }
        int count = end - first - (point < 0 ? 0 : 1);
        if (!isExact(digits, count)) {
            return parseAny(text, offset, length, decimal);
        }
        double value = exact(digits, point < 0 ? 0 : end - point - 1);
        return negative ? -value : value;
    }

    /// True where `count` digits were read without overflow and are exact as a double.
    static boolean isExact(long digits, int count) {
        return count > 0 && count <= 18 && digits <= LARGEST_EXACT;
    }

    /// The double nearest to `digits` with the last `decimals` of them behind the decimal sign.
    static double exact(long digits, int decimals) {
        return decimals == 0 ? digits : digits / POWERS_OF_TEN[decimals];
    }

    static double parse(String text, char decimal) {
        return parse(text.toCharArray(), 0, text.length(), decimal);
    }

    private static double parseAny(char[] text, int offset, int length, char decimal) {
        char[] plain = text;
        int start = offset;
        if (decimal != '.') {
            plain = new char[length];
            for (int k = 0; k < length; k++) {
                plain[k] = text[offset + k] == decimal ? '.' : text[offset + k];
            }
            start = 0;
        }
        try {
            return JavaDoubleParser.parseDouble(plain, start, length);
        } catch (NumberFormatException e) {
            String word = new String(text, offset, length);
            return word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("+inf") || word.equalsIgnoreCase("-inf")
                    ? Double.POSITIVE_INFINITY
                    : Double.NaN;
        }
    }

    /// Seconds of `143:56:18`, `00:00:10.5` or `3d 18:47:16.95`; -1 for anything else, a plain number too.
    static double parseClockSecond(char[] text, int offset, int length, char decimal) {
        long days = 0;
        long total = 0;
        long value = 0;
        int colons = 0;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (text[i] == ':') {
                total = total * 60 + value;
                value = 0;
                colons++;
            } else if (text[i] == 'd' && colons == 0) {
                days = value;
                value = 0;
            } else if (text[i] == decimal && colons == 2) {
                return days * 86400 + total * 60 + value + parse(text, i, end - i, decimal);
            } else if (text[i] != ' ') {
                return -1;
            }
        }
        return colons == 2 ? days * 86400 + total * 60 + value : -1;
    }
}
