package coulombus.fleetapi;

import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.measurement.MeasurementBatch;

import static org.assertj.core.api.Assertions.assertThat;

/// The wall in a real browser.
class WallPageIT {
    private OpenPage page;
    private HeadlessBrowser browser;

    @BeforeEach
    void open() throws Exception {
        page = new OpenPage();
        browser = page.browser;
        page.says("[data-figure=running]", "5 running");
    }

    @AfterEach
    void close() throws Exception {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void paintsEveryChannelAndCountsThemInItsLegend() {
        // Then
        assertThat(page.paintedPixels("#wall")).isGreaterThan(5_000);
        assertThat(browser.text("[data-bin=soft-short]")).contains("Soft short1");
        assertThat(browser.text("[data-bin=stale]")).contains("Stale1");
        assertThat(browser.text("[data-bin=out-of-service]")).contains("Out of service1");
        assertThat(browser.text("[data-figure=waiting]")).isEqualTo("3 waiting");
        assertThat(browser.text("[data-figure=oldest]")).contains("6\u202fmin");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsColourFilterAndSearchInTheAddressAndGoesBack() {
        // When
        browser.run(
                "(() => { const mode = document.querySelector('#wall-mode'); mode.value = 'drift'; mode.dispatchEvent(new Event('change')); })()");
        page.says(".wall-legend", "30 % and more below");
        int before = page.paintedPixels("#wall");
        browser.click("[data-bin=fell]");
        OpenPage.soon().untilAsserted(() -> assertThat(page.address()).isEqualTo("/?mode=drift&show=fell"));
        // Then
        OpenPage.soon().untilAsserted(() -> assertThat(page.paintedPixels("#wall")).isLessThan(before / 2));
        browser.run("history.back()");
        OpenPage.soon().untilAsserted(() -> assertThat(page.paintedPixels("#wall")).isEqualTo(before));
        browser.press("/");
        browser.press("z");
        OpenPage.soon().untilAsserted(() -> assertThat(page.address()).isEqualTo("/?mode=drift&q=z"));
    }

    @Test
    void goesByArrowKeysTellsWhatIsThereAndOpensIt() {
        // When
        for (int i = 0; i < 6; i++) {
            browser.press("ArrowRight");
        }
        browser.press("ArrowDown");
        // Then
        page.says("#wall-said", "B1/7");
        browser.press("ArrowUp");
        page.says("#wall-said", "A3/7: Soft short, ZN-HPT-03");
        page.says(".wall-card", "Separator study");
        page.says(".wall-card", "% against its baseline");
        OpenPage.soon().untilAsserted(() -> assertThat(browser.count(".wall-card canvas")).isEqualTo(1));
        browser.press("Enter");
        OpenPage.soon().untilAsserted(() -> assertThat(page.address()).isEqualTo("/channels/A3%2F7"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void changesASquareWhenItsChannelIsHeardAgain() {
        // When
        MeasurementBatch batch = new MeasurementBatch(1);
        batch.clear(1_000_000);
        batch.addRow();
        batch.setTestTimeSecond(0, 40 * 3600);
        batch.setVoltageVolt(0, -0.04);
        page.api.view.on("A3/11", MadeUpFleet.STALE, batch, Instant.now());
        // Then
        page.says("[data-bin=learning]", "Learning1");
        assertThat(browser.run("document.querySelector('[data-bin=stale]').hidden")).isEqualTo(true);
    }

    @Test
    void stopsChosenChannelsWithAReason() {
        // When
        page.go("/?sel=A3/7,A3/9");
        page.says(".wall-selection", "2 channels chosen");
        browser.run("[...document.querySelectorAll('.wall-selection button')].find((b) => b.textContent.startsWith('Stop')).click()");
        page.says("dialog.ask", "Stop 2 tests?");
        browser.run("document.querySelector('dialog.ask input[name=who]').value = 'anna'");
        browser.run("document.querySelector('dialog.ask input[name=why]').value = 'bath is cold'");
        browser.click("dialog.ask .primary");
        // Then
        OpenPage.soon().untilAsserted(() -> assertThat(page.api.requests).hasSizeGreaterThanOrEqualTo(1));
        ChannelRequest first = page.api.requests.get(0);
        assertThat(first.channelId()).isEqualTo("A3/7");
        assertThat(first.asked()).isEqualTo(new ChannelRequest.Asked.Stop("bath is cold"));
        assertThat(first.requestedBy()).startsWith("anna");
    }

    @Test
    void fitsAPhone() {
        // When
        browser.resize(390, 844, true);
        page.go("/?mode=ce");
        page.says(".wall-legend", "no CE");
        // Then
        assertThat(((Number) browser.run("document.documentElement.scrollWidth - innerWidth")).intValue()).isLessThanOrEqualTo(0);
    }
}
