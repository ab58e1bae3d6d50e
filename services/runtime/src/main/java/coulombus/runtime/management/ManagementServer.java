package coulombus.runtime.management;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.runtime.management.HealthCheck.Health;
import coulombus.runtime.management.HealthCheck.Kind;

/// Serves `/health/live`, `/health/ready` and `/metrics`. Healthy is 200, unhealthy 503, both with the answer of every check; a check
/// that does not answer in time is unhealthy.
///
/// Checks and metrics are worked out on a few threads of their own: one that hangs holds up neither the event loop, nor the workers
/// of the services, nor the metrics.
public final class ManagementServer implements AutoCloseable {
    public static final String LIVE = "/health/live";
    public static final String READY = "/health/ready";
    public static final String METRICS = "/metrics";

    private static final int CHECK_WORKERS = 4;
    private static final long PATIENCE_SECONDS = 3;
    private static final long START_PATIENCE_SECONDS = 10;

    private final WorkerExecutor checkWorkers;
    private final WorkerExecutor scrapeWorker;
    private final PrometheusMeterRegistry meters;
    private final Supplier<List<HealthCheck>> checks;
    private final HttpServer server;

    private ManagementServer(Vertx vertx, PrometheusMeterRegistry meters, Supplier<List<HealthCheck>> checks) {
        this.checkWorkers = vertx.createSharedWorkerExecutor("management-checks", CHECK_WORKERS);
        this.scrapeWorker = vertx.createSharedWorkerExecutor("management-metrics", 1);
        this.meters = meters;
        this.checks = checks;
        this.server = vertx.createHttpServer().requestHandler(this::answer);
    }

    /// Binds, and answers when it listens. Blocks: not for an event loop.
    ///
    /// @param checks asked anew for every request
    /// @throws IllegalStateException where the address cannot be bound; the message names it
    public static ManagementServer start(Vertx vertx, ManagementSettings settings, PrometheusMeterRegistry meters,
            Supplier<List<HealthCheck>> checks) {
        ManagementServer management = new ManagementServer(vertx, meters, checks);
        try {
            management.server.listen(settings.port(), settings.host()).await(START_PATIENCE_SECONDS, TimeUnit.SECONDS);
            return management;
        } catch (Exception e) {
            management.checkWorkers.close();
            management.scrapeWorker.close();
            throw new IllegalStateException(
                    "management.port: cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage()
                            + "; end the program that has it, or set another port",
                    e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            request.response().setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
            return;
        }
        switch (request.path()) {
            case LIVE -> health(request, Kind.LIVENESS);
            case READY -> health(request, Kind.READINESS);
            case METRICS -> scrapeWorker.executeBlocking(() -> meters.scrape(), false)
                    .onSuccess(text -> request.response().putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8").end(text))
                    .onFailure(e -> request.response().setStatusCode(500).end(e.toString()));
            default -> request.response().setStatusCode(404).end("known here: " + LIVE + ", " + READY + ", " + METRICS + "\n");
        }
    }

    private void health(HttpServerRequest request, Kind kind) {
        List<HealthCheck> asked = checks.get().stream().filter(c -> c.kind() == kind).toList();
        List<Future<JsonObject>> answers = asked.stream().map(this::ask).toList();
        Future.all(answers).onSuccess(all -> {
            boolean up = answers.stream().allMatch(a -> a.result().getString("status").equals("up"));
            JsonObject body = new JsonObject().put("status", up ? "up" : "down").put("checks",
                    new JsonArray(answers.stream().map(Future::result).toList()));
            request.response().setStatusCode(up ? 200 : 503).putHeader("Content-Type", "application/json").end(body.encode());
        });
    }

    private Future<JsonObject> ask(HealthCheck check) {
        return checkWorkers.executeBlocking(check::ask, false).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .otherwise(late -> new Health.Down("no answer within " + PATIENCE_SECONDS + " s"))
                .map(health -> new JsonObject().put("name", check.name()).put("status", health instanceof Health.Up ? "up" : "down")
                        .put("detail", health.detail()));
    }

    @Override
    public void close() throws Exception {
        server.close().await(START_PATIENCE_SECONDS, TimeUnit.SECONDS);
        checkWorkers.close();
        scrapeWorker.close();
    }
}
