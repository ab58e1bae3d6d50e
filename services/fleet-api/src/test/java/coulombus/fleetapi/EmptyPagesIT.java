package coulombus.fleetapi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Every page over the real routes of a service that knows nothing yet: each says what to do, and none complains.
class EmptyPagesIT {
    private static final Map<String, String> SAYS = Map.of("/", "No channel has been heard of yet", "/channels",
            "No channel has been heard of yet", "/queue", "The queue is empty.", "/timeline", "No channel is known yet", "/utilisation",
            "Nothing to count yet", "/compare", "Nothing is chosen yet", "/bench", "Scan the cell", "/alerts", "All quiet", "/cells",
            "No cell is registered yet");

    @Test
    void everyPageSaysWhatToDoWhereThereIsNothingYet() throws Exception {
        Optional<Path> executable = HeadlessBrowser.find();
        Assumptions.assumeTrue(executable.isPresent(), "needs Chromium on the PATH, or COULOMBUS_CHROMIUM; skipped");
        try (RunningApi api = new RunningApi(InstantSource.system());
                HeadlessBrowser browser = HeadlessBrowser.launch(api.vertx, executable.get())) {
            browser.open(api.server.newLoginLink());
            OpenPage.soon().untilAsserted(() -> assertThat(browser.count("#wall")).isEqualTo(1));
            SAYS.forEach((address, text) -> {
                browser.run("history.pushState(null, '', '" + address + "'); dispatchEvent(new PopStateEvent('popstate'))");
                OpenPage.soon().untilAsserted(() -> assertThat(browser.text("main")).describedAs(address).contains(text));
            });
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
