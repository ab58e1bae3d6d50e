package coulombus.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.book.Experiment;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityBook.RunOnChannel;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.experiment.RunState;
import coulombus.scheduler.SimulatedDevice.Job;
import coulombus.scheduler.SimulatedLog.Transaction;

/// What must hold whatever happens. It folds the committed log as everybody else does, and asks the cyclers, never the scheduler, what is
/// true.
final class FleetInvariants {
    private static final double LONGEST_DANGER_SECOND = 30;

    private final SimulatedWorld world;
    private final FacilityBook facility;
    private final AssignmentBook assignments = new AssignmentBook();
    private int lastEpoch;
    private final Map<String, ChannelDesired> active = new HashMap<>();
    private final Map<String, Long> highestToken = new HashMap<>();
    private final Map<String, Long> highestReleased = new HashMap<>();
    private final Map<String, Long> highestAtDevice = new HashMap<>();
    private final Map<UUID, Long> tokenOfRun = new HashMap<>();
    private final Set<UUID> begun = new HashSet<>();
    private final Map<String, Long> tripped = new HashMap<>();
    private final Map<String, Long> highestStopped = new HashMap<>();
    private final Map<String, RunState.Ended> ends = new HashMap<>();
    private final Map<String, String> firstOfTwo = new HashMap<>();
    private final Map<String, Double> dangerSeenSecond = new HashMap<>();
    private final WorkConservation conservation;
    int completed;

    /// What was broken, by its name in the list of invariants.
    static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String invariant;

        BrokenException(String invariant, String what, SimulatedWorld world) {
            super(invariant + " is broken: " + what + " (seed " + world.seed + ", second " + Math.round(world.now - 1_000_000) + ")");
            this.invariant = invariant;
        }
    }

    FleetInvariants(SimulatedWorld world) {
        this.world = world;
        facility = new FacilityBook(world.policy.usageHalfLifeSecond());
        conservation = new WorkConservation(world, this);
    }

    /// As everybody sees it who reads the log.
    FacilityBook facility() {
        return facility;
    }

    void require(String invariant, boolean holds, String what) {
        if (!holds) {
            throw new BrokenException(invariant, what, world);
        }
    }

    void onCommit(Transaction transaction) {
        require("S14", transaction.epoch() == world.log.epoch() && transaction.epoch() >= lastEpoch,
                "a transaction of epoch " + transaction.epoch() + " is visible in epoch " + world.log.epoch());
        lastEpoch = transaction.epoch();
        for (Decision decision : transaction.step().assignments()) {
            before(decision, transaction);
        }
        Set<String> touched = new HashSet<>();
        for (FacilityDecision entry : transaction.step().facility()) {
            byPeople(entry);
            facility.on(entry);
            require("illegal", facility.illegalTransitions() == 0, facility.lastIllegalTransition());
            touched(entry.change()).ifPresent(touched::add);
        }
        transaction.step().assignments().forEach(assignments::on);
        touched.stream().map(facility::experiment).flatMap(Optional::stream).forEach(this::afterChange);
    }

    private Optional<String> touched(FacilityChange change) {
        return switch (change) {
            case FacilityChange.OfExperiment of -> Optional.of(of.experimentId());
            case FacilityChange.CellUnmounted off -> facility.runOn(off.channelId()).map(on -> on.experiment().experimentId());
            default -> Optional.empty();
        };
    }

    private void byPeople(FacilityDecision entry) {
        switch (entry.change()) {
            case FacilityChange.TripCleared cleared -> tripped.remove(cleared.channelId());
            case FacilityChange.QuarantineChanged changed -> {
                Optional<String> asked = changed.quarantine().flatMap(q -> q.releaseAskedBy());
                if (changed.quarantine().isEmpty()) {
                    require("S12", firstOfTwo.containsKey(changed.channelId())
                            && !firstOfTwo.get(changed.channelId()).equals(entry.requestedBy()),
                            "channel " + changed.channelId() + " came out of quarantine by " + entry.requestedBy() + " alone");
                    tripped.remove(changed.channelId());
                }
                firstOfTwo.remove(changed.channelId());
                asked.ifPresent(who -> firstOfTwo.put(changed.channelId(), who));
            }
            default -> {
            }
        }
    }

    private void before(Decision decision, Transaction transaction) {
        String channel = decision.channelId();
        switch (decision.outcome()) {
            case Outcome.Granted(ChannelDesired word) -> granted(channel, word, transaction, decision.unixTimeSecond());
            case Outcome.Released(long token, String evidence) -> {
                require("S12", active.containsKey(channel) && active.get(channel).token() == token,
                        "channel " + channel + " is released from token " + token + " and has " + active.get(channel));
                require("S12", world.device.channel(channel).job.filter(j -> j.running && j.token == token).isEmpty(),
                        "channel " + channel + " becomes free while token " + token + " energises it: " + evidence);
                active.remove(channel);
                highestReleased.put(channel, token);
            }
            case Outcome.Refused refused -> {
            }
        }
    }

    private void granted(String channel, ChannelDesired word, Transaction transaction, double decidedSecond) {
        ChannelDesired before = active.put(channel, word);
        if (before != null && before.token() == word.token()) {
            require("S2", word.generation() == before.generation() + 1 && word.desired() instanceof Desired.Off,
                    "channel " + channel + " is told " + word + " after " + before);
            if (word.desired() instanceof Desired.Off off && off.findingId().isEmpty()) {
                // A stop that no finding led to clears a trip, also one that comes while the stop is on its way.
                highestStopped.put(channel, word.token());
            }
            return;
        }
        require("S1", before == null, "channel " + channel + " is given to token " + word.token() + " and has " + before);
        require("S2", word.token() > highestToken.getOrDefault(channel, 0L) && word.generation() == 1,
                "token " + word.token() + " of channel " + channel + " does not grow");
        highestToken.put(channel, word.token());
        Desired.Run run = (Desired.Run) word.desired();
        tokenOfRun.put(run.order().runId(), word.token());
        Optional<String> hindrance = facility.channel(channel).hindrance();
        require("S11", hindrance.isEmpty(), "a test is ordered on channel " + channel + ", which " + hindrance.orElse(""));
        facility.run(run.order().runId()).ifPresent(on -> ordered(channel, on, transaction, decidedSecond));
    }

    private void ordered(String channel, RunOnChannel on, Transaction transaction, double decidedSecond) {
        Experiment experiment = on.experiment();
        require("S5", facility
                .closedDuring(channel, experiment.spec().group(), decidedSecond, decidedSecond + experiment.needs().p90Second()).isEmpty(),
                "a test on " + channel + " reaches into a closure");
        require("S5", channel.equals(on.run().channelId().orElseThrow()), "the run of " + on.run().cellId() + " belongs elsewhere");
        if (experiment.spec().placement().startTogether()) {
            long rest = experiment.runs().stream().filter(r -> !r.state().isOver()).count();
            long with = transaction.step().assignments().stream().filter(d -> d.outcome() instanceof Outcome.Granted(ChannelDesired w)
                    && w.desired() instanceof Desired.Run(var order)
                    && facility.run(order.runId()).filter(r -> r.experiment().equals(experiment)).isPresent()).count();
            require("S8", rest == with, with + " of " + rest + " replicates of " + experiment.experimentId() + " start together");
        }
    }

    private void afterChange(Experiment experiment) {
        List<String> cyclers = new ArrayList<>();
        for (CellRun run : experiment.runs()) {
            String key = experiment.experimentId() + " " + run.cellId();
            RunState.Ended end = run.state() instanceof RunState.Ended how
                    ? how
                    : run.state() instanceof RunState.Closed(var how) ? how : null;
            RunState.Ended before = ends.get(key);
            require("S13", before == null || before.equals(end), key + " had ended (" + before + ") and is " + run.state());
            if (before == null && end != null) {
                ends.put(key, end);
                completed += end instanceof RunState.Completed ? 1 : 0;
            }
            if (run.state().holdsChannel()) {
                cyclers.add(run.channelId().orElseThrow().substring(0, 1));
            }
        }
        boolean apart = experiment.spec().placement().spread().filter(Placement.Spread::hard).isPresent();
        require("S7", !apart || new HashSet<>(cyclers).size() == cyclers.size(), experiment.experimentId() + " is on cyclers " + cyclers);
    }

    /// An agent tells a cycler to start.
    void onStart(SimulatedDevice.Channel channel, UUID runId, long token) {
        String where = "a start of token " + token + " on channel " + channel.id;
        require("S1", !channel.isEnergised(), where + " while it is energised by token " + channel.job.map(j -> j.token).orElse(0L));
        require("S2", token > highestAtDevice.getOrDefault(channel.id, 0L), where + " after token " + highestAtDevice.get(channel.id));
        highestAtDevice.put(channel.id, token);
        require("S3", tokenOfRun.getOrDefault(runId, 0L) == token, where + " that the log does not have");
        require("S1", begun.add(runId), where + " of a run that was begun before");
        require("S12", token > highestReleased.getOrDefault(channel.id, 0L), where + ", whose assignment has ended");
        require("S9", tripped.getOrDefault(channel.id, 0L) <= highestStopped.getOrDefault(channel.id, 0L),
                where + ", which is tripped and nobody looked");
        facility.run(runId).ifPresent(on -> mounted(channel, on, where));
        channel.clippedCell.ifPresent(cell -> require("S1", energised().stream().noneMatch(
                other -> other.clippedCell.filter(cell::equals).isPresent()), where + " with a cell that is energised elsewhere"));
        sharedCaps(channel, runId, where);
    }

    private void mounted(SimulatedDevice.Channel channel, RunOnChannel on, String where) {
        require("S4", channel.clippedCell.filter(on.run().cellId()::equals).isPresent(),
                where + " for cell " + on.run().cellId() + "; clipped to it is " + channel.clippedCell);
        require("S4", !channel.reversed || !world.texts.isScanned(), where + " with the cell reversed");
    }

    private void sharedCaps(SimulatedDevice.Channel starting, UUID runId, String where) {
        List<SimulatedDevice.Channel> all = energised();
        all.add(starting);
        require("S6", all.stream().filter(c -> SimulatedTexts.SAFETY_GROUP.contains(c.id)).count() <= SimulatedTexts.MOST_ENERGISED,
                where + ": more cells of the safety group are energised than may be");
        List<Placement> placements = new ArrayList<>();
        Set<Double> temperatures = new HashSet<>();
        for (SimulatedDevice.Channel each : all) {
            UUID run = each == starting ? runId : runOf(each);
            facility.run(run).ifPresent(on -> {
                placements.add(on.experiment().spec().placement());
                if (SimulatedTexts.CHAMBER.contains(each.id)) {
                    on.experiment().spec().placement().require().forEach(r -> {
                        if (r instanceof Requirement.Temperature(double celsius)) {
                            temperatures.add(celsius);
                        }
                    });
                }
            });
        }
        require("S6", placements.stream().filter(p -> p.sharedResources().contains(SimulatedTexts.MULTIPLEXER)).count() <= 1,
                where + ": the multiplexer is used twice");
        require("S6", temperatures.size() <= 1, where + ": the chamber is to have " + temperatures + " °C");
    }

    private static UUID runOf(SimulatedDevice.Channel channel) {
        String label = channel.job.map(j -> j.label).orElse("");
        return label.length() == 36 ? UUID.fromString(label) : new UUID(0, 0);
    }

    private List<SimulatedDevice.Channel> energised() {
        List<SimulatedDevice.Channel> all = new ArrayList<>();
        // What others start by the cycler's own software nobody can count.
        world.device.channels.values().stream().filter(c -> c.job.filter(j -> j.running && j.token > 0).isPresent()).forEach(all::add);
        return all;
    }

    void onTrip(String channelId) {
        tripped.put(channelId, world.device.channel(channelId).job.orElseThrow().token);
    }

    void afterEvent() {
        for (SimulatedDevice.Channel channel : world.device.channels.values()) {
            Optional<Job> dangerous = channel.job.filter(j -> j.running && j.token > 0 && j.dangerousSinceSecond <= world.now);
            if (dangerous.isEmpty() || !world.agentOf(channel.id).isWatching()) {
                dangerSeenSecond.remove(channel.id);
            } else {
                double since = dangerSeenSecond.computeIfAbsent(channel.id, id -> world.now);
                require("S10", world.now - since <= LONGEST_DANGER_SECOND, "channel " + channel.id + " stays energised in danger");
            }
        }
        conservation.afterEvent();
    }

    AssignmentBook assignments() {
        return assignments;
    }

    boolean isEverythingOver() {
        return facility.liveExperiments().isEmpty() && active.isEmpty();
    }

    /// After a time in which nothing went wrong and everybody helped.
    void atTheEnd() {
        List<Experiment> left = List.copyOf(facility.liveExperiments());
        boolean cancelling = left.stream().anyMatch(e -> e.runs().stream().anyMatch(r -> r.state() instanceof RunState.Stopping));
        require(cancelling ? "L3" : "L1", left.isEmpty(), left.size() + " experiments do not come to an end, first " + left.stream()
                .findFirst().map(e -> e.experimentId() + " " + e.runs() + " " + e.spec().placement()).orElse(""));
        require("L4", active.isEmpty(), "channels stay assigned: " + active.keySet());
    }
}
