package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import coulombus.app.benchmark.ScheduleWorkload.Job;

/// Plays a workload with a policy: a pass with each arrival and each end. The policy sees estimates, the world runs true durations.
final class ScheduleSimulation {
    private final ScheduleWorkload workload;
    private final Planner planner;
    private final State state;
    private final PriorityQueue<Running> ends = new PriorityQueue<>(
            Comparator.comparingDouble(Running::endDay).thenComparingInt(r -> r.job().number()));
    private final double[] startDay;
    private double busyDay;

    /// Who decides.
    interface Planner {
        /// Which experiments start now, and where.
        List<Start> plan(State state);
    }

    /// @param job      starts
    /// @param channels where, as many as it has cells
    record Start(Job job, int[] channels) {}

    /// @param job      runs
    /// @param channels where
    /// @param startDay since when
    record Running(Job job, int[] channels, double startDay) {
        double endDay() {
            return startDay + job.day();
        }
    }

    /// What a planner may look at, true durations apart.
    static final class State {
        double day;
        final List<Job> queue = new ArrayList<>();
        /// Who runs on each channel, null where nobody.
        final Running[] on;
        /// Used channel-days of each group, half forgotten in 30 days.
        final double[] usedDay = new double[ScheduleWorkload.SHARES.length];

        State(int channels) {
            on = new Running[channels];
        }

        private void advance(double to, double halfLifeDay) {
            double rate = Math.log(2) / halfLifeDay;
            double kept = Math.exp(-rate * (to - day));
            int[] running = new int[usedDay.length];
            for (Running r : on) {
                if (r != null) {
                    running[r.job().group()]++;
                }
            }
            for (int g = 0; g < usedDay.length; g++) {
                usedDay[g] = usedDay[g] * kept + running[g] * (1 - kept) / rate;
            }
            day = to;
        }
    }

    private ScheduleSimulation(ScheduleWorkload workload, Planner planner) {
        this.workload = workload;
        this.planner = planner;
        state = new State(workload.channels().size());
        startDay = new double[workload.experiments().size()];
        Arrays.fill(startDay, Double.NaN);
    }

    static ScheduleFigures run(ScheduleWorkload workload, Planner planner) {
        return new ScheduleSimulation(workload, planner).run();
    }

    private ScheduleFigures run() {
        List<Job> jobs = workload.experiments();
        int next = 0;
        double lastEnd = 0;
        while (next < jobs.size() || !ends.isEmpty()) {
            double arrival = next < jobs.size() ? jobs.get(next).arrivalDay() : Double.POSITIVE_INFINITY;
            double end = ends.isEmpty() ? Double.POSITIVE_INFINITY : ends.peek().endDay();
            state.advance(Math.min(arrival, end), 30);
            while (!ends.isEmpty() && ends.peek().endDay() <= state.day) {
                Running over = ends.poll();
                lastEnd = over.endDay();
                for (int c : over.channels()) {
                    state.on[c] = null;
                }
            }
            while (next < jobs.size() && jobs.get(next).arrivalDay() <= state.day) {
                state.queue.add(jobs.get(next++));
            }
            for (Start start : planner.plan(state)) {
                start(start);
            }
        }
        if (!state.queue.isEmpty()) {
            throw new IllegalStateException(state.queue.size() + " experiments never started, the first is " + state.queue.get(0));
        }
        double windowDay = workload.windowDay();
        return new ScheduleFigures(jobs, startDay, busyDay / (0.8 * windowDay * state.on.length), lastEnd);
    }

    private void start(Start start) {
        Running running = new Running(start.job(), start.channels(), state.day);
        boolean[] cyclers = new boolean[ScheduleWorkload.CYCLERS];
        for (int c : start.channels()) {
            ScheduleWorkload.ChannelKind kind = workload.channels().get(c);
            if (state.on[c] != null || cyclers[kind.cycler()] || !kind.suits(start.job())) {
                throw new IllegalStateException("channel " + c + " must not be given to " + start.job());
            }
            cyclers[kind.cycler()] = true;
            state.on[c] = running;
        }
        if (start.channels().length != start.job().cells() || !state.queue.remove(start.job())) {
            throw new IllegalStateException("not as a whole, or twice: " + start.job());
        }
        ends.add(running);
        startDay[start.job().number()] = state.day;
        double from = Math.max(state.day, 0.2 * workload.windowDay());
        double until = Math.min(running.endDay(), workload.windowDay());
        busyDay += Math.max(0, until - from) * start.channels().length;
    }
}
