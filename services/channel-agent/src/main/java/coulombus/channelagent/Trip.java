package coulombus.channelagent;

import java.util.Objects;

/// Why a channel was stopped for safety.
///
/// @param cause     in words
/// @param byFinding true where a finding led to it, false where a limit was passed or the cycler stopped by itself
record Trip(String cause, boolean byFinding) {
    Trip { Objects.requireNonNull(cause, "cause"); }
}
