package coulombus.fleetapi;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// A Chromium without a window, driven over its DevTools protocol: opens pages, runs scripts, clicks like a person, takes pictures.
///
/// One page, one owner thread. Every fault the page reports is kept in [#complaints()].
final class HeadlessBrowser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final Path profile;
    private final WebSocketClient client;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String session;

    private HeadlessBrowser(Process process, Path profile, WebSocketClient client, WebSocket socket) {
        this.process = process;
        this.profile = profile;
        this.client = client;
        this.socket = socket;
        socket.textMessageHandler(this::hear);
    }

    /// The browser to use: what COULOMBUS_CHROMIUM names, else the first found on the PATH.
    static Optional<Path> find() {
        String named = System.getenv("COULOMBUS_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    static HeadlessBrowser launch(Vertx vertx, Path executable) throws Exception {
        Path profile = Files.createTempDirectory("coulombus-browser");
        List<String> command = new ArrayList<>(List.of(executable.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"));
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String address = devToolsAddress(process);
        WebSocketClient client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxMessageSize(64 * 1024 * 1024).setMaxFrameSize(64 * 1024 * 1024));
        WebSocket socket = client.connect(new WebSocketConnectOptions().setAbsoluteURI(address).setAllowOriginHeader(false))
                .toCompletionStage().toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        HeadlessBrowser browser = new HeadlessBrowser(process, profile, client, socket);
        browser.attach();
        return browser;
    }

    private static String devToolsAddress(Process process) throws IOException {
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith(LISTENING)) {
                // What it says from now on must go somewhere, or it stops when the pipe is full.
                Thread.ofVirtual().start(() -> errors.lines().forEach(ignored -> {}));
                return line.substring(LISTENING.length());
            }
            said.append(line).append('\n');
        }
        throw new IOException("the browser ended without opening its DevTools port; it said:\n" + said);
    }

    private void attach() {
        String target = call("Target.createTarget", new JsonObject().put("url", "about:blank")).getString("targetId");
        session = call("Target.attachToTarget", new JsonObject().put("targetId", target).put("flatten", true)).getString("sessionId");
        call("Page.enable", new JsonObject());
        call("Runtime.enable", new JsonObject());
        call("Log.enable", new JsonObject());
    }

    private void hear(String text) {
        JsonObject message = new JsonObject(text);
        if (message.containsKey("id")) {
            CompletableFuture<JsonObject> answer = answers.remove(message.getInteger("id"));
            if (message.containsKey("error")) {
                answer.completeExceptionally(new IllegalStateException(message.getJsonObject("error").encode()));
            } else {
                answer.complete(message.getJsonObject("result"));
            }
        } else if ("Runtime.exceptionThrown".equals(message.getString("method"))) {
            complaints.add(message.getJsonObject("params").getJsonObject("exceptionDetails").encode());
        } else if ("Log.entryAdded".equals(message.getString("method"))) {
            JsonObject entry = message.getJsonObject("params").getJsonObject("entry");
            if ("error".equals(entry.getString("level"))) {
                complaints.add(entry.getString("text") + " " + entry.getString("url"));
            }
        }
    }

    JsonObject call(String method, JsonObject parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        JsonObject message = new JsonObject().put("id", id).put("method", method).put("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        socket.writeTextMessage(message.encode());
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Errors and refused resources the page has reported so far.
    List<String> complaints() {
        return complaints;
    }

    void resize(int width, int height, boolean phone) {
        call("Emulation.setDeviceMetricsOverride", new JsonObject().put("width", width).put("height", height)
                .put("deviceScaleFactor", phone ? 2 : 1).put("mobile", phone));
    }

    /// `light` or `dark`, as a person's system would say.
    void prefer(String scheme) {
        call("Emulation.setEmulatedMedia", new JsonObject().put("features", new JsonArray()
                .add(new JsonObject().put("name", "prefers-color-scheme").put("value", scheme))));
    }

    /// A script that runs in every page before its own.
    void beforeEachPage(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", new JsonObject().put("source", script));
    }

    void open(String url) {
        call("Page.navigate", new JsonObject().put("url", url));
    }

    /// Runs a JavaScript expression in the page and answers its value; promises are waited for.
    Object run(String expression) {
        JsonObject answer = call("Runtime.evaluate",
                new JsonObject().put("expression", expression).put("awaitPromise", true).put("returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.getJsonObject("exceptionDetails").encode());
        }
        return answer.getJsonObject("result").getValue("value");
    }

    String text(String selector) {
        return (String) run("document.querySelector(" + quoted(selector) + ")?.textContent ?? null");
    }

    int count(String selector) {
        return ((Number) run("document.querySelectorAll(" + quoted(selector) + ").length")).intValue();
    }

    /// Clicks the middle of what a selector finds, with the mouse.
    void click(String selector) {
        JsonObject at = new JsonObject((String) run("(() => { const e = document.querySelector(" + quoted(selector)
                + "); e.scrollIntoView({ block: 'center' }); const r = e.getBoundingClientRect();"
                + " return JSON.stringify({ x: r.x + r.width / 2, y: r.y + r.height / 2 }); })()"));
        mouse("mousePressed", at.getDouble("x"), at.getDouble("y"));
        mouse("mouseReleased", at.getDouble("x"), at.getDouble("y"));
    }

    void drag(double fromX, double fromY, double toX, double toY) {
        mouse("mouseMoved", fromX, fromY);
        mouse("mousePressed", fromX, fromY);
        for (int i = 1; i <= 5; i++) {
            mouse("mouseMoved", fromX + (toX - fromX) * i / 5, fromY + (toY - fromY) * i / 5);
        }
        mouse("mouseReleased", toX, toY);
    }

    void mouse(String type, double x, double y) {
        JsonObject event = new JsonObject().put("type", type).put("x", x).put("y", y);
        if (!type.equals("mouseMoved")) {
            event.put("button", "left").put("clickCount", 1);
        }
        call("Input.dispatchMouseEvent", event);
    }

    void press(String key) {
        call("Input.dispatchKeyEvent", new JsonObject().put("type", "keyDown").put("key", key).put("text", key.length() == 1 ? key : ""));
        call("Input.dispatchKeyEvent", new JsonObject().put("type", "keyUp").put("key", key));
    }

    void picture(Path file, boolean wholePage) throws IOException {
        JsonObject answer = call("Page.captureScreenshot",
                new JsonObject().put("format", "png").put("captureBeyondViewport", wholePage));
        Files.write(file, Base64.getDecoder().decode(answer.getString("data")));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public void close() throws Exception {
        socket.close();
        client.close();
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        deleteProfile();
    }

    /// A child of the browser may still be deleting files of its own; what is gone already is as good as deleted.
    private void deleteProfile() throws IOException {
        Files.walkFileTree(profile, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                file.toFile().delete();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                directory.toFile().delete();
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
