package coulombus.fleetapi;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRequest;
import coulombus.core.alert.AlertState;
import coulombus.core.detection.Severity;
import coulombus.core.measurement.MeasurementBatch;

import static org.assertj.core.api.Assertions.assertThat;

/// The page in a real browser over a made-up fleet. Skipped where there is no browser, but not on a build server.
class PageIT {
    private RunningApi api;
    private HeadlessBrowser browser;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> executable = HeadlessBrowser.find();
        if (executable.isEmpty()) {
            assertThat(System.getenv("CI")).describedAs("no Chromium on the PATH and none named by COULOMBUS_CHROMIUM")
                    .isNotEqualTo("true");
        }
        Assumptions.assumeTrue(executable.isPresent(), "PageIT needs Chromium on the PATH, or COULOMBUS_CHROMIUM; skipped");
        api = new RunningApi(InstantSource.system());
        MadeUpFleet.feed(api.view, Instant.now());
        browser = HeadlessBrowser.launch(api.vertx, executable.get());
        browser.resize(1280, 900, false);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (api != null) {
            api.close();
        }
    }

    private static ConditionFactory soon() {
        // A question to a page that is just being left for the next one has no answer.
        return Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(100))
                .ignoreException(CompletionException.class);
    }

    private void openFleet() {
        browser.open(api.server.newLoginLink());
        soon().untilAsserted(() -> assertThat(browser.count(".fleet tbody tr")).isEqualTo(7));
    }

    private void openRun(String path) {
        browser.run("history.pushState(null, '', '" + path + "'); dispatchEvent(new PopStateEvent('popstate'))");
        soon().untilAsserted(() -> assertThat(browser.run("document.querySelector('main').dataset.drawn ?? null")).isEqualTo("true"));
    }

    @Test
    void showsAlertsAndTakesOneWithAReason() throws Exception {
        // Given
        api.alerts.on(AlertsIT.alert(1, AlertKind.SOFT_SHORT, Severity.WARNING, new AlertState.Open(), 100));
        api.alerts.on(AlertsIT.alert(2, AlertKind.HARD_SHORT, Severity.CRITICAL, new AlertState.Open(), 50));
        openFleet();

        // When
        browser.press("a");
        soon().untilAsserted(() -> assertThat(browser.count(".alerts li")).isEqualTo(2));
        browser.run("document.querySelector('.alerts input[name=who]').value = 'anna'");
        browser.run("document.querySelector('.alerts input[name=why]').value = 'on my way'");
        browser.click(".alerts .take button");

        // Then
        assertThat(browser.run("document.querySelector('.alerts li strong').textContent")).isEqualTo("Hard short");
        assertThat(browser.run("document.querySelector('.alerts li a').getAttribute('href')")).isEqualTo("/runs/" + new UUID(6, 2));
        soon().untilAsserted(() -> assertThat(api.alertRequests).hasSize(1));
        assertThat(api.alertRequests.get(0).asked()).isEqualTo(new AlertRequest.Asked.Acknowledge("on my way"));
        assertThat(api.alertRequests.get(0).requestedBy()).isEqualTo("anna");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsTheFleetAfterALoginLinkAndChangesItsValuesInPlace() {
        // Given
        openFleet();
        browser.run("window.rowBefore = document.querySelector('[data-channel=\"A3/9\"]')");
        assertThat(browser.text("[data-channel='A3/7'] .col-state")).contains("Soft short");
        assertThat(browser.text("[data-channel='A3/11'] .col-state")).contains("Stale");
        assertThat(browser.count("tr.is-stale")).isEqualTo(1);
        assertThat(browser.count(".fleet .badge:not([hidden])")).isEqualTo(7);
        // When
        measure("A3/9", -1.25);
        // Then
        soon().untilAsserted(() -> assertThat(browser.text("[data-channel='A3/9'] .col-voltage")).isEqualTo("\u22121.2500\u202fV"));
        assertThat(browser.run("window.rowBefore === document.querySelector('[data-channel=\"A3/9\"]')")).isEqualTo(true);
        assertThat(browser.complaints()).isEmpty();
    }

    private void measure(String channel, double voltageVolt) {
        MeasurementBatch batch = new MeasurementBatch(1);
        batch.clear(1_000_000);
        batch.addRow();
        batch.setTestTimeSecond(0, 320 * 3600);
        batch.setVoltageVolt(0, voltageVolt);
        batch.setCurrentAmpere(0, 1e-3);
        api.view.on(channel, MadeUpFleet.FULL, batch, Instant.now());
    }

    @Test
    void keepsSearchAndFilterInTheAddressAndGoesBack() {
        // Given
        openFleet();
        // When
        browser.press("/");
        for (String key : "zn-cu".split("")) {
            browser.press(key);
        }
        browser.click(".chip[data-condition='stale']");
        // Then
        soon().untilAsserted(() -> assertThat(browser.run("location.search")).isEqualTo("?q=zn-cu&state=stale"));
        assertThat(browser.count(".fleet tbody tr:not([hidden])")).isEqualTo(1);
        browser.run("history.back()");
        soon().untilAsserted(() -> assertThat(browser.count(".fleet tbody tr:not([hidden])")).isEqualTo(3));
    }

    @Test
    void marksAFindingOnTheTraceAndShowsItUpClose() {
        // Given
        openFleet();
        browser.click("[data-channel='A3/7'] .col-cell");
        soon().untilAsserted(() -> assertThat(browser.count(".flag:not([hidden])")).isEqualTo(1));
        assertThat(browser.run("location.pathname")).isEqualTo("/channels/A3%2F7");
        assertThat(browser.text(".findings .sentence")).startsWith("The cell went soft short at 337.5 h");
        assertThat(browser.text("main")).contains("No coulombic efficiency is shown").doesNotContain("CE / %");
        assertThat(paintedPixels(".plot-voltage")).isGreaterThan(2_000);
        assertThat(paintedPixels(".plot-result")).isGreaterThan(500);
        // When
        browser.click(".findings button");
        // Then
        soon().untilAsserted(() -> assertThat((String) browser.run("location.search")).contains("finding="));
        soon().untilAsserted(() -> assertThat(browser.text(".range")).startsWith("325."));
        assertThat(browser.count(".flag:not([hidden])")).isEqualTo(1);
        assertThat(browser.count(".findings .is-chosen")).isEqualTo(1);
        assertThat(browser.complaints()).isEmpty();
    }

    private int paintedPixels(String plot) {
        return ((Number) browser.run("(() => { const c = document.querySelector('" + plot + " canvas');"
                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
                + " for (let i = 3; i < d.length; i += 4) if (d[i] > 128) n++; return n; })()")).intValue();
    }

    @Test
    void zoomsByDraggingAndReturnsWithEscape() {
        // Given
        openFleet();
        openRun("/runs/" + MadeUpFleet.PLATING);
        String whole = browser.text(".range");
        // When
        String box = "document.querySelector('.plot-voltage').getBoundingClientRect()";
        double top = ((Number) browser.run(box + ".top")).doubleValue() + 60;
        browser.drag(400, top, 700, top);
        // Then
        soon().untilAsserted(() -> assertThat(browser.text(".range")).isNotEqualTo(whole));
        assertThat((String) browser.run("location.search")).contains("from=").contains("to=");
        browser.press("Escape");
        soon().untilAsserted(() -> assertThat(browser.text(".range")).isEqualTo(whole));
    }

    @Test
    void tellsWhyAnEfficiencyMustNotBeJudged() {
        // Given
        openFleet();
        openRun("/runs/" + MadeUpFleet.PLATING);
        // When
        browser.run("document.querySelector('details').open = true");
        // Then
        soon().untilAsserted(
                () -> assertThat(browser.text("details table")).contains("CE not to be judged: stripping ended on capacity"));
        assertThat(browser.text("#quality")).contains("Gap").contains("312 s");
        assertThat(browser.text("[data-card='efficiency']")).contains("99.31").contains("strip / plate");
    }

    @Test
    void drawsNewMeasurementsOfTheRunThatIsShown() {
        // Given
        openFleet();
        openRun("/channels/A3%2F9");
        String before = browser.text(".range");
        // When
        measure("A3/9", 0.777);
        // Then
        soon().untilAsserted(() -> assertThat(browser.text("[data-card='voltage'] .value")).isEqualTo("0.7770\u202fV"));
        soon().untilAsserted(() -> assertThat(browser.text(".range")).isNotEqualTo(before).contains("320.00"));
    }

    @Test
    void freezesAgesAndSaysSoWhenTheConnectionIsLost() throws Exception {
        // Given
        openFleet();
        soon().untilAsserted(() -> assertThat(browser.text("#connection")).isEqualTo("live"));
        // When
        RunningApi.await(api.server.close());
        // Then
        soon().untilAsserted(() -> assertThat(browser.run("!document.getElementById('banner').hidden")).isEqualTo(true));
        assertThat(browser.text("#banner")).startsWith("Connection lost at");
        RunningApi.await(api.server.start());
    }

    @Test
    void saysHowToLogInWhereTheBrowserHasNoSession() {
        // When
        browser.open(api.server.url() + "/");
        // Then
        soon().untilAsserted(() -> assertThat(browser.text("main h1")).isEqualTo("You are not logged in"));
    }

    @Test
    void fitsAPhone() {
        // Given
        browser.resize(390, 844, true);
        openFleet();
        // When
        int listOverhang = ((Number) browser.run("document.documentElement.scrollWidth - innerWidth")).intValue();
        openRun("/channels/A3%2F8");
        int runOverhang = ((Number) browser.run("document.documentElement.scrollWidth - innerWidth")).intValue();
        // Then
        assertThat(listOverhang).isLessThanOrEqualTo(0);
        assertThat(runOverhang).isLessThanOrEqualTo(0);
    }
}
