package coulombus.channelagent;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.AssignmentHeld;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.drivers.DeviceJob;

/// What an agent must know again of a channel after it was killed at any point: written durably before it acts.
///
/// @param token              highest token accepted, 0 where none
/// @param generation         generation of it that was decided on, 0 where none
/// @param refusedToken       highest token refused because the channel was busy: that word is not taken up later either
/// @param refusedGeneration  its generation
/// @param answer             what became of the last word
/// @param detail             the same in words
/// @param run                the run ordered last
/// @param active             true while that run may carry current
/// @param tripped            why the channel was stopped for safety; stays until a person clears it
/// @param clearing           true where it was asked for the trip to be cleared before the run was over
record ChannelJournal(long token, long generation, long refusedToken, long refusedGeneration, OrderAnswer answer, String detail,
        Optional<JournalRun> run, boolean active, Optional<Trip> tripped, boolean clearing) {
    static final ChannelJournal EMPTY = new ChannelJournal(0, 0, 0, 0, OrderAnswer.NONE, "", Optional.empty(), false, Optional.empty(),
            false);

    ChannelJournal {
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(tripped, "tripped");
        if (active && run.isEmpty()) {
            throw new IllegalArgumentException("journal: an active assignment must name its run");
        }
    }

    AssignmentHeld held() {
        return new AssignmentHeld(token, generation, run.map(JournalRun::runId), active);
    }

    Optional<JournalRun> activeRun() {
        return active ? run : Optional.empty();
    }

    boolean isRefused(ChannelDesired word) {
        return word.token() == refusedToken && word.generation() <= refusedGeneration;
    }

    /// The word was decided on.
    ChannelJournal decided(ChannelDesired word, OrderAnswer what, String words) {
        return new ChannelJournal(word.token(), word.generation(), refusedToken, refusedGeneration, what, words, run, active, tripped,
                clearing);
    }

    /// The word was refused because the channel is busy; what it obeys stays.
    ChannelJournal refusedAsBusy(ChannelDesired word) {
        return new ChannelJournal(token, generation, word.token(), word.generation(), answer, detail, run, active, tripped, clearing);
    }

    /// A run is about to be started.
    ChannelJournal begins(RunOrder order) {
        return with(new JournalRun(order, JournalRun.Stage.STARTING, Optional.empty(), Optional.empty()), true);
    }

    ChannelJournal running(DeviceJob job) {
        JournalRun known = run.orElseThrow().with(job);
        return with(known.stage() == JournalRun.Stage.STARTING ? known.with(JournalRun.Stage.RUNNING) : known, active);
    }

    ChannelJournal stopping() {
        JournalRun known = run.orElseThrow();
        return known.stage() == JournalRun.Stage.ENDED ? this : with(known.with(JournalRun.Stage.STOPPING), active);
    }

    /// The run that goes on by itself, and may be paused; empty where none does.
    Optional<JournalRun> goingRun() {
        return activeRun().filter(known -> known.stage() == JournalRun.Stage.STARTING || known.stage() == JournalRun.Stage.RUNNING);
    }

    /// The run is to be held when its next step begins, where one goes on; a pause that is stays.
    ChannelJournal holding(String why) {
        return goingRun().map(known -> with(known.with(Optional.of(new JournalRun.Hold(why, false))), active)).orElse(this);
    }

    /// The run is to go on where it stands.
    ChannelJournal resuming() {
        return goingRun().map(known -> with(known.with(Optional.of(new JournalRun.Hold("", true))), active)).orElse(this);
    }

    /// The run goes on.
    ChannelJournal resumed() {
        return goingRun().map(known -> with(known.with(Optional.<JournalRun.Hold>empty()), active)).orElse(this);
    }

    /// The run's story is told to its end.
    ChannelJournal ended() {
        return with(run.orElseThrow().with(JournalRun.Stage.ENDED), active);
    }

    /// The output is known to be off and the story told: the run is over.
    ChannelJournal released() {
        ChannelJournal over = with(run.orElseThrow().with(JournalRun.Stage.ENDED), false);
        return clearing ? over.trip(Optional.empty(), false) : over;
    }

    ChannelJournal answered(OrderAnswer what, String words) {
        return new ChannelJournal(token, generation, refusedToken, refusedGeneration, what, words, run, active, tripped, clearing);
    }

    ChannelJournal trippedBy(Trip cause) {
        return trip(Optional.of(tripped.orElse(cause)), false);
    }

    /// A person asked to clear the trip; while a run is active it is cleared when that is over.
    ChannelJournal cleared() {
        return active ? trip(tripped, tripped.isPresent()) : trip(Optional.empty(), false);
    }

    /// The scheduler acted on a finding: clears a trip on a finding, as a person would; one on a limit stays.
    ChannelJournal clearedByFinding() {
        return tripped.filter(trip -> !trip.byFinding()).isPresent() ? this : cleared();
    }

    private ChannelJournal trip(Optional<Trip> cause, boolean isClearing) {
        return new ChannelJournal(token, generation, refusedToken, refusedGeneration, answer, detail, run, active, cause, isClearing);
    }

    private ChannelJournal with(JournalRun next, boolean isActive) {
        return new ChannelJournal(token, generation, refusedToken, refusedGeneration, answer, detail, Optional.of(next), isActive,
                tripped, clearing);
    }

    Optional<UUID> lastRunId() {
        return run.map(JournalRun::runId);
    }
}
