package coulombus.scheduler;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import coulombus.core.assignment.AgentReported;
import coulombus.core.book.Experiment;
import coulombus.core.book.FacilityBook;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.RunState;

/// M1 and L4 by brute force, for what needs no judgement: a single cell without any wish does not wait while a channel without any tie is
/// free, a scheduler is awake that keeps nothing for others, and time enough went by for a pass.
final class WorkConservation {
    private static final double LONGEST_SECOND = 40;
    private static final Set<String> UNTIED = Set.of("b/4");

    private final SimulatedWorld world;
    private final FleetInvariants invariants;
    private final Map<String, Double> idleSince = new HashMap<>();
    private SimulatedScheduler decided;

    WorkConservation(SimulatedWorld world, FleetInvariants invariants) {
        this.world = world;
        this.invariants = invariants;
    }

    void afterEvent() {
        Optional<SimulatedScheduler> leader = world.leader();
        if (world.policy.reservations() > 0 || leader.isEmpty() || leader.get() != decided) {
            decided = leader.orElse(null);
            idleSince.clear();
            return;
        }
        Set<String> now = new HashSet<>();
        for (Experiment experiment : invariants.facility().liveExperiments()) {
            for (String channel : UNTIED) {
                if (couldStart(experiment, channel, leader.get())) {
                    now.add(experiment.experimentId() + " on " + channel);
                }
            }
        }
        idleSince.keySet().retainAll(now);
        now.forEach(pair -> {
            double since = idleSince.computeIfAbsent(pair, p -> world.now);
            invariants.require("M1", world.now - since <= LONGEST_SECOND, pair + " could start and does not");
        });
    }

    private boolean couldStart(Experiment experiment, String channel, SimulatedScheduler leader) {
        FacilityBook book = invariants.facility();
        CellRun run = experiment.runs().getFirst();
        return experiment.runs().size() == 1 && run.state() instanceof RunState.Queued
                && experiment.spec().placement().equals(Placement.ANYWHERE) && book.channelOfCell(run.cellId()).isEmpty()
                && book.channel(channel).hindrance().isEmpty() && book.channel(channel).mountedCellId().isEmpty()
                && book.runOn(channel).isEmpty()
                && book.closedDuring(channel, experiment.spec().group(), world.now,
                        world.now + 60 + experiment.needs().p90Second()).isEmpty()
                && leader.deliberation.assignments().hindrance(channel, heard()).isEmpty();
    }

    private Collection<String> heard() {
        Set<String> heard = new HashSet<>();
        for (Record level : world.log.latestLevels()) {
            if (level instanceof AgentReported heartbeat && world.now - heartbeat.unixTimeSecond() < 12) {
                heard.add(heartbeat.agentId());
            }
        }
        return heard;
    }
}
