package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;

/// What was asked of the scheduler and what it decided, and the agents there are. Safe for any thread.
final class ControlView {
    private static final int MOST_REQUESTS = 20_000;

    private final Map<UUID, Asked> requests = new LinkedHashMap<>();
    private final Map<String, AgentReported> agents = new TreeMap<>();

    /// A request with its answer.
    ///
    /// @param request  what was asked; empty where only the answer is still held
    /// @param decision what was decided; empty while it waits for the scheduler
    record Asked(Optional<ChannelRequest> request, Optional<Decision> decision) {
        static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());
    }

    synchronized void on(ChannelRequest request) {
        requests.merge(request.requestId(), new Asked(Optional.of(request), Optional.empty()),
                (known, fresh) -> new Asked(fresh.request(), known.decision()));
        forgetOldest();
    }

    synchronized void on(Decision decision) {
        if (decision.requestId().isPresent()) {
            Asked known = requests.getOrDefault(decision.requestId().get(), Asked.NOTHING);
            requests.put(decision.requestId().get(), new Asked(known.request(), Optional.of(decision)));
            forgetOldest();
        }
    }

    synchronized void on(AgentReported heartbeat) {
        agents.put(heartbeat.agentId(), heartbeat);
    }

    private void forgetOldest() {
        while (requests.size() > MOST_REQUESTS) {
            requests.remove(requests.keySet().iterator().next());
        }
    }

    synchronized Optional<Asked> request(UUID requestId) {
        return Optional.ofNullable(requests.get(requestId));
    }

    synchronized List<AgentReported> agents() {
        return new ArrayList<>(agents.values());
    }
}
