package coulombus.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.RunOrder;
import coulombus.core.book.FollowStep;
import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.FindingAction;
import coulombus.scheduler.SimulatedLog.Transaction;
import coulombus.scheduler.SimulatedWorld.Bug;

/// One process of the scheduler: the real [Deliberation] on the simulated log. It is fenced, reads the log to its end, and decides until it
/// is killed or refused.
final class SimulatedScheduler {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    final SimulatedWorld world;
    final Deliberation deliberation;
    private final SimulatedLog log;
    private final int epoch;
    private int levelsRead;
    private int requestsRead;
    private int findingsRead;
    boolean dead;
    double pausedUntilSecond = Double.NEGATIVE_INFINITY;
    private boolean asleepInWrite;

    /// The process ended here, at whatever it was doing.
    static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KilledException() {
            super("killed", null, false, false);
        }
    }

    SimulatedScheduler(SimulatedWorld world) {
        this.world = world;
        log = world.log;
        deliberation = new Deliberation(new Deliberation.Tools(request -> Optional.empty(), new Policy(),
                new AgentsHeard(SILENCE, this::nanoTime), () -> Instant.ofEpochMilli((long) (world.now * 1000)), this::nanoTime,
                world::newId, world.texts, world.policy, world.metrics), this::write);
        int known = log.transactions.size();
        if (world.has(Bug.SCHEDULER_READS_BEFORE_IT_FENCES)) {
            replay(known);
            world.advance(10);
            epoch = log.fence();
        } else {
            epoch = log.fence();
            replay(log.transactions.size());
        }
        for (Record level : log.latestLevels()) {
            take(level);
        }
        levelsRead = log.levels.size();
        requestsRead = log.requestsDone;
        findingsRead = log.findingsDone;
    }

    static SchedulerMetrics metrics() {
        return new SchedulerMetrics(new SimpleMeterRegistry());
    }

    private long nanoTime() {
        return (long) (world.now * 1e9);
    }

    private void replay(int count) {
        for (Transaction transaction : log.transactions.subList(0, count)) {
            transaction.step().facility().forEach(deliberation::on);
            transaction.step().assignments().forEach(deliberation::on);
        }
    }

    boolean isLeader() {
        return epoch == log.epoch();
    }

    boolean isAwake() {
        return !dead && !asleepInWrite && world.now >= pausedUntilSecond;
    }

    private void take(Record level) {
        if (level instanceof ChannelReported reported) {
            deliberation.on(reported);
        } else {
            deliberation.on((AgentReported) level);
        }
    }

    /// What one poll brings is decided on.
    void turn() {
        try {
            while (levelsRead < log.levels.size()) {
                take(log.levels.get(levelsRead++));
            }
            int findings = log.findings.size();
            while (findingsRead < findings) {
                SimulatedLog.Found found = log.findings.get(findingsRead++);
                deliberation.on(found.runId(), found.finding());
            }
            int requests = log.requests.size();
            while (requestsRead < requests) {
                deliberation.on(log.requests.get(requestsRead++));
            }
            deliberation.goOn();
            if (world.has(Bug.SCHEDULER_FREES_ON_SILENCE)) {
                freeTheSilent();
            }
            log.moveOn(epoch, requestsRead, findingsRead);
        } catch (KilledException | SimulatedLog.FencedException e) {
            dead = true;
        }
    }

    private void write(FollowStep step, List<ChannelDesired> words) {
        if (world.chance(0.005)) {
            throw new KilledException();
        }
        if (world.chance(0.005)) {
            sleepBetweenDecidingAndCommitting();
        }
        log.commit(new Transaction(epoch, world.now, step, told(step, words)), requestsRead, findingsRead);
        world.committed(log.transactions.getLast());
        if (world.chance(0.005)) {
            throw new KilledException();
        }
    }

    private List<ChannelDesired> told(FollowStep step, List<ChannelDesired> words) {
        if (world.has(Bug.RELEASE_TELLS_NOTHING)
                && step.assignments().stream().anyMatch(d -> d.outcome() instanceof Outcome.Released)) {
            return List.of();
        }
        return words;
    }

    /// Others take over and decide meanwhile; then it wakes and goes on where it was.
    private void sleepBetweenDecidingAndCommitting() {
        asleepInWrite = true;
        world.advance(1 + world.random.nextDouble() * 90);
        asleepInWrite = false;
    }

    /// A scheduler as it must not be: it takes silence for an end.
    private void freeTheSilent() {
        List<Decision> freed = new ArrayList<>();
        for (String channelId : world.channelIds) {
            Optional<ChannelDesired> active = deliberation.assignments().activeOn(channelId);
            Optional<ChannelReported> report = deliberation.assignments().reportOf(channelId);
            if (active.isPresent() && report.filter(r -> world.now - r.unixTimeSecond() > 60).isPresent()) {
                freed.add(new Decision(Optional.empty(), channelId, new Outcome.Released(active.get().token(), "not heard of"), "scheduler",
                        world.now));
            }
        }
        if (!freed.isEmpty()) {
            write(new FollowStep(List.of(), freed), List.of());
            freed.forEach(deliberation.assignments()::on);
        }
    }

    /// Soft shorts stop, hard ones are diagnosed after the stop.
    private static final class Policy implements FindingPolicy {
        @Override
        public FindingAction actionOn(FindingKind kind, RunOrder order) {
            return kind == FindingKind.HARD_SHORT ? FindingAction.DIAGNOSE : FindingAction.STOP;
        }

        @Override
        public Optional<RunOrder> diagnosisAfter(RunOrder stopped, UUID runId) {
            return Optional.of(RunOrder.of(runId, "diagnosis", stopped.cell(), stopped.protocolText(), 600));
        }
    }
}
