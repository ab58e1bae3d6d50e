package coulombus.core.scheduling;

import java.util.List;
import java.util.Objects;

/// Why an experiment waits, and how long.
///
/// @param experimentId            the experiment
/// @param queuePosition           its place in the order of this pass, from 1
/// @param cause                   what kind of reason
/// @param why                     in a sentence with counts: "needs 3 cyclers with at least 5.0 A and impedance; 41 suit, 2 are free"
/// @param counts                  how many channels each thing it asks for leaves
/// @param earliestStartUnixSecond when its channels are free if nobody comes before it and tests end as expected, in s since 1970; NaN where not
///                                known, as when it is impossible or all its channels are hindered
/// @param likelyStartUnixSecond   the same with everybody who is before it in the queue, or NaN; not before the earliest
public record WaitingExperiment(String experimentId, int queuePosition, Cause cause, String why, List<Count> counts,
        double earliestStartUnixSecond, double likelyStartUnixSecond) {

    /// Kinds of reasons.
    public enum Cause {
        /// It asked not to start yet.
        NOT_YET,
        /// What it asks for is there, but not free.
        BUSY,
        /// It could start, but somebody before it counts on the channels.
        RESERVED,
        /// Enough channels suit and are free, but a shared resource, a chamber or a safety group has no room.
        SHARED_LIMIT,
        /// Nobody uses the channels that suit, but they are in maintenance, locked, unreachable or the like.
        HINDERED,
        /// Its calibration or a closure ends before the test would.
        CLOSED,
        /// Nothing in the facility will ever suit, as the facility is described now.
        IMPOSSIBLE
    }

    /// @param what     the predicate, in words
    /// @param suitable channels that satisfy it, by itself
    /// @param left     channels that satisfy it and all before it
    public record Count(String what, int suitable, int left) {
        public Count { Objects.requireNonNull(what, "what"); }
    }

    public WaitingExperiment {
        Objects.requireNonNull(experimentId, "experimentId");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(why, "why");
        counts = List.copyOf(counts);
    }
}
