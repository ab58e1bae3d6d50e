package coulombus.formats;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import coulombus.core.measurement.Mark;

import static coulombus.formats.Quantity.CURRENT;
import static coulombus.formats.Quantity.CYCLE;
import static coulombus.formats.Quantity.END_STATUS;
import static coulombus.formats.Quantity.RECORD;
import static coulombus.formats.Quantity.STEP_CAPACITY;
import static coulombus.formats.Quantity.STEP_ID;
import static coulombus.formats.Quantity.STEP_KIND;
import static coulombus.formats.Quantity.STEP_TIME;
import static coulombus.formats.Quantity.TEMPERATURE;
import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;
import static coulombus.formats.Quantity.WALL_CLOCK;

/// Maccor's text export in its many dialects: header names and units, decimal comma, blank lines between the rows. Currents are often
/// magnitudes whose sign the state letter tells; capacity is one counter per step. The end status `ES` tells where a step ended by itself.
final class MaccorText implements CyclerFormat {
    private static final Vocabulary WORDS = new Vocabulary().words(RECORD, "rec#", "rec", "record")
            .words(CYCLE, "cyc#", "cycle c", "cycle", "cycle p").words(STEP_ID, "step")
            .words(TEST_TIME, "test", "test time", "testtime").words(STEP_TIME, "step time", "steptime")
            .unitWord(STEP_CAPACITY, "amp-hr", "Ah").unitWord(STEP_CAPACITY, "mamp-hr", "mAh").words(STEP_CAPACITY, "cap", "capacity")
            .unitWord(CURRENT, "amps", "A").unitWord(CURRENT, "mamps", "mA").words(CURRENT, "current")
            .unitWord(VOLTAGE, "volts", "V").unitWord(VOLTAGE, "mvolts", "mV").words(VOLTAGE, "voltage")
            .words(STEP_KIND, "state", "md", "mode").words(WALL_CLOCK, "dpt time", "dpt-time").words(TEMPERATURE, "temp 1", "evtemp")
            .words(END_STATUS, "es");
    /// End status codes from here to [#LAST_END] say that the step ended at this row; [#SUSPENDED] that the test was suspended.
    private static final int FIRST_END = 128;
    private static final int LAST_END = 255;
    private static final int SUSPENDED = 192;

    @Override
    public String name() {
        return "Maccor text";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        return WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE, CURRENT), Set.of("es", "dpt time", "dpt-time", "rec#")).map(header -> {
            Column[] columns = header.columns();
            int time = header.indexOf(TEST_TIME);
            for (int i = 0; i < columns.length && columns[time].unitStated(); i++) {
                // `Step (Min)` is a time and `Step` beside it the number of the step
                HeaderCell cell = HeaderCell.parse(header.cells().get(i));
                if (cell.name().equals("step") && cell.unit().isPresent()) {
                    columns[i] = new Column(STEP_TIME, cell.unit().get(), true);
                } else if (cell.name().equals("step")) {
                    columns[i] = new Column(STEP_ID, Unit.base(Unit.Dimension.NONE), false);
                }
            }
            return TableLayout.flat(name(), header, HeadSample.decimal(head, header)).withColumns(columns).withSignFromStep()
                    .withParticulars(MaccorText::settle);
        });
    }

    private static void settle(Row row) {
        int status = row.count(END_STATUS);
        row.suspended |= status == SUSPENDED;
        if (status >= FIRST_END && status <= LAST_END && !row.suspended) {
            row.marks |= Mark.STEP_ENDED;
        }
    }
}
