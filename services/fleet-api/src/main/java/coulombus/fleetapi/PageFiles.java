package coulombus.fleetapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.alert.AlertKind;

/// The files of the web page, read from the jar once and held in memory. Only what is listed here is served.
final class PageFiles {
    /// Where the page can be opened; each of its views has an address.
    static final List<String> ADDRESSES = List.of("/", "/channels", "/channels/*", "/runs/*", "/alerts", "/compare", "/queue", "/timeline",
            "/utilisation", "/bench", "/cells", "/cells/*", "/experiments/*", "/runbooks/*");
    private static final List<String> NAMES = List.of("index.html", "style.css", "wall.css", "pages.css", "app.js", "api.js", "live.js",
            "words.js",
            "marks.js", "fleet.js", "wall.js", "wall-model.js", "wall-modes.js", "wall-canvas.js", "wall-card.js", "wall-select.js",
            "actions.js",
            "alerts.js", "runbook.js", "compare.js", "compare-charts.js", "experiments.js", "experiment.js", "queue.js", "submit.js",
            "cell.js",
            "timeline.js", "utilisation.js", "bench.js", "run.js", "run-charts.js", "run-parts.js", "run-side.js", "charts.js",
            "chart-plugins.js", "tables.js",
            "half-cycle-panel.js", "chart-files.js", "chart-table.js", "icon.svg");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "svg", "image/svg+xml", "md",
            "text/markdown; charset=utf-8");
    private static final String CHART_LIBRARY = "chartjs";

    private final Map<String, PageFile> files = new HashMap<>();

    private PageFiles() {}

    /// @throws IllegalStateException where a file is missing from the jar
    static PageFiles load() {
        PageFiles page = new PageFiles();
        for (String name : NAMES) {
            page.put("/page/" + name, resource("page/" + name));
        }
        for (AlertKind kind : AlertKind.values()) {
            page.put("/page/runbooks/" + kind.slug() + ".md", resource("page/runbooks/" + kind.slug() + ".md"));
        }
        page.put("/page/chart-library.js", chartLibrary());
        return page;
    }

    private void put(String path, Buffer content) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        files.put(path, new PageFile(content, type, "\"" + digest(content) + "\""));
    }

    /// Answers with the file of a path below `/page/`, or with nothing where there is none.
    boolean serve(RoutingContext request, String path) {
        Optional<PageFile> file = Optional.ofNullable(files.get(path));
        file.ifPresent(found -> found.answer(request));
        return file.isPresent();
    }

    /// A resource beside this class.
    static Buffer resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource '" + name + "' is missing from the fleet-api jar");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("resource '" + name + "' cannot be read", e);
        }
    }

    /// The library lies in its WebJar under its version, which that jar's own properties tell.
    private static Buffer chartLibrary() {
        Properties jar = new Properties();
        try (InputStream in = PageFiles.class.getResourceAsStream("/META-INF/maven/org.webjars/" + CHART_LIBRARY + "/pom.properties")) {
            if (in == null) {
                throw new IllegalStateException("the WebJar of " + CHART_LIBRARY + " is not on the class path");
            }
            jar.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the WebJar of " + CHART_LIBRARY + " cannot be read", e);
        }
        return resource("/META-INF/resources/webjars/" + CHART_LIBRARY + "/" + jar.getProperty("version") + "/dist/chart.umd.js");
    }

    /// A short name of a content, for telling whether it is still the same.
    static String digest(Buffer content) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
            return HexFormat.of().formatHex(sha, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private record PageFile(Buffer content, String type, String etag) {
        void answer(RoutingContext request) {
            // Browsers ask each time and mostly hear "not modified": a new release shows at once, a reload is cheap.
            request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, etag);
            if (etag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
                request.response().setStatusCode(304);
                request.end();
            } else {
                request.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
                request.end(content);
            }
        }
    }
}
