package coulombus.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FollowStep;
import coulombus.core.detection.Finding;

/// The broker's topics as one sees them who reads only what is committed. A transaction is there as a whole or not at all, and one of a
/// scheduler that was fenced is refused.
final class SimulatedLog {
    /// In the order of their commit.
    final List<Transaction> transactions = new ArrayList<>();
    final Map<String, List<Word>> desired = new LinkedHashMap<>();
    final List<FacilityRequest> requests = new ArrayList<>();
    final List<Found> findings = new ArrayList<>();
    /// Reports and heartbeats in the order in which they arrived.
    final List<Record> levels = new ArrayList<>();
    private final Map<String, Record> latestLevels = new LinkedHashMap<>();
    private final boolean fences;
    private int epoch;
    int requestsDone;
    int findingsDone;
    int refusedTransactions;

    record Transaction(int epoch, double atSecond, FollowStep step, List<ChannelDesired> words) {}

    record Word(ChannelDesired word, double appendedSecond) {}

    record Found(UUID runId, Finding finding) {}

    /// The broker's answer to a producer that another one with its id came after.
    static final class FencedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FencedException(int epoch) {
            super("epoch " + epoch + " is fenced", null, false, false);
        }
    }

    /// @param fences false for a broker that is broken in this point
    SimulatedLog(boolean fences) {
        this.fences = fences;
    }

    int fence() {
        return ++epoch;
    }

    int epoch() {
        return epoch;
    }

    void commit(Transaction transaction, int requestsRead, int findingsRead) {
        require(transaction.epoch());
        transactions.add(transaction);
        for (ChannelDesired word : transaction.words()) {
            desired.computeIfAbsent(word.channelId(), id -> new ArrayList<>()).add(new Word(word, transaction.atSecond()));
        }
        requestsDone = requestsRead;
        findingsDone = findingsRead;
    }

    void moveOn(int ofEpoch, int requestsRead, int findingsRead) {
        require(ofEpoch);
        requestsDone = requestsRead;
        findingsDone = findingsRead;
    }

    private void require(int ofEpoch) {
        if (fences && ofEpoch != epoch) {
            refusedTransactions++;
            throw new FencedException(ofEpoch);
        }
    }

    void append(Record level) {
        levels.add(level);
        latestLevels.put(switch (level) {
            case ChannelReported reported -> reported.channelId();
            case AgentReported heartbeat -> heartbeat.agentId();
            default -> throw new IllegalArgumentException("neither report nor heartbeat: " + level);
        }, level);
    }

    /// What compaction leaves.
    List<Record> latestLevels() {
        return List.copyOf(latestLevels.values());
    }
}
