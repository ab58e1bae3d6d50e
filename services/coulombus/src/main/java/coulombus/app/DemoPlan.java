package coulombus.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import coulombus.core.cell.CellFacts;
import coulombus.drivers.simulation.SimulatedCellKind;
import coulombus.formats.protocol.ProtocolYaml;

/// Which cells the demo tests, and how: published zinc cells, several of each, channel by channel.
final class DemoPlan {
    private static final List<Group> GROUPS = List.of(
            new Group(SimulatedCellKind.SYM_ANNEAL, "ANNEALED", "symmetric", 6),
            new Group(SimulatedCellKind.SYM_HPT, "PRESSED", "symmetric", 6),
            new Group(SimulatedCellKind.TI_20KPA, "TI-20KPA", "plating", 8),
            new Group(SimulatedCellKind.TI_300KPA, "TI-300KPA", "plating", 8),
            new Group(SimulatedCellKind.TI_1000KPA, "TI-1000KPA", "plating", 8),
            new Group(SimulatedCellKind.VO2_20KPA, "VO2-20KPA", "vanadium", 6),
            new Group(SimulatedCellKind.VO2_300KPA, "VO2-300KPA", "vanadium", 6),
            new Group(SimulatedCellKind.VO2_1000KPA, "VO2-1000KPA", "vanadium", 6),
            new Group(SimulatedCellKind.ZN_CU, "CU", "plating", 4), new Group(SimulatedCellKind.SYM_HEALTHY, "HEALTHY", "symmetric", 6));

    private DemoPlan() {}

    /// Cells of one kind.
    private record Group(SimulatedCellKind kind, String name, String protocol, int cells) {}

    /// One test of the demo.
    ///
    /// @param kind     the simulated cell to mount
    /// @param cell     what is told of it
    /// @param protocol in the project's YAML
    /// @param title    the protocol's name
    record Test(SimulatedCellKind kind, CellFacts cell, String protocol, String title) {}

    /// The tests of so many channels, in the channels' order; beyond the published fleet of 64 it begins anew.
    ///
    /// @param batch number of this start of the demo, part of the cells' names
    static List<Test> tests(int channels, long batch) {
        List<Test> tests = new ArrayList<>();
        for (int round = 0; tests.size() < channels; round++) {
            for (Group group : GROUPS) {
                for (int i = 1; i <= group.cells() && tests.size() < channels; i++) {
                    String name = String.format("%s-%d-%02d", group.name(), batch, round * group.cells() + i);
                    String protocol = protocol(group.protocol());
                    tests.add(new Test(group.kind(), group.kind().facts(name), protocol, ProtocolYaml.read(protocol).name()));
                }
            }
        }
        return tests;
    }

    private static String protocol(String name) {
        try (InputStream in = DemoPlan.class.getResourceAsStream("/coulombus/app/demo/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
