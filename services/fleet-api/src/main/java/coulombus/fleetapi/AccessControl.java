package coulombus.fleetapi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import coulombus.fleetapi.access.People;
import coulombus.fleetapi.access.PersonalToken;
import coulombus.fleetapi.access.Principal;

/// Decides who asks: the bearer of the service's own token, of a personal one, or a browser that opened a login link of either.
///
/// A login link works once and for a short time. It sets a cookie that carries its own end and whose it is, and is signed with the
/// service's token: it outlives a restart of the service and dies with the token it came from. Safe for any thread.
final class AccessControl {
    static final String COOKIE = "coulombus_session";
    private static final int MOST_OPEN_TICKETS = 64;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String OWNER = "-";

    private final String token;
    private final People people;
    private final Duration ticketLife;
    private final Duration sessionLife;
    private final InstantSource clock;
    private final Map<String, Ticket> tickets = new HashMap<>();

    /// @param person whose login it is; empty for the owner of the installation
    private record Ticket(Instant end, Optional<String> person) {}

    AccessControl(String token, People people, Duration ticketLife, Duration sessionLife, InstantSource clock) {
        this.token = token;
        this.people = people;
        this.ticketLife = ticketLife;
        this.sessionLife = sessionLife;
        this.clock = clock;
    }

    Duration sessionLife() {
        return sessionLife;
    }

    /// A new ticket for one login.
    ///
    /// @param person whose token asks for it; empty for the service's own
    synchronized String newTicket(Optional<String> person) {
        Instant now = clock.instant();
        tickets.values().removeIf(ticket -> !ticket.end().isAfter(now));
        if (tickets.size() >= MOST_OPEN_TICKETS) {
            List<Map.Entry<String, Ticket>> open = new ArrayList<>(tickets.entrySet());
            open.sort(Map.Entry.comparingByValue((a, b) -> a.end().compareTo(b.end())));
            tickets.remove(open.get(0).getKey());
        }
        String ticket = AccessToken.random();
        tickets.put(ticket, new Ticket(now.plus(ticketLife), person));
        return ticket;
    }

    /// Takes a ticket and answers the cookie of a new session; empty where the ticket is unknown, used or too old.
    Optional<String> redeem(String text) {
        Instant now = clock.instant();
        Ticket ticket;
        synchronized (this) {
            ticket = tickets.remove(text);
        }
        if (ticket == null || !ticket.end().isAfter(now)) {
            return Optional.empty();
        }
        String whose = ticket.person().map(AccessControl::encoded).orElse(OWNER);
        String claim = now.plus(sessionLife).getEpochSecond() + "." + whose + "." + AccessToken.random();
        return bearerOf(whose).map(bearer -> claim + "." + signature(claim, bearer));
    }

    /// Who a session's cookie belongs to; empty where it is forged, over, or its token is gone.
    Optional<Principal> session(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        Optional<Optional<PersonalToken>> bearer = bearerOf(parts[1]);
        String claim = parts[0] + "." + parts[1] + "." + parts[2];
        if (bearer.isEmpty() || !equal(parts[3], signature(claim, bearer.get()))) {
            return Optional.empty();
        }
        // The signature is ours, so the claim has our form.
        return clock.instant().getEpochSecond() < Long.parseLong(parts[0])
                ? Optional.of(bearer.get().map(PersonalToken::principal).orElseGet(() -> Principal.owner(Principal.Proof.LOGIN_LINK)))
                : Optional.empty();
    }

    /// Who the bearer of a token is that is known here.
    Optional<Principal> bearer(String text) {
        return equal(text, token)
                ? Optional.of(Principal.owner(Principal.Proof.TOKEN))
                : people.byToken(text).map(PersonalToken::principal);
    }

    /// The token of `Authorization: Bearer <token>`; empty where there is no such header.
    static Optional<String> bearerOfHeader(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(authorization.substring(7).strip())
                : Optional.empty();
    }

    /// The personal token behind a session; within, nothing for the owner of the installation. Empty where there is no such person.
    private Optional<Optional<PersonalToken>> bearerOf(String whose) {
        if (whose.equals(OWNER)) {
            return Optional.of(Optional.empty());
        }
        try {
            return people.byName(new String(Base64.getUrlDecoder().decode(whose), StandardCharsets.UTF_8)).map(Optional::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String claim, Optional<PersonalToken> bearer) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            String signed = "session " + claim + bearer.map(PersonalToken::sha256).orElse("");
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }
}
