package coulombus.fleetapi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import coulombus.core.measurement.MeasurementBatch;

import static org.assertj.core.api.Assertions.assertThat;

/// The wall of 5,000 channels, each with a measurement a second, in a real browser through the real server; tells what the browser
/// measured of itself. Run by name: its name keeps it out of the usual builds. Time bounds are read, not asserted.
class WallLoad {
    private static final int CHANNELS = 5_000;
    private static final Duration WATCHED = Duration.ofSeconds(25);
    private static final String OBSERVE = "window.tasks = []; window.messages = 0; window.messageChars = 0;"
            + "new PerformanceObserver((list) => list.getEntries().forEach((e) => tasks.push([Math.round(e.startTime), Math.round(e.duration)])))"
            + ".observe({ type: 'longtask', buffered: true });"
            + "{ const Real = window.WebSocket; window.WebSocket = class extends Real { constructor(url) { super(url);"
            + " this.addEventListener('message', (e) => { if (e.data.startsWith('{\"type\":\"wall\"')) { messages++; messageChars += e.data.length; } }); } }; }";
    private static final String FIGURES = "JSON.stringify({"
            + "first_paint_millis: performance.getEntriesByName('first-paint')[0]?.startTime,"
            + "first_contentful_paint_millis: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,"
            + "wall_painted_millis: performance.getEntriesByName('wall-painted')[0]?.startTime,"
            + "long_tasks: tasks, messages, message_chars: messageChars, seconds: performance.now() / 1000 })";

    @Test
    void wallOfFiveThousandChannels() throws Exception {
        // Given
        Assumptions.assumeTrue(HeadlessBrowser.find().isPresent(), "needs Chromium");
        try (RunningApi api = new RunningApi(InstantSource.system());
                HeadlessBrowser browser = HeadlessBrowser.launch(api.vertx, HeadlessBrowser.find().orElseThrow())) {
            MadeUpFleet.feedMany(api.view, Instant.now(), CHANNELS);
            ScheduledExecutorService cyclers = Executors.newSingleThreadScheduledExecutor();
            AtomicInteger second = new AtomicInteger();
            cyclers.scheduleAtFixedRate(() -> measure(api.view, second.incrementAndGet()), 0, 1, TimeUnit.SECONDS);
            browser.resize(1920, 1080, false);
            browser.open(api.server.newLoginLink());
            opened(browser);
            browser.beforeEachPage(OBSERVE);
            for (int visit = 1; visit <= 3; visit++) {
                // When
                browser.open(api.server.url() + "/?visit=" + visit);
                opened(browser);
                Awaitility.await().pollDelay(WATCHED).atMost(WATCHED.plusSeconds(10)).until(() -> true);
                tell("visit " + visit + ", state", browser);
                browser.run("tasks.length = 0; (() => { const s = document.querySelector('#wall-mode'); s.value = 'age';"
                        + " s.dispatchEvent(new Event('change')); })()");
                browser.run(
                        "(() => { const s = document.querySelector('#search'); s.value = '17'; s.dispatchEvent(new Event('input')); })()");
                Awaitility.await().pollDelay(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(20)).until(() -> true);
                // Then
                JsonObject figures = tell("visit " + visit + ", colour mode and search changed, then data age", browser);
                assertThat(figures.getInteger("messages")).isGreaterThan((int) WATCHED.toSeconds() / 2);
                assertThat(browser.text("[data-figure=running] b")).isEqualTo("5\u202f000");
            }
            cyclers.shutdownNow();
        }
    }

    private static void opened(HeadlessBrowser browser) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions()
                .until(() -> Optional.ofNullable(browser.run("performance.getEntriesByName('wall-painted').length")),
                        found -> found.equals(Optional.of(1)));
    }

    private static JsonObject tell(String when, HeadlessBrowser browser) {
        JsonObject figures = new JsonObject((String) browser.run(FIGURES));
        int longest = figures.getJsonArray("long_tasks").stream().mapToInt(task -> ((JsonArray) task).getInteger(1)).max().orElse(0);
        System.out.println(when + ": longest task " + (longest == 0 ? "under 50" : longest) + " ms; " + figures.encode());
        return figures;
    }

    private static void measure(FleetView view, int second) {
        MeasurementBatch batch = new MeasurementBatch(1);
        Instant now = Instant.now();
        for (int i = 0; i < CHANNELS; i++) {
            batch.clear(1_000_000L + second);
            batch.addRow();
            batch.setTestTimeSecond(0, 1_200 + second);
            batch.setVoltageVolt(0, 0.05 + 1e-4 * ((i * 31 + second * 17) % 100));
            batch.setCurrentAmpere(0, 1e-3);
            view.on("R" + (i / 64 + 1) + "/" + (i % 64 + 1), new UUID(1, i), batch, now);
        }
    }
}
