package coulombus.formats;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A unit as vendors print it, and the way from it to the unit of the Battery Data Format (s, V, A, Ah, °C, Hz).
///
/// Multiplier and divisor are kept apart so that `3.7 mV` becomes the double nearest to 0.0037.
///
/// @param dimension  what it measures
/// @param multiplier times this
/// @param divisor    and through this gives the base unit
record Unit(Dimension dimension, double multiplier, double divisor) {

    enum Dimension {
        TIME, VOLTAGE, CURRENT, CHARGE, TEMPERATURE, FREQUENCY, NONE
    }

    private static final Map<String, Unit> BY_NAME = new HashMap<>();

    static {
        name(Dimension.TIME, 1, 1, "s", "sec", "secs", "second", "seconds", "h:m:s", "h:min:s", "h:min:sms", "h:m:s:ms", "hh:mm:ss");
        name(Dimension.TIME, 60, 1, "min", "mins", "minute", "minutes");
        name(Dimension.TIME, 3600, 1, "h", "hr", "hrs", "hour", "hours");
        name(Dimension.TIME, 86400, 1, "d", "day", "days");
        name(Dimension.TIME, 1, 1000, "ms");
        name(Dimension.VOLTAGE, 1, 1, "v", "volt", "volts");
        name(Dimension.VOLTAGE, 1, 1e3, "mv");
        name(Dimension.VOLTAGE, 1, 1e6, "uv", "µv", "μv");
        name(Dimension.CURRENT, 1, 1, "a", "amp", "amps", "ampere");
        name(Dimension.CURRENT, 1, 1e3, "ma", "mamps");
        name(Dimension.CURRENT, 1, 1e6, "ua", "µa", "μa");
        name(Dimension.CURRENT, 1, 1e9, "na");
        name(Dimension.CHARGE, 1, 1, "ah", "a*h", "amp-hr");
        name(Dimension.CHARGE, 1, 1e3, "mah", "ma*h", "mamp-hr");
        name(Dimension.CHARGE, 1, 1e6, "uah", "µah", "μah");
        name(Dimension.CHARGE, 1, 3600, "coulomb");
        name(Dimension.TEMPERATURE, 1, 1, "c", "°c", "℃", "degc", "celsius");
        name(Dimension.FREQUENCY, 1, 1, "hz", "hertz");
        name(Dimension.NONE, 1, 1, "1");
    }

    private static void name(Dimension dimension, double multiplier, double divisor, String... names) {
        for (String name : names) {
            BY_NAME.put(name, new Unit(dimension, multiplier, divisor));
        }
    }

    /// The unit of that name, however it is capitalised or dotted (`mA.h`), or empty.
    static Optional<Unit> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name.strip().toLowerCase(Locale.ROOT).replace(".", "")));
    }

    /// The unit in which the Battery Data Format keeps this dimension.
    static Unit base(Dimension dimension) {
        return new Unit(dimension, 1, 1);
    }

    double toBase(double value) {
        return value * multiplier / divisor;
    }

    /// The same unit where the printed values turn out to be `by` times too large.
    Unit dividedBy(double by) {
        return new Unit(dimension, multiplier, divisor * by);
    }

    /// The same unit where the printed values turn out to be `by` times too small.
    Unit times(double by) {
        return new Unit(dimension, multiplier * by, divisor);
    }
}
