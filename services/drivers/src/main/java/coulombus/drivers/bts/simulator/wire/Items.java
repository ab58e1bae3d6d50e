package coulombus.drivers.bts.simulator.wire;

import java.util.List;
import java.util.function.Consumer;

import coulombus.drivers.bts.simulator.channel.ChannelAddress;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.machine.Machine;

/// What the items of requests and replies have in common: addresses, lists.
final class Items {
    private static final String[] WITH_IP = { "ip", "devtype", "devid", "subdevid", "chlid" };
    private static final String[] WITHOUT_IP = { "devtype", "devid", "subdevid", "chlid" };

    private Items() {}

    /// The channel an item names, or null.
    static SimulatedChannel channel(WireElement item, Machine machine) {
        if (item.number("devtype", Machine.DEVTYPE) != Machine.DEVTYPE) {
            return null;
        }
        return machine.channel(new ChannelAddress((int) item.number("devid", 0), (int) item.number("subdevid", 0),
                (int) item.number("chlid", 0)));
    }

    /// Repeats ip, devtype, devid, subdevid, chlid, as far as they were there.
    static void address(Reply reply, WireElement item) {
        echo(reply, item, WITH_IP);
    }

    /// Without the ip.
    static void shortAddress(Reply reply, WireElement item) {
        echo(reply, item, WITHOUT_IP);
    }

    private static void echo(Reply reply, WireElement item, String[] names) {
        for (String name : names) {
            if (item.attributes().containsKey(name)) {
                reply.attribute(name, item.attribute(name));
            }
        }
    }

    /// A `list` of items, closed in itself where there is none.
    static void list(Reply reply, List<WireElement> items, Consumer<WireElement> one) {
        reply.open("list").attribute("count", items.size());
        if (items.isEmpty()) {
            reply.empty();
            return;
        }
        reply.children();
        items.forEach(one);
        reply.close("list");
    }
}
