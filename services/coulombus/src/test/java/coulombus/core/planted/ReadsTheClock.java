package coulombus.core.planted;

import java.time.Instant;

/// Breaks: time comes into core as a value.
public final class ReadsTheClock {
    Instant at() {
        return Instant.now();
    }
}
