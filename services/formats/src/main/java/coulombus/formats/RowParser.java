package coulombus.formats;

import java.util.Locale;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

/// Turns the fields of a line into a [Row], straight from the reader's buffer: a field of no interest costs nothing.
///
/// Lines come from the [LineScanner] or, where there are quotation marks, from the CSV library, whose callbacks are the same calls under
/// other names. It has only two rows and answers them by turns: one is valid until the second next record is read. Who needs it longer
/// copies it.
class RowParser extends AbstractBaseCsvCallbackHandler<Row> {
    private final Column[] columns;
    private final int[] unwanted;
    private final char decimal;
    private final WallClock clock;
    private final StepWords words = new StepWords();
    private final Row even = new Row();
    private final Row odd = new Row();
    private long linesBefore;
    private int known;
    protected Row row = even;

    RowParser(TableLayout layout, WallClock clock) {
        this.columns = layout.columns();
        this.decimal = layout.decimal();
        this.linesBefore = layout.linesToSkip();
        this.clock = clock;
        this.unwanted = new int[columns.length];
        int next = Integer.MAX_VALUE;
        for (int i = columns.length - 1; i >= 0; i--) {
            next = columns[i] != null ? 0 : next == Integer.MAX_VALUE ? next : next + 1;
            unwanted[i] = next;
        }
    }

    /// Begins a row. A row that was begun and not ended is begun anew.
    void begin(long startingLineNumber) {
        row.begin(linesBefore + startingLineNumber);
        known = 0;
    }

    /// Lines are counted from here on.
    void startAfter(long lines) {
        linesBefore += lines;
    }

    /// How many fields from this one on are of no interest.
    int unwanted(int index) {
        return index < unwanted.length ? unwanted[index] : Integer.MAX_VALUE;
    }

    /// Takes the field that starts at `start` if it is a plain number, or a duration in whole seconds, and an end of field follows at
    /// once.
    ///
    /// @param text ends with a line end
    /// @return where the field ends, or -1 where nothing was taken
    int number(int index, byte[] text, int start, byte separator) {
        Column column = columns[index];
        if (!column.isNumber()) {
            return -1;
        }
        int i = start;
        int c = text[i];
        boolean negative = c == '-';
        if (negative || c == '+') {
            c = text[++i];
        }
        int first = i;
        int decimals = 0;
        long digits = 0;
        while (c >= '0' && c <= '9') {
            digits = digits * 10 + (c - '0');
            c = text[++i];
        }
        int count = i - first;
        if (c == decimal) {
            int point = i;
            c = text[++i];
            while (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                c = text[++i];
            }
            decimals = i - point - 1;
            count += decimals;
        } else if (c == ':') {
            return first == start && count > 0 && count < 9 ? duration(column, digits, text, i, separator) : -1;
        }
        if (c != separator && c != '\n' && c != '\r' || !Numbers.isExact(digits, count)) {
            return -1;
        }
        double value = Numbers.exact(digits, decimals);
        known++;
        row.set(column.slot(), column.toBase(negative ? -value : value));
        return i;
    }

    /// The rest of `143:56:18` from the first colon.
    private int duration(Column column, long hours, byte[] text, int colon, byte separator) {
        boolean isTime = column.quantity() == Quantity.TEST_TIME || column.quantity() == Quantity.STEP_TIME;
        int i = colon;
        long second = hours;
        for (int part = 0; part < 2; part++) {
            // Each is only looked at where the one before is no line end.
            if (text[i] != ':' || !isDigit(text[i + 1]) || !isDigit(text[i + 2])) {
                return -1;
            }
            second = second * 60 + 10 * (text[i + 1] - '0') + text[i + 2] - '0';
            i += 3;
        }
        if (!isTime || text[i] != separator && text[i] != '\n' && text[i] != '\r') {
            return -1;
        }
        known++;
        row.set(column.slot(), second);
        return i;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    void field(int index, char[] text, int offset, int length) {
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
        row.set(column.slot(), column.toBase(value));
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

    /// The row of `fields` fields that was begun.
    Row end(int fields) {
        Row built = row;
        row = built == even ? odd : even;
        built.fields = fields;
        built.skipped = known == 0;
        return built;
    }

    @Override
    protected final void handleBegin(long startingLineNumber) {
        begin(startingLineNumber);
    }

    @Override
    protected final void handleField(int index, char[] text, int offset, int length, boolean quoted) {
        field(index, text, offset, length);
    }

    @Override
    protected final Row buildRecord() {
        return end(getFieldCount());
    }
}
