package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A facility and the experiments that come to it, drawn from a seed: 32 cyclers of 16 channels; gangs of 1, 3 and 8 cells on distinct
/// cyclers, started together; current class, temperature and impedance asked for; durations of 1 to 180 days of which an estimate is known.
/// Experiments that could never run are not in it.
///
/// @param channels    512 channels
/// @param experiments by arrival
/// @param windowDay   in which they arrive, uniformly
record ScheduleWorkload(List<ChannelKind> channels, List<Job> experiments, double windowDay) {
    static final int CYCLERS = 32;
    static final int CHANNELS_EACH = 16;
    static final double[] SHARES = { 0.4, 0.3, 0.2, 0.1 };
    private static final int[] CELLS = { 1, 3, 8 };
    private static final double[] SIZES = { 0.25, 0.6, 0.15 };

    /// @param cycler      from 0
    /// @param current     class from 0 to 2, a higher one serves a lower need
    /// @param temperature 0 to 2
    /// @param impedance   whether it measures impedance
    record ChannelKind(int cycler, int current, int temperature, boolean impedance) {
        boolean suits(Job job) {
            return current >= job.current() && temperature == job.temperature() && (impedance || !job.impedance());
        }
    }

    /// @param number      from 0
    /// @param cells       1, 3 or 8
    /// @param current     class
    /// @param temperature exactly
    /// @param impedance   whether it needs it
    /// @param day         true duration
    /// @param estimateDay what the scheduler is told
    /// @param group       0 to 3
    /// @param priority    0 to 2
    /// @param arrivalDay  when it is submitted
    record Job(int number, int cells, int current, int temperature, boolean impedance, double day, double estimateDay, int group,
            int priority, double arrivalDay) {}

    /// @param load offered load of the raw channel time
    static ScheduleWorkload of(long seed, int experiments, double load) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ChannelKind> channels = new ArrayList<>();
        for (int cycler = 0; cycler < CYCLERS; cycler++) {
            int current = pick(random, 0.6, 0.3, 0.1);
            int temperature = pick(random, 0.6, 0.25, 0.15);
            for (int i = 0; i < CHANNELS_EACH; i++) {
                channels.add(new ChannelKind(cycler, current, temperature, random.nextDouble() < 0.25));
            }
        }
        List<Job> jobs = new ArrayList<>();
        while (jobs.size() < experiments) {
            Job job = job(random, jobs.size());
            if (channels.stream().filter(c -> c.suits(job)).mapToInt(ChannelKind::cycler).distinct().count() >= job.cells()) {
                jobs.add(job);
            }
        }
        double work = jobs.stream().mapToDouble(j -> j.cells() * j.day()).sum();
        double window = work / (load * channels.size());
        double[] arrivals = random.doubles(experiments, 0, window).sorted().toArray();
        for (int i = 0; i < experiments; i++) {
            Job j = jobs.get(i);
            jobs.set(i, new Job(i, j.cells(), j.current(), j.temperature(), j.impedance(), j.day(), j.estimateDay(), j.group(),
                    j.priority(), arrivals[i]));
        }
        return new ScheduleWorkload(List.copyOf(channels), List.copyOf(jobs), window);
    }

    /// The same with everything there at once.
    static ScheduleWorkload batch(long seed, int experiments) {
        ScheduleWorkload arriving = of(seed, experiments, 1);
        return new ScheduleWorkload(arriving.channels(),
                arriving.experiments().stream().map(j -> new Job(j.number(), j.cells(), j.current(),
                        j.temperature(), j.impedance(), j.day(), j.estimateDay(), j.group(), j.priority(), 0)).toList(),
                arriving.windowDay());
    }

    private static Job job(SplittableRandom random, int number) {
        int cells = CELLS[pick(random, SIZES)];
        int current = pick(random, 0.65, 0.27, 0.08);
        int temperature = pick(random, 0.6, 0.25, 0.15);
        boolean impedance = random.nextDouble() < 0.2;
        double day = Math.clamp(Math.exp(Math.log(14) + random.nextGaussian()), 1, 180);
        double estimate = day * Math.clamp(Math.exp(0.1 + 0.3 * random.nextGaussian()), 0.7, 2);
        return new Job(number, cells, current, temperature, impedance, day, estimate, pick(random, SHARES), pick(random, 0.6, 0.3, 0.1), 0);
    }

    private static int pick(SplittableRandom random, double... weights) {
        double at = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length - 1; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
