package coulombus.alertrouter;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// An Alertmanager in a process of its own, found on the PATH or named by COULOMBUS_ALERTMANAGER.
final class RealAlertmanager implements AutoCloseable {
    private static final List<String> NAMES = List.of("prometheus-alertmanager", "alertmanager");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path executable;
    private final Path folder;
    final int port;
    private Process process;

    RealAlertmanager(Path executable, Path folder, String receiverUrl) throws IOException {
        this.executable = executable;
        this.folder = folder;
        this.port = HttpListener.freePort();
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: test
                  group_by: [alert_id]
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                  - name: test
                    webhook_configs:
                      - url: %s
                        send_resolved: true
                """.formatted(receiverUrl));
    }

    static Optional<Path> find(String setting, List<String> names) {
        String named = System.getenv(setting);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return names.stream().flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(f -> Path.of(f, name)))
                .filter(Files::isExecutable).findFirst();
    }

    static Optional<Path> find() {
        return find("COULOMBUS_ALERTMANAGER", NAMES);
    }

    void start() throws IOException {
        process = new ProcessBuilder(executable.toString(), "--config.file=" + folder.resolve("alertmanager.yml"),
                "--storage.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address=")
                .redirectErrorStream(true).redirectOutput(folder.resolve("alertmanager.log").toFile()).start();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    boolean isReady() {
        try {
            return get("/-/ready").startsWith("OK");
        } catch (IOException e) {
            return false;
        }
    }

    Optional<JsonObject> alert(String alertId) throws IOException {
        return objects("/api/v2/alerts").filter(a -> a.getJsonObject("labels").getString("alert_id").equals(alertId)).findFirst();
    }

    Stream<JsonObject> silences() throws IOException {
        return objects("/api/v2/silences").filter(s -> s.getJsonObject("status").getString("state").equals("active"));
    }

    private Stream<JsonObject> objects(String path) throws IOException {
        return new JsonArray(get(path)).stream().map(o -> (JsonObject) o);
    }

    private String get(String path) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
