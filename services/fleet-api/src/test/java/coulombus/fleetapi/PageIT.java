package coulombus.fleetapi;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        browser.beforeEachPage(PageFiles.resource("facility-double.js").toString());
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
        soon().untilAsserted(() -> assertThat(browser.count("#wall")).isEqualTo(1));
        browser.run("document.querySelector('#sections a[href=\"/channels\"]').click()");
        soon().untilAsserted(() -> assertThat(browser.count(".fleet tbody tr")).isEqualTo(7));
    }

    private void openRun(String path) {
        browser.run("history.pushState(null, '', '" + path + "'); dispatchEvent(new PopStateEvent('popstate'))");
        soon().untilAsserted(() -> assertThat(browser.run("document.querySelector('main').dataset.drawn ?? null")).isEqualTo("true"));
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
        browser.run("document.querySelector('details.panel').open = true");
        // Then
        soon().untilAsserted(
                () -> assertThat(browser.text("details.panel table")).contains("CE not to be judged: stripping ended on capacity"));
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
    void overlaysTheLastHalfCycleTheBaselineAndTheChosenOne() {
        // Given
        openFleet();
        openRun("/channels/A3%2F7?half=120");
        soon().untilAsserted(() -> assertThat(browser.count("#half-cycle .half-facts li")).isEqualTo(4));
        assertThat(browser.text(".half-facts li:nth-child(2)")).startsWith("Last, half-cycle 362 (stripping, from 361.00")
                .contains("27.71\u202fmV on the plateau, baseline 59.14\u202fmV: 53\u202f% lower");
        assertThat(browser.text("#half-cycle figcaption")).contains("median of 80 half-cycles (258 to 337, before the short)")
                .contains("half-cycles 119 and 120");
        assertThat(paintedPixels("#half-cycle .plot")).isGreaterThan(1_000);
        assertThat(browser.count("#half-cycle figure")).describedAs("no dQ/dV of a symmetric cell").isEqualTo(1);
        // When
        browser.run("(() => { const field = document.querySelector('input[name=baseline]'); field.value = '2';"
                + " field.dispatchEvent(new Event('change')); })()");
        // Then
        soon().untilAsserted(() -> assertThat(browser.text("#half-cycle figcaption")).contains("baseline, half-cycles 1 and 2"));
        assertThat(browser.run("location.search")).isEqualTo("?half=120&baseline=2");
        browser.run("history.back()");
        soon().untilAsserted(() -> assertThat(browser.text("#half-cycle figcaption")).contains("before the short"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void choosesAHalfCycleByAClickOnAResult() {
        // Given
        openFleet();
        openRun("/channels/A3%2F9");
        // When
        browser.click(".plot-result");
        // Then
        soon().untilAsserted(() -> assertThat((String) browser.run("location.search")).matches("\\?half=\\d+"));
        soon().untilAsserted(() -> assertThat(browser.text(".half-facts")).contains("Chosen, half-cycle"));
        assertThat(browser.text("#half-cycle")).contains("dQ/dV").contains("charge above zero");
    }

    @Test
    void savesAChartAsSvgAndCsvAndShowsItsData() {
        // Given
        openFleet();
        openRun("/channels/A3%2F8");
        browser.run("window.saved = []; URL.createObjectURL = (blob) => { saved.push(blob); return '#'; };"
                + " HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };");
        String chart = "[...document.querySelectorAll('figure')].find((f) => f.textContent.startsWith('Coulombic efficiency'))";
        // When
        browser.run(chart + ".querySelector('[data-kind=svg]').click()");
        browser.run(chart + ".querySelector('[data-kind=csv]').click()");
        browser.run(chart + ".nextElementSibling.open = true");
        // Then
        soon().untilAsserted(() -> assertThat(browser.run("saved.length")).isEqualTo(4));
        assertThat((String) browser.run("saved[1]")).startsWith("ZN-CU-17-Coulombic-efficiency").endsWith(".svg");
        String svg = (String) browser.run("saved[0].text()");
        assertThat(browser.run("(() => { const svg = new DOMParser().parseFromString(" + new JsonObject().put("s", svg).encode()
                + ".s, 'image/svg+xml'); return svg.querySelector('parsererror') ? -1 : svg.querySelectorAll('circle').length; })()"))
                .describedAs("one circle for each of 140 cycles").isEqualTo(140);
        assertThat(svg).contains("SIMULATED").contains("ZN-CU-17, channel A3/8").contains("CE / %").contains("Test time / h");
        String csv = (String) browser.run("saved[2].text()");
        assertThat(csv).startsWith("Test time / h,per cycle / %,\"10-cycle, ratio of sums / %\",not to be judged / %\r\n");
        assertThat(csv.lines()).hasSize(141);
        soon().untilAsserted(() -> assertThat(browser.count(".data-view[open] tbody tr")).isEqualTo(100));
        assertThat(browser.text(".data-view[open] thead")).contains("Test time / h").contains("per cycle / %");
    }

    @Test
    void shadesStepsWhereTheyAreWideEnough() {
        // Given
        openFleet();
        openRun("/channels/A3%2F7");
        assertThat(browser.count("[data-step]:not([hidden])")).isZero();
        // When
        openRun("/channels/A3%2F7?from=100&to=110");
        // Then
        soon().untilAsserted(() -> assertThat(browser.count("[data-step]:not([hidden])")).isEqualTo(2));
        assertThat(browser.text("[data-step=charge]")).contains("C").contains("charge (stripping)");
    }

    @Test
    void saysWhatToDoAboutATrippedChannel() {
        // Given
        api.view.on(MadeUpFleet.tripped(Instant.now()));
        openFleet();
        // When
        openRun("/runs/" + MadeUpFleet.HARD_SHORT);
        // Then
        assertThat(browser.text(".run-head")).contains("Tripped");
        assertThat(browser.text(".control-note")).startsWith("Tripped: hard short at 31.9 h of test time.").contains("no current flows")
                .contains("until a person clears it").contains("Agent agent-a3").contains("assignment 7");
        assertThat(browser.text(".run-sentence")).contains("It began on");
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
