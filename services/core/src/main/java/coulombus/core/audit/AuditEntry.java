package coulombus.core.audit;

import java.util.Objects;
import java.util.UUID;

/// One change a person asked for, with what became of it.
///
/// @param auditId        the id of the request it answers: the same request is recorded once
/// @param service        who decided, e.g. alert-router
/// @param who            who asked
/// @param action         what was asked, e.g. ACKNOWLEDGE
/// @param subject        what it is about, e.g. the id of an alert
/// @param why            the reason that was given
/// @param outcome        whether it was done
/// @param detail         why it was refused; else empty
/// @param before         how it stood before, in words
/// @param after          how it stands now, in words; as before where refused
/// @param unixTimeSecond when it was decided, in s since 1970
public record AuditEntry(UUID auditId, String service, String who, String action, String subject, String why, Outcome outcome,
        String detail, String before, String after, double unixTimeSecond) {
    /// Whether what was asked was done.
    public enum Outcome {
        DONE, REFUSED
    }

    public AuditEntry {
        Objects.requireNonNull(auditId, "auditId");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
