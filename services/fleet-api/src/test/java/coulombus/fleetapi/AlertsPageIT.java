package coulombus.fleetapi;

import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRequest.Asked;
import coulombus.core.alert.AlertState;
import coulombus.core.detection.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/// The inbox of alerts in a real browser.
class AlertsPageIT {
    private OpenPage page;
    private HeadlessBrowser browser;

    @BeforeEach
    void open() throws Exception {
        page = new OpenPage();
        browser = page.browser;
        page.api.alerts.on(AlertsIT.alert(1, AlertKind.SOFT_SHORT, Severity.WARNING, new AlertState.Open(), 100));
        page.api.alerts.on(AlertsIT.alert(2, AlertKind.HARD_SHORT, Severity.CRITICAL, new AlertState.Open(), 50));
        page.api.alerts.on(AlertsIT.alert(3, AlertKind.SOFT_SHORT, Severity.WARNING, new AlertState.Open(), 200));
        page.go("/alerts");
        OpenPage.soon().untilAsserted(() -> assertThat(browser.count(".alert-rows li")).isEqualTo(3));
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

    @Test
    void groupsByCauseTheWorstFirstAndLinksFindingAndRunbook() {
        // Then
        assertThat(browser.run("[...document.querySelectorAll('.alert-group h2')].map((h) => h.textContent).join()"))
                .isEqualTo("Hard short,Soft short");
        assertThat(browser.run("document.querySelector('.alert-rows a').getAttribute('href')"))
                .isEqualTo("/runs/" + new UUID(6, 2) + "?finding=" + new UUID(8, 2));
        browser.click("[data-kind=HARD_SHORT] .alert-group-head a");
        page.says(".runbook h1", "Hard short");
        page.says(".runbook", "Stop the channel:");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void takesTheFirstThatWaitsByKeyWithAReason() {
        // When
        browser.press("a");
        page.says("dialog.ask", "Take 1 alert");
        answer("on my way");
        // Then
        OpenPage.soon().untilAsserted(() -> assertThat(page.api.alertRequests).hasSize(1));
        assertThat(page.api.alertRequests.get(0).alertId()).isEqualTo(new UUID(7, 2));
        assertThat(page.api.alertRequests.get(0).asked()).isEqualTo(new Asked.Acknowledge("on my way"));
        assertThat(page.api.alertRequests.get(0).requestedBy()).startsWith("anna");
    }

    @Test
    void silencesACauseUntilATimeButNeverOneOfSafety() {
        // Given
        browser.click("[data-kind=HARD_SHORT] .alert-group-head button");
        assertThat(browser
                .run("[...document.querySelectorAll('.alert-bar button')].find((b) => b.textContent.startsWith('Silence')).disabled"))
                .isEqualTo(true);
        browser.press("Escape");
        browser.click("[data-kind=SOFT_SHORT] .alert-group-head button");
        page.says(".alert-bar", "2 alerts chosen");
        // When
        browser.run("[...document.querySelectorAll('.alert-bar button')].find((b) => b.textContent.startsWith('Silence')).click()");
        page.says("dialog.ask", "Silence 2 alerts");
        answer("known batch");
        // Then
        OpenPage.soon().untilAsserted(() -> assertThat(page.api.alertRequests).isNotEmpty());
        assertThat(page.api.alertRequests.get(0).asked()).isInstanceOf(Asked.Silence.class);
    }

    @Test
    void movesNothingWhileSomebodyChooses() {
        // Given
        browser.click("[data-kind=SOFT_SHORT] li input");
        // When
        page.api.alerts.on(AlertsIT.alert(4, AlertKind.HARD_SHORT, Severity.CRITICAL, new AlertState.Open(), 300));
        // Then
        page.says("main > button", "Show 1 new alert");
        assertThat(browser.count(".alert-rows li")).isEqualTo(3);
        browser.click("main > button");
        OpenPage.soon().untilAsserted(() -> assertThat(browser.count(".alert-rows li")).isEqualTo(4));
    }
}
