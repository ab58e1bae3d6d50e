package coulombus.fleetapi;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Queue, timeline, utilisation, bench, experiment and cell in a real browser, over a scheduler's side that is made up.
class PlanPagesIT {
    private OpenPage page;
    private HeadlessBrowser browser;

    @BeforeEach
    void open() throws Exception {
        page = new OpenPage();
        browser = page.browser;
    }

    @AfterEach
    void close() throws Exception {
        if (page != null) {
            page.close();
        }
    }

    private void answer(String why) {
        browser.run("document.querySelector('dialog.ask input[name=who]').value = 'anna'");
        browser.run("document.querySelector('dialog.ask input[name=why]').value = '" + why + "'");
        browser.click("dialog.ask .primary");
    }

    private JsonObject firstAsked() {
        OpenPage.soon().untilAsserted(() -> assertThat(page.asked()).hasSize(1));
        return page.asked().getJsonObject(0);
    }

    private void scan(String code) {
        browser.run("document.querySelector('#scan').value = '" + code + "'");
        browser.click(".bench-form .primary");
    }

    @Test
    void saysWhyExperimentsWaitAndMovesOneWithAReason() {
        // Given
        page.go("/queue");
        page.says("#queue", "needs 3 channels at 40 \u00b0C in one chamber; 2 are free");
        assertThat(browser.text("[data-experiment='EXP-111']")).contains("likely missed");
        assertThat(browser.text("[data-experiment='EXP-112']")).contains("not foreseen");
        assertThat(browser.text("#going")).contains("Separator study").contains("fewer cells than asked");
        // When
        browser.click("[data-move='EXP-111 up']");
        page.says("dialog.ask", "It goes to place 1");
        answer("deadline");
        // Then
        JsonObject asked = firstAsked();
        assertThat(asked.getString("path")).isEqualTo("/experiments/EXP-111/move");
        assertThat(asked.getJsonObject("body")).isEqualTo(new JsonObject().put("who", "anna").put("why", "deadline").put("position", 1));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void triesAnExperimentBeforeItIsSubmitted() {
        // Given
        page.go("/queue");
        page.says("#submit", "Submit an experiment");
        browser.run("document.querySelector('#submit').open = true");
        assertThat(browser.run("document.querySelector('#submit .primary').disabled")).isEqualTo(true);
        // When
        browser.run(
                "(() => { const t = document.querySelector('#submit textarea'); t.value = 'title: new'; t.dispatchEvent(new Event('input')); })()");
        browser.click("#submit .dialog-buttons button");
        page.says(".dry-run", "It would start at once.");
        assertThat(browser.text(".dry-run")).contains("ZN-NEW-1 on B1/4");
        browser.click("#submit .primary");
        // Then
        page.says("#submit .said", "Submitted.");
        assertThat(page.asked().getJsonObject(1).getString("body")).isEqualTo("title: new");
    }

    @Test
    void drawsThePastAndThePlanOfChannels() {
        // When
        page.go("/timeline");
        // Then
        page.says(".wall-head .summary", "freed 131.5 channel-hours");
        assertThat(browser.count(".timeline-row")).isEqualTo(6);
        assertThat(browser.count(".timeline-row .bar-planned")).isEqualTo(2);
        assertThat(browser.count(".timeline-row .bar-freed")).isEqualTo(1);
        assertThat(browser.count(".timeline-row .closure")).isEqualTo(2);
        assertThat((String) browser.run("document.querySelector('[data-channel=\"A3/7\"] .bar').title"))
                .contains("ZN-HPT-03: Running, EXP-101").contains("nine in ten until");
        browser.run("document.querySelector('main > details').open = true");
        page.says("main > details table", "freed by a finding");
        browser.press("/");
        for (String key : "eis".split("")) {
            browser.press(key);
        }
        OpenPage.soon().untilAsserted(() -> assertThat(browser.count(".timeline-row")).isEqualTo(1));
        assertThat(page.address()).isEqualTo("/timeline?q=eis");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void countsChannelHoursByGroupAndByCauseOfWaste() {
        // When
        page.go("/utilisation");
        // Then
        page.says("#by-group", "electrolyte");
        assertThat(browser.text("#by-group")).contains("2026-11").contains("80.0\u202f%").contains("14\u202f880\u202fh");
        assertThat(browser.text("#by-cause")).contains("Finished, not unmounted").contains("610\u202fh (4.1\u202f%)");
        assertThat(browser.text("#shares")).contains("anode");
        assertThat(browser.run("document.querySelector('.wall-head a').getAttribute('href')")).isEqualTo("/api/v1/utilisation?format=csv");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void mountsACellWhereItBelongsAndRefusesAWrongChannel() {
        // Given
        browser.resize(390, 844, true);
        page.go("/bench");
        page.says("#bench-step", "Scan the cell");
        scan("ZN-40-1");
        page.says("#bench-step", "Now scan B1/3");
        // When
        scan("B1/4");
        page.says(".verdict", "NO GO");
        assertThat(browser.text(".verdict")).contains("ZN-40-1 goes to B1/3, and this is B1/4.");
        assertThat(page.asked()).isEmpty();
        scan("b1/3");
        // Then
        page.says(".verdict", "\u2713 GO");
        JsonObject asked = firstAsked();
        assertThat(asked.getString("path")).isEqualTo("/channels/B1%2F3/mount");
        assertThat(asked.getJsonObject("body").getString("barcode")).isEqualTo("ZN-40-1");
        assertThat(((Number) browser.run("document.documentElement.scrollWidth - innerWidth")).intValue()).isLessThanOrEqualTo(0);
        scan("NOBODY-7");
        page.says(".verdict", "NOBODY-7 is not known");
    }

    @Test
    void takesAScanWhereverTheFocusIs() {
        // Given
        page.go("/bench");
        page.says("#bench-step", "Scan the cell");
        browser.run("document.activeElement.blur()");
        // When
        for (String key : "A3/2".split("")) {
            browser.press(key);
        }
        browser.press("Enter");
        // Then
        assertThat(browser.run("document.querySelector('#scan').value")).isEqualTo("A3/2");
        browser.click(".bench-form .primary");
        page.says(".bench-card", "Locked by ben: glovebox work.");
        assertThat(browser.text(".bench-buttons")).contains("Unlock");
    }

    @Test
    void showsAnExperimentAndACellWithTheirLinks() {
        // When
        page.go("/experiments/EXP-110");
        page.says("main", "Why it waits");
        assertThat(browser.count("#experiment-cells tbody tr")).isEqualTo(3);
        browser.run("document.querySelector('#experiment-cells tbody a').click()");
        // Then
        page.says("#life", "Registered");
        assertThat(page.address()).isEqualTo("/cells/ZN-40-1");
        page.go("/channels/A3%2F7");
        page.says("#beside", "Separator study");
        assertThat(browser.text("#beside")).contains("Life of ZN-HPT-03").contains("What people did with this channel");
        assertThat(browser.complaints()).isEmpty();
    }
}
