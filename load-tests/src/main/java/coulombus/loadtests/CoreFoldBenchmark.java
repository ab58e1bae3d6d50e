package coulombus.loadtests;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunFacts;
import coulombus.core.run.RunListener;

/// How many measurements a second one thread folds, all detectors on: symmetric cells at 1 Hz, half-cycles of 30 min, in batches of 10.
/// With `-prof gc` the second benchmark shows what a measurement allocates: the first one counts the making of runs and results too.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = { "-Xmx1g" })
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class CoreFoldBenchmark {
    private static final int MEASUREMENTS = 36_000;
    private static final int BATCH = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Channels whose runs are folded in turn, batch by batch.
    @Param({ "1", "100" })
    public int channels;

    /// Without counters of the device, or with them.
    @Param({ "false", "true" })
    public boolean counters;

    private final MeasurementBatch[] batches = new MeasurementBatch[MEASUREMENTS / BATCH];
    private RunAnalysis endless;
    private final MeasurementBatch inside = new MeasurementBatch(BATCH);
    private int next;
    private final Counter counter = new Counter();

    @Setup(Level.Trial)
    public void record() {
        for (int b = 0; b < batches.length; b++) {
            MeasurementBatch batch = new MeasurementBatch(BATCH);
            batch.clear(1 + (long) b * BATCH);
            for (int k = 0; k < BATCH; k++) {
                int n = b * BATCH + k;
                row(batch, n);
            }
            batches[b] = batch;
        }
    }

    /// A run in a half-cycle that does not end.
    @Setup(Level.Iteration)
    public void beginEndless() {
        endless = new RunAnalysis(facts());
        next = 0;
        endless.on(batches[0], counter);
        inside.clear(0);
        for (int i = 0; i < BATCH; i++) {
            inside.addCopy(batches[1], i);
        }
    }

    private void row(MeasurementBatch batch, int n) {
        int i = batch.addRow();
        int half = n / 1800;
        int second = n % 1800;
        double sign = half % 2 == 0 ? -1 : 1;
        batch.setTestTimeSecond(i, n);
        batch.setStepTimeSecond(i, second);
        batch.setVoltageVolt(i, sign * (0.05 + 0.01 * Math.exp(-second / 30.0) + 1e-4 * Math.sin(n)));
        batch.setCurrentAmpere(i, sign * 1.571e-3 * (1 + 1e-4 * Math.cos(n)));
        batch.setStepCount(i, half);
        batch.setStepKind(i, sign < 0 ? StepKind.CONSTANT_CURRENT_DISCHARGE : StepKind.CONSTANT_CURRENT_CHARGE);
        batch.setCycleCount(i, half / 2);
        if (counters) {
            batch.setChargingCapacityAh(i, (sign > 0 ? second : 0) * 1.571e-3 / 3600);
            batch.setDischargingCapacityAh(i, (sign < 0 ? second : 0) * 1.571e-3 / 3600);
        }
    }

    /// Runs that begin with each pass over the batches.
    @State(Scope.Thread)
    public static class FreshRuns {
        private RunAnalysis[] runs;

        @Setup(Level.Invocation)
        public void begin(CoreFoldBenchmark recorded) {
            runs = new RunAnalysis[recorded.channels];
            for (int c = 0; c < recorded.channels; c++) {
                runs[c] = new RunAnalysis(facts());
            }
        }
    }

    /// Tells the processor time of the folding thread after each iteration: what others on the machine take away does not count in it.
    @State(Scope.Thread)
    public static class ProcessorTime {
        private long begun;
        private long measurements;

        @Setup(Level.Iteration)
        public void begin() {
            begun = THREADS.getCurrentThreadCpuTime();
            measurements = 0;
        }

        @TearDown(Level.Iteration)
        public void tell() {
            System.out.printf(Locale.ROOT, "[%.1f ns of CPU each] ", (THREADS.getCurrentThreadCpuTime() - begun) / (double) measurements);
        }
    }

    private static RunFacts facts() {
        return new RunFacts(new UUID(0, 0), "A1", Source.SIMULATED, CellFacts.of(CellKind.SYMMETRIC), InstrumentFacts.of("bench"),
                ProtocolFacts.UNKNOWN, "bench");
    }

    @Benchmark
    @OperationsPerInvocation(MEASUREMENTS)
    public long fold(FreshRuns fresh, ProcessorTime time) {
        int perChannel = batches.length / channels;
        for (int b = 0; b < perChannel; b++) {
            for (RunAnalysis run : fresh.runs) {
                run.on(batches[b], counter);
            }
        }
        time.measurements += MEASUREMENTS;
        return counter.halfCycles;
    }

    /// One batch inside a half-cycle: nothing begins, nothing ends.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long foldInsideHalfCycle(ProcessorTime time) {
        next++;
        inside.clear(1 + (long) next * BATCH);
        inside.resize(BATCH);
        for (int i = 0; i < BATCH; i++) {
            inside.setTestTimeSecond(i, (double) next * BATCH + i);
        }
        endless.on(inside, counter);
        time.measurements += BATCH;
        return endless.highestSeq();
    }

    private static final class Counter implements RunListener {
        private long halfCycles;

        @Override
        public void on(HalfCycle halfCycle) {
            halfCycles++;
        }

        @Override
        public void on(Cycle cycle) {
            // Only half-cycles are counted, so that the fold cannot be optimised away.
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
            // Not counted.
        }
    }
}
