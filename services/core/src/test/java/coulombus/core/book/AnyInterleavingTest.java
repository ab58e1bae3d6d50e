package coulombus.core.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import coulombus.core.assignment.AssignmentHeld;
import coulombus.core.assignment.AssignmentRule;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.OrderVerdict;
import coulombus.core.assignment.RunOrder;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.BenchRules.Confirmation;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever people ask and agents report, in whatever order: the safety invariants hold after every entry, and the log told anew gives the same
/// state. What is energised is told by the devices, not by the books.
class AnyInterleavingTest {
    private static final int EVENTS = 250;

    /// A channel's device with its agent, which obeys [AssignmentRule].
    private static final class Device {
        private final String id;
        private AssignmentHeld held = AssignmentHeld.NONE;
        private OperatingState state = new OperatingState.Idle();
        private OrderAnswer answer = OrderAnswer.NONE;
        private boolean carriesCurrent;
        private boolean tripped;
        private final Set<UUID> begun = new HashSet<>();

        Device(String id) {
            this.id = id;
        }

        void hears(ChannelDesired word, Random random) {
            switch (AssignmentRule.judge(held, word, random.nextInt(10) == 0 ? 1000 : 1)) {
                case OrderVerdict.Begin(RunOrder order) -> {
                    if (tripped || random.nextInt(12) == 0) {
                        stored(word, order.runId(), false);
                        answer = OrderAnswer.REFUSED_BY_DEVICE;
                        return;
                    }
                    assertThat(carriesCurrent).as("%s is energised once at a time", id).isFalse();
                    assertThat(begun.add(order.runId())).as("%s begins %s once", id, order.runId()).isTrue();
                    stored(word, order.runId(), true);
                    answer = OrderAnswer.ACCEPTED;
                    carriesCurrent = true;
                    state = new OperatingState.Starting(order.runId());
                }
                case OrderVerdict.TurnOff off -> {
                    held = new AssignmentHeld(word.token(), word.generation(), held.lastRunId(), false);
                    answer = OrderAnswer.ACCEPTED;
                    carriesCurrent = false;
                    tripped = tripped && off.byFinding();
                    state = tripped ? state : new OperatingState.Idle();
                }
                case OrderVerdict.Expired expired -> {
                    stored(word, ((Desired.Run) word.desired()).order().runId(), false);
                    answer = OrderAnswer.EXPIRED;
                }
                case OrderVerdict.PlanMismatch mismatch -> throw new AssertionError("the order is intact");
                case OrderVerdict.Busy busy -> answer = OrderAnswer.BUSY;
                case OrderVerdict.Begun again ->
                    held = new AssignmentHeld(word.token(), word.generation(), held.lastRunId(), held.active());
                default -> {
                    // Stale, or done already.
                }
            }
        }

        private void stored(ChannelDesired word, UUID run, boolean active) {
            held = new AssignmentHeld(word.token(), word.generation(), Optional.of(run), active);
        }

        void goesOn(Random random) {
            if (state instanceof OperatingState.Starting(UUID run)) {
                state = new OperatingState.Running(run);
            } else if (state instanceof OperatingState.Running(UUID run)) {
                carriesCurrent = false;
                held = new AssignmentHeld(held.token(), held.observedGeneration(), held.lastRunId(), false);
                tripped = random.nextInt(4) == 0;
                state = tripped ? new OperatingState.Tripped(run, "a limit") : new OperatingState.Idle();
            } else if (random.nextInt(40) == 0 && state instanceof OperatingState.Idle) {
                state = new OperatingState.Quarantined("somebody's job");
            } else if (state instanceof OperatingState.Quarantined) {
                state = new OperatingState.Idle();
            }
        }
    }

    private final class World {
        private final Random random;
        private final BookBench bench;
        private final Map<String, Device> devices = new HashMap<>();
        private final List<String> cells = new ArrayList<>();
        private final Map<String, RunState> ends = new HashMap<>();
        private final Map<String, Long> tokens = new HashMap<>();
        private final Set<String> uncleared = new HashSet<>();
        private final Set<String> releasedByPeople = new HashSet<>();
        private int checked;

        World(long seed, Confirmation mount, Confirmation unmount) {
            random = new Random(seed);
            bench = new BookBench(5, BookBench.rules(mount, unmount));
            bench.channels.forEach(id -> devices.put(id, new Device(id)));
            for (int i = 0; i < 8; i++) {
                cells.add("cell" + i);
            }
            bench.register(cells.toArray(String[]::new));
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private String person() {
            return any(List.of("anna", "bert"));
        }

        private String experiment() {
            return "E" + (1 + random.nextInt(Math.max(1, bench.book.experiments().size())));
        }

        void event() {
            bench.now += random.nextInt(50);
            String channel = any(bench.channels);
            String code = "code-" + any(cells);
            switch (random.nextInt(22)) {
                case 0, 1 -> submit();
                case 2 -> bench.ask(new Asked.Cancel(experiment(), "why"), person());
                case 3, 4, 5 -> rightMount();
                case 6 -> bench.ask(new Asked.Mount(code, channel), person());
                case 7, 8 -> bench.book.channel(channel).mountedCellId()
                        .ifPresent(cell -> bench.ask(new Asked.Unmount("code-" + cell, channel), person()));
                case 9 -> bench.ask(new Asked.Lock(channel, "key", "why"), person());
                case 10 ->
                    bench.ask(new Asked.Unlock(channel, random.nextBoolean() ? Optional.of("key") : Optional.empty(), "why"), person());
                case 11 -> bench.ask(new Asked.SetAdmin(channel, any(List.of(new ChannelAdmin.Draining("w"), new ChannelAdmin.Enabled(),
                        new ChannelAdmin.Enabled(), new ChannelAdmin.Maintenance("w"))), "w"), person());
                case 12 -> bench.ask(new Asked.Quarantine(channel, "doubt"), person());
                case 13 -> bench.ask(new Asked.ReleaseQuarantine(channel, "safe"), person());
                case 14 -> bench.ask(new Asked.ClearTrip(channel, "looked"), person());
                case 15 -> bench.ask(new Asked.Move(experiment(), new QueueMove(Optional.empty(), OptionalInt.of(1)), ""), person());
                case 16 -> devices.get(channel).goesOn(random);
                default -> {
                    Device device = devices.get(channel);
                    if (bench.desired.containsKey(channel) && random.nextInt(4) > 0) {
                        device.hears(bench.desired.get(channel), random);
                    }
                    device.goesOn(random);
                }
            }
            devices.values().stream().filter(d -> random.nextInt(3) > 0).forEach(this::report);
            if (random.nextInt(4) > 0) {
                bench.goOn();
            }
        }

        private void submit() {
            List<String> some = new ArrayList<>(cells);
            java.util.Collections.shuffle(some, random);
            bench.ask(new Asked.Submit(bench.texts.of(bench.spec(random.nextBoolean(),
                    some.subList(0, 1 + random.nextInt(3)).toArray(String[]::new)))), person());
        }

        private void rightMount() {
            bench.book.liveExperiments().stream().flatMap(e -> e.runs().stream())
                    .filter(r -> r.state() instanceof RunState.Assigned || r.state() instanceof RunState.Held).findAny()
                    .ifPresent(r -> bench.ask(new Asked.Mount("code-" + r.cellId(), r.channelId().orElseThrow()), person()));
        }

        private void report(Device device) {
            bench.report(device.id, device.held.token(), device.held.observedGeneration(), device.state, device.answer,
                    !device.carriesCurrent && device.state instanceof OperatingState.Idle, device.held.lastRunId());
        }

        void check() {
            for (; checked < bench.log.size(); checked++) {
                switch (bench.log.get(checked)) {
                    case Decision decision -> check(decision);
                    case FacilityDecision decision -> check(decision);
                    default -> throw new AssertionError();
                }
            }
            assertThat(bench.book.illegalTransitions()).as(bench.book.lastIllegalTransition()).isZero();
            Map<String, CellRun> byChannel = new HashMap<>();
            for (Experiment experiment : bench.book.experiments()) {
                for (CellRun run : experiment.runs()) {
                    if (run.state().holdsChannel()) {
                        assertThat(byChannel.put(run.channelId().orElseThrow(), run)).as("M2: one run on a channel").isNull();
                    }
                    terminalNeverChanges(experiment.experimentId() + run.cellId(), run.state());
                }
            }
            for (Device device : devices.values()) {
                if (!device.carriesCurrent) {
                    releasedByPeople.remove(device.id);
                } else if (!releasedByPeople.contains(device.id)) {
                    assertThat(bench.assignments.activeOn(device.id)).as("S12: %s is not free while it is energised", device.id)
                            .isPresent();
                }
            }
        }

        private void terminalNeverChanges(String run, RunState state) {
            RunState end = state instanceof RunState.Closed(RunState.Ended how) ? how : state;
            RunState before = ends.get(run);
            assertThat(before == null || before.equals(end)).as("S13: %s was %s and is %s", run, before, end).isTrue();
            if (end instanceof RunState.Ended) {
                ends.put(run, end);
            }
        }

        private void check(Decision decision) {
            if (decision.outcome() instanceof Outcome.Released(long token, String evidence) && evidence.startsWith("anna and bert")
                    || decision.outcome() instanceof Outcome.Released(long t, String words) && words.startsWith("bert and anna")) {
                releasedByPeople.add(decision.channelId());
            }
            if (decision.outcome() instanceof Outcome.Granted(ChannelDesired word)) {
                long before = tokens.getOrDefault(word.channelId(), 0L);
                if (word.desired() instanceof Desired.Run) {
                    assertThat(word.token()).as("S2: tokens of %s grow", word.channelId()).isGreaterThan(before);
                    assertThat(uncleared).as("S9: a tripped channel").doesNotContain(word.channelId());
                } else {
                    uncleared.remove(word.channelId());
                }
                tokens.put(word.channelId(), word.token());
            }
        }

        private void check(FacilityDecision decision) {
            if (decision.change() instanceof FacilityChange.RunChanged(String id, String cell, RunState to, String why)
                    && to instanceof RunState.Faulted(String cause) && cause.equals("a limit")) {
                String channel = bench.channelOf(id, cell);
                if (bench.desired.get(channel).desired() instanceof Desired.Run) {
                    // Else it was cleared before it was taken note of.
                    uncleared.add(channel);
                }
            }
        }
    }

    /// S3, S4 and S11 are looked at when the entry is made, before the books change.
    private static void checkOrders(BookBench bench, FollowStep step) {
        for (Decision decision : step.assignments()) {
            if (decision.outcome() instanceof Outcome.Granted(ChannelDesired word)
                    && word.desired() instanceof Desired.Run(RunOrder order)) {
                String channel = word.channelId();
                assertThat(bench.book.channel(channel).lock()).as("S11: no start on the locked %s", channel).isEmpty();
                assertThat(bench.book.channel(channel).quarantine()).isEmpty();
                assertThat(bench.book.channel(channel).mountedCellId()).as("S4: the cell on %s", channel).contains(order.cell().cellId());
                assertThat(bench.book.runOn(channel).orElseThrow().run().runId()).as("S3: %s was assigned", channel)
                        .contains(order.runId());
                assertThat(step.facility()).anySatisfy(entry -> assertThat(((FacilityChange.RunChanged) entry.change()).to())
                        .isInstanceOfSatisfying(RunState.Starting.class, s -> assertThat(s.token()).isEqualTo(word.token())));
            }
        }
    }

    static List<Arguments> worlds() {
        List<Arguments> all = new ArrayList<>();
        for (long seed = 1; seed <= 60; seed++) {
            all.add(Arguments.of(seed, Confirmation.ASSUMED, Confirmation.ASSUMED));
            all.add(Arguments.of(seed, Confirmation.SCAN, Confirmation.SCAN));
        }
        return all;
    }

    @ParameterizedTest(name = "seed {0}, mount {1}, unmount {2}")
    @MethodSource("worlds")
    void keepsTheInvariantsAndReplaysToTheSameState(long seed, Confirmation mount, Confirmation unmount) {
        // Given
        World world = new World(seed, mount, unmount);
        world.bench.beforeTaking = step -> checkOrders(world.bench, step);

        // When / Then
        for (int i = 0; i < EVENTS; i++) {
            world.event();
            world.check();
        }
        assertThat(BookBench.state(world.bench.replayed(), world.bench.channels, world.bench.now))
                .isEqualTo(BookBench.state(world.bench.book, world.bench.channels, world.bench.now));
    }
}
