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

import coulombus.app.benchmark.DetectionBenchmark;
import coulombus.app.benchmark.DetectionOptions;
import coulombus.drivers.simulation.corpus.NuisanceSet;

/// `benchmark detection`: labelled simulated cells through all detectors, and a report of what they found.
@Command(name = "detection", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Runs labelled simulated cells through all detectors and writes detection.md with its pictures:",
        "recall and delay of each failure, false alarms per 1000 channel-hours, what was called what, with exact intervals. "
                + "With --corpus it writes the labelled cells as files instead." })
final class BenchmarkDetectionCommand implements Callable<Integer> {
    private static final int CELLS = 200;
    private static final double HEALTHY_HOURS = 1_000_000;
    private static final int QUICK_CELLS = 10;
    private static final double QUICK_HEALTHY_HOURS = 20_000;

    @Option(names = "--seeds", paramLabel = "SET", description = "Which nuisances and seeds: ${COMPLETION-CANDIDATES}. "
            + "Thresholds are tried on TUNING only. Default: ${DEFAULT-VALUE}.")
    private NuisanceSet seeds = NuisanceSet.REPORTED;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed for the set than its own.")
    private Long seed;

    @Option(names = "--healthy-hours", paramLabel = "HOURS", description = "Channel-hours of cells that do not fail. Default: 1000000.")
    private Double healthyHours;

    @Option(names = "--cells", paramLabel = "N", description = "Cells of each short and severity, a quarter of it of each other failure. Default: 200.")
    private Integer cells;

    @Option(names = "--quick", description = "A first look: 10 cells, 20000 channel-hours.")
    private boolean quick;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the report. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("detection-report");

    @Option(names = "--corpus", paramLabel = "DIR", description = "Write the labelled cells into this folder, as BDF files with labels.csv, "
            + "and no report.")
    private Path corpus;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DetectionBenchmark benchmark = new DetectionBenchmark(options());
        PrintWriter terminal = spec.commandLine().getOut();
        if (corpus != null) {
            try (Progress progress = new Progress("writing cells")) {
                terminal.println(benchmark.writeCorpus(corpus, progress::at) + " cells written into " + corpus);
            }
            terminal.flush();
            return 0;
        }
        List<String> targets = benchmark.run(LocalDate.now(), what -> new Progress(what)::at);
        targets.forEach(terminal::println);
        terminal.println("Report: " + out.resolve("detection.md"));
        terminal.flush();
        return 0;
    }

    private DetectionOptions options() {
        double hours = healthyHours != null ? healthyHours : quick ? QUICK_HEALTHY_HOURS : HEALTHY_HOURS;
        int each = cells != null ? cells : quick ? QUICK_CELLS : CELLS;
        long fleet = seed != null ? seed : seeds.seed();
        String command = String.format(Locale.ROOT, "./coulombus benchmark detection --seeds %s --seed %d --cells %d --healthy-hours %.0f",
                seeds, fleet, each, hours);
        try {
            return new DetectionOptions(seeds, fleet, hours, each, out, command);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
