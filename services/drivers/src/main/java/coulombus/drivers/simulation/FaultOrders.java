package coulombus.drivers.simulation;

import java.util.ArrayList;
import java.util.List;

/// Faults that were ordered for later, the next one first; those of one time in the order they came.
final class FaultOrders {
    private final List<Order> waiting = new ArrayList<>(0);

    private record Order(double atSecond, CellFault fault) {}

    void add(double atSecond, CellFault fault) {
        int k = waiting.size();
        while (k > 0 && waiting.get(k - 1).atSecond() > atSecond) {
            k--;
        }
        waiting.add(k, new Order(atSecond, fault));
    }

    /// Infinite where none waits.
    double nextSecond() {
        return waiting.isEmpty() ? Double.POSITIVE_INFINITY : waiting.get(0).atSecond();
    }

    CellFault take() {
        return waiting.remove(0).fault();
    }
}
