package coulombus.app.benchmark;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/// What the scheduler is worth: the same simulated laboratories with it and without it.
public final class ScheduleBenchmark {
    private static final int BATCH_EXPERIMENTS = 600;

    private final ScheduleOptions options;

    public ScheduleBenchmark(ScheduleOptions options) {
        this.options = options;
    }

    /// Runs it and writes the report.
    ///
    /// @param progress told the part that is done
    /// @return one sentence a target
    public List<String> run(LocalDate date, DoubleConsumer progress) throws IOException {
        long begin = System.nanoTime();
        Map<SchedulePolicies, List<ScheduleFigures>> arriving = new EnumMap<>(SchedulePolicies.class);
        Map<SchedulePolicies, List<ScheduleFigures>> batches = new EnumMap<>(SchedulePolicies.class);
        List<Double> mostUtilizationRatio = new ArrayList<>();
        List<Double> leastMakespanDay = new ArrayList<>();
        for (OfSeed seed : ofAllSeeds(progress)) {
            mostUtilizationRatio.add(seed.mostUtilizationRatio());
            leastMakespanDay.add(seed.leastMakespanDay());
            seed.arriving().forEach((policy, figures) -> arriving.computeIfAbsent(policy, p -> new ArrayList<>()).add(figures));
            seed.batches().forEach((policy, figures) -> batches.computeIfAbsent(policy, p -> new ArrayList<>()).add(figures));
        }
        ScheduleReport report = new ScheduleReport(options, arriving, batches, mostUtilizationRatio, leastMakespanDay);
        report.write(date, (System.nanoTime() - begin) / 1e9);
        return report.verdicts();
    }

    /// In parallel: workloads have nothing to do with each other.
    private List<OfSeed> ofAllSeeds(DoubleConsumer progress) {
        AtomicInteger done = new AtomicInteger();
        double all = options.seeds() * SchedulePolicies.values().length;
        return IntStream.range(0, options.seeds()).parallel().mapToObj(i -> ofSeed(options.firstSeed() + i, () -> {
            synchronized (progress) {
                progress.accept(done.incrementAndGet() / all);
            }
        })).toList();
    }

    private OfSeed ofSeed(long seed, Runnable oneMore) {
        ScheduleWorkload workload = ScheduleWorkload.of(seed, options.experiments(), options.loadRatio());
        ScheduleWorkload batch = ScheduleWorkload.batch(seed, Math.min(BATCH_EXPERIMENTS, options.experiments()));
        OfSeed found = new OfSeed(new EnumMap<>(SchedulePolicies.class), new EnumMap<>(SchedulePolicies.class),
                ScheduleBound.utilizationRatio(workload), ScheduleBound.makespanDay(batch));
        for (SchedulePolicies policy : SchedulePolicies.values()) {
            found.arriving().put(policy, policy.run(workload));
            found.batches().put(policy, policy.run(batch));
            oneMore.run();
        }
        return found;
    }

    /// What one workload gave.
    private record OfSeed(Map<SchedulePolicies, ScheduleFigures> arriving, Map<SchedulePolicies, ScheduleFigures> batches,
            double mostUtilizationRatio, double leastMakespanDay) {
    }
}
