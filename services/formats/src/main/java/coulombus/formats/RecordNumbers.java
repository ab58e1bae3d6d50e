package coulombus.formats;

import coulombus.core.measurement.DataQualityKind;

/// Numbers the rows: by the device's own numbers while they rise, else by the rows of the file from 1. Numbers that begin anew or
/// repeat are continued.
final class RecordNumbers {
    private final Tally tally;
    private final boolean own;
    private long offset;
    private long last;

    RecordNumbers(TableLayout layout, Tally tally) {
        this.own = layout.has(Quantity.RECORD);
        this.tally = tally;
    }

    void settle(Row row) {
        if (own && row.has(Quantity.RECORD)) {
            long printed = (long) row.get(Quantity.RECORD);
            if (last == 0 && printed < 1) {
                offset = 1 - printed;
            } else if (printed + offset <= last) {
                offset = last + 1 - printed;
                long line = row.line;
                long number = last + 1;
                tally.add(DataQualityKind.RECORD_NUMBER_RESTARTED, number,
                        () -> "line " + line + " has the number " + printed + " again; continued as " + number);
            }
            last = printed + offset;
        } else {
            last = own ? last + 1 : row.number;
        }
        row.number = last;
    }
}
