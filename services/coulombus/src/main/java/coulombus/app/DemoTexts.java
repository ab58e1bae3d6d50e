package coulombus.app;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.FirstHalfCycle;

/// The demo's facility, cells and experiments as the texts that anybody would write.
final class DemoTexts {
    private static final int RACK = 16;
    /// Of 64 channels the first 32 are in one chamber, 16 in the next, 16 in one whose temperature experiments choose.
    private static final int SECOND_CHAMBER = 32;
    private static final int THIRD_CHAMBER = 48;
    /// Those of a round that can measure impedance.
    private static final int FIRST_WITH_IMPEDANCE = 44;

    private DemoTexts() {}

    /// @param channelIds     of the cycler, in its order
    /// @param gone           channels of an earlier demo that are not there now
    /// @param voltageVolt    each channel does from minus that to that
    /// @param currentAmpere  and so much
    static String facility(List<String> channelIds, List<String> gone, double voltageVolt, double currentAmpere) {
        StringBuilder yaml = new StringBuilder("""
                # A simulated facility. Cells are clipped in by the demo itself, which scans them as a person would.
                facility: Demo, SIMULATED
                bench: {mount: scan, unmount: scan}
                groups:
                  - {name: anodes, share: 2}
                  - {name: cathodes, share: 1}
                chambers:
                  - {id: C1, temperature: 25 °C}
                  - {id: C2, temperature: 25 °C}
                  - {id: C3}
                shared_resources:
                  - {id: mux-1, count: 1}
                channels:
                """);
        int whole = channelIds.size() / DemoPlan.ROUND * DemoPlan.ROUND;
        for (int i = 0; i < channelIds.size(); i++) {
            int place = i < whole ? i % DemoPlan.ROUND : 0;
            String chamber = place >= THIRD_CHAMBER ? "C3" : place >= SECOND_CHAMBER ? "C2" : "C1";
            String impedance = place >= FIRST_WITH_IMPEDANCE && place < THIRD_CHAMBER
                    ? ", impedance: {from: 10 mHz, to: 100 kHz, multiplexer: mux-1}"
                    : "";
            yaml.append(channel(channelIds.get(i), "R" + (1 + i / RACK), voltageVolt, currentAmpere,
                    ", fixtures: [coin], chamber: " + chamber + impedance));
        }
        gone.forEach(id -> yaml.append(channel(id, "gone", voltageVolt, currentAmpere, "")));
        return yaml.toString();
    }

    private static String channel(String id, String rack, double volt, double ampere, String more) {
        return String.format(Locale.ROOT, "  - {id: \"%s\", rack: %s, voltage: [-%s V, %s V], current: %s A%s}%n", id, rack, plain(volt),
                plain(volt), plain(ampere), more);
    }

    static String cells(List<DemoPlan.Experiment> experiments) {
        StringBuilder yaml = new StringBuilder("cells:\n");
        DemoPlan.cells(experiments).forEach(cell -> yaml.append(cell(cell.getValue().facts(cell.getKey()))));
        return yaml.toString();
    }

    private static String cell(CellFacts facts) {
        List<String> known = new ArrayList<>(List.of("cell: " + facts.cellId(), "kind: " + facts.kind().name().toLowerCase(Locale.ROOT)));
        if (facts.firstHalfCycle() != FirstHalfCycle.UNKNOWN) {
            known.add("first_half_cycle: " + facts.firstHalfCycle().name().toLowerCase(Locale.ROOT));
        }
        add(known, "area", facts.areaCm2(), "cm2");
        add(known, "active_mass", facts.activeMassMg(), "mg");
        add(known, "nominal_capacity", facts.nominalCapacityAh() * 1000, "mAh");
        add(known, "zinc_foil", facts.zincFoilThicknessUm(), "um");
        return "  - {" + String.join(", ", known) + ", fields: {origin: SIMULATED}}\n";
    }

    private static void add(List<String> known, String key, double value, String unit) {
        if (!Double.isNaN(value)) {
            known.add(key + ": " + plain(value) + " " + unit);
        }
    }

    /// @param speed test time over real time: the plan is made for the clock on the wall
    static String experiment(DemoPlan.Experiment one, double speed) {
        double second = one.expectedHour() * 3600 / speed;
        return "experiment: \"" + one.title() + String.format(Locale.ROOT, ", ACCELERATED x%.0f", speed) + "\"\ngroup: " + one.group()
                + "\ncells: [" + String.join(", ", one.cellIds()) + "]\nrequire: [" + one.require() + "]\n" + one.more()
                + String.format(Locale.ROOT, "expected_duration: {p50: %s s, p90: %s s}%n", plain(second), plain(second * 1.3))
                + "protocol: |\n" + one.protocol().indent(2);
    }

    private static String plain(double value) {
        return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}
