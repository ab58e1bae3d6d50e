package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import coulombus.app.benchmark.ScheduleBenchmark;
import coulombus.app.benchmark.ScheduleOptions;

/// `benchmark schedule`: simulated laboratories with the scheduler and without it, and a report.
@Command(name = "schedule", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Plays simulated laboratories of 512 channels with the scheduler and with what a laboratory does without one, and writes scheduling.md:",
        "utilisation, waits by size and priority, differences on the same workloads with their standard errors, the distance to a bound." })
final class BenchmarkScheduleCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Seed of the first workload, the others follow. Default: ${DEFAULT-VALUE}.")
    private long seed = 1000;

    @Option(names = "--seeds", paramLabel = "N", description = "Workloads. Default: ${DEFAULT-VALUE}.")
    private int seeds = 12;

    @Option(names = "--experiments", paramLabel = "N", description = "Experiments in each. Default: ${DEFAULT-VALUE}.")
    private int experiments = 1_500;

    @Option(names = "--load", paramLabel = "RATIO", description = "Work offered, as a part of the channel time. Default: ${DEFAULT-VALUE}.")
    private double load = 0.95;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the report. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("schedule-report");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ScheduleBenchmark benchmark = new ScheduleBenchmark(options());
        PrintWriter terminal = spec.commandLine().getOut();
        List<String> targets;
        try (Progress progress = new Progress("scheduling")) {
            targets = benchmark.run(LocalDate.now(), progress::at);
        }
        targets.forEach(terminal::println);
        terminal.println("Report: " + out.resolve("scheduling.md"));
        terminal.flush();
        return 0;
    }

    private ScheduleOptions options() {
        String command = String.format(Locale.ROOT, "./coulombus benchmark schedule --seed %d --seeds %d --experiments %d --load %.2f",
                seed,
                seeds, experiments, load);
        try {
            return new ScheduleOptions(seed, seeds, experiments, load, out, command);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
