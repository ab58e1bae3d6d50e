package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The order in which channels are taken: those that others ask for least come first.
///
/// Each kind of need presses on the channels that satisfy it with the channel-time that running and waiting tests of it take, divided by the
/// number of those channels. A channel is as scarce as all that presses on it.
final class Scarcity {
    private Scarcity() {}

    /// @return the facility's channels, the one to be taken first before the others
    static int[] order(SchedulingInput input) {
        ChannelIndex index = new ChannelIndex(input, ChannelIndex.asWritten(input));
        if (input.policy().choice() == SchedulingPolicy.ChannelChoice.FIRST_FIT) {
            return ChannelIndex.asWritten(input);
        }
        Need.Cache needs = new Need.Cache(index);
        Map<Need, Double> demandSecond = new IdentityHashMap<>();
        List<Need> inOrder = new ArrayList<>();
        for (QueuedExperiment each : input.queue()) {
            Need need = needs.of(each.protocolNeeds(), each.spec().placement().require(), each.protocolSteps());
            add(demandSecond, inOrder, need, each.cells().size() * each.durationP50Second());
        }
        for (ChannelSituation channel : input.channels()) {
            channel.occupant().ifPresent(o -> add(demandSecond, inOrder, needs.of(o.requirements(), List.of(), Set.of()),
                    o.expectedFreeUnixSecond() - o.sinceUnixSecond()));
        }
        double[] pressure = new double[index.size];
        for (Need need : inOrder) {
            int suitable = need.suitable.cardinality();
            for (int c = need.suitable.nextSetBit(0); c >= 0; c = need.suitable.nextSetBit(c + 1)) {
                pressure[c] += demandSecond.get(need) / suitable;
            }
        }
        return IntStream.range(0, index.size).boxed().sorted(Comparator.<Integer>comparingDouble(c -> pressure[c]).thenComparing(c -> c))
                .mapToInt(Integer::intValue).toArray();
    }

    private static void add(Map<Need, Double> demandSecond, List<Need> inOrder, Need need, double second) {
        if (demandSecond.merge(need, Math.max(0, second), Double::sum) == Math.max(0, second) && !inOrder.contains(need)) {
            inOrder.add(need);
        }
    }
}
