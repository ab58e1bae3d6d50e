package coulombus.core.detection;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import coulombus.core.cell.CellKind;

/// Fills in defaults of settings and refuses what makes no sense, naming the path.
final class SettingChecks {
    private SettingChecks() {}

    static Double number(String path, Double value, double byDefault, double least, double most) {
        double v = value == null ? byDefault : value;
        if (!(v >= least && v <= most)) {
            throw new IllegalArgumentException(path + ": must be " + least + " to " + most + "; was " + v);
        }
        return v;
    }

    static Integer whole(String path, Integer value, int byDefault, int least, int most) {
        int v = value == null ? byDefault : value;
        if (v < least || v > most) {
            throw new IllegalArgumentException(path + ": must be " + least + " to " + most + "; was " + v);
        }
        return v;
    }

    /// What is given, and the default of each kind that is not: ON for those listed, OFF for the others.
    static Map<CellKind, Mode> modes(String name, Map<CellKind, Mode> given, CellKind... on) {
        Map<CellKind, Mode> modes = new EnumMap<>(CellKind.class);
        for (CellKind kind : CellKind.values()) {
            modes.put(kind, List.of(on).contains(kind) ? Mode.ON : Mode.OFF);
        }
        if (given != null) {
            given.forEach((kind, mode) -> {
                if (kind == null || mode == null) {
                    throw new IllegalArgumentException(name + ".cells: must give ON, SHADOW or OFF for a kind of cell; was " + given);
                }
                modes.put(kind, mode);
            });
        }
        return Collections.unmodifiableMap(modes);
    }
}
