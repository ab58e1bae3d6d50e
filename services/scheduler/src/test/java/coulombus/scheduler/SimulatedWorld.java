package coulombus.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.RunOrder;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.scheduling.SchedulingPolicy;
import coulombus.core.scheduling.SchedulingPolicy.ChannelChoice;
import coulombus.scheduler.SimulatedLog.Transaction;
import coulombus.scheduler.SimulatedLog.Word;

/// A facility in one thread and in virtual time: schedulers, the log, the network, agents, cyclers and people. Everything that happens is an
/// event of one queue, and every chance is drawn from one seed: the same seed plays the same story.
final class SimulatedWorld {
    static final double TAKEOVER_SECOND = 6;
    private static final double DAY_SECOND = 86_400;

    final long seed;
    final Random random;
    final SimulatedTexts texts;
    final SimulatedLog log;
    final SimulatedDevice device;
    final FleetInvariants invariants;
    final SchedulerMetrics metrics = SimulatedScheduler.metrics();
    final SchedulingPolicy policy;
    final List<String> channelIds = new ArrayList<>();
    final List<SimulatedAgent> agents = new ArrayList<>();
    final List<SimulatedScheduler> schedulers = new ArrayList<>();
    final SimulatedPeople people;
    private final Set<Bug> bugs;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final double[] desiredCutUntilSecond = new double[2];
    private final double[] reportedCutUntilSecond = new double[2];
    private final List<Word> everyWord = new ArrayList<>();
    private long scheduled;
    private int depth;
    private double leaderlessSinceSecond = Double.NaN;
    double now = 1_000_000;
    /// True when nothing goes wrong any more and people help.
    boolean quiet;
    int failOvers;
    long played;

    /// What is planted into the world to see that it is found.
    enum Bug {
        AGENT_IGNORES_TOKENS, AGENT_ACTS_BEFORE_IT_STORES, AGENT_FORGETS_TRIPS, SCHEDULER_FREES_ON_SILENCE, SCHEDULER_READS_BEFORE_IT_FENCES, BROKER_DOES_NOT_FENCE, RELEASE_TELLS_NOTHING
    }

    private record Event(double atSecond, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(atSecond, other.atSecond);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    SimulatedWorld(long seed, Bug... planted) {
        this.seed = seed;
        random = new Random(seed);
        bugs = planted.length == 0 ? EnumSet.noneOf(Bug.class) : EnumSet.copyOf(List.of(planted));
        policy = new SchedulingPolicy(random.nextInt(3), 30 * DAY_SECOND, 30 * DAY_SECOND, 90 * DAY_SECOND, ChannelChoice.LEAST_SCARCE);
        for (String cycler : List.of("a", "b")) {
            for (int i = 1; i <= 4; i++) {
                channelIds.add(cycler + "/" + i);
            }
        }
        texts = new SimulatedTexts(random, now);
        log = new SimulatedLog(!has(Bug.BROKER_DOES_NOT_FENCE));
        device = new SimulatedDevice(this, channelIds);
        invariants = new FleetInvariants(this);
        people = new SimulatedPeople(this);
        agents.add(new SimulatedAgent(this, 0, "a", channelIds.subList(0, 4)));
        agents.add(new SimulatedAgent(this, 1, "b", channelIds.subList(4, 8)));
        promote();
        agents.forEach(agent -> {
            every(4, agent::tick);
            every(5, agent::beat);
            every(45, () -> {
                if (now >= desiredCutUntilSecond[agent.number]) {
                    agent.readDesiredAnew();
                }
            });
        });
        every(3, this::schedulersTurn);
        every(2, this::seat);
        every(20, this::mischief);
        every(15, people::bench);
        every(12, people::ask);
    }

    boolean has(Bug bug) {
        return bugs.contains(bug);
    }

    /// True with this probability while things go wrong.
    boolean chance(double probability) {
        return !quiet && random.nextDouble() < probability;
    }

    UUID newId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    void after(double second, Runnable what) {
        events.add(new Event(now + second, scheduled++, what));
    }

    private void every(double second, Runnable what) {
        after(second * random.nextDouble(), new Runnable() {
            @Override
            public void run() {
                after(second * (0.8 + 0.4 * random.nextDouble()), this);
                what.run();
            }
        });
    }

    /// Lets time pass; events may call it for what happens while somebody sleeps.
    void advance(double second) {
        double until = now + second;
        depth++;
        while (!events.isEmpty() && events.peek().atSecond() <= until) {
            Event event = events.poll();
            now = Math.max(now, event.atSecond());
            event.what().run();
            played++;
            invariants.afterEvent();
        }
        now = Math.max(now, until);
        depth--;
    }

    private void schedulersTurn() {
        // Those who came later first: a zombie wakes into a world that went on.
        for (int i = schedulers.size() - 1; i >= 0; i--) {
            SimulatedScheduler each = schedulers.get(i);
            if (each.isAwake()) {
                each.turn();
            }
        }
        schedulers.removeIf(s -> s.dead);
    }

    /// Who stands by takes over when the leader is silent, or when the group's coordinator errs.
    private void seat() {
        boolean led = schedulers.stream().anyMatch(s -> s.isLeader() && s.isAwake());
        leaderlessSinceSecond = led ? Double.NaN : Double.isNaN(leaderlessSinceSecond) ? now : leaderlessSinceSecond;
        if (now - leaderlessSinceSecond > TAKEOVER_SECOND || chance(0.002)) {
            promote();
        }
    }

    private void promote() {
        if (depth < 4) {
            leaderlessSinceSecond = Double.NaN;
            failOvers++;
            schedulers.add(new SimulatedScheduler(this));
        }
    }

    /// The scheduler that decides, where one is awake.
    java.util.Optional<SimulatedScheduler> leader() {
        return schedulers.stream().filter(s -> s.isLeader() && s.isAwake()).findFirst();
    }

    private void mischief() {
        if (chance(0.06)) {
            agents.get(random.nextInt(2)).kill();
        }
        if (chance(0.06)) {
            desiredCutUntilSecond[random.nextInt(2)] = now + random.nextDouble() * 200;
        }
        if (chance(0.06)) {
            reportedCutUntilSecond[random.nextInt(2)] = now + random.nextDouble() * 200;
        }
        if (chance(0.05) && !schedulers.isEmpty()) {
            schedulers.getLast().pausedUntilSecond = now + random.nextDouble() * 60;
        }
        if (chance(0.01)) {
            device.startForeign(channelIds.get(random.nextInt(8)), 200 * random.nextDouble());
        }
        if (chance(0.15)) {
            find();
        }
        for (int i = 0; i < 3; i++) {
            if (chance(0.8) && !everyWord.isEmpty()) {
                // However old: duplicated, reordered, weeks late.
                Word word = everyWord.get(random.nextInt(everyWord.size()));
                agentOf(word.word().channelId()).receive(word);
            }
        }
    }

    private void find() {
        List<Word> runs = everyWord.stream().filter(w -> w.word().desired() instanceof Desired.Run).toList();
        if (!runs.isEmpty() && runs.get(runs.size() - 1 - random.nextInt(Math.min(6, runs.size()))).word()
                .desired() instanceof Desired.Run(RunOrder order)) {
            FindingKind kind = random.nextInt(3) == 0 ? FindingKind.HARD_SHORT : FindingKind.SOFT_SHORT;
            Finding finding = new Finding(kind, Severity.WARNING, 1, 1, 2, 1, 2, "simulated/1", "found", List.of(), List.of(), false);
            for (int i = 0; i < 1 + random.nextInt(2); i++) {
                log.findings.add(new SimulatedLog.Found(order.runId(), finding));
            }
        }
    }

    SimulatedAgent agentOf(String channelId) {
        return agents.get(channelId.startsWith("a/") ? 0 : 1);
    }

    /// A transaction is visible: the network carries its words.
    void committed(Transaction transaction) {
        invariants.onCommit(transaction);
        people.onCommit(transaction);
        for (ChannelDesired word : transaction.words()) {
            carry(new Word(word, transaction.atSecond()));
        }
    }

    private void carry(Word word) {
        everyWord.add(word);
        SimulatedAgent agent = agentOf(word.word().channelId());
        int copies = quiet ? 1 : now < desiredCutUntilSecond[agent.number] ? 0 : random.nextInt(10) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (!chance(0.1)) {
                double slow = chance(0.03) ? 400 : 3;
                after(random.nextDouble() * slow, () -> agent.receive(word));
            }
        }
    }

    void report(SimulatedAgent agent, Record level) {
        if (!quiet && (now < reportedCutUntilSecond[agent.number] || chance(0.05))) {
            return;
        }
        double slow = chance(0.03) ? 60 : 1;
        for (int i = 0; i < (chance(0.05) ? 2 : 1); i++) {
            after(random.nextDouble() * slow, () -> {
                // A heartbeat of a process that is gone does not outlive the first one of the next: see docs/reference/scheduler-proof.md.
                if (!(level instanceof AgentReported heartbeat) || agent.isOf(heartbeat.incarnation())) {
                    log.append(level);
                }
            });
        }
    }

    double durationOf(RunOrder order) {
        return 20 + random.nextDouble() * 300;
    }

    /// Troubles for a time, then a time without any in which everything must come to its end.
    void play(double troubledSecond, double quietSecond) {
        advance(troubledSecond);
        quiet = true;
        java.util.Arrays.fill(desiredCutUntilSecond, now);
        java.util.Arrays.fill(reportedCutUntilSecond, now);
        schedulers.forEach(s -> s.pausedUntilSecond = now);
        double until = now + quietSecond;
        while (now < until && !invariants.isEverythingOver()) {
            advance(30);
        }
        invariants.atTheEnd();
    }

    List<SimulatedScheduler> everyScheduler() {
        return Collections.unmodifiableList(schedulers);
    }
}
