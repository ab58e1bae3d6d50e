package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.audit.AuditEntry;
import coulombus.core.audit.AuditEntry.Outcome;

/// Writes down what people ask to be changed, before it is asked, and what they were denied.
///
/// What the alert-router is asked it writes down itself, with its answer. Denied ones are limited, so that nobody can flood the record:
/// of one proved person some a minute, of those who prove nothing as many an address, and of these all together more; so nobody's noise hides
/// what a known person tried. Those left out are counted, and the next entry tells how many. Lives on one event loop.
final class AuditLog {
    static final String SERVICE = "fleet-api";
    static final int MOST_DENIED_OF_ONE = 10;
    static final int MOST_DENIED_UNKNOWN = 100;
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final long WINDOW_MILLIS = 60_000;

    private final Function<AuditEntry, Future<Void>> sender;
    private final InstantSource clock;
    private final Map<String, Integer> denied = new HashMap<>();
    private int deniedUnknown;
    private int leftOut;
    private long windowBegin;

    AuditLog(Function<AuditEntry, Future<Void>> sender, InstantSource clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /// Done when it cannot be lost any more; what was asked must not be passed on before.
    ///
    /// @param requestId id of the request, under which the answer is found
    /// @param who       as it is recorded
    /// @param action    as in START
    /// @param subject   what it is about, as a channel's id
    /// @param why       the reason given; may be empty
    Future<Void> asked(UUID requestId, String who, String action, String subject, String why) {
        return sender.apply(new AuditEntry(requestId, SERVICE, who, action, subject, why, Outcome.DONE, "", "",
                "asked of the scheduler as request " + requestId, clock.millis() / 1000.0));
    }

    /// Writes it down as far as there is room. Fails silently but for the log: who is denied gets that answer in any case.
    ///
    /// @param proved  who it is known to be; empty where nothing was proved
    /// @param action  method and path of the route
    /// @param subject the path that was asked
    /// @param address of the other side
    void denied(Optional<String> proved, String action, String subject, String address, ApiProblem problem) {
        long now = clock.millis();
        if (now - windowBegin >= WINDOW_MILLIS) {
            windowBegin = now;
            deniedUnknown = 0;
            denied.clear();
        }
        int ofThisOne = denied.merge(proved.map(name -> "person " + name).orElse("address " + address), 1, Integer::sum);
        if (ofThisOne > MOST_DENIED_OF_ONE || proved.isEmpty() && deniedUnknown >= MOST_DENIED_UNKNOWN) {
            leftOut++;
            return;
        }
        deniedUnknown += proved.isEmpty() ? 1 : 0;
        String who = proved.orElse("unknown");
        String which = problem.which().isEmpty() ? "" : " (" + problem.which() + ")";
        String more = leftOut == 0 ? "" : "; " + leftOut + " more were denied before and are not written down";
        leftOut = 0;
        String detail = problem.status() + ": " + problem.getMessage() + which + " at " + problem.where() + ", from " + address + more;
        sender.apply(new AuditEntry(UUID.randomUUID(), SERVICE, who, action, subject, "", Outcome.REFUSED, detail, "", "", now / 1000.0))
                .onFailure(cause -> LOG.atWarn().setCause(cause).addKeyValue("who", who).addKeyValue("action", action)
                        .addKeyValue("subject", subject).log("Denied, and the audit does not take it"));
    }
}
