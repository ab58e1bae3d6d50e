package coulombus.scheduler;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.AssignmentRule;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.OrderVerdict;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.Source;
import coulombus.scheduler.SimulatedDevice.Job;
import coulombus.scheduler.SimulatedJournal.Stage;
import coulombus.scheduler.SimulatedJournal.Trip;
import coulombus.scheduler.SimulatedLog.Word;
import coulombus.scheduler.SimulatedScheduler.KilledException;
import coulombus.scheduler.SimulatedWorld.Bug;

/// An agent with its cycler: the real [AssignmentRule] over a journal that loses nothing that was stored, the steps around it those of the
/// channel agent. It may be killed before and after whatever it stores or does.
final class SimulatedAgent {
    private static final double CONFIRM_SECOND = 30;
    private static final double REPORT_SECOND = 15;

    final int number;
    final String cycler;
    private final SimulatedWorld world;
    private final List<String> channelIds;
    /// The disk.
    private final Map<String, SimulatedJournal> journals = new HashMap<>();
    private UUID incarnation;
    private long beat;
    boolean alive;
    private double reportedSecond;
    private double unreachableUntilSecond = Double.NEGATIVE_INFINITY;
    private final Map<String, Volatile> memory = new LinkedHashMap<>();

    /// What a process knows of a channel and forgets when it is killed.
    private static final class Volatile {
        private Optional<Word> pending = Optional.empty();
        private Optional<OrderAnswer> passing = Optional.empty();
        private Optional<ChannelReported> reported = Optional.empty();
        private Optional<String> foreign = Optional.empty();
        private double startSentSecond = Double.NaN;
    }

    SimulatedAgent(SimulatedWorld world, int number, String cycler, List<String> channelIds) {
        this.world = world;
        this.number = number;
        this.cycler = cycler;
        this.channelIds = channelIds;
        channelIds.forEach(id -> journals.put(id, SimulatedJournal.EMPTY));
        boot();
    }

    void boot() {
        incarnation = world.newId();
        beat = 0;
        alive = true;
        memory.clear();
        channelIds.forEach(id -> memory.put(id, new Volatile()));
        readDesiredAnew();
        beat();
    }

    boolean isOf(UUID process) {
        return process.equals(incarnation);
    }

    void readDesiredAnew() {
        for (String id : channelIds) {
            List<Word> words = world.log.desired.getOrDefault(id, List.of());
            if (!words.isEmpty()) {
                receive(words.getLast());
            }
        }
    }

    void receive(Word word) {
        if (alive) {
            memory.get(word.word().channelId()).pending = Optional.of(word);
        }
    }

    void beat() {
        if (alive) {
            world.report(this, new AgentReported(cycler, incarnation, ++beat, "1",
                    List.of(new AgentReported.Cycler(cycler, "simulated", true, channelIds.size(), true, "")), 0, 0, Double.NaN, 0,
                    world.now));
        }
    }

    /// One round over all channels.
    void tick() {
        if (!alive) {
            return;
        }
        try {
            if (world.chance(0.002)) {
                unreachableUntilSecond = world.now + world.random.nextDouble() * 60;
            }
            boolean due = world.now - reportedSecond >= REPORT_SECOND;
            for (String id : channelIds) {
                if (isReachable()) {
                    poll(id, memory.get(id));
                }
                tell(id, due);
            }
            reportedSecond = due ? world.now : reportedSecond;
        } catch (KilledException e) {
            kill();
        }
    }

    /// True while it runs and its cycler answers it.
    boolean isWatching() {
        return alive && isReachable();
    }

    private boolean isReachable() {
        return world.quiet || world.now >= unreachableUntilSecond;
    }

    void kill() {
        alive = false;
        world.after(1 + world.random.nextDouble() * 100, this::boot);
    }

    private void mayBeKilled() {
        if (world.chance(0.003)) {
            throw new KilledException();
        }
    }

    private void store(String id, UnaryOperator<SimulatedJournal> change) {
        SimulatedJournal next = change.apply(journals.get(id));
        if (!next.equals(journals.get(id))) {
            mayBeKilled();
            journals.put(id, next);
            mayBeKilled();
        }
    }

    private void poll(String id, Volatile known) {
        SimulatedDevice.Channel device = world.device.channel(id);
        Optional<Job> job = device.job;
        boolean energised = device.isEnergised();
        boolean ours = isOurs(journals.get(id), job);
        if (energised && ours && job.get().dangerousSinceSecond <= world.now) {
            trip(id);
        }
        reconcile(id, known, job, energised, ours);
        if (device.isEnergised() && ours && journals.get(id).active() && journals.get(id).stage() == Stage.STOPPING) {
            stop(id);
        }
        decide(id, known, device, ours);
    }

    private static boolean isOurs(SimulatedJournal journal, Optional<Job> job) {
        return journal.active() && job.isPresent()
                && journal.job().map(known -> known == job.get().id)
                        .orElseGet(() -> job.get().label.equals(journal.runId().get().toString()));
    }

    /// Before the journal: safety waits for nothing.
    private void trip(String id) {
        if (journals.get(id).trip().isEmpty()) {
            stop(id);
            store(id, journal -> journal.stopping().trippedBy(new Trip("a limit was passed", false)));
            world.invariants.onTrip(id);
        }
    }

    private void stop(String id) {
        mayBeKilled();
        world.device.stop(id);
        mayBeKilled();
    }

    private void reconcile(String id, Volatile known, Optional<Job> job, boolean energised, boolean ours) {
        known.foreign = energised && !ours ? Optional.of("a job that nobody of ours started") : Optional.empty();
        if (ours) {
            store(id, journal -> journal.running(job.get().id));
            if (job.get().tripped) {
                store(id, journal -> journal.trip().isPresent()
                        ? journal
                        : journal.stopping().trippedBy(new Trip("the cycler stopped it", false)));
            }
        }
        SimulatedJournal journal = journals.get(id);
        if (!journal.active() || world.device.channel(id).isEnergised()) {
            return;
        }
        if (journal.stage() == Stage.ENDED) {
            store(id, SimulatedJournal::released);
        } else if (journal.job().isPresent()) {
            store(id, j -> j.at(Stage.ENDED));
        } else {
            known.startSentSecond = Double.isNaN(known.startSentSecond) ? world.now : known.startSentSecond;
            if (world.now - known.startSentSecond >= CONFIRM_SECOND) {
                store(id, j -> j.answered(OrderAnswer.REFUSED_BY_DEVICE).released());
            }
        }
    }

    private OrderVerdict judge(SimulatedJournal journal, Word word) {
        if (world.has(Bug.AGENT_IGNORES_TOKENS) && word.word().desired() instanceof Desired.Run(RunOrder order)) {
            return journal.active() ? new OrderVerdict.Busy(journal.runId().get()) : new OrderVerdict.Begin(order);
        }
        return AssignmentRule.judge(journal.held(), word.word(), world.now - word.appendedSecond());
    }

    private void decide(String id, Volatile known, SimulatedDevice.Channel device, boolean ours) {
        if (known.pending.isEmpty()) {
            return;
        }
        ChannelDesired word = known.pending.get().word();
        SimulatedJournal journal = journals.get(id);
        if (!journal.isRefused(word)) {
            switch (judge(journal, known.pending.get())) {
                case OrderVerdict.Stale stale -> known.passing = Optional.of(OrderAnswer.STALE_TOKEN);
                case OrderVerdict.AlreadyDone done -> {
                }
                case OrderVerdict.Busy busy -> {
                    store(id, j -> j.refusedAsBusy(word));
                    known.passing = Optional.of(OrderAnswer.BUSY);
                }
                case OrderVerdict.Expired expired -> store(id, j -> j.decided(word, OrderAnswer.EXPIRED));
                case OrderVerdict.PlanMismatch mismatch -> store(id, j -> j.decided(word, OrderAnswer.PLAN_MISMATCH));
                case OrderVerdict.Begun begun -> store(id, j -> j.decided(word, OrderAnswer.ACCEPTED));
                case OrderVerdict.TurnOff off -> turnOff(id, word, off, device, ours);
                case OrderVerdict.Begin begin -> begin(id, known, word, begin.order(), device);
            }
        }
        known.pending = Optional.empty();
    }

    private void turnOff(String id, ChannelDesired word, OrderVerdict.TurnOff off, SimulatedDevice.Channel device, boolean ours) {
        if (ours && device.isEnergised()) {
            stop(id);
        }
        store(id, journal -> {
            SimulatedJournal obeyed = journal.decided(word, OrderAnswer.ACCEPTED);
            SimulatedJournal decided = off.byFinding() ? obeyed.clearedByFinding() : obeyed.cleared();
            return decided.active() ? decided.stopping() : decided;
        });
    }

    private void begin(String id, Volatile known, ChannelDesired word, RunOrder order, SimulatedDevice.Channel device) {
        boolean tripped = journals.get(id).trip().isPresent() && !world.has(Bug.AGENT_FORGETS_TRIPS);
        if (tripped || known.foreign.isPresent() || device.isEnergised()) {
            store(id, journal -> journal.decided(word, OrderAnswer.NOT_CONTROLLABLE));
            return;
        }
        UnaryOperator<SimulatedJournal> begins = journal -> journal.decided(word, OrderAnswer.ACCEPTED).begins(order);
        if (!world.has(Bug.AGENT_ACTS_BEFORE_IT_STORES)) {
            store(id, begins);
        }
        known.startSentSecond = world.now;
        mayBeKilled();
        Optional<Job> job = world.chance(0.02)
                ? Optional.empty()
                : world.device.start(id, order.runId(), word.token(), world.durationOf(order));
        mayBeKilled();
        if (world.has(Bug.AGENT_ACTS_BEFORE_IT_STORES)) {
            store(id, begins);
        }
        if (world.chance(0.05)) {
            return; // The answer got lost.
        }
        if (job.isPresent()) {
            store(id, journal -> journal.running(job.get().id));
        } else {
            store(id, journal -> journal.answered(OrderAnswer.REFUSED_BY_DEVICE).released());
        }
    }

    private void tell(String id, boolean due) {
        Volatile known = memory.get(id);
        SimulatedJournal journal = journals.get(id);
        SimulatedDevice.Channel device = world.device.channel(id);
        boolean off = isReachable() && !device.isEnergised() && !journal.active();
        OrderAnswer answer = known.passing.orElse(journal.answer());
        known.passing = Optional.empty();
        ChannelReported word = new ChannelReported(id, cycler, incarnation, Source.SIMULATED, journal.token(), journal.generation(),
                operating(known, journal, device), answer, "", off, journal.runId(), 0, device.voltageVolt(world.texts.isScanned()), 0,
                world.now);
        boolean same = known.reported.filter(before -> before.token() == word.token()
                && before.observedGeneration() == word.observedGeneration() && before.state().equals(word.state())
                && before.answer() == word.answer() && before.outputOff() == word.outputOff()
                && before.lastRunId().equals(word.lastRunId())).isPresent();
        known.reported = Optional.of(word);
        if (due || !same) {
            world.report(this, word);
        }
    }

    private OperatingState operating(Volatile known, SimulatedJournal journal, SimulatedDevice.Channel device) {
        if (!isReachable()) {
            return new OperatingState.Unknown();
        }
        if (known.foreign.isPresent()) {
            return new OperatingState.Quarantined(known.foreign.get());
        }
        if (journal.trip().isPresent() && journal.runId().isPresent() && !world.has(Bug.AGENT_FORGETS_TRIPS)) {
            return new OperatingState.Tripped(journal.runId().get(), journal.trip().get().cause());
        }
        if (!journal.active()) {
            return new OperatingState.Idle();
        }
        UUID runId = journal.runId().get();
        return switch (journal.stage()) {
            case STARTING -> new OperatingState.Starting(runId);
            case RUNNING -> device.isEnergised() ? new OperatingState.Running(runId) : new OperatingState.Stopping(runId);
            case STOPPING, ENDED -> new OperatingState.Stopping(runId);
        };
    }
}
