package coulombus.scheduler;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// When each agent was last heard of, by this process's own monotonic clock. Silence hinders new starts and nothing else: it never ends
/// an assignment. What was in the topic at the start counts as heard then, so that nobody is called dead by a scheduler that has only
/// just begun to listen.
final class AgentsHeard {
    private final Map<String, Long> heardNanos = new HashMap<>();
    private final Duration silence;
    private final LongSupplier nanoTime;

    AgentsHeard(Duration silence, LongSupplier nanoTime) {
        this.silence = silence;
        this.nanoTime = nanoTime;
    }

    void heard(String agentId) {
        heardNanos.put(agentId, nanoTime.getAsLong());
    }

    Set<String> alive() {
        long now = nanoTime.getAsLong();
        return heardNanos.entrySet().stream().filter(e -> now - e.getValue() <= silence.toNanos()).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
