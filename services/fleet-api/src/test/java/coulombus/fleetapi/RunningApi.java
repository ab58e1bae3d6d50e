package coulombus.fleetapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

import coulombus.core.alert.AlertRequest;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.audit.AuditEntry;
import coulombus.core.book.FacilityRequest;
import coulombus.fleetapi.access.OidcSettings;
import coulombus.fleetapi.access.People;
import coulombus.fleetapi.access.PeopleFile;
import coulombus.fleetapi.access.PersonalToken;

/// The real server on a free loopback port over a made-up fleet, with a client for it. Its clock stands still until it is told.
final class RunningApi implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final FleetView view = new FleetView(ViewLimits.DEFAULT);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ControlView control = new ControlView();
    final AlertView alerts = new AlertView();
    final AuditView audits = new AuditView();
    final List<ChannelRequest> requests = new CopyOnWriteArrayList<>();
    final List<AlertRequest> alertRequests = new CopyOnWriteArrayList<>();
    final List<FacilityRequest> facilityRequests = new CopyOnWriteArrayList<>();
    final FacilityView facility;
    final FleetApiServer server;
    final String token;
    final HttpClient client = vertx.createHttpClient();
    final Path peopleFile;
    volatile boolean auditIsAway;
    private final Path folder;
    private volatile Instant now;

    RunningApi(InstantSource clock) throws Exception {
        this(clock, null);
    }

    /// @param oidc whose bearer tokens are believed; null for nobody's
    RunningApi(InstantSource clock, OidcSettings oidc) throws Exception {
        this(clock, oidc, List.of());
    }

    /// @param people who has a token of their own
    RunningApi(InstantSource clock, OidcSettings oidc, List<PersonalToken> people) throws Exception {
        folder = Files.createTempDirectory("coulombus-api");
        Path tokenFile = folder.resolve("token");
        peopleFile = folder.resolve("people.yaml");
        if (!people.isEmpty()) {
            PeopleFile.write(peopleFile, people);
        }
        FleetApiConfig config = new FleetApiConfig(null, 0, tokenFile, null, null, null, null, null, peopleFile, oidc);
        token = AccessToken.readOrCreate(tokenFile);
        now = clock == null ? Instant.parse("2026-11-21T02:00:00Z") : null;
        InstantSource time = clock == null ? () -> now : clock;
        AuditLog log = new AuditLog(this::take, time);
        facility = new FacilityView(view, control, new YamlTexts(), time);
        FacilityRequests asking = new FacilityRequests(facility, this::take, log);
        server = new FleetApiServer(vertx, config, new FleetApiServer.Keys(token, People.of(config.peopleFile())),
                new FleetApiServer.Known(view, new ControlRoutes(control, this::take, asking, log, time),
                        new AlertRoutes(alerts, this::take, time), new AuditRoutes(audits, control, asking), log,
                        facility, FacilityRouteTable.of(vertx, facility, view, asking)),
                new FleetApiMetrics(meters), time);
        await(server.start());
    }

    /// Takes requests as Kafka would; there is no scheduler behind.
    private Future<Void> take(ChannelRequest request) {
        requests.add(request);
        return Future.succeededFuture();
    }

    /// Decides as the scheduler does, at once; nothing gets a channel by it.
    private Future<Void> take(FacilityRequest request) {
        facilityRequests.add(request);
        facility.on(facility.tried(request));
        return Future.succeededFuture();
    }

    private Future<Void> take(AuditEntry entry) {
        if (auditIsAway) {
            return Future.failedFuture("no broker");
        }
        audits.on(entry);
        return Future.succeededFuture();
    }

    private Future<Void> take(AlertRequest request) {
        alertRequests.add(request);
        return Future.succeededFuture();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /// What came back.
    record Answer(int status, MultiMap headers, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }
    }

    /// A request to build up.
    Request get(String path) {
        return new Request(HttpMethod.GET, path);
    }

    Request request(HttpMethod method, String path) {
        return new Request(method, path);
    }

    Request post(String path) {
        return new Request(HttpMethod.POST, path);
    }

    /// With the token.
    Answer ask(String path) throws Exception {
        return get(path).with("Authorization", "Bearer " + token).send();
    }

    /// Opens a login link as a browser would and answers the cookie.
    String logIn() throws Exception {
        String link = server.newLoginLink();
        Answer answer = get(link.substring(link.indexOf("/login"))).send();
        String cookie = answer.headers().get("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    final class Request {
        private final RequestOptions options;

        private Request(HttpMethod method, String path) {
            options = new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(server.port()).setURI(path);
        }

        Request with(String header, String value) {
            options.putHeader(header, value);
            return this;
        }

        Answer send(JsonObject body) throws Exception {
            with("Content-Type", "application/json");
            return send(body.toBuffer());
        }

        Answer send(Buffer body) throws Exception {
            return await(client.request(options).compose(request -> request.send(body).compose(
                    response -> response.body().map((Buffer answer) -> new Answer(response.statusCode(), response.headers(),
                            answer.toString())))));
        }

        Answer send() throws Exception {
            return await(client.request(options).compose(request -> request.send().compose(
                    response -> response.body()
                            .map((Buffer body) -> new Answer(response.statusCode(), response.headers(), body.toString())))));
        }
    }

    @Override
    public void close() throws Exception {
        await(server.close());
        await(vertx.close());
        Files.deleteIfExists(folder.resolve("token"));
        Files.deleteIfExists(folder.resolve("people.yaml"));
        Files.deleteIfExists(folder);
    }
}
