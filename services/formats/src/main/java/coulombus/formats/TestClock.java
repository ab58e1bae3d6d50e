package coulombus.formats;

import java.util.Locale;

import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.Mark;

/// Keeps the test time from falling. A single row that falls back is repaired to the time before it (Neware prints 0 at some step
/// starts); a fall that lasts is a clock that began anew, and time runs on from there without the interval between.
final class TestClock {
    private final Tally tally;
    private double shiftSecond;
    private double lastSecond = Double.NEGATIVE_INFINITY;

    TestClock(Tally tally) {
        this.tally = tally;
    }

    boolean falls(Row row) {
        return row.get(Quantity.TEST_TIME) + shiftSecond < lastSecond;
    }

    /// @param next the row after a row that [#falls]; `null` at the end of the file, where a single odd time is repaired
    void settle(Row row, Row next) {
        double printed = row.get(Quantity.TEST_TIME);
        double second = printed + shiftSecond;
        if (second < lastSecond) {
            boolean single = next == null || next.get(Quantity.TEST_TIME) + shiftSecond >= lastSecond;
            double before = lastSecond;
            long line = row.line;
            if (single) {
                row.marks |= Mark.TIME_REPAIRED;
                tally.add(DataQualityKind.TIME_REPAIRED, row.number, () -> String.format(Locale.ROOT,
                        "line %d prints the test time %s s after %s s and the next row is right again; set to the time before it", line,
                        printed, before));
            } else {
                shiftSecond += lastSecond - second;
                row.marks |= Mark.BORDER;
                tally.add(DataQualityKind.TIME_RESET, row.number, () -> String.format(Locale.ROOT,
                        "line %d: the test time starts anew at %s s after %s s; it runs on from there", line, printed, before));
            }
            second = lastSecond;
        }
        lastSecond = second;
        row.set(Quantity.TEST_TIME, second);
    }
}
