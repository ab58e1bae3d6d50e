package coulombus.drivers.bts.simulator.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import coulombus.drivers.bts.simulator.channel.CellModel;
import coulombus.drivers.bts.simulator.channel.DummyCell;
import coulombus.drivers.simulation.SimulatedCellKind;

/// What can be mounted, by name: the kinds of [SimulatedCellKind], and `DUMMY`, a resistor of 100 ohm.
public final class CellCatalogue {
    public static final String DUMMY = "DUMMY";
    private static final double DUMMY_OHM = 100;

    private CellCatalogue() {}

    public static List<String> names() {
        return Stream.concat(Arrays.stream(SimulatedCellKind.values()).map(Enum::name), Stream.of(DUMMY)).toList();
    }

    /// A fresh cell.
    ///
    /// @throws IllegalArgumentException where there is no such name
    public static CellModel cell(String name, long seed) {
        String upper = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        if (upper.equals(DUMMY)) {
            return new DummyCell(DUMMY_OHM, Double.POSITIVE_INFINITY, 0);
        }
        for (SimulatedCellKind kind : SimulatedCellKind.values()) {
            if (kind.name().equals(upper)) {
                return new PhysicalCell(kind, seed);
            }
        }
        throw new IllegalArgumentException("there is no cell '" + name + "'; there are " + String.join(", ", names()));
    }
}
