package coulombus.scheduler;

import java.time.Duration;

/// How the scheduler works.
///
/// @param transactionalId  of its producer; one per facility. Whoever starts with the same id fences the one before off
/// @param agentSilence     an agent that was not heard of for so long gets no new starts; 20 s where not given
public record SchedulerConfig(String transactionalId, Duration agentSilence) {
    public SchedulerConfig {
        transactionalId = transactionalId == null ? "scheduler" : transactionalId;
        agentSilence = agentSilence == null ? Duration.ofSeconds(20) : agentSilence;
        if (!transactionalId.startsWith("scheduler")) {
            throw new IllegalArgumentException(
                    "scheduler.transactionalId: must begin with 'scheduler', which is what the broker allows; was '" + transactionalId
                            + "'");
        }
        if (agentSilence.isNegative() || agentSilence.isZero()) {
            throw new IllegalArgumentException("scheduler.agentSilence: must be longer than nothing; was " + agentSilence);
        }
    }
}
