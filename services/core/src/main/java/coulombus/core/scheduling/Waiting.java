package coulombus.core.scheduling;

import java.util.BitSet;
import java.util.List;

import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Placement.Spread;
import coulombus.core.scheduling.QueuedExperiment.WaitingCell;

/// An experiment as a pass sees it.
final class Waiting {
    final QueuedExperiment told;
    final Need need;
    final List<WaitingCell> cells;
    /// Channel of each cell that is mounted already, else -1.
    final int[] fixed;
    /// The cells that are not mounted.
    final int[] notFixed;
    final boolean anyFixed;
    final boolean together;
    final Spread.Over over;
    final boolean hard;
    /// Keys of the replicates that have a channel, with how many.
    final BitSet usedKeys = new BitSet();
    final int[] resources;
    /// A group or a shared resource that the facility does not have, in words; null where all is known.
    final String unknown;

    Waiting(QueuedExperiment told, ChannelIndex index, Need.Cache needs, java.util.Set<String> groups) {
        this.told = told;
        Placement placement = told.spec().placement();
        need = needs.of(told.protocolNeeds(), placement.require(), told.protocolSteps());
        cells = told.cells();
        fixed = new int[cells.size()];
        boolean any = false;
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = index.mountedOn(cells.get(i).cellId());
            any |= fixed[i] >= 0;
        }
        anyFixed = any;
        notFixed = java.util.stream.IntStream.range(0, fixed.length).filter(i -> fixed[i] < 0).toArray();
        together = placement.startTogether();
        over = placement.spread().map(Spread::over).orElse(null);
        hard = placement.spread().map(Spread::hard).orElse(false);
        if (over != null) {
            for (String channelId : told.placedCells().values()) {
                int c = index.channel(channelId);
                if (c >= 0) {
                    usedKeys.set(index.spreadKey(c, over));
                }
            }
        }
        resources = placement.sharedResources().stream().mapToInt(index::resource).sorted().toArray();
        String missing = placement.sharedResources().stream().filter(id -> index.resource(id) < 0).sorted().findFirst()
                .map(id -> "shared resource '" + id + "'").orElse(null);
        unknown = groups.contains(told.spec().group()) ? missing : "group '" + told.spec().group() + "'";
    }

    double p50() {
        return told.durationP50Second();
    }

    double p90() {
        return told.durationP90Second();
    }

    String group() {
        return told.spec().group();
    }

    /// How many channels a start needs at once.
    int atOnce() {
        return together ? cells.size() : 1;
    }

    /// One of its cells on a channel, from a moment on.
    Room.Use on(ChannelIndex index, int c, int cell, double from) {
        int multiplexer = need.impedance ? index.multiplexer[c] : -1;
        int[] held = resources;
        if (multiplexer >= 0 && java.util.Arrays.stream(resources).noneMatch(r -> r == multiplexer)) {
            held = java.util.Arrays.copyOf(resources, resources.length + 1);
            held[resources.length] = multiplexer;
        }
        return new Room.Use(c, from, from + p90(), need.temperatureCelsius, cells.get(cell).energyWh(), held);
    }
}
