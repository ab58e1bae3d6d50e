package coulombus.core.alert;

import java.util.Objects;
import java.util.UUID;

/// What a person asks about an alert, on the topic alert-requests. The same request id asks the same thing once, however often it is sent.
///
/// @param requestId      chosen by who asks
/// @param alertId        the alert
/// @param asked          what is asked
/// @param requestedBy    who asks
/// @param unixTimeSecond when, in s since 1970; for the record
public record AlertRequest(UUID requestId, UUID alertId, Asked asked, String requestedBy, double unixTimeSecond) {
    /// What can be asked. The reason must be given.
    public sealed interface Asked {
        String why();

        /// I have taken it.
        record Acknowledge(String why) implements Asked {
            public Acknowledge { requireReason(why); }
        }

        /// It is over.
        record Resolve(String why) implements Asked {
            public Resolve { requireReason(why); }
        }

        /// Be quiet about it until a time.
        ///
        /// @param untilUnixSecond in s since 1970
        record Silence(double untilUnixSecond, String why) implements Asked {
            public Silence {
                requireReason(why);
                if (!Double.isFinite(untilUnixSecond)) {
                    throw new IllegalArgumentException("until: must be a time; was " + untilUnixSecond);
                }
            }
        }

        /// The request as one word.
        default String word() {
            return switch (this) {
                case Acknowledge acknowledge -> "ACKNOWLEDGE";
                case Resolve resolve -> "RESOLVE";
                case Silence silence -> "SILENCE";
            };
        }
    }

    public AlertRequest {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(asked, "asked");
        if (requestedBy.isBlank()) {
            throw new IllegalArgumentException("requestedBy: must be given");
        }
    }

    private static void requireReason(String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("why: must be given");
        }
    }
}
