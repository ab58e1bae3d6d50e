package coulombus.drivers.bts.simulator.channel;

import java.util.ArrayList;
import java.util.List;

/// What is to go wrong in one test, the next one first, and what went wrong.
final class FaultAgenda {
    /// @param tick virtual time
    record Entry(long tick, ChannelFault fault) {}

    private final List<Entry> entries = new ArrayList<>(0);

    void add(long tick, ChannelFault fault) {
        int k = entries.size();
        while (k > 0 && entries.get(k - 1).tick() > tick) {
            k--;
        }
        entries.add(k, new Entry(tick, fault));
    }

    long nextTick() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.get(0).tick();
    }

    Entry take() {
        return entries.remove(0);
    }

    List<Entry> left() {
        return List.copyOf(entries);
    }
}
