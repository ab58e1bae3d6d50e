package coulombus.fleetapi;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import io.vertx.core.json.JsonArray;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/// The page in a real browser over the made-up fleet, logged in, with a scheduler's side that is made up too. Skips the test that
/// asks for it where there is no browser, but not on a build server.
final class OpenPage implements AutoCloseable {
    final RunningApi api;
    final HeadlessBrowser browser;

    OpenPage() throws Exception {
        Optional<Path> executable = HeadlessBrowser.find();
        if (executable.isEmpty()) {
            assertThat(System.getenv("CI")).describedAs("no Chromium on the PATH and none named by COULOMBUS_CHROMIUM")
                    .isNotEqualTo("true");
        }
        Assumptions.assumeTrue(executable.isPresent(), "needs Chromium on the PATH, or COULOMBUS_CHROMIUM; skipped");
        api = new RunningApi(InstantSource.system());
        MadeUpFleet.feed(api.view, Instant.now());
        browser = HeadlessBrowser.launch(api.vertx, executable.get());
        browser.resize(1280, 900, false);
        browser.beforeEachPage(PageFiles.resource("facility-double.js").toString());
        browser.open(api.server.newLoginLink());
        soon().untilAsserted(() -> assertThat(browser.count("#wall")).isEqualTo(1));
    }

    static ConditionFactory soon() {
        // A question to a page that is just being left for the next one has no answer.
        return Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(100))
                .ignoreException(CompletionException.class);
    }

    /// Goes to an address of the page as a link would.
    void go(String address) {
        browser.run("history.pushState(null, '', '" + address + "'); dispatchEvent(new PopStateEvent('popstate'))");
    }

    /// Waits until an element says a text.
    void says(String selector, String text) {
        soon().untilAsserted(() -> assertThat(browser.text(selector)).contains(text));
    }

    String address() {
        return (String) browser.run("location.pathname + location.search");
    }

    /// Bodies of the changes that were asked of the made-up scheduler, as JSON texts with their paths.
    JsonArray asked() {
        return new JsonArray((String) browser.run("JSON.stringify(window.asked)"));
    }

    /// Pixels of a canvas that are not see-through.
    int paintedPixels(String canvas) {
        return ((Number) browser.run("(() => { const c = document.querySelector('" + canvas + "');"
                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
                + " for (let i = 3; i < d.length; i += 4) if (d[i] > 128) n++; return n; })()")).intValue();
    }

    @Override
    public void close() throws Exception {
        browser.close();
        api.close();
    }
}
