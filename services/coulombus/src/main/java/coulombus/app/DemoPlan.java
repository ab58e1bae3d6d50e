package coulombus.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import coulombus.drivers.simulation.SimulatedCellKind;

/// Which cells the demo tests, and how: published zinc cells, several of each kind, every kind an experiment; and some more experiments that
/// find no channel free and wait.
final class DemoPlan {
    /// The channels of one round of the published fleet.
    static final int ROUND = 64;
    private static final String FIXED = "{chamber: [C1, C2]}";
    private static final String CHOSEN = "{chamber: C3}";
    private static final List<Kind> STORY = List.of(
            new Kind(SimulatedCellKind.SYM_ANNEAL, "ANNEALED", "Zn||Zn, annealed zinc", Test.SYMMETRIC, 6, FIXED),
            new Kind(SimulatedCellKind.SYM_HPT, "PRESSED", "Zn||Zn, pressed zinc", Test.SYMMETRIC, 6, FIXED),
            new Kind(SimulatedCellKind.TI_20KPA, "TI-20KPA", "Zn||Ti at 20 kPa", Test.PLATING, 8, FIXED),
            new Kind(SimulatedCellKind.TI_300KPA, "TI-300KPA", "Zn||Ti at 300 kPa", Test.PLATING, 8, FIXED),
            new Kind(SimulatedCellKind.TI_1000KPA, "TI-1000KPA", "Zn||Ti at 1000 kPa", Test.PLATING, 8, FIXED),
            new Kind(SimulatedCellKind.VO2_20KPA, "VO2-20KPA", "Zn||VO2 at 20 kPa", Test.VANADIUM, 6, CHOSEN),
            new Kind(SimulatedCellKind.VO2_300KPA, "VO2-300KPA", "Zn||VO2 at 300 kPa", Test.VANADIUM, 6, CHOSEN),
            new Kind(SimulatedCellKind.VO2_1000KPA, "VO2-1000KPA", "Zn||VO2 at 1000 kPa", Test.VANADIUM, 6, FIXED),
            new Kind(SimulatedCellKind.ZN_CU, "CU", "Zn||Cu", Test.PLATING, 4, CHOSEN),
            new Kind(SimulatedCellKind.SYM_HEALTHY, "HEALTHY", "Zn||Zn, long test", Test.SYMMETRIC, 6, FIXED));
    private static final Kind YOURS = new Kind(SimulatedCellKind.SYM_HEALTHY, "YOURS", "Zn||Zn, two cells that you clip in at the bench",
            Test.SYMMETRIC, 2, FIXED, "priority: high\n");
    private static final List<Kind> WAITING = List.of(
            new Kind(SimulatedCellKind.VO2_HPT, "VO2-45C", "Zn||VO2 at 45 °C, eight at once", Test.VANADIUM, 8, "{temperature: 45 °C}",
                    "start_together: true\n"),
            YOURS,
            new Kind(SimulatedCellKind.SYM_HEALTHY, "EIS", "Zn||Zn where impedance can be measured", Test.SYMMETRIC, 2,
                    "{impedance: [0.1 Hz, 100 kHz]}"),
            new Kind(SimulatedCellKind.SYM_ANNEAL, "GANG", "Zn||Zn, annealed zinc, eight at once", Test.SYMMETRIC, 8, FIXED,
                    "start_together: true\n"),
            new Kind(SimulatedCellKind.TI_300KPA, "TI-REPEAT", "Zn||Ti at 300 kPa, repeated", Test.PLATING, 12, FIXED),
            new Kind(SimulatedCellKind.VO2_HPT, "VO2-PRESSED", "Zn||VO2, pressed zinc", Test.VANADIUM, 6, FIXED),
            new Kind(SimulatedCellKind.ZN_CU, "CU-LATER", "Zn||Cu, when there is room", Test.PLATING, 6, FIXED, "priority: low\n"));

    private DemoPlan() {}

    /// A protocol and what to know of it.
    ///
    /// @param group        whose share it uses
    /// @param expectedHour how long it goes where nothing ends it before, h of test time
    private record Test(String file, String group, double expectedHour) {
        static final Test SYMMETRIC = new Test("symmetric", "anodes", 600);
        static final Test PLATING = new Test("plating", "anodes", 150);
        static final Test VANADIUM = new Test("vanadium", "cathodes", 100);
    }

    /// Cells of one kind.
    ///
    /// @param require one thing that must hold of their channels
    /// @param more    lines of the experiment
    private record Kind(SimulatedCellKind cell, String name, String title, Test test, int cells, String require, String more) {
        Kind(SimulatedCellKind cell, String name, String title, Test test, int cells, String require) {
            this(cell, name, title, test, cells, require, "");
        }

        Experiment experiment(int count, int from, long batch) {
            List<String> ids = IntStream.range(from, from + count).mapToObj(i -> String.format("%s-%d-%02d", name, batch, i + 1)).toList();
            return new Experiment(title, test.group(), cell, ids, require, more, protocol(test.file()), test.expectedHour());
        }
    }

    /// One experiment of the demo.
    ///
    /// @param title        what people read
    /// @param group        whose share it uses
    /// @param kind         of the simulated cells
    /// @param cellIds      its replicates
    /// @param require      one thing that must hold of their channels, as YAML
    /// @param more         further lines, as YAML
    /// @param protocol     in the project's YAML
    /// @param expectedHour h of test time
    record Experiment(String title, String group, SimulatedCellKind kind, List<String> cellIds, String require, String more,
            String protocol, double expectedHour) {}

    /// The experiments that fill so many channels at once; beyond the published fleet of 64 it begins anew.
    ///
    /// @param batch number of this start of the demo, part of the cells' names
    static List<Experiment> story(int channels, long batch) {
        List<Experiment> all = new ArrayList<>();
        int left = channels;
        for (int round = 0; left > 0; round++) {
            boolean isWhole = left >= ROUND;
            for (Kind kind : STORY) {
                int count = Math.min(left, kind.cells());
                if (count > 0) {
                    Kind placed = isWhole ? kind : new Kind(kind.cell(), kind.name(), kind.title(), kind.test(), kind.cells(), FIXED);
                    all.add(placed.experiment(count, round * kind.cells(), batch));
                }
                left -= count;
            }
        }
        return all;
    }

    /// Those that wait for others to end; none where the fleet is too small for them.
    static List<Experiment> waiting(int channels, long batch) {
        return channels < ROUND ? List.of() : WAITING.stream().map(kind -> kind.experiment(kind.cells(), 0, batch)).toList();
    }

    /// True of a cell that the demo leaves to the person who looks on.
    static boolean isLeftToPeople(String cellId) {
        return cellId.startsWith(YOURS.name() + "-");
    }

    /// The simulated cell for one that a person registered.
    ///
    /// @param kind of the cell, as the API names it
    static SimulatedCellKind likely(String kind) {
        return Map.of("PLATING", SimulatedCellKind.ZN_CU, "FULL", SimulatedCellKind.VO2_HPT, "INSERTION_HALF",
                SimulatedCellKind.LI_GRAPHITE).getOrDefault(kind, SimulatedCellKind.SYM_HEALTHY);
    }

    /// The simulated kind of each of the demo's cells.
    static Stream<Map.Entry<String, SimulatedCellKind>> cells(List<Experiment> experiments) {
        return experiments.stream().flatMap(one -> one.cellIds().stream().map(id -> Map.entry(id, one.kind())));
    }

    private static String protocol(String name) {
        try (InputStream in = DemoPlan.class.getResourceAsStream("/coulombus/app/demo/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
