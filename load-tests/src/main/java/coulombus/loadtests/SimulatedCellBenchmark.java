package coulombus.loadtests;

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
import org.openjdk.jmh.annotations.Warmup;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.drivers.simulation.CellFault;
import coulombus.drivers.simulation.CellParameters.Failure;
import coulombus.drivers.simulation.InstrumentNoise;
import coulombus.drivers.simulation.InstrumentSettings;
import coulombus.drivers.simulation.SimulatedCell;
import coulombus.drivers.simulation.SimulatedCellKind;
import coulombus.drivers.simulation.SimulatedRun;
import coulombus.drivers.simulation.SimulatedSchedule;

/// How many measurements a second one thread simulates, instrument and columns included: 100 channels in turn, 10 measurements each, every
/// 10 s of test time.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = { "-Xmx1g" })
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimulatedCellBenchmark {
    private static final int CHANNELS = 100;
    private static final int BATCH = 10;
    private static final int ROUNDS = 50;
    private static final double AMPERE = 0.785e-3;

    /// The cell: two foils, bare collector, host.
    @Param({ "SYM_HPT", "TI_300KPA", "VO2_300KPA" })
    public SimulatedCellKind kind;

    /// Without a leak (closed form) or with a soft short (a root to be found at every measurement).
    @Param({ "false", "true" })
    public boolean leak;

    private final SimulatedRun[] runs = new SimulatedRun[CHANNELS];
    private final MeasurementBatch batch = new MeasurementBatch(BATCH);

    @Setup(Level.Trial)
    public void begin() {
        for (int c = 0; c < CHANNELS; c++) {
            SimulatedCell cell = new SimulatedCell(kind.parameters().with(new Failure.Never()), c);
            if (leak) {
                cell.order(new CellFault.SoftShort(60));
            }
            runs[c] = new SimulatedRun(cell, new InstrumentNoise(InstrumentSettings.usual(AMPERE), c), schedule(), 10);
        }
    }

    private SimulatedSchedule schedule() {
        return switch (kind) {
            case SYM_HPT -> SimulatedSchedule.symmetric(AMPERE, 0.5 * AMPERE, Integer.MAX_VALUE);
            case TI_300KPA -> SimulatedSchedule.plating(AMPERE, 0.5 * AMPERE, Integer.MAX_VALUE);
            default -> SimulatedSchedule.full(AMPERE, 0.2, 1.6, 1e-3, Integer.MAX_VALUE);
        };
    }

    @Benchmark
    @OperationsPerInvocation(CHANNELS * BATCH * ROUNDS)
    public double simulate() {
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (SimulatedRun run : runs) {
                run.read(batch, BATCH);
                sum += batch.voltageVolt(BATCH - 1);
            }
        }
        return sum;
    }
}
