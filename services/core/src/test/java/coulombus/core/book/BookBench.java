package coulombus.core.book;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.CellRecord;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.ExpectedDuration;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.facility.BenchRules;
import coulombus.core.facility.BenchRules.Confirmation;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.ChargeQuantity;
import coulombus.core.protocol.CurrentQuantity;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;
import coulombus.core.protocol.StepType;
import coulombus.core.scheduling.Scheduler;
import coulombus.core.scheduling.SchedulingPolicy;
import coulombus.core.scheduling.SchedulingResult;

/// A scheduler in memory: both books, the follower and the pass, with a log of what was written.
final class BookBench {
    static final String AGENT = "agent";
    static final Set<String> ALIVE = Set.of(AGENT);
    final TestTexts texts = new TestTexts();
    final AssignmentBook assignments = new AssignmentBook();
    final FacilityBook book = new FacilityBook(SchedulingPolicy.DEFAULT.usageHalfLifeSecond());
    final RunFollower follower = new RunFollower(book, assignments, texts);
    final List<Object> log = new ArrayList<>();
    final Map<String, ChannelDesired> desired = new HashMap<>();
    final List<String> channels = new ArrayList<>();
    double now = 1_800_000_000;
    Consumer<FollowStep> beforeTaking = step -> {};
    private long ids;
    private final String protocolText;

    BookBench(int channelCount, BenchRules bench) {
        List<ChannelSpec> specs = new ArrayList<>();
        for (int i = 0; i < channelCount; i++) {
            String id = "cycler-" + i / 2 + "/" + (1 + i % 2);
            channels.add(id);
            specs.add(new ChannelSpec(id, "", new ChannelLimits(-5, 5, 1, EnumSet.of(StepType.REST, StepType.CONSTANT_CURRENT)), Double.NaN,
                    "", Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Double.NaN, Map.of()));
        }
        protocolText = texts.of(protocol(0.001));
        ask(new Asked.SetFacility(texts.of(new Facility("lab", specs, List.of(), List.of(), List.of(),
                List.of(new UserGroup("red", 1), new UserGroup("blue", 2)), List.of(), bench))));
        assignments.on(new AgentReported(AGENT, new UUID(0, 1), 1, "1", cyclers(specs), 0, 0, Double.NaN, 0, 0));
        channels.forEach(id -> report(id, 0, 0, new OperatingState.Idle(), OrderAnswer.NONE, true, Optional.empty()));
    }

    static BenchRules rules(Confirmation mount, Confirmation unmount) {
        return new BenchRules(mount, unmount, 3600, 60);
    }

    private static List<AgentReported.Cycler> cyclers(List<ChannelSpec> specs) {
        return specs.stream().map(ChannelSpec::cycler).distinct().map(c -> new AgentReported.Cycler(c, "test", true, 2, true, "")).toList();
    }

    static CyclingProtocol protocol(double ampere) {
        return new CyclingProtocol("strip",
                List.of(new Step.ConstantCurrent(new CurrentQuantity.Absolute(ampere),
                        new End.Capacity(new ChargeQuantity.Absolute(0.001)))),
                RecordingRule.EVERY_TEN_SECONDS, SafetyLimits.ofVoltage(-0.5, 1.5));
    }

    FacilityChange ask(Asked asked, String person) {
        FacilityRequest request = new FacilityRequest(new UUID(7, ++ids), asked, person, now);
        FacilityDecision decision = book.decide(request, texts, around(), now);
        List<FacilityDecision> entries = new ArrayList<>(List.of(decision));
        List<Decision> made = new ArrayList<>();
        if (decision.change() instanceof FacilityChange.QuarantineChanged(String channelId, var left, String why) && left.isEmpty()) {
            FollowStep released = follower.onQuarantineReleased(channelId, why, now);
            entries.addAll(released.facility());
            made.addAll(released.assignments());
        }
        if (decision.change() instanceof FacilityChange.TripCleared(String channelId, String why)
                && assignments.activeOn(channelId).isPresent()) {
            Decision off = assignments.turnOff(channelId, why, person, now);
            if (off.outcome() instanceof Outcome.Granted) {
                made.add(off);
            }
        }
        take(new FollowStep(entries, made));
        return decision.change();
    }

    FacilityChange ask(Asked asked) {
        return ask(asked, "anna");
    }

    private Surroundings around() {
        return new Surroundings() {
            @Override
            public boolean isAssigned(String channelId) {
                return assignments.activeOn(channelId).isPresent();
            }

            @Override
            public Optional<String> trip(String channelId) {
                return assignments.reportOf(channelId).map(ChannelReported::state)
                        .flatMap(s -> s instanceof OperatingState.Tripped t ? Optional.of(t.cause()) : Optional.empty());
            }
        };
    }

    void take(FollowStep step) {
        beforeTaking.accept(step);
        step.words(assignments).forEach(word -> desired.put(word.channelId(), word));
        step.facility().forEach(entry -> {
            log.add(entry);
            book.on(entry);
        });
        step.assignments().forEach(entry -> {
            log.add(entry);
            assignments.on(entry);
        });
    }

    /// Runs go on as far as they can, then cells get channels, until nothing follows.
    void goOn() {
        boolean passed = true;
        while (passed) {
            follow();
            List<FollowStep> given = pass();
            given.forEach(this::take);
            passed = !given.isEmpty();
        }
    }

    void follow() {
        Optional<FollowStep> step;
        int steps = 0;
        while ((step = follower.next(ALIVE, now)).isPresent()) {
            take(step.get());
            if (++steps > 10_000) {
                throw new AssertionError("runs never come to rest: " + step.get());
            }
        }
    }

    List<FollowStep> pass() {
        SchedulingView.Hindrances hindrances = new SchedulingView.Hindrances() {
            @Override
            public Optional<String> of(String channelId) {
                return assignments.hindranceInShort(channelId, ALIVE);
            }

            @Override
            public boolean isAssigned(String channelId) {
                return assignments.activeOn(channelId).isPresent();
            }
        };
        SchedulingResult result = new Scheduler()
                .plan(new SchedulingView(book).input(now, hindrances, List.of(), SchedulingPolicy.DEFAULT).orElseThrow());
        Map<String, List<FacilityChange.Given>> given = new LinkedHashMap<>();
        result.starts().forEach(s -> given.computeIfAbsent(s.experimentId(), id -> new ArrayList<>())
                .add(new FacilityChange.Given(s.cellId(), s.channelId(), new UUID(9, ++ids))));
        return given.entrySet().stream().map(e -> new FollowStep(
                List.of(FacilityDecision.own(new FacilityChange.Assigned(e.getKey(), e.getValue()), now)), List.of())).toList();
    }

    /// The agent's word, with what follows at once.
    void report(String channelId, long token, long generation, OperatingState state, OrderAnswer answer, boolean outputOff,
            Optional<UUID> lastRun) {
        report(channelId, token, generation, state, answer, outputOff, lastRun, 0.1);
    }

    void report(String channelId, long token, long generation, OperatingState state, OrderAnswer answer, boolean outputOff,
            Optional<UUID> lastRun, double voltageVolt) {
        assignments.on(new ChannelReported(channelId, AGENT, new UUID(0, 1), Source.SIMULATED, token, generation, state, answer, "detail",
                outputOff, lastRun, 0, voltageVolt, 0, now));
        assignments.released(channelId, now).ifPresent(release -> {
            take(new FollowStep(follower.onRelease(release, now), List.of(release)));
        });
    }

    void register(String... ids) {
        List<CellRecord> cells = new ArrayList<>();
        for (String id : ids) {
            cells.add(cell(id));
        }
        ask(new Asked.RegisterCells(texts.of(cells)));
    }

    static CellRecord cell(String id) {
        return new CellRecord(new CellFacts(id, CellKind.SYMMETRIC, FirstHalfCycle.PLATE, 1, Double.NaN, 0.001, Double.NaN), "code-" + id,
                Map.of());
    }

    ExperimentSpec spec(boolean together, String... cells) {
        return spec(new Placement(List.of(), List.of(), Optional.empty(), together, Set.of()), protocolText, cells);
    }

    static ExperimentSpec spec(Placement placement, String protocolText, String... cells) {
        return new ExperimentSpec("test", "red", PriorityClass.NORMAL, List.of(cells), 1, protocolText, placement, Double.NaN, Double.NaN,
                60, Optional.of(new ExpectedDuration(1000, 2000)), Optional.empty());
    }

    String submit(boolean together, String... cells) {
        FacilityChange change = ask(new Asked.Submit(texts.of(spec(together, cells))));
        if (change instanceof FacilityChange.Submitted submitted) {
            return submitted.experimentId();
        }
        throw new AssertionError(change);
    }

    CellRun run(String experimentId, String cellId) {
        return book.experiment(experimentId).orElseThrow().runs().stream().filter(r -> r.cellId().equals(cellId)).findFirst().orElseThrow();
    }

    String channelOf(String experimentId, String cellId) {
        return run(experimentId, cellId).channelId().orElseThrow();
    }

    /// The agent says that what it was told runs.
    void runs(String channelId) {
        ChannelDesired word = desired.get(channelId);
        UUID run = ((Desired.Run) word.desired()).order().runId();
        report(channelId, word.token(), word.generation(), new OperatingState.Running(run), OrderAnswer.ACCEPTED, false, Optional.of(run));
        goOn();
    }

    /// The agent says that nothing runs any more.
    void idles(String channelId, UUID run) {
        ChannelDesired word = desired.get(channelId);
        report(channelId, word.token(), word.generation(), new OperatingState.Idle(), OrderAnswer.ACCEPTED, true, Optional.of(run));
        goOn();
    }

    /// The log told to new books gives the same state.
    FacilityBook replayed() {
        FacilityBook fresh = new FacilityBook(SchedulingPolicy.DEFAULT.usageHalfLifeSecond());
        log.forEach(entry -> {
            if (entry instanceof FacilityDecision decision) {
                fresh.on(decision);
            }
        });
        return fresh;
    }

    /// Everything that a book can tell, to be compared.
    static List<Object> state(FacilityBook book, List<String> channels, double now) {
        List<Object> all = new ArrayList<>();
        all.add(List.copyOf(book.experiments()));
        all.add(List.copyOf(book.liveExperiments()));
        all.add(List.copyOf(book.openExperiments()));
        all.add(List.copyOf(book.cells()));
        all.add(book.facility());
        all.add(List.copyOf(book.closures()));
        all.add(new HashSet<>(book.usage(now).entrySet()));
        for (String channel : channels) {
            all.add(book.channel(channel));
            all.add(book.runOn(channel));
        }
        book.cells().forEach(cell -> {
            all.add(book.lifeOf(cell.cellId()));
            all.add(book.channelOfCell(cell.cellId()));
        });
        return all;
    }
}
