package coulombus.fleetapi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Decides who may ask: the bearer of the token, or a browser that opened a login link.
///
/// A login link works once and for a short time. It sets a cookie that carries its own end and is signed with the token, so it outlives
/// a restart of the service and dies with the token. Safe for any thread.
final class AccessControl {
    static final String COOKIE = "coulombus_session";
    private static final int MOST_OPEN_TICKETS = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final String token;
    private final Duration ticketLife;
    private final Duration sessionLife;
    private final InstantSource clock;
    private final Map<String, Instant> tickets = new HashMap<>();

    AccessControl(String token, Duration ticketLife, Duration sessionLife, InstantSource clock) {
        this.token = token;
        this.ticketLife = ticketLife;
        this.sessionLife = sessionLife;
        this.clock = clock;
    }

    Duration sessionLife() {
        return sessionLife;
    }

    /// A new ticket for one login.
    synchronized String newTicket() {
        Instant now = clock.instant();
        tickets.values().removeIf(end -> !end.isAfter(now));
        if (tickets.size() >= MOST_OPEN_TICKETS) {
            List<Map.Entry<String, Instant>> open = new ArrayList<>(tickets.entrySet());
            open.sort(Map.Entry.comparingByValue());
            tickets.remove(open.get(0).getKey());
        }
        String ticket = AccessToken.random();
        tickets.put(ticket, now.plus(ticketLife));
        return ticket;
    }

    /// Takes a ticket and answers the cookie of a new session; empty where the ticket is unknown, used or too old.
    Optional<String> redeem(String ticket) {
        Instant now = clock.instant();
        Instant end;
        synchronized (this) {
            end = tickets.remove(ticket);
        }
        if (end == null || !end.isAfter(now)) {
            return Optional.empty();
        }
        String claim = now.plus(sessionLife).getEpochSecond() + "." + AccessToken.random();
        return Optional.of(claim + "." + signature(claim));
    }

    boolean isValidSession(String cookie) {
        int dot = cookie.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        String claim = cookie.substring(0, dot);
        if (!equal(cookie.substring(dot + 1), signature(claim))) {
            return false;
        }
        // The signature is ours, so the claim has our form.
        long endEpochSecond = Long.parseLong(claim.substring(0, claim.indexOf('.')));
        return clock.instant().getEpochSecond() < endEpochSecond;
    }

    /// True for `Authorization: Bearer <token>`.
    boolean isBearer(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                && equal(authorization.substring(7).strip(), token);
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String claim) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(("session " + claim).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }
}
