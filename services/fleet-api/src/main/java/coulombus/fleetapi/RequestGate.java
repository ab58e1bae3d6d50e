package coulombus.fleetapi;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// What every request passes first: is it addressed to us, does it come from our page, and may it ask.
///
/// The Host check keeps out other sites that point a name of theirs at this machine (DNS rebinding); the Origin check keeps out other
/// sites' scripts, to which browsers send cookies on WebSockets as they please.
final class RequestGate {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final AccessControl access;
    private final Set<String> hosts = new TreeSet<>(LOOPBACK_NAMES);

    RequestGate(AccessControl access, List<String> publicHosts) {
        this.access = access;
        publicHosts.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    /// @throws ApiProblem 403 where the Host is none of ours
    void requireKnownHost(HttpServerRequest request) {
        String host = request.authority() == null ? null : request.authority().host();
        if (host == null || !hosts.contains(bracketed(host.toLowerCase(Locale.ROOT)))) {
            throw ApiProblem.forbidden("This service does not answer under this name; add it to fleetApi.publicHosts if it should.",
                    host == null ? "" : host, "header Host");
        }
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /// @param strict true where the Origin must be told: browsers tell it with every WebSocket and every change
    /// @throws ApiProblem 401 where neither a token nor a session comes with the request; 403 where a browser's session comes from
    ///                    another site's page
    void requireAccess(HttpServerRequest request, boolean strict) {
        if (access.isBearer(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            return;
        }
        Cookie cookie = request.getCookie(AccessControl.COOKIE);
        if (cookie == null || !access.isValidSession(cookie.getValue())) {
            throw ApiProblem.notLoggedIn("Not logged in. Open a login link (the service prints one when it starts), or send the token"
                    + " as 'Authorization: Bearer ...'.", cookie == null ? "header Cookie" : "cookie " + AccessControl.COOKIE);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null ? strict : !isOurs(origin, request)) {
            throw ApiProblem.forbidden("A browser's session is good for our own page only.", origin == null ? "" : origin,
                    "header Origin");
        }
    }

    /// @throws ApiProblem 401 where the token does not come with the request
    void requireToken(HttpServerRequest request) {
        if (!access.isBearer(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            throw ApiProblem.notLoggedIn("Only the bearer of the token may do this; send it as 'Authorization: Bearer ...'.",
                    "header Authorization");
        }
    }

    private static boolean isOurs(String origin, HttpServerRequest request) {
        try {
            URI uri = URI.create(origin);
            String scheme = request.isSSL() ? "https" : "http";
            return scheme.equals(uri.getScheme()) && request.authority().toString().equalsIgnoreCase(uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
