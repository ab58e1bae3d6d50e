package coulombus.drivers.bts.simulator.wire;

import java.util.Map;

import coulombus.drivers.bts.simulator.channel.LatestValues;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.machine.Machine;

/// What the machine is and shows now: getdevinfo, getchlstatus, inquire.
final class ReadCommands {
    /// How many channels one sub-device has.
    static final int CHANNELS_OF_SUBDEVICE = 8;
    private static final String CLIENT = "BTS Client 8.0.0.478 SIMULATED by Coulombus";
    private static final int DECIMALS = 4;
    private static final double TICKS_PER_SECOND = 10;

    private final WireOptions options;

    ReadCommands(WireOptions options) {
        this.options = options;
    }

    void addTo(Map<String, CommandDesk.Command> commands) {
        commands.put("getdevinfo", this::devices);
        commands.put("getchlstatus", this::states);
        commands.put("inquire", this::inquire);
    }

    private Reply devices(WireElement request, Machine machine) {
        Reply reply = new Reply("getdevinfo_resp");
        boolean versions = options.firmware() == WireOptions.Firmware.Y2025;
        if (versions) {
            reply.open("client").attribute("version", CLIENT).empty();
        }
        reply.open("serverip").attribute("count", 1).children();
        reply.open("server").attribute("ip", Machine.IP).attribute("port", 3306);
        if (versions) {
            versions(reply, machine);
        } else {
            reply.empty();
        }
        reply.close("serverip");
        reply.open("middle").attribute("count", machine.channels().size()).children();
        for (SimulatedChannel channel : machine.channels()) {
            channel.catchUp(machine.now());
            reply.open("channel").attribute("ip", Machine.IP).attribute("devtype", Machine.DEVTYPE)
                    .attribute("devid", channel.address().devid()).attribute("subdevid", channel.address().subdevid())
                    .attribute("Channelid", channel.address().chlid()).content(Boolean.toString(!channel.isOccupied()));
        }
        reply.closeAtLineBegin("middle");
        return reply;
    }

    private static void versions(Reply reply, Machine machine) {
        reply.attribute("version", "BTS Server SIMULATED").attribute("devCount", machine.devices().size()).children();
        for (int devid : machine.devices()) {
            int last = machine.channels().stream().filter(c -> c.address().devid() == devid).mapToInt(c -> c.address().subdevid()).max()
                    .orElse(0);
            reply.open("dev").attribute("ip", Machine.IP).attribute("devid", devid).attribute("zwjVersion", "SIMULATED")
                    .attribute("xwjCount", last).children();
            for (int id = 1; id <= last; id++) {
                reply.open("xwj").attribute("id", id).attribute("xwjVersion", "SIMULATED").attribute("xwjGuid", devid + "-" + id).empty();
            }
            reply.close("dev");
        }
        reply.close("server");
    }

    private Reply states(WireElement request, Machine machine) {
        Reply reply = new Reply("getchlstatus_resp");
        Items.list(reply, request.all("status"), item -> {
            reply.open("status").echo(item, "ip", "devtype", "devid");
            if (options.oneSubdevid()) {
                reply.attribute("subdevid", 1);
            } else {
                reply.echo(item, "subdevid");
            }
            reply.echo(item, "chlid").attribute("reservepause", 1).content(state(Items.channel(item, machine), machine));
        });
        return reply;
    }

    /// The word for a channel's state; `false` for one that is not there.
    static String state(SimulatedChannel channel, Machine machine) {
        if (channel == null) {
            return "false";
        }
        channel.catchUp(machine.now());
        return channel.state();
    }

    private Reply inquire(WireElement request, Machine machine) {
        Reply reply = new Reply("inquire_resp");
        Items.list(reply, request.all("inquire"), item -> inquire(reply, item, machine));
        return reply;
    }

    private static void inquire(Reply reply, WireElement item, Machine machine) {
        SimulatedChannel channel = Items.channel(item, machine);
        LatestValues v = channel == null ? new LatestValues(null, 0, 0, 0, 0, 0, 0, 0, 0, 0) : channel.latest(machine.now());
        reply.open("inquire").attribute("dev", String.join("-", item.attribute("devtype"), item.attribute("devid"),
                item.attribute("subdevid"), item.attribute("chlid"), Long.toString(item.number("aux", 0))));
        reply.attribute("cycle_id", v.cycleId());
        if (v.kind() != null) {
            reply.attribute("step_id", v.stepId());
        }
        reply.attribute("step_type", v.kind() == null ? "--" : v.kind().code());
        reply.attribute("workstatus", state(channel, machine));
        if (item.number("barcode", 0) == 1) {
            reply.attribute("barcode", channel == null || channel.newest() == null ? "" : channel.newest().barcode());
        }
        reply.rounded("current", v.currentAmpere(), DECIMALS).rounded("voltage", v.voltageVolt(), DECIMALS)
                .rounded("capacity", v.capacityAh(), DECIMALS).rounded("energy", v.energyWh(), DECIMALS)
                .rounded("totaltime", v.totalTicks() / TICKS_PER_SECOND, 1).rounded("relativetime", v.stepTicks() / TICKS_PER_SECOND, 1)
                .attribute("open_or_close", channel != null && channel.isOutputClosed() ? 1 : 0).attribute("log_code", v.logCode()).empty();
    }
}
