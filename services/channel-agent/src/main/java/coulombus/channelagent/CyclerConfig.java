package coulombus.channelagent;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.drivers.CyclerDescription.ChannelDescription;

/// One cycler, as a configuration file says it.
///
/// @param name         in the facility, first part of its channels' ids
/// @param driver       the word of the driver, e.g. `neware-bts`
/// @param control      true where tests may be started and stopped; false, to observe only, where not given
/// @param pollInterval between two looks at all channels
/// @param settings     the driver's own
/// @param cells        what lies in channels that are only observed
public record CyclerConfig(String name, String driver, Boolean control, Duration pollInterval, Map<String, String> settings,
        List<CellConfig> cells) {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    /// What lies in an observed channel, so that runs that appear there have facts.
    ///
    /// @param position            the channel by the device's own number, or its whole id
    /// @param title               of its runs; the device's name of them where not given
    /// @param cellId              the lab's name of the cell
    /// @param cellKind            decides which efficiency is defined
    /// @param firstHalfCycle      which half-cycle opens a pair
    /// @param areaCm2             electrode area in cm²
    /// @param activeMassMg        active mass in mg
    /// @param nominalCapacityAh   nominal capacity in Ah
    /// @param zincFoilThicknessUm thickness of the zinc foil in µm
    public record CellConfig(String position, String title, String cellId, CellKind cellKind, FirstHalfCycle firstHalfCycle,
            Double areaCm2, Double activeMassMg, Double nominalCapacityAh, Double zincFoilThicknessUm) {
        static final CellConfig NOTHING = new CellConfig("*", null, null, null, null, null, null, null, null);

        public CellConfig {
            if (position == null || position.isBlank()) {
                throw new IllegalArgumentException("channelAgent.cyclers.cells.position: must name a channel");
            }
            title = title == null ? "" : title;
            cellId = cellId == null ? "" : cellId;
            cellKind = cellKind == null ? CellKind.UNKNOWN : cellKind;
            firstHalfCycle = firstHalfCycle == null ? FirstHalfCycle.UNKNOWN : firstHalfCycle;
            requirePositive(areaCm2, "areaCm2");
            requirePositive(activeMassMg, "activeMassMg");
            requirePositive(nominalCapacityAh, "nominalCapacityAh");
            requirePositive(zincFoilThicknessUm, "zincFoilThicknessUm");
        }

        CellFacts facts() {
            return new CellFacts(cellId, cellKind, firstHalfCycle, orUnknown(areaCm2), orUnknown(activeMassMg),
                    orUnknown(nominalCapacityAh), orUnknown(zincFoilThicknessUm));
        }

        private static void requirePositive(Double value, String name) {
            if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "channelAgent.cyclers.cells." + name + ": must be greater than 0, or not given; was " + value);
            }
        }

        private static double orUnknown(Double value) {
            return value == null ? Double.NaN : value;
        }
    }

    public CyclerConfig {
        if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "channelAgent.cyclers.name: must be letters, digits, dots, dashes; was "
                            + (name == null ? "not given" : "'" + name + "'"));
        }
        if (driver == null || driver.isBlank()) {
            throw new IllegalArgumentException("channelAgent.cyclers.driver: must name a driver, e.g. neware-bts");
        }
        control = control != null && control;
        pollInterval = pollInterval == null ? Duration.ofSeconds(1) : pollInterval;
        if (pollInterval.compareTo(SHORTEST_INTERVAL) < 0 || pollInterval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("channelAgent.cyclers.pollInterval: must be 10 ms to 1 min; was " + pollInterval.toMillis()
                    + " ms");
        }
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        cells = cells == null ? List.of() : List.copyOf(cells);
        Set<String> positions = new HashSet<>();
        for (CellConfig cell : cells) {
            if (!positions.add(cell.position())) {
                throw new IllegalArgumentException(
                        "channelAgent.cyclers.cells.position: must be given once; twice '" + cell.position() + "'");
            }
        }
    }

    CellConfig cellOf(ChannelDescription channel) {
        return cells.stream().filter(cell -> cell.position().equals(channel.position()) || cell.position().equals(channel.channelId()))
                .findFirst().orElse(CellConfig.NOTHING);
    }
}
