package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.List;

import coulombus.app.benchmark.ScheduleWorkload.ChannelKind;
import coulombus.app.benchmark.ScheduleWorkload.Job;

/// What no schedule can beat: cells may be divided and moved at will, nothing starts together, only what suits what counts. The work of
/// each kind of need flows to kinds of channels; a need that is not served by any has no work.
final class ScheduleBound {
    private static final int KINDS = 18;
    private static final int SOURCE = 2 * KINDS;
    private static final int SINK = SOURCE + 1;
    private static final double SMALL = 1e-9;

    private ScheduleBound() {}

    private static int kind(int current, int temperature, boolean impedance) {
        return (temperature * 3 + current) * 2 + (impedance ? 1 : 0);
    }

    /// No batch ends before this many days: the longest test, or the work that only so many channels can do.
    static double makespanDay(ScheduleWorkload workload) {
        double longest = workload.experiments().stream().mapToDouble(Job::day).max().orElse(0);
        double work = workload.experiments().stream().mapToDouble(j -> j.cells() * j.day()).sum();
        double low = 0;
        double high = work;
        while (high - low > 1e-6 * high) {
            double middle = (low + high) / 2;
            if (flow(workload, middle, Double.POSITIVE_INFINITY) >= work * (1 - 1e-9)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.max(longest, high);
    }

    /// No schedule uses more of the channel time in the last 80 % of the arrivals: the work that was submitted until their end and can
    /// be done in that time at all.
    static double utilizationRatio(ScheduleWorkload workload) {
        double span = 0.8 * workload.windowDay();
        return flow(workload, span, span) / (span * workload.channels().size());
    }

    /// Most work that a span of time can take.
    ///
    /// @param most of a test that fits, days
    private static double flow(ScheduleWorkload workload, double spanDay, double most) {
        double[][] capacity = new double[SINK + 1][SINK + 1];
        for (Job job : workload.experiments()) {
            capacity[SOURCE][kind(job.current(), job.temperature(), job.impedance())] += job.cells() * Math.min(job.day(), most);
        }
        for (ChannelKind channel : workload.channels()) {
            capacity[KINDS + kind(channel.current(), channel.temperature(), channel.impedance())][SINK] += spanDay;
        }
        for (int temperature = 0; temperature < 3; temperature++) {
            for (int current = 0; current < 3; current++) {
                for (int above = current; above < 3; above++) {
                    capacity[kind(current, temperature, false)][KINDS + kind(above, temperature, false)] = Double.POSITIVE_INFINITY;
                    capacity[kind(current, temperature, false)][KINDS + kind(above, temperature, true)] = Double.POSITIVE_INFINITY;
                    capacity[kind(current, temperature, true)][KINDS + kind(above, temperature, true)] = Double.POSITIVE_INFINITY;
                }
            }
        }
        double total = 0;
        for (double more = push(capacity); more > SMALL; more = push(capacity)) {
            total += more;
        }
        return total;
    }

    /// Pushes along the shortest way that has room.
    private static double push(double[][] capacity) {
        int[] from = new int[SINK + 1];
        java.util.Arrays.fill(from, -1);
        from[SOURCE] = SOURCE;
        List<Integer> reached = new ArrayList<>(List.of(SOURCE));
        for (int i = 0; i < reached.size() && from[SINK] < 0; i++) {
            for (int next = 0; next <= SINK; next++) {
                if (from[next] < 0 && capacity[reached.get(i)][next] > SMALL) {
                    from[next] = reached.get(i);
                    reached.add(next);
                }
            }
        }
        if (from[SINK] < 0) {
            return 0;
        }
        double room = Double.POSITIVE_INFINITY;
        for (int at = SINK; at != SOURCE; at = from[at]) {
            room = Math.min(room, capacity[from[at]][at]);
        }
        for (int at = SINK; at != SOURCE; at = from[at]) {
            capacity[from[at]][at] -= room;
            capacity[at][from[at]] += room;
        }
        return room;
    }
}
