package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import coulombus.core.experiment.Placement.Spread;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;

/// Channels, chambers and the rest by number, for sets of bits. The number of a channel is its place in the order in which a pass wants
/// channels to be taken: the first suitable bit is the channel of choice.
final class ChannelIndex {
    final SchedulingInput input;
    final int size;
    final ChannelSpec[] spec;
    final ChannelSituation[] situation;
    final int[] cycler;
    final int[] rack;
    final int[] chamber;
    final int[] safetyGroup;
    final int[] multiplexer;
    final Closure[][] closures;
    final Chamber[] chambers;
    final SafetyGroup[] safetyGroups;
    final SharedResource[] sharedResources;
    /// Channels on which nothing may start for a reason of their own.
    final BitSet hindered = new BitSet();
    /// Channels with a cell that does not run: nothing else starts there.
    final BitSet mounted = new BitSet();
    /// Whether a chamber or safety group limits what is in it.
    final boolean limited;
    final boolean energyLimited;
    /// Whether some chamber takes the temperature of its first occupant.
    final boolean freeTemperatures;
    private final Map<String, Integer> byId = new HashMap<>();
    private final Map<String, Integer> mountedOn = new HashMap<>();
    private final Map<String, Integer> resourceById;

    /// @param order the facility's channels, the one to be taken first before the others; each place once
    ChannelIndex(SchedulingInput input, int[] order) {
        this.input = input;
        List<ChannelSpec> channels = input.facility().channels();
        size = channels.size();
        spec = new ChannelSpec[size];
        situation = new ChannelSituation[size];
        chambers = input.facility().chambers().toArray(new Chamber[0]);
        safetyGroups = input.facility().safetyGroups().toArray(new SafetyGroup[0]);
        sharedResources = input.facility().sharedResources().toArray(new SharedResource[0]);
        resourceById = numbers(sharedResources, SharedResource::id);
        for (int i = 0; i < size; i++) {
            spec[i] = channels.get(order[i]);
            byId.put(spec[i].channelId(), i);
        }
        for (ChannelSituation told : input.channels()) {
            int c = byId.get(told.channelId());
            situation[c] = told;
            hindered.set(c, told.hindrance().isPresent());
            mounted.set(c, told.mountedCellId().isPresent() && told.occupant().isEmpty());
            told.mountedCellId().ifPresent(cell -> mountedOn.put(cell, c));
        }
        Map<String, Integer> chamberById = numbers(chambers, Chamber::id);
        Map<String, Integer> safetyById = numbers(safetyGroups, SafetyGroup::id);
        cycler = distinct(ChannelSpec::cycler);
        rack = distinct(ChannelSpec::rack);
        chamber = number(s -> s.chamber().map(chamberById::get).orElse(-1));
        safetyGroup = number(s -> s.safetyGroup().map(safetyById::get).orElse(-1));
        multiplexer = number(s -> s.impedance().flatMap(ChannelSpec.ImpedanceRange::multiplexer).map(resourceById::get).orElse(-1));
        closures = closures();
        boolean energy = false;
        boolean cells = false;
        boolean free = false;
        for (Chamber each : chambers) {
            energy |= !Double.isNaN(each.maxEnergyWh());
            free |= Double.isNaN(each.temperatureCelsius());
        }
        for (SafetyGroup each : safetyGroups) {
            energy |= !Double.isNaN(each.maxEnergyWh());
            cells |= each.maxEnergizedCells() < Integer.MAX_VALUE;
        }
        energyLimited = energy;
        limited = energy || cells;
        freeTemperatures = free;
    }

    /// The order of the facility's file.
    static int[] asWritten(SchedulingInput input) {
        int[] order = new int[input.facility().channels().size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return order;
    }

    private static <T> Map<String, Integer> numbers(T[] things, Function<T, String> id) {
        Map<String, Integer> numbers = new HashMap<>();
        for (T thing : things) {
            numbers.put(id.apply(thing), numbers.size());
        }
        return numbers;
    }

    private int[] number(Function<ChannelSpec, Integer> of) {
        int[] numbers = new int[size];
        for (int c = 0; c < size; c++) {
            numbers[c] = of.apply(spec[c]);
        }
        return numbers;
    }

    private int[] distinct(Function<ChannelSpec, String> name) {
        Map<String, Integer> numbers = new HashMap<>();
        return number(s -> numbers.computeIfAbsent(name.apply(s), n -> numbers.size()));
    }

    private Closure[][] closures() {
        List<List<Closure>> lists = new ArrayList<>();
        for (int c = 0; c < size; c++) {
            lists.add(new ArrayList<>(situation[c].closures()));
        }
        for (Closure closure : input.facility().closures()) {
            closure.channelIds().forEach(id -> lists.get(byId.get(id)).add(closure));
        }
        Closure[][] found = new Closure[size][];
        for (int c = 0; c < size; c++) {
            List<Closure> list = lists.get(c);
            list.removeIf(closure -> closure.untilUnixSecond() <= input.nowUnixSecond());
            found[c] = list.toArray(new Closure[0]);
        }
        return found;
    }

    /// Number of a channel, -1 where it is not of this facility.
    int channel(String channelId) {
        return byId.getOrDefault(channelId, -1);
    }

    /// Where a cell is mounted, -1 where it is not.
    int mountedOn(String cellId) {
        return mountedOn.getOrDefault(cellId, -1);
    }

    /// Number of a shared resource, -1 where there is none.
    int resource(String resourceId) {
        return resourceById.getOrDefault(resourceId, -1);
    }

    /// What no two replicates may share. A channel in no chamber shares none.
    int spreadKey(int c, Spread.Over over) {
        return switch (over) {
            case CYCLER -> cycler[c];
            case RACK -> rack[c];
            case CHAMBER -> chamber[c] >= 0 ? chamber[c] : chambers.length + c;
        };
    }

    /// The earliest moment from which a test of a group may run for so long: outside closures, its end within the calibration.
    ///
    /// @return s since 1970, not before from; infinite where the calibration does not hold so long
    double openFrom(int c, String group, double from, double durationSecond) {
        double start = from;
        boolean moved = closures[c].length > 0;
        while (moved) {
            moved = false;
            for (Closure closure : closures[c]) {
                if (start < closure.untilUnixSecond() && start + durationSecond > closure.fromUnixSecond()
                        && !closure.keptForGroup().equals(java.util.Optional.of(group))) {
                    start = closure.untilUnixSecond();
                    moved = true;
                }
            }
        }
        return start + durationSecond > spec[c].calibrationDueUnixSecond() ? Double.POSITIVE_INFINITY : start;
    }
}
