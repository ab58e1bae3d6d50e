package coulombus.formats;

import java.util.Locale;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

/// Turns the fields of a line into a [Row], straight from the reader's buffer: a field of no interest costs nothing.
///
/// It has only two rows and answers them by turns: one is valid until the second next record is read. Who needs it longer copies it.
class RowParser extends AbstractBaseCsvCallbackHandler<Row> {
    private final Column[] columns;
    private final char decimal;
    private final WallClock clock;
    private final StepWords words = new StepWords();
    private final long linesBefore;
    private final Row even = new Row();
    private final Row odd = new Row();
    private int known;
    protected Row row;

    RowParser(TableLayout layout, WallClock clock) {
        this.columns = layout.columns();
        this.decimal = layout.decimal();
        this.linesBefore = layout.linesToSkip();
        this.clock = clock;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        row = row == even ? odd : even;
        row.begin(linesBefore + startingLineNumber);
        known = 0;
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
        Column column = index < columns.length ? columns[index] : null;
        if (column == null) {
            return;
        }
        int start = offset;
        int end = offset + length;
        while (start < end && text[start] <= ' ') {
            start++;
        }
        while (end > start && text[end - 1] <= ' ') {
            end--;
        }
        if (start == end) {
            return;
        }
        known++;
        set(column, text, start, end - start);
    }

    private void set(Column column, char[] text, int offset, int length) {
        Quantity quantity = column.quantity();
        switch (quantity) {
            case STEP_KIND -> {
                row.stepKind = words.kind(text, offset, length);
                row.suspended = length == 1 && text[offset] == 'S';
            }
            case WALL_CLOCK -> row.set(quantity, clock.parseUnixSecond(text, offset, length));
            case TEST_TIME, STEP_TIME -> setTime(column, text, offset, length);
            default -> setNumber(column, text, offset, length);
        }
    }

    private void setTime(Column column, char[] text, int offset, int length) {
        double second = Numbers.parseClockSecond(text, offset, length, decimal);
        if (second >= 0) {
            row.set(column.quantity(), second);
        } else {
            setNumber(column, text, offset, length);
        }
    }

    private void setNumber(Column column, char[] text, int offset, int length) {
        double value = Numbers.parse(text, offset, length, decimal);
        if (!Double.isFinite(value)) {
            check(column.quantity(), value, text, offset, length);
            return;
        }
        Unit unit = column.unit();
        row.set(column.quantity(), unit.multiplier() == 1 && unit.divisor() == 1 ? value : unit.toBase(value));
    }

    private void check(Quantity quantity, double value, char[] text, int offset, int length) {
        boolean needed = quantity.isRequired() || quantity == Quantity.CURRENT && !isAbsent(text, offset, length);
        if (needed && !Double.isFinite(value) && row.fault == null) {
            row.fault = name(quantity) + " '" + new String(text, offset, Math.min(length, 40)) + "' is not a number";
        }
    }

    /// `NaN` and `N/A` say that there is no current in this row, which is not the same as an unreadable one.
    private static boolean isAbsent(char[] text, int offset, int length) {
        String word = new String(text, offset, length).toLowerCase(Locale.ROOT);
        return word.equals("nan") || word.equals("n/a") || word.equals("-");
    }

    static String name(Quantity quantity) {
        return quantity.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    protected Row buildRecord() {
        row.fields = getFieldCount();
        if (known == 0) {
            row.skipped = true;
        }
        return row;
    }
}
