package coulombus.core.alert;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.detection.Severity;

/// One revision of an alert, whole: the newest one of each id is all that is known of it.
///
/// @param alertId                made of run and kind (for the environment of group and kind): a replay gives the same
/// @param revision               1, 2, ...; with the id it names this record, for whoever gets it twice
/// @param change                 what made this revision
/// @param kind                   what it is about
/// @param severity               the worst seen
/// @param subject                whom it is about
/// @param state                  where it stands
/// @param first                  when it was first seen
/// @param last                   when it was last seen
/// @param count                  how often it was seen
/// @param members                alerts of the common mode, for an alert about the environment; else empty
/// @param reopenings             how often it was reopened
/// @param isFlapping             it came and went too often: it no longer ends by itself while the run goes on
/// @param silencedUntilUnixSecond quiet until then, in s since 1970; NaN where nobody asked for quiet
/// @param changedUnixSecond      when this revision was made, in s since 1970
/// @param requestId              the request of a person that made this revision; else empty
public record Alert(UUID alertId, long revision, AlertChange change, AlertKind kind, Severity severity, AlertSubject subject,
        AlertState state, Sighting first, Sighting last, long count, List<Member> members, int reopenings, boolean isFlapping,
        double silencedUntilUnixSecond, double changedUnixSecond, Optional<UUID> requestId) {

    /// An alert that belongs to a common mode.
    public record Member(UUID alertId, String channelId) {
        public Member {
            Objects.requireNonNull(alertId, "alertId");
            Objects.requireNonNull(channelId, "channelId");
        }
    }

    public Alert {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(requestId, "requestId");
        members = List.copyOf(members);
        if (revision < 1 || count < 1 || reopenings < 0) {
            throw new IllegalArgumentException(
                    "an alert has a revision and a count of 1 or more; was " + revision + ", " + count + ", " + reopenings);
        }
        if (kind != AlertKind.ENVIRONMENT && !members.isEmpty()) {
            throw new IllegalArgumentException("only an alert about the environment has members; was " + kind);
        }
    }

    /// The first revision.
    static Alert first(UUID alertId, AlertKind kind, Severity severity, AlertSubject subject, AlertState state, Sighting seen,
            List<Member> members) {
        AlertChange change = state instanceof AlertState.Suppressed ? AlertChange.SUPPRESSED : AlertChange.OPENED;
        return new Alert(alertId, 1, change, kind, severity, subject, state, seen, seen, 1, members, 0, false, Double.NaN,
                seen.atUnixSecond(), Optional.empty());
    }

    /// Seen once more, in the state that follows.
    Alert seen(Sighting sighting, Severity now, AlertState next, int flapAfter) {
        boolean reopened = next instanceof AlertState.Reopened && !state.isFiring();
        AlertChange why = reopened
                ? AlertChange.REOPENED
                : next instanceof AlertState.Suppressed && !(state instanceof AlertState.Suppressed)
                        ? AlertChange.SUPPRESSED
                        : AlertChange.REPEATED;
        int times = reopenings + (reopened ? 1 : 0);
        return new Alert(alertId, revision + 1, why, kind, worse(severity, now), subject, next, first, sighting, count + 1, members, times,
                times >= flapAfter, reopened ? Double.NaN : silencedUntilUnixSecond, sighting.atUnixSecond(), Optional.empty());
    }

    Alert become(AlertState next, AlertChange why, double atUnixSecond, Optional<UUID> request) {
        return new Alert(alertId, revision + 1, why, kind, severity, subject, next, first, last, count, members, reopenings, isFlapping,
                silencedUntilUnixSecond, atUnixSecond, request);
    }

    Alert silenced(double untilUnixSecond, double atUnixSecond, UUID request) {
        return new Alert(alertId, revision + 1, AlertChange.SILENCED, kind, severity, subject, state, first, last, count, members,
                reopenings, isFlapping, untilUnixSecond, atUnixSecond, Optional.of(request));
    }

    /// The common mode has grown: what was seen last tells its size now.
    Alert grown(List<Member> all, Sighting sighting, Severity now) {
        return new Alert(alertId, revision + 1, AlertChange.MEMBERS_ADDED, kind, worse(severity, now), subject, state, first, sighting,
                count + 1, all, reopenings, isFlapping, silencedUntilUnixSecond, sighting.atUnixSecond(), Optional.empty());
    }

    /// The same revision with these members.
    Alert withMembers(List<Member> all) {
        return new Alert(alertId, revision, change, kind, severity, subject, state, first, last, count, all, reopenings, isFlapping,
                silencedUntilUnixSecond, changedUnixSecond, requestId);
    }

    private static Severity worse(Severity a, Severity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
