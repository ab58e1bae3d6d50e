package coulombus.formats;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import static coulombus.formats.Quantity.CHARGING_CAPACITY;
import static coulombus.formats.Quantity.CURRENT;
import static coulombus.formats.Quantity.CYCLE;
import static coulombus.formats.Quantity.DISCHARGING_CAPACITY;
import static coulombus.formats.Quantity.RECORD;
import static coulombus.formats.Quantity.STEP_CAPACITY;
import static coulombus.formats.Quantity.STEP_ID;
import static coulombus.formats.Quantity.STEP_KIND;
import static coulombus.formats.Quantity.STEP_TIME;
import static coulombus.formats.Quantity.TEMPERATURE;
import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;
import static coulombus.formats.Quantity.WALL_CLOCK;

/// Neware's flat export: one row per measurement. `Time` is the time in the step; where there is no total time, it is summed up.
final class NewareCsv implements CyclerFormat {
    static final Vocabulary WORDS = new Vocabulary().words(RECORD, "datapoint", "data point", "record id", "record number", "数据序号", "记录序号")
            .words(CYCLE, "cycle index", "cycle id", "cycle", "循环号").words(STEP_ID, "step index", "step id", "step", "工步号", "工步序号")
            .words(STEP_KIND, "step type", "status", "工步类型", "工步状态")
            .words(TEST_TIME, "total time", "cumulative time", "test time", "总时间").words(STEP_TIME, "time", "step time", "时间", "工步时间")
            .words(CURRENT, "current", "电流").words(VOLTAGE, "voltage", "电压")
            .words(CHARGING_CAPACITY, "chg cap", "charge cap", "charge capacity", "充电容量")
            .words(DISCHARGING_CAPACITY, "dchg cap", "discharge cap", "discharge capacity", "放电容量")
            .words(STEP_CAPACITY, "capacity", "容量").words(WALL_CLOCK, "date", "realtime", "real time", "absolute time", "timestamp", "绝对时间")
            .words(TEMPERATURE, "t1", "temperature", "aux temperature");
    private static final Set<String> SIGNATURE = Set.of("datapoint", "data point", "record id", "step type", "chg cap", "dchg cap",
            "cumulative time", "total time", "realtime", "status", "工步类型", "总时间", "电流", "数据序号", "记录序号");

    @Override
    public String name() {
        return "Neware CSV";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        return WORDS.find(head, EnumSet.of(STEP_TIME, VOLTAGE, CURRENT), SIGNATURE)
                .or(() -> WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE, CURRENT), SIGNATURE))
                .map(header -> TableLayout.flat(name(), header, HeadSample.decimal(head, header)).withSignFromStep());
    }
}
