package coulombus.drivers.bts.simulator.wire;

import java.util.List;
import java.util.Map;

import coulombus.drivers.bts.simulator.channel.ChannelTest;
import coulombus.drivers.bts.simulator.channel.LogRow;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.channel.StepRow;
import coulombus.drivers.bts.simulator.channel.TestRecords;
import coulombus.drivers.bts.simulator.machine.Machine;

/// What the machine's database holds: inquiredf, download, downloadStepLayer, downloadlog. It holds what was measured some time ago
/// ([WireOptions#databaseLagSecond()]); what it holds never changes.
final class DataCommands {
    private static final int MOST_RECORDS = 1000;
    private static final int MOST_LOG_ROWS = 5000;
    private static final long MILLIS_PER_TICK = 100;
    private static final double TENTH_MILLIVOLTS_PER_VOLT = 1e4;

    private final WireOptions options;

    DataCommands(WireOptions options) {
        this.options = options;
    }

    void addTo(Map<String, CommandDesk.Command> commands) {
        commands.put("inquiredf", this::counts);
        commands.put("download", this::records);
        commands.put("downloadStepLayer", this::steps);
        commands.put("downloadlog", this::log);
    }

    /// Up to which tick the database has everything.
    private long storedTick(Machine machine) {
        return machine.now() - Math.round(options.databaseLagSecond() * 10);
    }

    private int storedRows(ChannelTest test, Machine machine) {
        return options.databaseLagSecond() == 0 ? test.records().size() : test.records().sizeAt(storedTick(machine));
    }

    private static ChannelTest test(WireElement item, Machine machine) {
        SimulatedChannel channel = Items.channel(item, machine);
        if (channel == null) {
            return null;
        }
        channel.catchUp(machine.now());
        return channel.test(item.number("testid", 0));
    }

    private static long testId(WireElement item, ChannelTest test) {
        return test == null ? item.number("testid", 0) : test.testId();
    }

    private Reply counts(WireElement request, Machine machine) {
        Reply reply = new Reply("inquiredf_resp");
        Items.list(reply, request.all("chl"), item -> {
            ChannelTest test = test(item, machine);
            int rows = test == null ? 0 : storedRows(test, machine);
            boolean complete = test != null && test.standing().isOver() && rows == test.records().size();
            reply.open("chl");
            Items.shortAddress(reply, item);
            reply.attribute("testid", testId(item, test)).attribute("count", rows == 0 ? 0 : test.records().numberOf(rows - 1))
                    .content(Boolean.toString(complete));
        });
        return reply;
    }

    private Reply records(WireElement request, Machine machine) {
        Reply reply = new Reply(options.firmware() == WireOptions.Firmware.Y2024 ? "donwload_resp" : "download_resp");
        WireElement item = request.child("download");
        if (item == null) {
            reply.open("list").attribute("count", 0).empty();
            return reply;
        }
        ChannelTest test = test(item, machine);
        long start = item.number("startpos", 0);
        long count = item.number("count", 0);
        reply.open("download");
        Items.shortAddress(reply, item);
        reply.attribute("testid", testId(item, test)).attribute("startpos", start).attribute("count", count)
                .attribute("auxid", item.number("auxid", 0)).empty();
        TestRecords records = test == null ? null : test.records();
        int first = test == null ? 0 : records.rowOf((int) Math.max(1, Math.min(start, Integer.MAX_VALUE)));
        int rows = test == null ? 0 : (int) Math.max(0, Math.min(Math.min(count, MOST_RECORDS), storedRows(test, machine) - first));
        reply.open("list").attribute("count", rows);
        if (rows == 0) {
            reply.empty();
            return reply;
        }
        reply.children();
        WallClockText wallClock = new WallClockText(machine.clock().zone());
        TestRecords.Reader reader = records.reader(first);
        for (int i = 0; i < rows && reader.next(); i++) {
            reply.open("data").attribute("seqid", reader.number()).attribute("stepid", reader.stepId())
                    .attribute("cycleid", reader.cycleId()).attribute("steptype", reader.kind().code())
                    .attribute("testtime", reader.stepTicks() * MILLIS_PER_TICK)
                    .attribute("atime", wallClock.of(machine.clock().millisAt(reader.tick()) + reader.clockMillis()))
                    .general("volt", reader.voltageVolt()).general("curr", reader.currentAmpere()).general("cap", reader.capacityAh())
                    .general("eng", reader.energyWh()).empty();
        }
        reply.close("list");
        return reply;
    }

    private Reply steps(WireElement request, Machine machine) {
        Reply reply = new Reply("downloadStepLayer_resp");
        WireElement item = request.child("downloadStepLayer");
        if (item == null) {
            reply.open("list").attribute("count", 0).empty();
            return reply;
        }
        ChannelTest test = test(item, machine);
        reply.open("downloadStepLayer");
        Items.shortAddress(reply, item);
        reply.attribute("testid", testId(item, test)).empty();
        long stored = storedTick(machine);
        List<StepRow> rows = test == null ? List.of() : test.steps().stream().filter(r -> r.endTick() <= stored).toList();
        reply.open("list").attribute("count", rows.size());
        if (rows.isEmpty()) {
            reply.empty();
            return reply;
        }
        reply.children();
        WallClockText wallClock = new WallClockText(machine.clock().zone());
        for (StepRow row : rows) {
            reply.open("data").attribute("startseqid", row.startNumber()).attribute("endseqid", row.endNumber())
                    .attribute("stepindex", row.stepIndex()).attribute("stepid", row.stepId()).attribute("cycleid", row.cycleId())
                    .attribute("steptype", row.kind().code()).attribute("steptime", row.stepTicks() * MILLIS_PER_TICK)
                    .attribute("endatime", wallClock.of(machine.clock().millisAt(row.endTick()) + row.clockMillis()))
                    .general("startvolt", byTenthMillivolt(row.startVolt())).general("endvolt", byTenthMillivolt(row.endVolt()))
                    .general("startcurr", row.startAmpere()).general("endcurr", row.endAmpere()).general("cap", (float) row.capacityAh())
                    .general("eng", (float) row.energyWh()).attribute("dcir", 0).empty();
        }
        reply.close("list");
        return reply;
    }

    /// Held as float32 in units of 0.1 mV, so its digits differ a little from those of the record.
    private static double byTenthMillivolt(float volt) {
        return (float) (volt * TENTH_MILLIVOLTS_PER_VOLT) / TENTH_MILLIVOLTS_PER_VOLT;
    }

    private Reply log(WireElement request, Machine machine) {
        Reply reply = new Reply(options.firmware() == WireOptions.Firmware.Y2024 ? "donwloadlog_resp" : "downloadlog_resp");
        WireElement item = request.child("download");
        if (item == null) {
            reply.open("list").attribute("count", 0).empty();
            return reply;
        }
        ChannelTest test = test(item, machine);
        long level = item.number("log_lever", 0);
        reply.open("download");
        Items.shortAddress(reply, item);
        reply.attribute("testid", testId(item, test)).attribute("log_lever", level).empty();
        long stored = storedTick(machine);
        List<LogRow> rows = test == null
                ? List.of()
                : test.log().stream().filter(r -> r.tick() <= stored && (level != 0 || r.isOfTest())).limit(MOST_LOG_ROWS).toList();
        reply.open("list").attribute("count", rows.size());
        if (rows.isEmpty()) {
            reply.empty();
            return reply;
        }
        reply.children();
        WallClockText wallClock = new WallClockText(machine.clock().zone());
        for (LogRow row : rows) {
            reply.open("data").attribute("seqid", row.recordNumber()).attribute("log_code", row.code())
                    .attribute("atime", wallClock.of(machine.clock().millisAt(row.tick()) + row.clockMillis())).empty();
        }
        reply.close("list");
        return reply;
    }
}
