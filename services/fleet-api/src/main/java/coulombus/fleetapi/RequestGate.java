package coulombus.fleetapi;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import coulombus.fleetapi.access.OidcTokens;
import coulombus.fleetapi.access.Principal;
import coulombus.fleetapi.access.RefusedTokenException;
import coulombus.fleetapi.access.Scope;

/// What every request passes first: is it addressed to us, does it come from our page, who asks, and may they.
///
/// The Host check keeps out other sites that point a name of theirs at this machine (DNS rebinding); the Origin check keeps out other
/// sites' scripts, to which browsers send cookies on WebSockets as they please.
final class RequestGate {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Under this name a request carries who asks.
    static final String ASKER = "coulombus.asker";

    private final Vertx vertx;
    private final AccessControl access;
    private final Optional<OidcTokens> oidc;
    private final Set<String> hosts = new TreeSet<>(LOOPBACK_NAMES);

    RequestGate(Vertx vertx, AccessControl access, Optional<OidcTokens> oidc, List<String> publicHosts) {
        this.vertx = vertx;
        this.access = access;
        this.oidc = oidc;
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

    /// Who asks. Fails with an [ApiProblem]: 401 where neither a token nor a session comes with the request, or one that is not believed;
    /// 403 where a browser's session comes from another site's page; 503 where a token cannot be checked now.
    ///
    /// The request must be paused where it may carry a body: the answer may take a while.
    ///
    /// @param strict true where the Origin must be told: browsers tell it with every WebSocket and every change
    Future<Principal> principal(HttpServerRequest request, boolean strict) {
        Optional<String> bearer = AccessControl.bearerOfHeader(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (bearer.isPresent()) {
            Optional<Principal> known = access.bearer(bearer.get());
            if (known.isPresent()) {
                return Future.succeededFuture(known.get());
            }
            if (oidc.isPresent() && OidcTokens.hasForm(bearer.get())) {
                return checked(oidc.get(), bearer.get());
            }
        }
        try {
            return Future.succeededFuture(session(request, bearer.isPresent(), strict));
        } catch (ApiProblem problem) {
            return Future.failedFuture(problem);
        }
    }

    /// Off the event loop: the keys may have to be fetched.
    private Future<Principal> checked(OidcTokens tokens, String token) {
        Callable<Principal> check = () -> tokens.check(token);
        return vertx.executeBlocking(check, false).recover(cause -> Future.failedFuture(cause instanceof RefusedTokenException refused
                ? refused.isUnchecked()
                        ? ApiProblem.unavailable("The token cannot be checked: " + refused.getMessage() + ".", "", "header Authorization")
                        : ApiProblem.notLoggedIn("The token is refused: " + refused.getMessage() + ".", "header Authorization")
                : cause));
    }

    private Principal session(HttpServerRequest request, boolean withToken, boolean strict) {
        Cookie cookie = request.getCookie(AccessControl.COOKIE);
        Optional<Principal> session = cookie == null ? Optional.empty() : access.session(cookie.getValue());
        if (session.isEmpty()) {
            throw withToken
                    ? ApiProblem.notLoggedIn("The token is not known here: it is wrong, or was taken back.", "header Authorization")
                    : ApiProblem.notLoggedIn("Not logged in. Open a login link (the service prints one when it starts), or send the token"
                            + " as 'Authorization: Bearer ...'.", cookie == null ? "header Cookie" : "cookie " + AccessControl.COOKIE);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null ? strict : !isOurs(origin, request)) {
            throw ApiProblem.forbidden("A browser's session is good for our own page only.", origin == null ? "" : origin,
                    "header Origin");
        }
        return session.get();
    }

    /// Who asks, of a request that has passed.
    static Principal asker(RoutingContext request) {
        return request.get(ASKER);
    }

    /// @throws ApiProblem 403 where they were not given this scope
    static void requireScope(Principal principal, Scope scope, String where) {
        if (!principal.may(scope)) {
            throw ApiProblem.forbidden("'" + principal.name() + "' may not " + scope.words() + "; that needs one of the roles "
                    + Principal.needed(scope) + ".", scope.name(), where);
        }
    }

    /// @throws ApiProblem 403 where they were not given this scope in this group
    static void requireScope(Principal principal, Scope scope, String group, String where) {
        if (!principal.may(scope, group)) {
            throw ApiProblem
                    .forbidden("'" + principal.name() + "' may not " + scope.words() + " in this group; that needs one of the roles "
                            + Principal.needed(scope) + " in it.", group, where);
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
