package coulombus.core.alert;

import java.util.Objects;
import java.util.UUID;

/// Where an alert stands.
///
/// ```
///            +-------------------- a person takes it --------------------+
///            |                                                           v
///  seen -> Open ------------------------------------------------> Acknowledged
///            |  \                                                  |     |
///            |   \- many channels show the same -> Suppressed      |     | grows worse
///            |                                      |   |          |     v
///            |      run or state over, or a person  |   |          |   Reopened
///            +----------------------------------+   |   |          |     |  (as Open)
///                                               v   v   |          v     |
///                                              Resolved <----------------+
///                                                 |     |
///                                     seen again  |     |  seen alone
///                                                 v     v
///                                               Reopened
/// ```
public sealed interface AlertState {
    /// Nobody has taken it.
    record Open() implements AlertState {}

    /// It was over, or somebody had taken it, and it needs somebody again.
    record Reopened(String why) implements AlertState {
        public Reopened { Objects.requireNonNull(why, "why"); }
    }

    /// A person has taken it.
    record Acknowledged(String by, String why, double atUnixSecond) implements AlertState {
        public Acknowledged {
            Objects.requireNonNull(by, "by");
            if (why.isBlank()) {
                throw new IllegalArgumentException("why: must be given");
            }
        }
    }

    /// Part of a common mode: recorded, and told by the alert about the environment.
    record Suppressed(UUID environmentAlertId) implements AlertState {
        public Suppressed { Objects.requireNonNull(environmentAlertId, "environmentAlertId"); }
    }

    /// Over.
    ///
    /// @param by who ended it; empty where it ended by itself
    record Resolved(String why, String by) implements AlertState {
        public Resolved {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(by, "by");
        }
    }

    /// True while it waits for a person.
    default boolean isFiring() {
        return this instanceof Open || this instanceof Reopened;
    }

    default boolean isResolved() {
        return this instanceof Resolved;
    }

    /// The state as one word.
    default String word() {
        return switch (this) {
            case Open open -> "OPEN";
            case Reopened reopened -> "REOPENED";
            case Acknowledged acknowledged -> "ACKNOWLEDGED";
            case Suppressed suppressed -> "SUPPRESSED";
            case Resolved resolved -> "RESOLVED";
        };
    }
}
