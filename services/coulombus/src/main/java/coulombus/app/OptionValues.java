package coulombus.app;

import java.time.DateTimeException;
import java.time.ZoneId;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import coulombus.drivers.replay.FileReplayDriver;

/// Reads the values of options as a person types them, or says what they must be.
final class OptionValues {
    private OptionValues() {}

    /// A quantity: greater than 0, with a decimal point.
    static final class PositiveNumber implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return positive(text, "must be a number greater than 0, with a decimal point where it has a fraction");
        }
    }

    /// Test time over real time.
    static final class Speed implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return text.equalsIgnoreCase("max")
                    ? FileReplayDriver.AS_FAST_AS_POSSIBLE
                    : positive(text, "must be a number greater than 0, or max");
        }
    }

    /// A TCP port, 0 for any free one.
    static final class Port implements ITypeConverter<Integer> {
        private static final int HIGHEST = 65_535;

        @Override
        public Integer convert(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= HIGHEST) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a port out of range.
            }
            throw new TypeConversionException("must be 0 to " + HIGHEST + "; was '" + text + "'");
        }
    }

    /// A zone of wall clocks.
    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("must be a zone like Europe/Zurich, UTC or +01:00; was '" + text + "'");
            }
        }
    }

    private static double positive(String text, String otherwise) {
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new TypeConversionException(otherwise + "; was '" + text + "'");
    }
}
