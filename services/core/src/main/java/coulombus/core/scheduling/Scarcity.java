package coulombus.core.scheduling;

import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The order in which channels are taken: those that others ask for least come first.
///
/// Each kind of need presses on the channels that satisfy it with the channel-time that running and waiting tests of it take, divided by the
/// number of those channels that are in service. A channel is as scarce as all that presses on it. Of equally scarce ones that on the
/// cycler with the most free channels comes first, so that as many cyclers as possible keep one for replicates that must be apart.
final class Scarcity {
    private Scarcity() {}

    /// @param queue in an order that does not depend on the input's: sums of fractions do
    /// @return the facility's channels, the one to be taken first before the others
    static int[] order(SchedulingInput input, List<QueuedExperiment> queue) {
        ChannelIndex index = new ChannelIndex(input, ChannelIndex.asWritten(input));
        if (input.policy().choice() == SchedulingPolicy.ChannelChoice.FIRST_FIT) {
            return ChannelIndex.asWritten(input);
        }
        Need.Cache needs = new Need.Cache(index);
        Map<Need, Double> demandSecond = new LinkedHashMap<>();
        for (QueuedExperiment each : queue) {
            Need need = needs.of(each.protocolNeeds(), each.spec().placement().require(), each.protocolSteps());
            add(demandSecond, need, each.cells().size() * each.durationP50Second());
        }
        for (ChannelSituation channel : index.situation) {
            channel.occupant().ifPresent(o -> add(demandSecond, needs.of(o.requirements(), List.of(), Set.of()),
                    o.expectedFreeUnixSecond() - o.sinceUnixSecond()));
        }
        double[] pressure = new double[index.size];
        for (Map.Entry<Need, Double> each : demandSecond.entrySet()) {
            Need need = each.getKey();
            BitSet serving = (BitSet) need.suitable.clone();
            serving.andNot(index.hindered);
            int suitable = serving.cardinality();
            for (int c = serving.nextSetBit(0); c >= 0; c = serving.nextSetBit(c + 1)) {
                pressure[c] += each.getValue() / suitable;
            }
        }
        int[] freeBeside = new int[index.size];
        for (int c = 0; c < index.size; c++) {
            freeBeside[index.cycler[c]] += index.situation[c].occupant().isEmpty() ? 1 : 0;
        }
        return IntStream.range(0, index.size).boxed().sorted(Comparator.<Integer>comparingDouble(c -> pressure[c])
                .thenComparing(c -> -freeBeside[index.cycler[c]]).thenComparing(c -> c)).mapToInt(Integer::intValue).toArray();
    }

    private static void add(Map<Need, Double> demandSecond, Need need, double second) {
        demandSecond.merge(need, Math.max(0, second), Double::sum);
    }
}
