package coulombus.core.assignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.detection.Finding;
import coulombus.core.protocol.FindingAction;

/// Which channel is given to which run: a fold of the scheduler's log, and the rules by which the next entry of the log is made.
///
/// Decisions are made by [#decide], [#released] and [#diagnosis]; they count only when they come back through [#on(Decision)], which the scheduler
/// calls after the log has taken them, and again for the whole log when it starts. Reports of agents are levels: the latest of each
/// channel counts. Nothing here knows the time; whether an agent is alive is told by who asks.
///
/// One thread owns it.
public final class AssignmentBook {
    private static final String SCHEDULER = "scheduler";

    private final Map<String, Entry> channels = new TreeMap<>();
    private final Map<String, AgentReported> agents = new HashMap<>();
    private final Set<UUID> formerIncarnations = new HashSet<>();
    private final Map<UUID, Decision> answered = new HashMap<>();
    private final Set<UUID> actedOn = new HashSet<>();

    /// What is known of a channel.
    private static final class Entry {
        private long highestToken;
        private ChannelDesired active;
        private RunOrder order;
        private ActedFinding diagnosisDue;
        private ChannelReported reported;
    }

    /// Takes an entry of the log, in the log's order.
    public void on(Decision decision) {
        Entry entry = channels.computeIfAbsent(decision.channelId(), id -> new Entry());
        switch (decision.outcome()) {
            case Outcome.Granted(ChannelDesired desired) -> {
                entry.highestToken = Math.max(entry.highestToken, desired.token());
                entry.active = desired;
                if (desired.desired() instanceof Desired.Run(RunOrder order)) {
                    entry.order = order;
                    entry.diagnosisDue = null;
                } else {
                    // A person's stop after it takes the diagnosis back.
                    entry.diagnosisDue = decision.finding().filter(f -> f.action() == FindingAction.DIAGNOSE).orElse(null);
                }
            }
            case Outcome.Released released -> {
                entry.active = null;
                entry.diagnosisDue = null;
            }
            case Outcome.Refused refused -> {
            }
        }
        decision.requestId().ifPresent(id -> answered.put(id, decision));
        decision.finding().ifPresent(finding -> actedOn.add(finding.findingId()));
    }

    /// Takes an agent's word for a channel. The word of a former incarnation of the agent is void.
    public void on(ChannelReported reported) {
        if (!formerIncarnations.contains(reported.incarnation())) {
            channels.computeIfAbsent(reported.channelId(), id -> new Entry()).reported = reported;
        }
    }

    /// Takes a heartbeat.
    public void on(AgentReported heartbeat) {
        if (formerIncarnations.contains(heartbeat.incarnation())) {
            return;
        }
        AgentReported before = agents.put(heartbeat.agentId(), heartbeat);
        if (before != null && !before.incarnation().equals(heartbeat.incarnation())) {
            formerIncarnations.add(before.incarnation());
        }
    }

    /// What was decided on a request, empty where it is new.
    public Optional<Decision> answerTo(UUID requestId) {
        return Optional.ofNullable(answered.get(requestId));
    }

    /// What the scheduler has told a channel and is not released from; empty where the channel is free.
    public Optional<ChannelDesired> activeOn(String channelId) {
        return Optional.ofNullable(channels.get(channelId)).map(entry -> entry.active);
    }

    /// Channels that are assigned.
    public long assignedChannels() {
        return channels.values().stream().filter(entry -> entry.active != null).count();
    }

    /// Decides on a request.
    ///
    /// @param runId          the id of the run, should it be granted
    /// @param aliveAgents    agents that were heard of lately
    /// @param unixTimeSecond for the record
    public Decision decide(ChannelRequest request, UUID runId, Collection<String> aliveAgents, double unixTimeSecond) {
        Outcome outcome = switch (request.asked()) {
            case Asked.Start start -> start(request.channelId(), start, runId, aliveAgents);
            case Asked.Stop stop -> stop(request.channelId(), stop);
        };
        return new Decision(Optional.of(request.requestId()), request.channelId(), outcome, request.requestedBy(), unixTimeSecond);
    }

    /// Orders a run on a channel. It counts when it comes back through [#on(Decision)].
    ///
    /// @param requestedBy    who asked for it, or `scheduler`
    /// @param aliveAgents    agents that were heard of lately
    /// @param unixTimeSecond for the record
    public Decision order(String channelId, RunOrder order, String requestedBy, Collection<String> aliveAgents, double unixTimeSecond) {
        Entry entry = channels.get(channelId);
        Outcome outcome = hindrance(channelId, aliveAgents).<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Granted(new ChannelDesired(channelId, nextToken(entry), 1, new Desired.Run(order))));
        return new Decision(Optional.empty(), channelId, outcome, requestedBy, unixTimeSecond);
    }

    /// Tells a channel to carry no current, on behalf of an experiment or of people at the bench.
    public Decision turnOff(String channelId, String why, String requestedBy, double unixTimeSecond) {
        return new Decision(Optional.empty(), channelId, stop(channelId, new Asked.Stop(why)), requestedBy, unixTimeSecond);
    }

    /// The end of an assignment in doubt, by the word of two persons who looked at the channel.
    public Decision releasedByPeople(String channelId, String evidence, double unixTimeSecond) {
        return new Decision(Optional.empty(), channelId, new Outcome.Released(channels.get(channelId).active.token(), evidence), SCHEDULER,
                unixTimeSecond);
    }

    /// The latest that an agent said of a channel.
    public Optional<ChannelReported> reportOf(String channelId) {
        return Optional.ofNullable(channels.get(channelId)).map(entry -> entry.reported);
    }

    /// Why nothing may start on a channel, in words; empty where it may.
    public Optional<String> hindrance(String channelId, Collection<String> aliveAgents) {
        Entry entry = channels.get(channelId);
        return entry == null || entry.reported == null
                ? Optional.of("no agent has reported a channel " + channelId)
                : hindrance(channelId, entry, aliveAgents);
    }

    /// [#hindrance] in a few words without names, for counting channels.
    public Optional<String> hindranceInShort(String channelId, Collection<String> aliveAgents) {
        return hindrance(channelId, aliveAgents).map(words -> {
            Entry entry = channels.get(channelId);
            if (entry == null || entry.reported == null || !aliveAgents.contains(entry.reported.agentId())) {
                return "unreachable";
            }
            if (entry.active != null) {
                return "in use";
            }
            return switch (entry.reported.state()) {
                case OperatingState.Unknown unknown -> "unreachable";
                case OperatingState.Tripped tripped -> "tripped";
                case OperatingState.Quarantined doubt -> "in quarantine";
                case OperatingState.Idle idle -> isControlled(entry.reported) ? "carrying current" : "only observed";
                default -> "in use";
            };
        });
    }

    private Outcome start(String channelId, Asked.Start start, UUID runId, Collection<String> aliveAgents) {
        Entry entry = channels.get(channelId);
        Optional<String> hindrance = hindrance(channelId, aliveAgents).or(() -> mountedElsewhere(channelId, start.cell().cellId()));
        return hindrance.<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Granted(new ChannelDesired(channelId, nextToken(entry), 1, new Desired.Run(
                        RunOrder.of(runId, start.title(), start.cell(), start.protocolText(), start.startWithinSecond())))));
    }

    /// An agent may hold a higher token than our log, where the log was lost: it is never gone below.
    private static long nextToken(Entry entry) {
        return Math.max(entry.highestToken, entry.reported.token()) + 1;
    }

    private Optional<String> hindrance(String channelId, Entry entry, Collection<String> aliveAgents) {
        ChannelReported reported = entry.reported;
        if (entry.active != null) {
            return Optional.of("channel " + channelId + " is assigned already (token " + entry.active.token() + ", "
                    + inWords(entry.active.desired()) + "); stop it first");
        }
        if (!aliveAgents.contains(reported.agentId())) {
            return Optional.of("agent " + reported.agentId() + ", which owns channel " + channelId + ", has not been heard of lately");
        }
        if (!isControlled(reported)) {
            return Optional.of("channel " + channelId + " is only observed: its cycler is not in control mode at agent "
                    + reported.agentId());
        }
        if (!(reported.state() instanceof OperatingState.Idle)) {
            return Optional.of("channel " + channelId + " is " + inWords(reported.state()));
        }
        if (!reported.outputOff()) {
            return Optional.of("channel " + channelId + " says it is idle and carries " + reported.currentAmpere() + " A");
        }
        return Optional.empty();
    }

    private boolean isControlled(ChannelReported reported) {
        AgentReported agent = agents.get(reported.agentId());
        return agent != null
                && agent.cyclers().stream().anyMatch(c -> c.control() && reported.channelId().startsWith(c.name() + "/"));
    }

    private Optional<String> mountedElsewhere(String channelId, String cellId) {
        if (cellId.isEmpty()) {
            return Optional.empty();
        }
        return channels.entrySet().stream()
                .filter(other -> !other.getKey().equals(channelId) && other.getValue().active != null
                        && other.getValue().active.desired() instanceof Desired.Run(RunOrder order)
                        && order.cell().cellId().equals(cellId))
                .findFirst().map(other -> "cell " + cellId + " is on channel " + other.getKey() + ", whose test has not ended");
    }

    private Outcome stop(String channelId, Asked.Stop stop) {
        Entry entry = channels.get(channelId);
        if (entry == null || entry.active == null) {
            return new Outcome.Refused("nothing of ours runs on channel " + channelId);
        }
        if (entry.active.desired() instanceof Desired.Off off && off.findingId().isEmpty()) {
            return new Outcome.Refused("channel " + channelId + " is told to stop already");
        }
        return new Outcome.Granted(
                new ChannelDesired(channelId, entry.active.token(), entry.active.generation() + 1, new Desired.Off(stop.why())));
    }

    /// The run that channels are told to run and that has not ended by the agents' reports; empty where it is none of ours or not active.
    public Optional<RunOrder> activeRun(UUID runId) {
        return channelOf(runId).map(channel -> channel.getValue().order);
    }

    private Optional<Map.Entry<String, Entry>> channelOf(UUID runId) {
        return channels.entrySet().stream().filter(channel -> isActive(channel.getValue(), runId)).findFirst();
    }

    private static boolean isActive(Entry entry, UUID runId) {
        return entry.active != null && entry.active.desired() instanceof Desired.Run(RunOrder order) && order.runId().equals(runId)
                && (entry.reported == null || evidence(entry.active, entry.reported).isEmpty());
    }

    /// Decides on a finding. Empty where nothing is to be done: people are only told, the detector is on trial, the run is not active (any
    /// more), or the finding was acted on before.
    ///
    /// @param action         what the run's protocol asks for on this kind
    /// @param unixTimeSecond for the record
    public Optional<Decision> decide(UUID runId, Finding finding, FindingAction action, double unixTimeSecond) {
        UUID findingId = finding.id(runId);
        if (finding.shadow() || action == FindingAction.NOTIFY || actedOn.contains(findingId)) {
            return Optional.empty();
        }
        return channelOf(runId).map(channel -> {
            ChannelDesired active = channel.getValue().active;
            Desired off = new Desired.Off(inWords(action) + " on the finding " + finding.kind() + " of " + finding.detector() + ": "
                    + finding.sentence(), Optional.of(findingId));
            return new Decision(Optional.empty(), Optional.of(new ActedFinding(findingId, action)), channel.getKey(),
                    new Outcome.Granted(new ChannelDesired(channel.getKey(), active.token(), active.generation() + 1, off)), SCHEDULER,
                    unixTimeSecond);
        });
    }

    private static String inWords(FindingAction action) {
        return switch (action) {
            case NOTIFY -> "told";
            case PAUSE -> "stopped, as the cycler cannot be paused at the end of a step,";
            case STOP -> "stopped";
            case DIAGNOSE -> "stopped for a diagnosis";
        };
    }

    /// The run whose channel is diagnosed when it is released; empty where none is.
    public Optional<RunOrder> diagnosisDue(String channelId) {
        return Optional.ofNullable(channels.get(channelId)).filter(entry -> entry.diagnosisDue != null).map(entry -> entry.order);
    }

    /// What follows the release of a channel whose [#diagnosisDue] is; to be asked before the release is taken, and logged with it.
    ///
    /// @param diagnosis the order of the diagnosis; empty where none can be made
    public Decision diagnosis(String channelId, Optional<RunOrder> diagnosis, double unixTimeSecond) {
        Entry entry = channels.get(channelId);
        Outcome outcome = diagnosis.<Outcome>map(
                order -> new Outcome.Granted(new ChannelDesired(channelId, nextToken(entry), 1, new Desired.Run(order))))
                .orElseGet(() -> new Outcome.Refused("no diagnosis: the protocol has no constant current to take the pulse from"));
        return new Decision(Optional.empty(), Optional.of(entry.diagnosisDue), channelId, outcome, SCHEDULER, unixTimeSecond);
    }

    /// The release of a channel, where its latest report proves that the output is off and the assignment is over; else empty. Neither
    /// time nor silence releases a channel.
    public Optional<Decision> released(String channelId, double unixTimeSecond) {
        Entry entry = channels.get(channelId);
        if (entry == null || entry.active == null || entry.reported == null) {
            return Optional.empty();
        }
        return evidence(entry.active, entry.reported).map(evidence -> new Decision(Optional.empty(), channelId,
                new Outcome.Released(entry.active.token(), evidence), SCHEDULER, unixTimeSecond));
    }

    private static Optional<String> evidence(ChannelDesired active, ChannelReported reported) {
        boolean isAnswer = reported.token() == active.token() && reported.observedGeneration() == active.generation();
        if (!isAnswer || !reported.outputOff() || !(reported.state() instanceof OperatingState.Idle)) {
            return Optional.empty();
        }
        return switch (active.desired()) {
            case Desired.Off off -> Optional.of("the agent read the output off after the stop");
            case Desired.Run(RunOrder order) -> switch (reported.answer()) {
                case ACCEPTED -> reported.lastRunId().filter(order.runId()::equals).map(run -> "the test ended, the output is off");
                case EXPIRED, PLAN_MISMATCH, OUTSIDE_LIMITS, REFUSED_BY_DEVICE, NOT_CONTROLLABLE ->
                    Optional.of("the agent refused (" + reported.answer() + "): " + reported.detail());
                case NONE, STALE_TOKEN, BUSY -> Optional.empty();
            };
        };
    }

    /// What a channel is told with its release: nothing shall run. An agent that lost its journal then finds no old order to begin again.
    public static ChannelDesired afterRelease(ChannelDesired active) {
        return new ChannelDesired(active.channelId(), active.token(), active.generation() + 1, new Desired.Off("released"));
    }

    private static String inWords(Desired desired) {
        return switch (desired) {
            case Desired.Run(RunOrder order) -> "runs " + (order.title().isEmpty() ? order.runId() : order.title());
            case Desired.Off off -> "is told to stop";
        };
    }

    private static String inWords(OperatingState state) {
        return switch (state) {
            case OperatingState.Unknown unknown -> "not known: its cycler does not answer";
            case OperatingState.Idle idle -> "idle";
            case OperatingState.Starting starting -> "starting a test";
            case OperatingState.Running running -> "running a test";
            case OperatingState.Paused paused -> "paused in a test";
            case OperatingState.Stopping stopping -> "stopping";
            case OperatingState.Tripped tripped -> "tripped (" + tripped.cause() + "); stop it to clear the trip";
            case OperatingState.Quarantined doubt -> "in quarantine: " + doubt.why();
        };
    }
}
