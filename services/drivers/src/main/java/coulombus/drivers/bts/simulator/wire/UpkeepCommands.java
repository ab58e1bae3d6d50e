package coulombus.drivers.bts.simulator.wire;

import java.util.Map;

import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.machine.Machine;

/// Lamps, alarms, hand switches and what the machine cannot do: light, clearflag, resetalarm, chl_ctrl, parallel, getparallel, getpause.
final class UpkeepCommands {
    void addTo(Map<String, CommandDesk.Command> reads, Map<String, CommandDesk.Command> writes) {
        writes.put("light", (request, machine) -> TestCommands.each("light", request, machine,
                (c, item) -> c.light(item.text().equals("true"), machine.now())));
        writes.put("clearflag",
                (request, machine) -> TestCommands.each("clearflag", request, machine, (c, item) -> c.clearAlarm(machine.now())));
        writes.put("chl_ctrl", (request, machine) -> TestCommands.each("chl_ctrl", request, machine,
                (c, item) -> c.closeOutput(item.text().equals("1"), machine.now())));
        // No channels are ever connected in parallel.
        writes.put("parallel", (request, machine) -> TestCommands.each("parallel", request, machine, (c, item) -> false));
        writes.put("resetalarm", UpkeepCommands::resetAlarm);
        reads.put("getparallel", UpkeepCommands::parallels);
        reads.put("getpause", UpkeepCommands::pauses);
    }

    private static Reply parallels(WireElement request, Machine machine) {
        Reply reply = new Reply("getparallel_resp");
        Items.list(reply, request.all("parallel"), item -> {
            reply.open("parallel");
            Items.address(reply, item);
            reply.content("false");
        });
        return reply;
    }

    private static Reply resetAlarm(WireElement request, Machine machine) {
        Reply reply = new Reply("resetalarm_resp");
        Items.list(reply, request.all("resetalarm"), item -> {
            boolean known = machine.devices().contains((int) item.number("devid", 0));
            reply.open("resetalarm");
            Items.address(reply, item);
            reply.content(known ? "ok" : "false");
        });
        return reply;
    }

    private static Reply pauses(WireElement request, Machine machine) {
        Reply reply = new Reply("getpause_resp");
        Items.list(reply, request.all("getpause"), item -> {
            SimulatedChannel channel = Items.channel(item, machine);
            reply.open("getpause");
            Items.address(reply, item);
            reply.content(Boolean.toString(channel != null && channel.hasPauseAhead(machine.now())));
        });
        return reply;
    }
}
