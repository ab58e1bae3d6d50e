package coulombus.loadtests;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

import coulombus.drivers.bts.simulator.channel.ChannelAddress;
import coulombus.drivers.bts.simulator.channel.ChannelRange;
import coulombus.drivers.bts.simulator.channel.ReadingNoise;
import coulombus.drivers.bts.simulator.channel.RecordArchive;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.machine.CellCatalogue;
import coulombus.drivers.bts.simulator.machine.MachineBuilder;
import coulombus.drivers.bts.simulator.step.ProgramStep;
import coulombus.drivers.bts.simulator.step.ProtectLimits;
import coulombus.drivers.bts.simulator.step.RecordRule;
import coulombus.drivers.bts.simulator.step.StepFileException;
import coulombus.drivers.bts.simulator.step.StepKind;
import coulombus.drivers.bts.simulator.step.StepProgram;

/// How many measurements a second one thread of the simulated cycler makes and stores: half-cycles of 30 min at a constant current, a
/// point each second or each 30 s, limits watched, each record kept.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = { "-Xmx1g" })
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimulatorBenchmark {
    private static final int RECORDS = 36_000;
    private static final int ROUNDS = 5;
    private static final int TESTS = 20;

    /// What is mounted.
    @Param({ "SYM_HEALTHY", "SYM_HPT", "DUMMY" })
    public String cell;

    /// Between two points.
    @Param({ "1", "30" })
    public int second;

    /// With the noise of the instrument, or without.
    @Param({ "true", "false" })
    public boolean noise;

    private StepProgram program;
    private SimulatedChannel channel;

    /// A new cell and a new store, made outside of what is measured.
    @Setup(Level.Invocation)
    public void mount() throws StepFileException {
        RecordRule rule = new RecordRule(10L * second, 0.005, Double.POSITIVE_INFINITY);
        ProtectLimits limits = new ProtectLimits(1, -1, 0.01, -0.01, 0.01, 10);
        List<ProgramStep> steps = new ArrayList<>();
        steps.add(new ProgramStep.Work(1, StepKind.CC_DISCHARGE, 1e-3, Double.NaN, 18_000, Double.NaN, Double.NaN, rule, limits));
        steps.add(new ProgramStep.Work(2, StepKind.CC_CHARGE, 1e-3, Double.NaN, 18_000, 0.5, Double.NaN, rule, limits));
        steps.add(new ProgramStep.Loop(3, 1, 1_000_000));
        steps.add(new ProgramStep.End(4));
        program = new StepProgram(steps, 1);
        ChannelAddress address = new ChannelAddress(1, 1, 1);
        channel = new SimulatedChannel(address, new ChannelRange(5, 0.1), CellCatalogue.cell(cell, 7),
                new RecordArchive(Path.of("unused"), 1L << 30),
                noise ? MachineBuilder.noiseOf(7) : (test, most) -> ReadingNoise.NONE);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int measurements() {
        channel.start(program, "p.xml", "S", 0, () -> 1);
        channel.catchUp(10L * second * RECORDS);
        return channel.newest().records().size();
    }

    /// The same by processor time of the thread, for a machine that others use too.
    public static void main(String[] arguments) throws StepFileException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            for (String cell : List.of("SYM_HEALTHY", "DUMMY")) {
                for (int second : new int[]{ 1, 30 }) {
                    SimulatorBenchmark benchmark = new SimulatorBenchmark();
                    benchmark.cell = cell;
                    benchmark.second = second;
                    benchmark.noise = true;
                    long records = 0;
                    long before = threads.getCurrentThreadCpuTime();
                    for (int test = 0; test < TESTS; test++) {
                        benchmark.mount();
                        records += benchmark.measurements();
                    }
                    System.out.printf("%s, a point each %d s: %.2f M measurements in a second of processor time%n", cell, second,
                            records * 1e3 / (threads.getCurrentThreadCpuTime() - before));
                }
            }
        }
    }
}
