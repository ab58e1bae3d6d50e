package coulombus.core.assignment;

import java.util.Objects;
import java.util.UUID;

import coulombus.core.cell.CellFacts;

/// What a person asks of the scheduler, on the topic requests. The same request id asks the same thing once, however often it is sent.
///
/// @param requestId      chosen by who asks
/// @param channelId      the channel it is about
/// @param asked          what is asked
/// @param requestedBy    who asks
/// @param unixTimeSecond when, in s since 1970; for the record
public record ChannelRequest(UUID requestId, String channelId, Asked asked, String requestedBy, double unixTimeSecond) {
    /// What can be asked.
    public sealed interface Asked {
        /// Start this protocol with this cell on the channel.
        ///
        /// @param title             for showing
        /// @param cell              the cell that is mounted
        /// @param protocolText      in the project's own YAML
        /// @param startWithinSecond how late a start still makes sense, in s, greater than 0
        record Start(String title, CellFacts cell, String protocolText, double startWithinSecond) implements Asked {
            public Start {
                Objects.requireNonNull(title, "title");
                Objects.requireNonNull(cell, "cell");
                Objects.requireNonNull(protocolText, "protocolText");
            }
        }

        /// Pause what runs on the channel when its next step begins.
        record Pause(String why) implements Asked {
            public Pause { Objects.requireNonNull(why, "why"); }
        }

        /// Go on from a pause, or take one back that has not come yet.
        record Resume(String why) implements Asked {
            public Resume { Objects.requireNonNull(why, "why"); }
        }

        /// Stop what runs on the channel.
        record Stop(String why) implements Asked {
            public Stop { Objects.requireNonNull(why, "why"); }
        }
    }

    public ChannelRequest {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }
}
