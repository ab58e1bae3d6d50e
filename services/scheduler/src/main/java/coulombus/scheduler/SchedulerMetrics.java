package coulombus.scheduler;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import coulombus.core.assignment.ActedFinding;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.protocol.FindingAction;

/// Every meter of the scheduler. Safe for any thread.
final class SchedulerMetrics {
    private static final String DECISIONS = "coulombus.scheduler.decisions";
    private final Counter granted;
    private final Counter refused;
    private final Counter released;
    private final Counter unreadable;
    private final Counter facilityChanged;
    private final Counter facilityRefused;
    private final Counter illegalTransitions;
    private final Map<FindingAction, Counter> acted = new EnumMap<>(FindingAction.class);
    private final AtomicLong assigned = new AtomicLong();

    SchedulerMetrics(MeterRegistry registry) {
        granted = decisions("granted", registry);
        refused = decisions("refused", registry);
        released = decisions("released", registry);
        for (FindingAction action : List.of(FindingAction.PAUSE, FindingAction.STOP, FindingAction.DIAGNOSE)) {
            acted.put(action, Counter.builder("coulombus.scheduler.findings.acted").description("Findings on which a run was stopped")
                    .baseUnit("findings").tag("action", action.name().toLowerCase(Locale.ROOT)).register(registry));
        }
        facilityChanged = decisions("changed", registry);
        facilityRefused = decisions("facility_refused", registry);
        illegalTransitions = Counter.builder("coulombus.scheduler.transitions.illegal")
                .description("Changes of runs that were not allowed in the state they found; a bug where it is not 0")
                .baseUnit("transitions")
                .register(registry);
        unreadable = Counter.builder("coulombus.scheduler.records.unreadable")
                .description("Requests, reports and findings that could not be read")
                .baseUnit("records").register(registry);
        Gauge.builder("coulombus.scheduler.channels.assigned", assigned, AtomicLong::get)
                .description("Channels that are given to a run and not released yet").baseUnit("channels").register(registry);
    }

    private static Counter decisions(String outcome, MeterRegistry registry) {
        return Counter.builder(DECISIONS).description("Decisions committed to the log").baseUnit("decisions").tag("outcome", outcome)
                .register(registry);
    }

    void decided(Decision decision, long assignedChannels) {
        switch (decision.outcome()) {
            case Outcome.Granted g -> {
                granted.increment();
                if (g.desired().desired() instanceof Desired.Off) {
                    decision.finding().map(ActedFinding::action).ifPresent(action -> acted.get(action).increment());
                }
            }
            case Outcome.Refused r -> refused.increment();
            case Outcome.Released r -> released.increment();
        }
        assigned.set(assignedChannels);
    }

    /// An entry about the facility was written and taken.
    ///
    /// @param illegal transitions in it that were not allowed
    void decided(FacilityDecision decision, long illegal) {
        if (decision.change() instanceof FacilityChange.Refused) {
            facilityRefused.increment();
        } else {
            facilityChanged.increment();
        }
        illegalTransitions.increment(illegal);
    }

    void unreadable() {
        unreadable.increment();
    }
}
