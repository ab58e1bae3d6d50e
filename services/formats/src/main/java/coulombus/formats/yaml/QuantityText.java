package coulombus.formats.yaml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import coulombus.core.protocol.ChargeQuantity;
import coulombus.core.protocol.CurrentQuantity;

/// Quantities with their unit, as people write them: `2 mA/cm2`, `0.5 mAh/cm2`, `C/5`, `3 h`. What is written here is read back as the very
/// same number: prefixes move the decimal point of the shortest decimal, nothing is multiplied in binary.
public final class QuantityText {
    private static final Pattern NUMBER_AND_UNIT = Pattern
            .compile("([+-]?(?:\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})(?:[eE][+-]?\\d{1,3})?)\\s*(\\S*)");
    private static final Pattern C_RATE = Pattern
            .compile("([+-]?)([CD])(?:/(\\d{1,20}\\.?\\d{0,20}))?|([+-]?\\d{1,20}\\.?\\d{0,20}) ?([CD])(?:/(\\d{1,20}\\.?\\d{0,20}))?");
    private static final Map<String, BigDecimal> TIME = Map.of("ms", power(-3), "s", power(0), "min", new BigDecimal(60), "h",
            new BigDecimal(3600), "d", new BigDecimal(86_400));
    private static final Map<String, BigDecimal> VOLTAGE = prefixed("V");
    private static final Map<String, BigDecimal> CURRENT = prefixed("A");
    private static final Map<String, BigDecimal> AREAL_CURRENT = prefixed("A/cm2");
    private static final Map<String, BigDecimal> SPECIFIC_CURRENT = prefixed("A/g");
    private static final Map<String, BigDecimal> CHARGE = prefixed("Ah");
    private static final Map<String, BigDecimal> AREAL_CHARGE = prefixed("Ah/cm2");
    private static final Map<String, BigDecimal> SPECIFIC_CHARGE = prefixed("Ah/g");
    private static final Map<String, BigDecimal> SCAN_RATE = prefixed("V/s");
    private static final Map<String, BigDecimal> FREQUENCY = Map.of("mHz", power(-3), "Hz", power(0), "kHz", power(3), "MHz", power(6));
    private static final Map<String, BigDecimal> TEMPERATURE = Map.of("C", power(0), "degC", power(0), "°C", power(0));
    private static final Map<String, BigDecimal> POWER = prefixed("W");
    private static final Map<String, BigDecimal> ENERGY = prefixed("Wh");
    private static final Map<String, BigDecimal> AREA = Map.of("cm2", power(0), "mm2", power(-2));
    private static final Map<String, BigDecimal> MASS = Map.of("mg", power(0), "g", power(3), "ug", power(-3));
    private static final Map<String, BigDecimal> LENGTH = Map.of("um", power(0), "\u00b5m", power(0), "\u03bcm", power(0), "mm", power(3));
    private static final Map<String, BigDecimal> RATIO = Map.of("", power(0), "x", power(0));

    private QuantityText() {}

    public static double second(String text) {
        return required(text, TIME, "a time with its unit, e.g. 10 s, 20 min or 3 h");
    }

    public static double volt(String text) {
        return required(text, VOLTAGE, "a voltage with its unit, e.g. 0.5 V or -20 mV");
    }

    public static double ampere(String text) {
        return required(text, CURRENT, "a current with its unit, e.g. 10 uA");
    }

    public static double voltPerSecond(String text) {
        return required(text, SCAN_RATE, "a scan rate with its unit, e.g. 0.1 mV/s");
    }

    public static double hertz(String text) {
        return required(text, FREQUENCY, "a frequency with its unit, e.g. 100 kHz or 10 mHz");
    }

    public static double celsius(String text) {
        return required(text, TEMPERATURE, "a temperature with its unit, e.g. 60 degC");
    }

    public static double ratio(String text) {
        return required(text, RATIO, "a ratio, e.g. 1.2");
    }

    public static double watt(String text) {
        return required(text, POWER, "a power with its unit, e.g. 5 W");
    }

    public static double wattHour(String text) {
        return required(text, ENERGY, "an energy with its unit, e.g. 100 Wh");
    }

    public static double ampereHour(String text) {
        return required(text, CHARGE, "a charge with its unit, e.g. 2 mAh");
    }

    public static double cm2(String text) {
        return required(text, AREA, "an area with its unit, e.g. 1.13 cm2");
    }

    public static double milligram(String text) {
        return required(text, MASS, "a mass with its unit, e.g. 3.1 mg");
    }

    public static double micrometre(String text) {
        return required(text, LENGTH, "a length with its unit, e.g. 10 um");
    }

    public static boolean isVoltage(String text) {
        return Double.isFinite(value(text, VOLTAGE));
    }

    public static CurrentQuantity current(String text) {
        if (isRate(text)) {
            return new CurrentQuantity.CRate(rate(text));
        }
        double absolute = value(text, CURRENT);
        if (!Double.isNaN(absolute)) {
            return new CurrentQuantity.Absolute(absolute);
        }
        double areal = value(text, AREAL_CURRENT);
        if (!Double.isNaN(areal)) {
            return new CurrentQuantity.Areal(areal);
        }
        return new CurrentQuantity.Specific(
                required(text, SPECIFIC_CURRENT, "a current with its unit, e.g. 2 mA/cm2, 1.5 mA, 0.5 A/g or C/5"));
    }

    public static ChargeQuantity charge(String text) {
        double absolute = value(text, CHARGE);
        if (!Double.isNaN(absolute)) {
            return new ChargeQuantity.Absolute(absolute);
        }
        double areal = value(text, AREAL_CHARGE);
        if (!Double.isNaN(areal)) {
            return new ChargeQuantity.Areal(areal);
        }
        return new ChargeQuantity.Specific(
                required(text, SPECIFIC_CHARGE, "a charge with its unit, e.g. 0.5 mAh/cm2, 2 mAh or 100 mAh/g"));
    }

    /// True for C/5, 2C, 0.5 C, D/2.
    public static boolean isRate(String text) {
        return C_RATE.matcher(text.strip()).matches();
    }

    /// C/5 is 0.2, D/2 is -0.5.
    public static double rate(String text) {
        Matcher matcher = C_RATE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a C-rate, e.g. C/5, 2C or D/2; was \"" + text + "\"");
        }
        boolean bare = matcher.group(2) != null;
        double nominator = bare ? ("-".equals(matcher.group(1)) ? -1 : 1) : Double.parseDouble(matcher.group(4));
        String direction = bare ? matcher.group(2) : matcher.group(5);
        String divisor = bare ? matcher.group(3) : matcher.group(6);
        double rate = nominator / (divisor == null ? 1 : Double.parseDouble(divisor));
        return direction.equals("D") ? -rate : rate;
    }

    public static String ofSecond(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        if (exact.remainder(TIME.get("h")).signum() == 0) {
            return plain(exact.divide(TIME.get("h"), RoundingMode.UNNECESSARY)) + " h";
        }
        if (exact.remainder(TIME.get("min")).signum() == 0) {
            return plain(exact.divide(TIME.get("min"), RoundingMode.UNNECESSARY)) + " min";
        }
        return plain(exact) + " s";
    }

    public static String ofVolt(double value) {
        return scaled(value, "V", 0.1, true);
    }

    public static String ofAmpere(double value) {
        return scaled(value, "A", 1, true);
    }

    public static String ofVoltPerSecond(double value) {
        return scaled(value, "V/s", 0.1, true);
    }

    public static String ofHertz(double value) {
        return value >= 1000 ? plain(BigDecimal.valueOf(value).movePointLeft(3)) + " kHz" : scaled(value, "Hz", 1, false);
    }

    public static String ofCelsius(double value) {
        return plain(BigDecimal.valueOf(value)) + " degC";
    }

    public static String ofRatio(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    public static String of(CurrentQuantity current) {
        return switch (current) {
            case CurrentQuantity.Absolute absolute -> ofAmpere(absolute.currentAmpere());
            case CurrentQuantity.Areal areal -> scaled(areal.currentAmperePerCm2(), "A/cm2", 1, true);
            case CurrentQuantity.Specific specific -> scaled(specific.currentAmperePerGram(), "A/g", 0.1, true);
            case CurrentQuantity.CRate rate -> ofRate(rate.ratePerHour());
        };
    }

    public static String of(ChargeQuantity charge) {
        return switch (charge) {
            case ChargeQuantity.Absolute absolute -> scaled(absolute.capacityAh(), "Ah", 1, true);
            case ChargeQuantity.Areal areal -> scaled(areal.capacityAhPerCm2(), "Ah/cm2", 1, true);
            case ChargeQuantity.Specific specific -> scaled(specific.capacityAhPerGram(), "Ah/g", 10, true);
        };
    }

    private static String ofRate(double value) {
        double divisor = Math.rint(1 / Math.abs(value));
        if (divisor > 1 && divisor < 1e6 && 1 / divisor == Math.abs(value)) {
            return (value < 0 ? "-C/" : "C/") + (long) divisor;
        }
        return plain(BigDecimal.valueOf(value)) + " C";
    }

    private static double required(String text, Map<String, BigDecimal> units, String what) {
        double value = value(text, units);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be " + what + "; was \"" + text + "\"");
        }
        return value;
    }

    /// The value in the base unit; NaN where the text is no number with one of these units.
    private static double value(String text, Map<String, BigDecimal> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip().replace("cm²", "cm2").replace("cm^2", "cm2").replace(" cm-2", "/cm2")
                .replace(" g-1", "/g"));
        if (!matcher.matches()) {
            return Double.NaN;
        }
        BigDecimal factor = units.get(matcher.group(2));
        return factor == null ? Double.NaN : new BigDecimal(matcher.group(1)).multiply(factor).doubleValue();
    }

    /// With the prefix that gives a number people like to read: none from `from` on, then m, then u below a ten-thousandth.
    private static String scaled(double value, String unit, double from, boolean micro) {
        BigDecimal exact = BigDecimal.valueOf(value);
        double magnitude = Math.abs(value);
        if (magnitude >= from || value == 0) {
            return plain(exact) + " " + unit;
        }
        return magnitude >= 1e-4 || !micro
                ? plain(exact.movePointRight(3)) + " m" + unit
                : plain(exact.movePointRight(6)) + " u" + unit;
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() > 12 || stripped.precision() - stripped.scale() > 15 ? stripped.toString() : stripped.toPlainString();
    }

    private static Map<String, BigDecimal> prefixed(String unit) {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        units.put(unit, power(0));
        units.put("m" + unit, power(-3));
        for (String micro : new String[]{ "u", "\u00b5", "\u03bc" }) {
            units.put(micro + unit, power(-6));
        }
        units.put("n" + unit, power(-9));
        return units;
    }

    private static BigDecimal power(int exponent) {
        return BigDecimal.ONE.movePointRight(exponent);
    }
}
