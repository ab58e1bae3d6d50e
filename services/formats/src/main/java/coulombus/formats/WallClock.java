package coulombus.formats;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Date columns of every vendor, to seconds since 1970: ISO, US and German dates, Unix seconds, Excel days, MATLAB days. A time of day
/// without a date is NaN.
///
/// The rows of a file mostly share the hour of the row before, so date and hour are resolved once an hour.
final class WallClock {
    private static final double EXCEL_EPOCH_DAY = 25569;
    private static final double MATLAB_EPOCH_DAY = 719529;
    private static final int SECONDS_PER_DAY = 86400;

    private final ZoneId zone;
    private final boolean dayFirst;
    private final int[] part = new int[6];
    private char[] hourText = new char[0];
    private double hourUnixSecond = Double.NaN;
    private double fraction;

    WallClock(ZoneId zone, boolean dayFirst) {
        this.zone = zone;
        this.dayFirst = dayFirst;
    }

    double parseUnixSecond(char[] text, int offset, int length) {
        int firstColon = -1;
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == ':') {
                firstColon = i;
                break;
            }
        }
        if (firstColon < 0) {
            return ofNumber(Numbers.parse(text, offset, length, '.'));
        }
        int tail = firstColon + 1;
        int left = offset + length - tail;
        if (left >= 5 && text[tail + 2] == ':' && sameHour(text, offset, firstColon - offset)) {
            double second = simpleSecond(text, tail + 3, left - 3);
            if (second >= 0) {
                return hourUnixSecond + digits(text, tail, 2) * 60 + second;
            }
        }
        return parseWhole(text, offset, length, firstColon);
    }

    private boolean sameHour(char[] text, int offset, int length) {
        if (length != hourText.length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (text[offset + i] != hourText[i]) {
                return false;
            }
        }
        return true;
    }

    /// Seconds with decimals, or -1 where more follows (AM/PM, an offset).
    private static double simpleSecond(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if ((text[i] < '0' || text[i] > '9') && text[i] != '.') {
                return -1;
            }
        }
        return length == 2 ? digits(text, offset, 2) : Numbers.parse(text, offset, length, '.');
    }

    private static int digits(char[] text, int offset, int count) {
        int value = 0;
        for (int i = offset; i < offset + count; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private double parseWhole(char[] text, int offset, int length, int firstColon) {
        int end = offset + length;
        int found = 0;
        int i = offset;
        int firstLength = 0;
        fraction = 0;
        while (i < end && found < 6) {
            int start = i;
            int value = 0;
            while (i < end && text[i] >= '0' && text[i] <= '9' && i - start < 9) {
                value = value * 10 + text[i++] - '0';
            }
            if (i == start) {
                return Double.NaN;
            }
            firstLength = found == 0 ? i - start : firstLength;
            part[found++] = value;
            if (found < 6 && i < end) {
                i++;
            }
        }
        if (found < 6) {
            return Double.NaN;
        }
        int fractionStart = i;
        if (i < end && (text[i] == '.' || text[i] == ',')) {
            i++;
            while (i < end && text[i] >= '0' && text[i] <= '9') {
                i++;
            }
            fraction = Numbers.parse(text, fractionStart, i - fractionStart, text[fractionStart]);
        }
        String rest = new String(text, i, end - i).strip();
        try {
            return resolve(text, offset, firstColon, firstLength, rest);
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private double resolve(char[] text, int offset, int firstColon, int firstLength, String rest) {
        boolean yearFirst = firstLength == 4;
        boolean german = text[offset + firstLength] == '.';
        boolean days = !yearFirst && (german || dayFirst);
        int year = yearFirst ? part[0] : part[2] < 100 ? 2000 + part[2] : part[2];
        int month = yearFirst || days ? part[1] : part[0];
        int day = yearFirst ? part[2] : days ? part[0] : part[1];
        int hour = part[3];
        if (rest.equalsIgnoreCase("PM") && hour < 12) {
            hour += 12;
        } else if (rest.equalsIgnoreCase("AM") && hour == 12) {
            hour = 0;
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, 0);
        boolean own = !rest.isEmpty() && (rest.equals("Z") || rest.charAt(0) == '+' || rest.charAt(0) == '-');
        double start = local.atZone(own ? ZoneOffset.of(rest) : zone).toEpochSecond();
        if (rest.isEmpty()) {
            hourText = new char[firstColon - offset];
            System.arraycopy(text, offset, hourText, 0, hourText.length);
            hourUnixSecond = start;
        }
        return start + part[4] * 60 + part[5] + fraction;
    }

    /// True for a number that can only be a date counted in days, with the time of day as its fraction.
    static boolean isSerialDay(double value) {
        return isMatlabDay(value) || isExcelDay(value);
    }

    private static boolean isMatlabDay(double value) {
        return value > 600_000 && value < 1_000_000;
    }

    private static boolean isExcelDay(double value) {
        return value > 20_000 && value < 100_000;
    }

    private static double ofNumber(double value) {
        if (value >= 1e11) {
            return value / 1000;
        }
        if (value >= 1e8) {
            return value;
        }
        if (isMatlabDay(value)) {
            return (value - MATLAB_EPOCH_DAY) * SECONDS_PER_DAY;
        }
        if (isExcelDay(value)) {
            return (value - EXCEL_EPOCH_DAY) * SECONDS_PER_DAY;
        }
        return Double.NaN;
    }

    /// True where the text can only be a date with the day before the month.
    static boolean isDayFirst(String text) {
        String[] parts = text.strip().split("[/.\\-\\s]", 3);
        return parts.length == 3 && parts[0].matches("\\d{1,2}") && parts[1].matches("\\d{1,2}") && Integer.parseInt(parts[0]) > 12
                && Integer.parseInt(parts[1]) <= 12;
    }
}
