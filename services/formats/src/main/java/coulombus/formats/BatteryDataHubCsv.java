package coulombus.formats;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import static coulombus.formats.Quantity.CHARGING_CAPACITY;
import static coulombus.formats.Quantity.CURRENT;
import static coulombus.formats.Quantity.CYCLE;
import static coulombus.formats.Quantity.DISCHARGING_CAPACITY;
import static coulombus.formats.Quantity.FREQUENCY;
import static coulombus.formats.Quantity.STEP_ID;
import static coulombus.formats.Quantity.TEMPERATURE;
import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;
import static coulombus.formats.Quantity.WALL_CLOCK;

/// The Battery Data Hub's raw table: DC and impedance rows mixed, told apart by the frequency; absent values are the text `NaN`.
final class BatteryDataHubCsv implements CyclerFormat {
    private static final Vocabulary WORDS = new Vocabulary().words(TEST_TIME, "time").words(WALL_CLOCK, "datenum").words(STEP_ID, "step")
            .words(CYCLE, "cycle index").words(CURRENT, "current").words(VOLTAGE, "voltage")
            .words(CHARGING_CAPACITY, "charge capacity").words(DISCHARGING_CAPACITY, "discharge capacity").words(FREQUENCY, "frequency")
            .words(TEMPERATURE, "cell temperature");

    @Override
    public String name() {
        return "Battery Data Hub CSV";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        return WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE, CURRENT), Set.of("datenum", "segment label", "charge throughput"))
                .map(header -> TableLayout.flat(name(), header, '.'));
    }
}
