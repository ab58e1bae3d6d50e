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
import static coulombus.formats.Quantity.STEP_TIME;
import static coulombus.formats.Quantity.TEMPERATURE;
import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;
import static coulombus.formats.Quantity.WALL_CLOCK;

/// Arbin's channel table as CSV, of the old (`Test_Time(s)`, `Test_Time`) and the new (`Test Time (s)`) software.
final class ArbinCsv implements CyclerFormat {
    static final Vocabulary WORDS = new Vocabulary().words(RECORD, "data point").words(TEST_TIME, "test time")
            .words(STEP_TIME, "step time").words(WALL_CLOCK, "date time", "datetime").words(STEP_ID, "step index")
            .words(CYCLE, "cycle index").words(CURRENT, "current").words(VOLTAGE, "voltage")
            .words(CHARGING_CAPACITY, "charge capacity").words(DISCHARGING_CAPACITY, "discharge capacity")
            .words(TEMPERATURE, "aux temperature 1", "temperature");

    @Override
    public String name() {
        return "Arbin CSV";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        return WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE, CURRENT), Set.of("data point", "date time", "datetime"))
                .filter(header -> !header.names().contains("step type"))
                .map(header -> TableLayout.flat(name(), header, HeadSample.decimal(head, header)));
    }
}
