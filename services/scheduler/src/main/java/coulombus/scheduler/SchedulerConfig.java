package coulombus.scheduler;

import java.time.Duration;

import coulombus.core.scheduling.SchedulingPolicy;

/// How the scheduler works.
///
/// @param transactionalId  of its producer; one per facility. Schedulers with the same id are one that decides and others that stand by
/// @param agentSilence     an agent that was not heard of for so long gets no new starts; 20 s where not given
/// @param takeover         how long the deciding scheduler may be silent before another takes its place; 6 s where not given, which is the
///                         least that a broker allows by itself
/// @param reservations     how many experiments that cannot start keep channels for themselves; 1 where not given
/// @param usageHalfLife    in which half of a group's former use is forgotten; 30 days where not given
public record SchedulerConfig(String transactionalId, Duration agentSilence, Duration takeover, Integer reservations,
        Duration usageHalfLife) {
    private static final Duration SHORTEST_TAKEOVER = Duration.ofSeconds(1);

    public SchedulerConfig {
        transactionalId = transactionalId == null ? "scheduler" : transactionalId;
        agentSilence = agentSilence == null ? Duration.ofSeconds(20) : agentSilence;
        takeover = takeover == null ? Duration.ofSeconds(6) : takeover;
        reservations = reservations == null ? SchedulingPolicy.DEFAULT.reservations() : reservations;
        usageHalfLife = usageHalfLife == null ? Duration.ofSeconds((long) SchedulingPolicy.DEFAULT.usageHalfLifeSecond()) : usageHalfLife;
        if (!transactionalId.startsWith("scheduler")) {
            throw new IllegalArgumentException(
                    "scheduler.transactionalId: must begin with 'scheduler', which is what the broker allows; was '" + transactionalId
                            + "'");
        }
        requirePositive(agentSilence, "agentSilence");
        requirePositive(usageHalfLife, "usageHalfLife");
        if (takeover.compareTo(SHORTEST_TAKEOVER) < 0) {
            throw new IllegalArgumentException("scheduler.takeover: must be at least " + SHORTEST_TAKEOVER + "; was " + takeover);
        }
        if (reservations < 0) {
            throw new IllegalArgumentException("scheduler.reservations: must be 0 or more; was " + reservations);
        }
    }

    public SchedulerConfig(String transactionalId, Duration agentSilence) {
        this(transactionalId, agentSilence, null, null, null);
    }

    /// What a pass decides by.
    SchedulingPolicy policy() {
        SchedulingPolicy usual = SchedulingPolicy.DEFAULT;
        return new SchedulingPolicy(reservations, usageHalfLife.toSeconds(), usual.agedAfterSecond(), usual.overdueAfterSecond(),
                usual.choice());
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("scheduler." + name + ": must be longer than nothing; was " + value);
        }
    }
}
