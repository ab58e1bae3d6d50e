package coulombus.loadtests;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.sun.management.OperatingSystemMXBean;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.run.RunListener;
import coulombus.formats.CyclerContent;
import coulombus.formats.CyclerFiles;
import coulombus.formats.MeasurementFile;
import coulombus.formats.ReadOptions;

/// How fast a large file is analyzed: reading, parsing and the core's whole fold, on one thread, as `analyze` does it.
///
/// `AnalyzeBenchmark [ROWS] [PASSES]` writes a Neware CSV of 26 columns into a temporary folder and analyzes it in a JVM of its own with
/// 256 MB of heap and one processor, so that nothing can be done beside. The first pass includes the warming up of that JVM, the others do
/// not. Each pass prints wall time and the processor time of the whole JVM, compiler and collector included.
public final class AnalyzeBenchmark {
    private static final int BATCH = 4096;
    private static final int HEAP_MEBIBYTE = 256;

    private AnalyzeBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 1 && arguments[0].equals("--analyze")) {
            analyze(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        String passes = arguments.length > 1 ? arguments[1] : "3";
        Path folder = Files.createTempDirectory("coulombus-analyze");
        Path file = folder.resolve("neware.csv");
        try {
            NewareFile.write(file, rows);
            System.out.printf(Locale.ROOT, "%,d rows, %,d MB%n", rows, Files.size(file) / 1_000_000);
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + HEAP_MEBIBYTE + "m", "-XX:ActiveProcessorCount=1", "-cp", System.getProperty("java.class.path"),
                    AnalyzeBenchmark.class.getName(), "--analyze", file.toString(), passes).inheritIO().start();
            int exit = child.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("the analyzing JVM ended with " + exit);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static void analyze(Path file, int passes) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        for (int pass = 1; pass <= passes; pass++) {
            Counter counter = new Counter();
            long start = System.nanoTime();
            long processorStart = system.getProcessCpuTime();
            long rows = fold(file, counter);
            double second = (System.nanoTime() - start) / 1e9;
            double processorSecond = (system.getProcessCpuTime() - processorStart) / 1e9;
            System.out.printf(Locale.ROOT,
                    "pass %d: %,d rows, %,d half-cycles, %,d cycles in %.2f s: %,.0f rows/s; processor %.2f s: %,.0f rows/s, %.0f ns/row%n",
                    pass, rows, counter.halfCycles, counter.cycles, second, rows / second, processorSecond, rows / processorSecond,
                    1e9 * processorSecond / rows);
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
        System.out.printf(Locale.ROOT, "peak heap %,d MB of %d MiB%s%n", peak / 1_000_000, HEAP_MEBIBYTE, peakResident());
    }

    private static String peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "";
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM")).findFirst()
                .map(line -> ", peak memory of the process " + line.substring(line.indexOf(':') + 1).strip()).orElse("");
    }

    private static long fold(Path path, Counter counter) throws IOException {
        CyclerContent content = CyclerFiles.open(List.of(path), ReadOptions.DEFAULT);
        if (!(content instanceof CyclerContent.Measurements measurements)) {
            throw new IllegalStateException(path + " holds no measurements");
        }
        long rows = 0;
        try (MeasurementFile file = measurements.file()) {
            RunAnalysis run = new RunAnalysis(
                    new RunFacts(new UUID(0, 0), "", Source.CYCLER, CellFacts.of(CellKind.FULL), file.instrument(),
                            ProtocolFacts.UNKNOWN, ""));
            MeasurementBatch batch = new MeasurementBatch(BATCH);
            while (file.read(batch, BATCH) > 0) {
                run.on(batch, counter);
                rows += batch.size();
            }
            run.end(RunEnd.END_OF_FILE, counter);
            file.dataQuality().forEach(counter::on);
        }
        return rows;
    }

    private static final class Counter implements RunListener {
        private long halfCycles;
        private long cycles;

        @Override
        public void on(HalfCycle halfCycle) {
            halfCycles++;
        }

        @Override
        public void on(Cycle cycle) {
            cycles++;
        }

        @Override
        public void on(Finding finding) {
            throw new IllegalStateException("a healthy cell must not give a finding: " + finding);
        }

        @Override
        public void on(CellHealth health) {
            // Not counted.
        }

        @Override
        public void on(DataQuality dataQuality) {
            System.out.println("about the data: " + dataQuality);
        }
    }
}
