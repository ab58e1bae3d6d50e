package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.book.Experiment;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityChange.Submitted;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.RequestTexts;
import coulombus.core.book.SchedulingView;
import coulombus.core.book.Surroundings;
import coulombus.core.experiment.CellRun;
import coulombus.core.scheduling.QueuedExperiment;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.core.scheduling.SchedulingInput;
import coulombus.core.scheduling.SchedulingPolicy;

/// The facility, its cells and its experiments as the scheduler's log tells them: the same fold that the scheduler keeps, for showing and for
/// trying things out. Nothing is decided here. Safe for any thread.
final class FacilityView {
    private static final int MOST_REQUESTS = 20_000;
    private static final double SILENT_AGENT_SECOND = 60;

    private final FacilityBook book = new FacilityBook(SchedulingPolicy.DEFAULT.usageHalfLifeSecond());
    private final ChannelHours hours = new ChannelHours();
    private final Map<String, UUID> assigned = new HashMap<>();
    private final Map<UUID, Boolean> endedByFinding = new HashMap<>();
    private final Map<UUID, FacilityRequest> requests = new LinkedHashMap<>();
    private final FleetView fleet;
    private final ControlView control;
    private final RequestTexts texts;
    private final InstantSource clock;
    private long version;

    /// @param texts reads what people write
    FacilityView(FleetView fleet, ControlView control, RequestTexts texts, InstantSource clock) {
        this.fleet = fleet;
        this.control = control;
        this.texts = texts;
        this.clock = clock;
    }

    synchronized void on(FacilityDecision decision) {
        book.on(decision);
        hours.on(decision, book, assigned::containsKey);
        version++;
    }

    /// A decision about what one channel is told: whom it belongs to, and which runs a finding ended.
    synchronized void on(Decision decision) {
        switch (decision.outcome()) {
            case Outcome.Granted(var desired) -> {
                if (desired.desired() instanceof Desired.Run(var order)) {
                    assigned.put(decision.channelId(), order.runId());
                } else if (decision.finding().isPresent() && assigned.containsKey(decision.channelId())) {
                    endedByFinding.put(assigned.get(decision.channelId()), true);
                }
            }
            case Outcome.Released released -> assigned.remove(decision.channelId());
            case Outcome.Refused refused -> {
            }
        }
        hours.on(decision, book, assigned::containsKey);
        version++;
    }

    synchronized void on(FacilityRequest request) {
        requests.put(request.requestId(), request);
        while (requests.size() > MOST_REQUESTS) {
            requests.remove(requests.keySet().iterator().next());
        }
    }

    /// Rises with every change.
    synchronized long version() {
        return version;
    }

    /// What the book and the hours say, while nothing changes them. What is answered must not be a view of theirs.
    synchronized <T> T read(Function<FacilityBook, T> question) {
        return question.apply(book);
    }

    synchronized <T> T hours(Function<ChannelHours, T> question) {
        return question.apply(hours);
    }

    synchronized boolean wasEndedByFinding(UUID runId) {
        return endedByFinding.containsKey(runId);
    }

    synchronized Optional<FacilityRequest> request(UUID requestId) {
        return Optional.ofNullable(requests.get(requestId));
    }

    synchronized Optional<FacilityDecision> answer(UUID requestId) {
        return book.answerTo(requestId);
    }

    RequestTexts texts() {
        return texts;
    }

    double nowUnixSecond() {
        return clock.millis() / 1000.0;
    }

    /// Why nothing may start on a channel by what its agent says, in two or three words; empty where nothing hinders.
    Optional<String> hindranceOfAgent(String channelId) {
        Optional<ChannelReported> reported = fleet.channel(channelId).flatMap(ChannelSummary::reported);
        if (reported.isEmpty() || !isAlive(reported.get().agentId())) {
            return Optional.of("unreachable");
        }
        return switch (reported.get().state()) {
            case OperatingState.Idle idle -> reported.get().outputOff() ? Optional.empty() : Optional.of("output on");
            case OperatingState.Unknown unknown -> Optional.of("unreachable");
            case OperatingState.Tripped tripped -> Optional.of("tripped");
            case OperatingState.Quarantined doubt -> Optional.of("in quarantine");
            case OperatingState.Starting starting -> Optional.of("busy");
            case OperatingState.Running running -> Optional.of("busy");
            case OperatingState.Paused paused -> Optional.of("busy");
            case OperatingState.Stopping stopping -> Optional.of("busy");
        };
    }

    private boolean isAlive(String agentId) {
        return control.agents().stream().anyMatch(
                agent -> agent.agentId().equals(agentId) && nowUnixSecond() - agent.unixTimeSecond() <= SILENT_AGENT_SECOND);
    }

    private final SchedulingView.Hindrances hindrances = new SchedulingView.Hindrances() {
        @Override
        public Optional<String> of(String channelId) {
            return hindranceOfAgent(channelId);
        }

        @Override
        public boolean isAssigned(String channelId) {
            return assigned.containsKey(channelId);
        }
    };

    private final Surroundings surroundings = new Surroundings() {
        @Override
        public boolean isAssigned(String channelId) {
            return assigned.containsKey(channelId);
        }

        @Override
        public Optional<String> trip(String channelId) {
            return fleet.channel(channelId).flatMap(ChannelSummary::reported)
                    .flatMap(said -> said.state() instanceof OperatingState.Tripped tripped
                            ? Optional.of(String.valueOf(tripped.cause()))
                            : Optional.empty());
        }
    };

    /// What a pass of the scheduler would be told now; empty where no facility is described.
    ///
    /// @param reservedBefore experiments that kept channels after the pass before
    synchronized Optional<SchedulingInput> planned(List<String> reservedBefore) {
        return new SchedulingView(book).input(nowUnixSecond(), hindrances, reservedBefore, SchedulingPolicy.DEFAULT);
    }

    /// What the scheduler would say now to a request, if it were the only one that asks.
    synchronized FacilityDecision tried(FacilityRequest request) {
        return book.decide(request, texts, surroundings, nowUnixSecond());
    }

    /// What a pass would be told if this were in the queue.
    synchronized Optional<SchedulingInput> plannedWith(Submitted submitted) {
        double now = nowUnixSecond();
        Experiment experiment = new Experiment(submitted.experimentId(), submitted.spec(), submitted.needs(), "", now,
                new QueueMove(Optional.empty(), OptionalInt.empty()), submitted.spec().cellIds().stream().map(CellRun::queued).toList());
        return planned(List.of()).map(input -> {
            List<QueuedExperiment> queue = new ArrayList<>(input.queue());
            queue.add(SchedulingView.queued(experiment, book::cell));
            return new SchedulingInput(now, input.facility(), input.channels(), queue, input.groupChannelHours(), input.reservedBefore(),
                    input.policy());
        });
    }
}
