package coulombus.drivers.bts.simulator.wire;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.machine.Machine;

/// What changes a test: start, stop, broadcaststop, continue, goto, reset, setpause, cancelpause.
final class TestCommands {
    void addTo(Map<String, CommandDesk.Command> commands) {
        commands.put("start", TestCommands::start);
        commands.put("stop", (request, machine) -> each("stop", request, machine, (c, item) -> c.stop(machine.now())));
        commands.put("continue", (request, machine) -> each("continue", request, machine, (c, item) -> c.resume(machine.now())));
        commands.put("goto",
                (request, machine) -> each("goto", request, machine, (c, item) -> c.goTo((int) item.number("step", -1), machine.now())));
        commands.put("setpause", (request, machine) -> each("setpause", request, machine,
                (c, item) -> c.pause((int) item.number("cycleid", -1), (int) item.number("stepid", -1), machine.now())));
        commands.put("cancelpause", (request, machine) -> each("cancelpause", request, machine, (c, item) -> c.cancelPause(machine.now())));
        commands.put("broadcaststop", TestCommands::stopDevices);
        commands.put("reset", TestCommands::reset);
    }

    /// Does something with every channel of a list and says of each whether it was done.
    static Reply each(String command, WireElement request, Machine machine, BiPredicate<SimulatedChannel, WireElement> action) {
        Reply reply = new Reply(command + "_resp");
        Items.list(reply, request.all(command), item -> {
            SimulatedChannel channel = Items.channel(item, machine);
            boolean done = channel != null && action.test(channel, item);
            reply.open(command);
            Items.address(reply, item);
            reply.content(done ? "ok" : "false");
        });
        return reply;
    }

    private static Reply start(WireElement request, Machine machine) {
        List<WireElement> backups = request.all("backup");
        boolean backupNeedsFolder = !backups.isEmpty() && backups.get(0).attribute("backupdir").isBlank();
        return each("start", request, machine, (channel, item) -> {
            if (backupNeedsFolder) {
                channel.refuse(item.text(), item.attribute("barcode"), machine.now(), "the backup names no folder");
                return false;
            }
            return machine.start(channel, item.text(), item.attribute("barcode")).isEmpty();
        });
    }

    private static Reply stopDevices(WireElement request, Machine machine) {
        Reply reply = new Reply("broadcaststop_resp");
        Items.list(reply, request.all("stop"), item -> {
            long devid = item.number("devid", 0);
            boolean any = false;
            for (SimulatedChannel channel : machine.channels()) {
                if (channel.address().devid() == devid) {
                    any = true;
                    channel.stop(machine.now());
                }
            }
            reply.open("stop");
            Items.address(reply, item);
            reply.content(any ? "ok" : "false");
        });
        return reply;
    }

    /// One channel, no list.
    private static Reply reset(WireElement request, Machine machine) {
        Reply reply = new Reply("reset_resp");
        WireElement item = request.child("reset");
        if (item != null) {
            SimulatedChannel channel = Items.channel(item, machine);
            boolean done = channel != null && machine.replace(channel, item.text());
            reply.open("reset");
            Items.address(reply, item);
            reply.content(done ? "ok" : "false");
        }
        return reply;
    }
}
