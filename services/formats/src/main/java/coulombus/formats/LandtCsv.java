package coulombus.formats;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import static coulombus.formats.Quantity.CHARGING_CAPACITY;
import static coulombus.formats.Quantity.CURRENT;
import static coulombus.formats.Quantity.CYCLE;
import static coulombus.formats.Quantity.DISCHARGING_CAPACITY;
import static coulombus.formats.Quantity.RECORD;
import static coulombus.formats.Quantity.STEP_ID;
import static coulombus.formats.Quantity.STEP_KIND;
import static coulombus.formats.Quantity.STEP_TIME;
import static coulombus.formats.Quantity.TEMPERATURE;
import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;
import static coulombus.formats.Quantity.WALL_CLOCK;

/// Landt's CSV with its lines of remarks above the header. What it calls `channel_index` is the number of the row where it counts up.
final class LandtCsv implements CyclerFormat {
    private static final Vocabulary WORDS = new Vocabulary().words(RECORD, "channel index").words(TEST_TIME, "test time")
            .words(STEP_TIME, "step time").words(WALL_CLOCK, "date time iso string").words(STEP_ID, "step index")
            .words(CYCLE, "cycle index").words(CURRENT, "current").words(VOLTAGE, "voltage")
            .words(CHARGING_CAPACITY, "charge capacity").words(DISCHARGING_CAPACITY, "discharge capacity")
            .words(STEP_KIND, "step name").words(TEMPERATURE, "temperature 1");

    @Override
    public String name() {
        return "Landt CSV";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        return WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE, CURRENT), Set.of("step name", "date time iso string")).map(header -> {
            Column[] columns = header.columns();
            int record = header.indexOf(RECORD);
            if (record >= 0 && head.cells(header.line() + 1, header.separator()).get(record)
                    .equals(head.cells(header.line() + 2, header.separator()).get(record))) {
                columns[record] = null;
            }
            return TableLayout.flat(name(), header, HeadSample.decimal(head, header)).withColumns(columns).withSignFromStep();
        });
    }
}
