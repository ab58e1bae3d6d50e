package coulombus.alertrouter;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;

/// A receiver that keeps what it was told. While it is closed its port refuses connections.
final class HttpListener implements AutoCloseable {
    private final Vertx vertx;
    final int port;
    final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger failNext = new AtomicInteger();
    private HttpServer server;

    HttpListener(Vertx vertx) throws IOException {
        this.vertx = vertx;
        this.port = freePort();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/alerts";
    }

    void open() throws Exception {
        server = vertx.createHttpServer();
        server.requestHandler(request -> request.body().onSuccess(body -> {
            boolean fails = failNext.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            if (!fails) {
                heard.add(body.toJsonObject());
            }
            request.response().setStatusCode(fails ? 503 : 200).end();
        }));
        server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /// What names the revisions that were heard, in order.
    List<String> keys() {
        return heard.stream().map(json -> json.getString("dedupe_key")).toList();
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
