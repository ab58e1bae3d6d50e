package coulombus.formats;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import static coulombus.formats.Quantity.CHARGING_CAPACITY;
import static coulombus.formats.Quantity.CURRENT;
import static coulombus.formats.Quantity.CYCLE;
import static coulombus.formats.Quantity.DISCHARGING_CAPACITY;
import static coulombus.formats.Quantity.FREQUENCY;
import static coulombus.formats.Quantity.RECORD;
import static coulombus.formats.Quantity.STEP_CAPACITY;
import static coulombus.formats.Quantity.STEP_COUNT;
import static coulombus.formats.Quantity.STEP_ID;
import static coulombus.formats.Quantity.STEP_KIND;
import static coulombus.formats.Quantity.STEP_TIME;
import static coulombus.formats.Quantity.TEMPERATURE;
import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;
import static coulombus.formats.Quantity.WALL_CLOCK;

/// The Battery Data Format as CSV, headed by its labels (`Test Time / s`) or its machine names (`test_time_second`).
final class BdfCsv implements CyclerFormat {
    private static final Set<String> TIME_LABELS = Set.of("Test Time / s", "test_time_second");
    private static final Set<String> VOLTAGE_LABELS = Set.of("Voltage / V", "voltage_volt");
    private static final Vocabulary WORDS = new Vocabulary().words(TEST_TIME, "test time").words(VOLTAGE, "voltage")
            .words(CURRENT, "current").words(WALL_CLOCK, "unix time").words(CYCLE, "cycle count").words(STEP_COUNT, "step count")
            // step_index is deprecated; the files that have it keep the program's step there
            .words(STEP_ID, "step id", "step index").words(STEP_TIME, "step time").words(STEP_KIND, "step type")
            .words(RECORD, "record index").words(FREQUENCY, "frequency")
            .words(CHARGING_CAPACITY, "charging capacity", "cycle charging capacity", "step charging capacity")
            .words(DISCHARGING_CAPACITY, "discharging capacity", "cycle discharging capacity", "step discharging capacity")
            .words(STEP_CAPACITY, "step capacity")
            .words(TEMPERATURE, "surface temperature", "temperature t1", "ambient temperature");

    @Override
    public String name() {
        return "BDF CSV";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        return WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE), Set.of())
                .filter(header -> header.cells().stream().map(String::strip).anyMatch(TIME_LABELS::contains)
                        && header.cells().stream().map(String::strip).anyMatch(VOLTAGE_LABELS::contains))
                .map(header -> TableLayout.flat(name(), header, HeadSample.decimal(head, header)));
    }
}
