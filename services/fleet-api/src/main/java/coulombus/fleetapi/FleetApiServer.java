package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.fleetapi.access.OidcTokens;
import coulombus.fleetapi.access.People;
import coulombus.fleetapi.access.Principal;

/// Answers HTTP and WebSocket from a [FleetView]: the API under `/api/v1`, the page everywhere else.
///
/// Started and closed by one owner; requests run on one event loop and never block.
final class FleetApiServer {
    private static final Logger LOG = LoggerFactory.getLogger(FleetApiServer.class);
    private static final int LONGEST_MESSAGE_BYTES = 4 * 1024;
    private static final int LONGEST_REQUEST_LINE_BYTES = 8 * 1024;
    private static final String ROUTE = "coulombus.route";
    private static final int IDLE_SECONDS = 120;
    private static final int LARGEST_BODY_BYTES = 1024 * 1024;
    /// How often it is looked whether the file of people has changed.
    private static final long PEOPLE_MILLIS = 2_000;
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Vertx vertx;
    private final FleetApiConfig config;
    private final AccessControl access;
    private final RequestGate gate;
    private final People people;
    private final AuditLog audit;
    private final ApiRoutes routes;
    private final LiveFeed live;
    private final FleetApiMetrics metrics;
    private final PageFiles page = PageFiles.load();
    private HttpServer server;
    private long ticker;
    private long wallTicker;
    private long peopleTimer;

    FleetApiServer(Vertx vertx, FleetApiConfig config, Keys keys, Known known, FleetApiMetrics metrics,
            InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.people = keys.people();
        this.access = new AccessControl(keys.token(), keys.people(), config.loginLinkLife(), config.sessionLife(), clock);
        this.gate = new RequestGate(vertx, access, Optional.ofNullable(config.oidc()).map(oidc -> new OidcTokens(oidc, clock)),
                config.publicHosts());
        this.audit = known.log();
        FleetView view = known.view();
        this.routes = new ApiRoutes(known, clock);
        this.live = new LiveFeed(view, known.facility()::version, clock, metrics);
        this.metrics = metrics;
        metrics.watch(view);
        metrics.watch(live);
    }

    /// What it answers from, and whom it passes requests to.
    record Known(FleetView view, ControlRoutes control, AlertRoutes alerts, AuditRoutes audit, AuditLog log, FacilityView facility,
            List<ApiRoutes.Route> facilityRoutes) {}

    /// What opens it: its own token, and those of people.
    record Keys(String token, People people) {}

    /// Binds. Fails where the port is taken or the certificate cannot be read; the message names them.
    Future<Void> start() {
        HttpServerOptions options = new HttpServerOptions().setHost(config.host()).setPort(config.port()).setCompressionSupported(true)
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE_BYTES).setMaxWebSocketMessageSize(LONGEST_MESSAGE_BYTES)
                .setMaxWebSocketFrameSize(LONGEST_MESSAGE_BYTES).setIdleTimeout(IDLE_SECONDS);
        if (config.tls() != null) {
            options.setSsl(true).setKeyCertOptions(new PemKeyCertOptions().setCertPath(config.tls().certificate().toString())
                    .setKeyPath(config.tls().key().toString()));
        }
        server = vertx.createHttpServer(options).requestHandler(router());
        return server.listen().map(bound -> {
            ticker = vertx.setPeriodic(LiveFeed.TICK_MILLIS, tick -> live.tick());
            wallTicker = vertx.setPeriodic(LiveFeed.WALL_TICK_MILLIS, tick -> live.wallTick());
            peopleTimer = vertx.setPeriodic(PEOPLE_MILLIS, tick -> refreshPeople());
            return (Void) null;
        }).recover(cause -> Future.failedFuture(new IllegalStateException(
                "fleetApi.port: cannot listen on " + config.host() + ":" + config.port() + ": " + cause.getMessage()
                        + "; end the program that has it, or set another port",
                cause)));
    }

    /// The port that is bound.
    /// The table it answers from.
    List<ApiRoutes.Route> routes() {
        return routes.table();
    }

    int port() {
        return server.actualPort();
    }

    /// The address of the page.
    String url() {
        String scheme = config.tls() != null ? "https" : "http";
        String host = config.publicHosts().isEmpty() ? config.host() : config.publicHosts().get(0);
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port();
    }

    /// A link that logs one browser in, once.
    String newLoginLink() {
        return url() + "/login?ticket=" + access.newTicket(Optional.empty());
    }

    Future<Void> close() {
        vertx.cancelTimer(ticker);
        vertx.cancelTimer(wallTicker);
        vertx.cancelTimer(peopleTimer);
        live.close();
        return server.close();
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(this::first);
        BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY_BYTES);
        for (ApiRoutes.Route route : routes.table()) {
            String path = vertxPath(route.path());
            router.route(route.method(), path).handler(request -> request.put(ROUTE, ApiRoutes.BASE + route.path()).next());
            router.route(route.method(), path).handler(request -> admit(request, route.changes(), principal -> {
                RequestGate.requireScope(principal, route.scope(), request.request().path());
                request.next();
            }));
            if (route.changes()) {
                router.route(route.method(), path).handler(body);
            }
            router.route(route.method(), path).handler(
                    request -> route.answer().to(request, new RequestParameters(request.queryParams(), route.parameters())));
        }
        router.get(ApiRoutes.BASE + "/live").handler(this::openLive);
        router.post(ApiRoutes.BASE + "/login-links").handler(this::makeLoginLink);
        router.route("/api/*").handler(request -> {
            admit(request, false, principal -> request.fail(ApiProblem.notFound(
                    "No such address in the API; " + ApiRoutes.BASE + "/openapi.yaml lists them.",
                    request.request().method() + " " + request.request().path(), "path")));
        });
        router.get("/login").handler(this::logIn);
        router.get("/page/*").handler(request -> {
            if (!page.serve(request, request.request().path())) {
                throw ApiProblem.notFound("No such file of the page.", request.request().path(), "path");
            }
        });
        PageFiles.ADDRESSES.forEach(address -> router.get(address).handler(this::showPage));
        router.route().handler(request -> {
            throw ApiProblem.notFound("No such page. The fleet is at /.", request.request().path(), "path");
        });
        router.route().failureHandler(this::answerProblem);
        return router;
    }

    /// Path parameters in braces become Vert.x's.
    private static String vertxPath(String path) {
        return ApiRoutes.BASE + path.replaceAll("\\{(\\w+)}", ":$1");
    }

    private void first(RoutingContext request) {
        long begin = System.nanoTime();
        request.addEndHandler(ended -> metrics.answered(request.response().getStatusCode(), System.nanoTime() - begin));
        MultiMap headers = request.response().headers();
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        if (config.tls() != null) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        gate.requireKnownHost(request.request());
        request.next();
    }

    private void showPage(RoutingContext request) {
        page.serve(request, "/page/index.html");
    }

    private void logIn(RoutingContext request) {
        RequestParameters parameters = new RequestParameters(request.queryParams(), Set.of("ticket"));
        String ticket = parameters.text("ticket");
        String session = (ticket == null ? Optional.<String>empty() : access.redeem(ticket))
                .orElseThrow(() -> ApiProblem.notLoggedIn("This login link was used before or is too old. Make a new one with the token:"
                        + " POST " + ApiRoutes.BASE + "/login-links.", "query.ticket"));
        metrics.loggedIn();
        request.response().addCookie(Cookie.cookie(AccessControl.COOKIE, session).setHttpOnly(true).setSameSite(CookieSameSite.STRICT)
                .setPath("/").setSecure(config.tls() != null).setMaxAge(access.sessionLife().toSeconds()));
        // Not a redirect: after a click on another site's link, browsers keep a strict cookie back on the redirected request.
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
        request.end(
                "<!doctype html><html lang=\"en\"><meta http-equiv=\"refresh\" content=\"0;url=/\"><link rel=\"icon\" href=\"/page/icon.svg\"><title>Coulombus</title>"
                        + "<p>Logged in. <a href=\"/\">Go to the fleet</a></p></html>");
    }

    /// Asks who it is and goes on with them; a body that comes meanwhile waits.
    private void admit(RoutingContext request, boolean strict, Consumer<Principal> onward) {
        Future<Principal> asker = gate.principal(request.request(), strict);
        boolean waits = !asker.isComplete();
        if (waits) {
            request.request().pause();
        }
        asker.onComplete(answer -> {
            if (answer.failed()) {
                request.fail(answer.cause());
            } else {
                request.put(RequestGate.ASKER, answer.result());
                try {
                    onward.accept(answer.result());
                } catch (ApiProblem problem) {
                    request.fail(problem);
                }
            }
            if (waits && !request.response().ended()) {
                request.request().resume();
            }
        });
    }

    private void makeLoginLink(RoutingContext request) {
        admit(request, false, principal -> {
            new RequestParameters(request.queryParams(), Set.of());
            Optional<String> person = switch (principal.proof()) {
                case TOKEN -> Optional.empty();
                case PERSONAL_TOKEN -> Optional.of(principal.name());
                case LOGIN_LINK, IDENTITY_PROVIDER -> throw ApiProblem.notLoggedIn("Only the bearer of a token of this service may do this;"
                        + " send it as 'Authorization: Bearer ...'.", "header Authorization");
            };
            request.response().setStatusCode(201);
            ApiRoutes.json(request, new JsonObject().put("url", url() + "/login?ticket=" + access.newTicket(person))
                    .put("valid_second", config.loginLinkLife().toSeconds()));
        });
    }

    private void refreshPeople() {
        Callable<Boolean> refresh = people::refresh;
        vertx.executeBlocking(refresh, true).onSuccess(changed -> {
            if (changed) {
                LOG.atInfo().addKeyValue("file", config.peopleFile()).log("Read again who has a token");
            }
        }).onFailure(cause -> LOG.atError().addKeyValue("reason", cause.getMessage())
                .log("The file of people cannot be used; those known before stay"));
    }

    private void openLive(RoutingContext request) {
        admit(request, true, principal -> joinLive(request));
    }

    private void joinLive(RoutingContext request) {
        new RequestParameters(request.queryParams(), Set.of());
        if (!"websocket".equalsIgnoreCase(request.request().getHeader(HttpHeaders.UPGRADE))) {
            throw ApiProblem.badRequest("This address speaks WebSocket only.", "", "header Upgrade");
        }
        request.request().toWebSocket().onSuccess(live::join)
                .onFailure(cause -> LOG.atDebug().addKeyValue("remote", request.request().remoteAddress()).log("WebSocket not opened"));
    }

    private void answerProblem(RoutingContext request) {
        Throwable failure = request.failure();
        if (request.response().ended()) {
            return;
        }
        ApiProblem problem = problem(request, failure);
        HttpServerRequest asked = request.request();
        // A change that is denied is written down, and a token that is not believed; a page whose session is over asks on and on.
        boolean isDenied = problem.status() == 401 || problem.status() == 403;
        if (isDenied && (asked.method() != HttpMethod.GET || asked.getHeader(HttpHeaders.AUTHORIZATION) != null)) {
            Principal principal = RequestGate.asker(request);
            metrics.denied();
            audit.denied(Optional.ofNullable(principal).map(Principal::name), asked.method() + " " + pathOf(request), asked.path(),
                    String.valueOf(asked.remoteAddress().hostAddress()), problem);
        }
        HttpServerResponse response = request.response().setStatusCode(problem.status());
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, ApiProblem.MEDIA_TYPE);
        request.end(problem.toJson(response.getStatusMessage(), asked.path()).toBuffer());
    }

    /// The route as the table names it, so that what is written down has no ids in it twice.
    private static String pathOf(RoutingContext request) {
        String route = request.get(ROUTE);
        return route == null ? request.request().path() : route;
    }

    private static ApiProblem problem(RoutingContext request, Throwable failure) {
        String path = request.request().path();
        if (failure instanceof ApiProblem problem) {
            return problem;
        }
        if (request.statusCode() == 413) {
            return ApiProblem.of(413, "The body is larger than " + LARGEST_BODY_BYTES + " bytes; nothing was asked.",
                    String.valueOf(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)) + " bytes", "body");
        }
        if (failure == null || request.statusCode() >= 400 && request.statusCode() < 500) {
            return ApiProblem.of(request.statusCode(), "The request cannot be read.", path, "path");
        }
        LOG.atError().addKeyValue("path", path).setCause(failure).log("Request failed");
        return ApiProblem.of(500, "A fault of this service; its log says more.", path, "path");
    }
}
