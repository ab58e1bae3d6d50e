package coulombus.core.alert;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.detection.CellState;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// The latest word on runs, cells and channels.
final class Levels {
    private final Map<UUID, RunFacts> facts = new HashMap<>();
    private final Map<UUID, RunEnd> ended = new HashMap<>();
    private final Map<UUID, Stand> health = new HashMap<>();
    private final Map<String, ChannelReported> channels = new HashMap<>();

    private record Stand(CellState state, long seq) {}

    void on(AlertEvent.Run run) {
        facts.put(run.facts().runId(), run.facts());
        run.ended().ifPresent(why -> ended.put(run.facts().runId(), why));
    }

    void health(UUID runId, CellState state, long seq) {
        health.merge(runId, new Stand(state, seq), (known, fresh) -> fresh.seq() >= known.seq() ? fresh : known);
    }

    void on(ChannelReported reported) {
        channels.put(reported.channelId(), reported);
    }

    Collection<ChannelReported> channels() {
        return channels.values();
    }

    boolean knows(UUID runId) {
        return facts.containsKey(runId);
    }

    AlertSubject subject(String channelId, UUID runId) {
        RunFacts known = facts.get(runId);
        return new AlertSubject(channelId, Optional.of(runId), known == null ? "" : known.cell().cellId(),
                Optional.ofNullable(known).map(RunFacts::source));
    }

    AlertSubject subject(ChannelReported reported, Optional<UUID> runId) {
        String cellId = runId.map(facts::get).map(known -> known.cell().cellId()).orElse("");
        return new AlertSubject(reported.channelId(), runId, cellId, Optional.of(reported.source()));
    }

    /// Why the alert is over by what is known; empty where it goes on.
    Optional<String> endOf(Alert alert) {
        return switch (alert.kind().about()) {
            case CELL -> endOfRun(alert).or(() -> alert.isFlapping() ? Optional.empty() : endOfState(alert));
            case DATA -> endOfRun(alert);
            case CHANNEL -> endOfChannelState(alert);
            case ENVIRONMENT -> Optional.empty();
        };
    }

    private Optional<String> endOfRun(Alert alert) {
        return alert.subject().runId().map(ended::get).map(why -> "the run ended: " + why);
    }

    private Optional<String> endOfState(Alert alert) {
        Stand stand = alert.subject().runId().map(health::get).orElse(null);
        if (stand == null || stand.seq() <= alert.last().toSeq()) {
            return Optional.empty();
        }
        boolean over = switch (alert.kind()) {
            case SOFT_SHORT, CREEPING_SHORT -> stand.state() == CellState.HEALTHY || stand.state() == CellState.LEARNING;
            case OPEN_CIRCUIT -> stand.state() != CellState.DISCONNECTED;
            default -> false;
        };
        return over ? Optional.of("the cell is " + stand.state() + " since measurement " + stand.seq()) : Optional.empty();
    }

    private Optional<String> endOfChannelState(Alert alert) {
        ChannelReported reported = channels.get(alert.subject().channelId());
        if (reported == null || reported.state() instanceof OperatingState.Unknown) {
            return Optional.empty();
        }
        boolean holds = switch (reported.state()) {
            case OperatingState.Tripped tripped -> alert.kind() == AlertKind.CHANNEL_TRIPPED
                    && alert.subject().runId().equals(Optional.of(tripped.runId()));
            case OperatingState.Quarantined doubt -> alert.kind() == AlertKind.CHANNEL_QUARANTINED;
            case OperatingState.Unknown u -> true;
            case OperatingState.Idle i -> false;
            case OperatingState.Starting s -> false;
            case OperatingState.Running r -> false;
            case OperatingState.Paused p -> false;
            case OperatingState.Stopping s -> alert.kind() == AlertKind.CHANNEL_TRIPPED;
        };
        return holds
                ? Optional.empty()
                : Optional.of("the channel is " + reported.state().getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT));
    }
}
