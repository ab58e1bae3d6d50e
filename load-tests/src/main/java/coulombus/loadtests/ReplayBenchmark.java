package coulombus.loadtests;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.RunOrder;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityChange.RunChanged;
import coulombus.core.book.FacilityDecision;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.CellRecord;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.StepType;
import coulombus.core.scheduling.SchedulingPolicy;
import coulombus.runtime.codec.DecisionCodec;
import coulombus.runtime.codec.DecisionLogCodec;
import coulombus.runtime.codec.FacilityDecisionCodec;
import coulombus.runtime.codec.UnreadableRecordException;

/// How long a scheduler that begins needs to read its log: entries are decoded from bytes by the codecs and folded into both books. The log is
/// one run after another on 512 channels, eleven entries each, with a protocol of the usual length. Making the entries is not counted, nor is the
/// way over the broker.
///
/// Arguments: entries (1000000).
public final class ReplayBenchmark {
    private static final int CHANNELS = 512;
    private static final int RUNS_AT_A_TIME = 1_000;
    private static final String PROTOCOL = """
            protocol: plate and strip
            recording: {time: 10 s}
            safety: {voltage_min: -2 V, voltage_max: 2 V, temperature_max: 60 degC, delay: 2 s}
            on_finding: {hard_short: stop, soft_short: diagnose}
            steps:
              - rest: 1 h
              - constant_current: -1 mA/cm2
                until: {capacity: 1 mAh/cm2, voltage: -1 V}
              - constant_current: 1 mA/cm2
                until: {capacity: 1 mAh/cm2, voltage: 1 V}
              - loop: {to: 2, executions: 500}
            """;

    private final FacilityDecisionCodec ofFacility = new FacilityDecisionCodec();
    private final DecisionCodec ofAssignment = new DecisionCodec();
    private final DecisionLogCodec decoder = new DecisionLogCodec();
    private final FacilityBook facility = new FacilityBook(SchedulingPolicy.DEFAULT.usageHalfLifeSecond());
    private final AssignmentBook assignments = new AssignmentBook();
    private final List<byte[]> waiting = new ArrayList<>();
    private double now = 1_700_000_000;
    private long entries;
    private long bytes;
    private long nanos;
    private long processorNanos;

    private ReplayBenchmark() {}

    public static void main(String[] arguments) throws UnreadableRecordException {
        long wanted = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        new ReplayBenchmark().run(wanted);
    }

    private void run(long wanted) throws UnreadableRecordException {
        List<ChannelSpec> channels = new ArrayList<>();
        for (int i = 0; i < CHANNELS; i++) {
            channels.add(new ChannelSpec("bts-" + i / 16 + "/" + i % 16, "rack", new ChannelLimits(-5, 5, 1, Set.of(StepType.REST)), 10, "",
                    Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Double.NaN, Map.of()));
        }
        log(new FacilityChange.FacilitySet(
                new Facility("lab", channels, List.of(), List.of(), List.of(), List.of(new UserGroup("red", 1)), List.of())));
        long run = 0;
        while (entries + waiting.size() < wanted) {
            for (int i = 0; i < RUNS_AT_A_TIME; i++) {
                run(++run, channels.get((int) (run % CHANNELS)).channelId());
            }
            replay();
        }
        replay();
        double second = nanos / 1e9;
        System.out.printf(Locale.ROOT,
                "%,d entries of %,d bytes each in %.2f s, %.2f s of processor time: %,.0f entries/s; %,d experiments, %d not allowed, heap %,d MB%n",
                entries, bytes / entries, second, processorNanos / 1e9, entries / second, facility.experiments().size(),
                facility.illegalTransitions(),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private void run(long number, String channel) {
        String cellId = "cell-" + number;
        String experiment = "E" + number;
        UUID runId = new UUID(number * 0x9E3779B97F4A7C15L, number);
        CellFacts facts = new CellFacts(cellId, CellKind.SYMMETRIC, FirstHalfCycle.PLATE, 1, Double.NaN, 0.001, 10);
        long token = (number - 1) / CHANNELS + 1;
        now += 600;
        log(new FacilityChange.CellsRegistered(List.of(new CellRecord(facts, "code-" + number, Map.of("electrolyte", "2 M ZnSO4")))));
        log(new FacilityChange.Submitted(experiment,
                new ExperimentSpec("plate and strip", "red", PriorityClass.NORMAL, List.of(cellId), 1, PROTOCOL, Placement.ANYWHERE,
                        Double.NaN, Double.NaN, 600),
                new PlannedNeeds(0.001, -1, 1, Set.of(StepType.REST), Optional.empty(), 1e6, 1.2e6)));
        log(new FacilityChange.Assigned(experiment, List.of(new FacilityChange.Given(cellId, channel, runId))));
        log(new FacilityChange.CellMounted(cellId, channel));
        log(new RunChanged(experiment, cellId, new RunState.Armed(now), ""));
        log(new RunChanged(experiment, cellId, new RunState.Starting(token, now), ""));
        log(new Outcome.Granted(new ChannelDesired(channel, token, 1,
                new Desired.Run(RunOrder.of(runId, "plate and strip", facts, PROTOCOL, 600)))), channel);
        log(new RunChanged(experiment, cellId, new RunState.Running(token, now), ""));
        log(new RunChanged(experiment, cellId, new RunState.Completed(), ""));
        log(new Outcome.Released(token, "the test ended, the output is off"), channel);
        log(new FacilityChange.CellUnmounted(cellId, channel));
    }

    private void log(FacilityChange change) {
        waiting.add(ofFacility.encode(FacilityDecision.own(change, now)));
    }

    private void log(Outcome outcome, String channel) {
        waiting.add(ofAssignment.encode(new Decision(Optional.empty(), channel, outcome, "scheduler", now)));
    }

    private void replay() throws UnreadableRecordException {
        long before = System.nanoTime();
        long processorBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (byte[] entry : waiting) {
            switch (decoder.decode(entry)) {
                case DecisionLogCodec.Entry.OfAssignment(Decision decision) -> assignments.on(decision);
                case DecisionLogCodec.Entry.OfFacility(FacilityDecision decision) -> facility.on(decision);
            }
            bytes += entry.length;
        }
        nanos += System.nanoTime() - before;
        processorNanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorBefore;
        entries += waiting.size();
        waiting.clear();
    }
}
