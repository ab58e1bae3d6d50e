package coulombus.runtime.management;

import java.util.Objects;
import java.util.function.Supplier;

/// A named question to a service. It is asked on a worker thread and may block shortly.
///
/// @param name  what is asked about, e.g. `analytics.kafka`
/// @param kind  what follows from a bad answer
/// @param check the question
public record HealthCheck(String name, Kind kind, Supplier<Health> check) {
    public HealthCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(check, "check");
    }

    /// What follows from a bad answer.
    public enum Kind {
        /// The process is beyond help: restart it.
        LIVENESS,
        /// It cannot serve now: leave it running.
        READINESS
    }

    /// The answer.
    public sealed interface Health {
        String detail();

        /// @param detail numbers a person may like to see; may be empty
        record Up(String detail) implements Health {}

        /// @param detail why
        record Down(String detail) implements Health {}
    }

    /// Asks; a check that throws is down.
    Health ask() {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return new Health.Down(e.toString());
        }
    }
}
