package coulombus.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.OperatingState;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityChange.Given;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FollowStep;
import coulombus.core.book.RequestTexts;
import coulombus.core.book.RunFollower;
import coulombus.core.book.SchedulingView;
import coulombus.core.book.Surroundings;
import coulombus.core.scheduling.Scheduler;
import coulombus.core.scheduling.SchedulingPolicy;
import coulombus.core.scheduling.SchedulingResult;
import coulombus.core.scheduling.SchedulingResult.CellStart;

/// What the scheduler does for experiments: answers requests, follows runs, and gives waiting cells to free channels. It makes steps; the
/// loop writes them and tells the books.
///
/// One thread owns it.
final class FacilityDesk {
    private final FacilityBook book;
    private final AssignmentBook assignments;
    private final RequestTexts texts;
    private final RunFollower follower;
    private final SchedulingView view;
    private final SchedulingPolicy policy;
    private final Scheduler scheduler = new Scheduler();
    private final Supplier<UUID> runIds;
    private List<String> reserved = List.of();

    FacilityDesk(AssignmentBook assignments, RequestTexts texts, SchedulingPolicy policy, Supplier<UUID> runIds) {
        this.assignments = assignments;
        this.texts = texts;
        this.policy = policy;
        this.runIds = runIds;
        book = new FacilityBook(policy.usageHalfLifeSecond());
        follower = new RunFollower(book, assignments, texts);
        view = new SchedulingView(book);
    }

    FacilityBook book() {
        return book;
    }

    RunFollower follower() {
        return follower;
    }

    /// The answer to a request with all that belongs to it.
    FollowStep answer(FacilityRequest request, double now) {
        FacilityDecision decision = book.decide(request, texts, surroundings(), now);
        List<FacilityDecision> entries = new ArrayList<>(List.of(decision));
        List<Decision> made = new ArrayList<>();
        if (decision.change() instanceof FacilityChange.TripCleared(String channelId, String why)
                && assignments.activeOn(channelId).isPresent()) {
            Decision off = assignments.turnOff(channelId, "the trip was cleared: " + why, request.requestedBy(), now);
            if (off.outcome() instanceof Outcome.Granted) {
                made.add(off);
            }
        }
        if (decision.change() instanceof FacilityChange.QuarantineChanged(String channelId, var quarantine, String why)
                && quarantine.isEmpty()) {
            FollowStep released = follower.onQuarantineReleased(channelId, why, now);
            entries.addAll(released.facility());
            made.addAll(released.assignments());
        }
        return new FollowStep(entries, made);
    }

    private Surroundings surroundings() {
        return new Surroundings() {
            @Override
            public boolean isAssigned(String channelId) {
                return assignments.activeOn(channelId).isPresent();
            }

            @Override
            public Optional<String> trip(String channelId) {
                return assignments.reportOf(channelId).map(ChannelReported::state)
                        .filter(state -> state instanceof OperatingState.Tripped)
                        .map(state -> ((OperatingState.Tripped) state).cause());
            }
        };
    }

    /// One pass of the scheduler: one step for each experiment that gets channels.
    List<FollowStep> pass(Collection<String> alive, double now) {
        if (book.liveExperiments().stream().allMatch(e -> e.waitingCellIds().isEmpty())) {
            return List.of();
        }
        return view.input(now, hindrances(alive), reserved, policy).map(scheduler::plan).map(result -> steps(result, now))
                .orElse(List.of());
    }

    private List<FollowStep> steps(SchedulingResult result, double now) {
        reserved = result.reservations().stream().map(SchedulingResult.Reservation::experimentId).toList();
        Map<String, List<Given>> given = new LinkedHashMap<>();
        for (CellStart start : result.starts()) {
            given.computeIfAbsent(start.experimentId(), id -> new ArrayList<>())
                    .add(new Given(start.cellId(), start.channelId(), runIds.get()));
        }
        return given.entrySet().stream().map(
                e -> new FollowStep(List.of(FacilityDecision.own(new FacilityChange.Assigned(e.getKey(), e.getValue()), now)), List.of()))
                .toList();
    }

    private SchedulingView.Hindrances hindrances(Collection<String> alive) {
        return new SchedulingView.Hindrances() {
            @Override
            public Optional<String> of(String channelId) {
                return assignments.hindranceInShort(channelId, alive);
            }

            @Override
            public boolean isAssigned(String channelId) {
                return assignments.activeOn(channelId).isPresent();
            }
        };
    }
}
