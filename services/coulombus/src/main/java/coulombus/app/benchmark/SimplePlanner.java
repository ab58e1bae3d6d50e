package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import coulombus.app.benchmark.ScheduleSimulation.Start;
import coulombus.app.benchmark.ScheduleSimulation.State;
import coulombus.app.benchmark.ScheduleWorkload.Job;

/// What a laboratory does without a scheduler, for comparison: the queue from its head, the first channels that suit.
final class SimplePlanner implements ScheduleSimulation.Planner {
    private final ScheduleWorkload workload;
    private final Comparator<Job> order;
    private final boolean headBlocks;

    private SimplePlanner(ScheduleWorkload workload, Comparator<Job> order, boolean headBlocks) {
        this.workload = workload;
        this.order = order;
        this.headBlocks = headBlocks;
    }

    /// One after the other, whatever it waits for.
    static SimplePlanner strictFifo(ScheduleWorkload workload) {
        return new SimplePlanner(workload, Comparator.comparingInt(Job::number), true);
    }

    /// Higher priority first, then by submission; what cannot start is passed over.
    static SimplePlanner firstFit(ScheduleWorkload workload) {
        return new SimplePlanner(workload, Comparator.comparingInt(Job::priority).reversed().thenComparingInt(Job::number), false);
    }

    @Override
    public List<Start> plan(State state) {
        boolean[] taken = new boolean[state.on.length];
        for (int c = 0; c < taken.length; c++) {
            taken[c] = state.on[c] != null;
        }
        List<Start> starts = new ArrayList<>();
        for (Job job : state.queue.stream().sorted(order).toList()) {
            int[] channels = firstSuitable(job, taken);
            if (channels != null) {
                for (int c : channels) {
                    taken[c] = true;
                }
                starts.add(new Start(job, channels));
            } else if (headBlocks) {
                break;
            }
        }
        return starts;
    }

    private int[] firstSuitable(Job job, boolean[] taken) {
        int[] channels = new int[job.cells()];
        int found = 0;
        int lastCycler = -1;
        for (int c = 0; c < taken.length && found < channels.length; c++) {
            ScheduleWorkload.ChannelKind kind = workload.channels().get(c);
            if (!taken[c] && kind.cycler() != lastCycler && kind.suits(job)) {
                channels[found++] = c;
                lastCycler = kind.cycler();
            }
        }
        return found == channels.length ? channels : null;
    }
}
