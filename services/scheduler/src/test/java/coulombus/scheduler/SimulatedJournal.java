package coulombus.scheduler;

import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.AssignmentHeld;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;

/// What an agent keeps of a channel on its disk, with the same meaning as the journal of the channel agent.
record SimulatedJournal(long token, long generation, long refusedToken, long refusedGeneration, OrderAnswer answer, Optional<RunOrder> run,
        Stage stage, Optional<Integer> job, boolean active, Optional<Trip> trip, boolean clearing) {
    static final SimulatedJournal EMPTY = new SimulatedJournal(0, 0, 0, 0, OrderAnswer.NONE, Optional.empty(), Stage.ENDED,
            Optional.empty(),
            false, Optional.empty(), false);

    enum Stage {
        STARTING, RUNNING, STOPPING, ENDED
    }

    record Trip(String cause, boolean byFinding) {}

    AssignmentHeld held() {
        return new AssignmentHeld(token, generation, runId(), active);
    }

    Optional<UUID> runId() {
        return run.map(RunOrder::runId);
    }

    boolean isRefused(ChannelDesired word) {
        return word.token() == refusedToken && word.generation() <= refusedGeneration;
    }

    SimulatedJournal decided(ChannelDesired word, OrderAnswer what) {
        return new SimulatedJournal(word.token(), word.generation(), refusedToken, refusedGeneration, what, run, stage, job, active, trip,
                clearing);
    }

    SimulatedJournal refusedAsBusy(ChannelDesired word) {
        return new SimulatedJournal(token, generation, word.token(), word.generation(), answer, run, stage, job, active, trip, clearing);
    }

    SimulatedJournal begins(RunOrder order) {
        return new SimulatedJournal(token, generation, refusedToken, refusedGeneration, answer, Optional.of(order), Stage.STARTING,
                Optional.empty(), true, trip, clearing);
    }

    SimulatedJournal running(int known) {
        return new SimulatedJournal(token, generation, refusedToken, refusedGeneration, answer, run,
                stage == Stage.STARTING ? Stage.RUNNING : stage, Optional.of(known), active, trip, clearing);
    }

    SimulatedJournal at(Stage next) {
        return new SimulatedJournal(token, generation, refusedToken, refusedGeneration, answer, run, next, job, active, trip, clearing);
    }

    SimulatedJournal stopping() {
        return stage == Stage.ENDED ? this : at(Stage.STOPPING);
    }

    SimulatedJournal released() {
        return new SimulatedJournal(token, generation, refusedToken, refusedGeneration, answer, run, Stage.ENDED, job, false,
                clearing ? Optional.empty() : trip, false);
    }

    SimulatedJournal answered(OrderAnswer what) {
        return new SimulatedJournal(token, generation, refusedToken, refusedGeneration, what, run, stage, job, active, trip, clearing);
    }

    SimulatedJournal trippedBy(Trip cause) {
        return trip(Optional.of(trip.orElse(cause)), false);
    }

    SimulatedJournal cleared() {
        return active ? trip(trip, trip.isPresent()) : trip(Optional.empty(), false);
    }

    SimulatedJournal clearedByFinding() {
        return trip.filter(t -> !t.byFinding()).isPresent() ? this : cleared();
    }

    private SimulatedJournal trip(Optional<Trip> cause, boolean isClearing) {
        return new SimulatedJournal(token, generation, refusedToken, refusedGeneration, answer, run, stage, job, active, cause, isClearing);
    }
}
