package coulombus.core.claims;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A figure as it is printed, with the interval that its digits stand for.
///
/// - `141` was rounded from something in [140.5, 141.5], `98.1 %` in [98.05, 98.15], `0.50` in [0.495, 0.505];
/// - `~220`, `about 220`, `ca. 220`: one unit of the last digit that is not 0, but at most 5 % and at least one unit of the last digit
///   printed, to either side: [210, 230];
/// - `98.4 ± 0.2` (or `+-`): as it says;
/// - `> 3000`, `at least 3000`, `over 3000`, `< 20`, `up to 225`: one bound only.
///
/// @param printed  the text as printed
/// @param interval what it stands for, in the unit of the figure
public record ReportedFigure(String printed, Interval interval) {
    private static final double WIDEST_ABOUT_FRACTION = 0.05;
    private static final String NUMBER = "([+-]?(?:\\d{1,3}(?:[ \\u00A0\\u2009\\u202F]\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d*)?(?:e[+-]?\\d+)?|\\.\\d+))";
    private static final Pattern PRINTED = Pattern.compile(
            "(~|about|approximately|approx\\.?|around|roughly|nearly|almost|ca\\.?|circa)?\\s*"
                    + "(>=|<=|>|<|more than|over|above|at least|less than|under|below|up to|at most)?\\s*" + NUMBER
                    + "(?:\\s*\\+-\\s*" + NUMBER + ")?\\s*%?");

    /// How the digits of a figure are to be taken.
    enum Reading {
        /// Rounded to the digits printed.
        ROUNDED,
        /// What a person set on the instrument: exact, unless it says otherwise.
        SETTING,
        /// A whole number of things: exact, unless it says otherwise.
        COUNT
    }

    public ReportedFigure {
        Objects.requireNonNull(printed, "printed");
        Objects.requireNonNull(interval, "interval");
    }

    /// A value of our own, which was computed and not printed.
    ///
    /// @param resolution how far the value may be off to either side: half the last digit or the instrument's resolution, not negative
    public static ReportedFigure computed(double value, double resolution) {
        return new ReportedFigure(Digits.of(value), Interval.around(value, resolution));
    }

    /// A printed figure of no certain quantity.
    ///
    /// @throws IllegalArgumentException where the text is no such figure; the message says what it must be
    public static ReportedFigure rounded(String text) {
        return read(text, Reading.ROUNDED);
    }

    /// @throws IllegalArgumentException where the text is no such figure; the message says what it must be
    static ReportedFigure read(String text, Reading reading) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replace('\u2212', '-').replaceAll("[\u2248\u223C]", "~")
                .replace("\u2265", ">=")
                .replace("\u2264", "<=").replaceAll("\u00B1|\\+/-", "+-");
        Matcher matcher = PRINTED.matcher(plain);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number as printed (141, ~220, > 3000, 98.4 +- 0.2), with a decimal point; was '"
                    + text.strip() + "'");
        }
        BigDecimal number = number(matcher.group(3), text);
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("must be a number of common size; was '" + text.strip() + "'");
        }
        if (reading == Reading.COUNT && number.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("must be a whole number; was '" + text.strip() + "'");
        }
        boolean about = matcher.group(1) != null;
        return new ReportedFigure(text.strip(), interval(number, matcher.group(4) == null ? null : number(matcher.group(4), text), about,
                matcher.group(2) == null ? "" : matcher.group(2), reading));
    }

    private static Interval interval(BigDecimal number, BigDecimal halfWidth, boolean about, String bound, Reading reading) {
        double value = number.doubleValue();
        double width = halfWidth != null
                ? halfWidth.abs().doubleValue()
                : about ? aboutWidth(number) : reading == Reading.ROUNDED ? number.ulp().doubleValue() / 2 : 0;
        return switch (bound) {
            case "" -> Interval.around(value, width);
            case ">", ">=", "more than", "over", "above", "at least" -> Interval.of(value - (about ? width : 0), value,
                    Double.POSITIVE_INFINITY);
            default -> Interval.of(Double.NEGATIVE_INFINITY, value, value + (about ? width : 0));
        };
    }

    private static double aboutWidth(BigDecimal number) {
        double lastPrinted = number.ulp().doubleValue();
        double lastSignificant = number.signum() == 0 ? lastPrinted : number.stripTrailingZeros().ulp().doubleValue();
        return Math.max(lastPrinted, Math.min(lastSignificant, WIDEST_ABOUT_FRACTION * Math.abs(number.doubleValue())));
    }

    private static BigDecimal number(String digits, String text) {
        try {
            return new BigDecimal(digits.replaceAll("[\\s\\u00A0\\u2009\\u202F]", "").replaceFirst("\\.(?=e|$)", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number of common size; was '" + text.strip() + "'", e);
        }
    }
}
