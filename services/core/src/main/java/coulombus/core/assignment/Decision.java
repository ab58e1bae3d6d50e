package coulombus.core.assignment;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// One entry of the scheduler's log, on the topic decisions: the log read from its begin gives the scheduler's whole state.
///
/// @param requestId      the request it answers; empty where evidence and not a person led to it
/// @param finding        the finding that led to it; empty where none did
/// @param channelId      the channel
/// @param outcome        what was decided
/// @param requestedBy    who asked, or `scheduler`
/// @param unixTimeSecond when, in s since 1970; for the record
public record Decision(Optional<UUID> requestId, Optional<ActedFinding> finding, String channelId, Outcome outcome, String requestedBy,
        double unixTimeSecond) {
    /// What was decided.
    public sealed interface Outcome {
        /// The channel is told; the record on channel-desired is written in the same transaction.
        record Granted(ChannelDesired desired) implements Outcome {
            public Granted { Objects.requireNonNull(desired, "desired"); }
        }

        /// Nothing changes.
        ///
        /// @param why what, which and where, in words
        record Refused(String why) implements Outcome {
            public Refused { Objects.requireNonNull(why, "why"); }
        }

        /// The assignment of this token ended; the channel is free.
        ///
        /// @param token    the assignment
        /// @param evidence in words: how it is known that the output is off
        record Released(long token, String evidence) implements Outcome {
            public Released { Objects.requireNonNull(evidence, "evidence"); }
        }
    }

    public Decision {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }

    /// A decision that no finding led to.
    public Decision(Optional<UUID> requestId, String channelId, Outcome outcome, String requestedBy, double unixTimeSecond) {
        this(requestId, Optional.empty(), channelId, outcome, requestedBy, unixTimeSecond);
    }
}
