package coulombus.scheduler;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.RunOrder;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FollowStep;
import coulombus.core.book.RequestTexts;
import coulombus.core.detection.Finding;
import coulombus.core.scheduling.SchedulingPolicy;

/// What the scheduler does between taking records and writing transactions: the books, and which step follows from what. It knows records as
/// values and the log as an interface, so that it can be played on a simulated one.
///
/// ```
/// on(entry of the log)* -> on(report or heartbeat)* -> { on(report), on(finding), on(request) ..., goOn() }*
/// ```
///
/// One thread owns it.
final class Deliberation {
    private static final Logger LOG = LoggerFactory.getLogger(Deliberation.class);

    private final Tools tools;
    private final Log log;
    private final AssignmentBook assignments = new AssignmentBook();
    private final FacilityDesk desk;
    private final PassDue passDue;
    private final Set<String> reportedAnew = new LinkedHashSet<>();

    /// Where steps are written.
    @FunctionalInterface
    interface Log {
        /// All of a step or nothing of it. Comes back only when the log has it: whoever cannot tell must not come back.
        ///
        /// @param words what channels are told with it
        void write(FollowStep step, List<ChannelDesired> words);
    }

    /// What it works with.
    ///
    /// @param nanoTime monotonic, in ns
    /// @param runIds   never gives the same id twice
    record Tools(PlanCheck plans, FindingPolicy policy, AgentsHeard agents, InstantSource clock, LongSupplier nanoTime,
            Supplier<UUID> runIds, RequestTexts texts, SchedulingPolicy scheduling, SchedulerMetrics metrics) {}

    Deliberation(Tools tools, Log log) {
        this.tools = tools;
        this.log = log;
        desk = new FacilityDesk(assignments, tools.texts(), tools.scheduling(), tools.runIds());
        passDue = new PassDue(tools.nanoTime());
    }

    AssignmentBook assignments() {
        return assignments;
    }

    FacilityBook facility() {
        return desk.book();
    }

    /// An entry of the log, read when the scheduler begins.
    void on(Decision entry) {
        assignments.on(entry);
    }

    /// An entry of the log, read when the scheduler begins.
    void on(FacilityDecision entry) {
        desk.book().on(entry);
    }

    void on(AgentReported heartbeat) {
        tools.agents().heard(heartbeat.agentId());
        assignments.on(heartbeat);
    }

    void on(ChannelReported reported) {
        passDue.on(assignments.reportOf(reported.channelId()), reported);
        assignments.on(reported);
        reportedAnew.add(reported.channelId());
    }

    /// A request about one channel. Nothing is written where it was answered before.
    void on(ChannelRequest request) {
        if (assignments.answerTo(request.requestId()).isPresent()) {
            return;
        }
        double now = now();
        Optional<String> objection = tools.plans().complaint(request)
                .or(() -> request.asked() instanceof ChannelRequest.Asked.Start start
                        ? desk.book().objection(request.channelId(), start.cell().cellId())
                        : Optional.empty());
        Decision decision = objection
                .map(why -> new Decision(Optional.of(request.requestId()), request.channelId(), new Outcome.Refused(why),
                        request.requestedBy(), now))
                .orElseGet(() -> assignments.decide(request, tools.runIds().get(), tools.agents().alive(), now));
        take(new FollowStep(List.of(), List.of(decision)));
    }

    /// A request about the facility. Nothing is written where it was answered before.
    void on(FacilityRequest request) {
        if (desk.book().answerTo(request.requestId()).isEmpty()) {
            take(desk.answer(request, now()));
        }
    }

    /// A finding of a run. Nothing is written where nothing is to be done.
    void on(UUID runId, Finding finding) {
        assignments.activeRun(runId)
                .flatMap(order -> assignments.decide(runId, finding, tools.policy().actionOn(finding.kind(), order), now()))
                .ifPresent(decision -> take(new FollowStep(List.of(), List.of(decision))));
    }

    /// Channels that are proven to be off are released, runs go on as far as they can, then waiting cells get channels, until nothing follows
    /// any more.
    void goOn() {
        releaseWhatEnded();
        boolean passed;
        do {
            Optional<FollowStep> step;
            while ((step = desk.follower().next(tools.agents().alive(), now())).isPresent()) {
                take(step.get());
            }
            List<FollowStep> given = passDue.take() ? desk.pass(tools.agents().alive(), now()) : List.of();
            given.forEach(this::take);
            passed = !given.isEmpty();
        } while (passed);
    }

    /// A channel that is to be diagnosed gets its diagnosis with the release, so that nothing can come between.
    private void releaseWhatEnded() {
        for (String channelId : reportedAnew) {
            assignments.released(channelId, now()).ifPresent(release -> {
                List<Decision> made = new ArrayList<>(List.of(release));
                assignments.diagnosisDue(channelId).ifPresent(stopped -> made.add(diagnosis(channelId, stopped)));
                take(new FollowStep(desk.follower().onRelease(release, now()), made));
            });
        }
        reportedAnew.clear();
    }

    /// A diagnosis is a start like any other: it waits for nobody, and is not made where a person took the channel away meanwhile.
    private Decision diagnosis(String channelId, RunOrder stopped) {
        return desk.book().channel(channelId).hindrance()
                .map(why -> assignments.noDiagnosis(channelId, "channel " + channelId + " " + why, now()))
                .orElseGet(() -> assignments.diagnosis(channelId, tools.policy().diagnosisAfter(stopped, tools.runIds().get()), now()));
    }

    /// Writes a step and tells the books.
    private void take(FollowStep step) {
        log.write(step, step.words(assignments));
        step.facility().forEach(this::took);
        step.assignments().forEach(this::took);
    }

    private void took(FacilityDecision decision) {
        long illegal = desk.book().illegalTransitions();
        desk.book().on(decision);
        passDue.changed();
        tools.metrics().decided(decision, desk.book().illegalTransitions() - illegal);
        LOG.atInfo().addKeyValue("change", decision.change().getClass().getSimpleName()).addKeyValue("requestedBy", decision.requestedBy())
                .log("Decided");
        if (desk.book().illegalTransitions() > illegal) {
            LOG.atError().log("an entry of the log was not allowed and changed nothing: " + desk.book().lastIllegalTransition());
        }
    }

    private void took(Decision decision) {
        assignments.on(decision);
        passDue.changed();
        tools.metrics().decided(decision, assignments.assignedChannels());
        LOG.atInfo().addKeyValue("channelId", decision.channelId()).addKeyValue("outcome", decision.outcome())
                .addKeyValue("requestedBy", decision.requestedBy())
                .addKeyValue("finding", decision.finding().map(f -> f.findingId().toString()).orElse("none")).log("Decided");
    }

    private double now() {
        return tools.clock().millis() / 1000.0;
    }
}
