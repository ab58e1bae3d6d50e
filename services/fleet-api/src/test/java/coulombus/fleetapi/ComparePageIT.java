package coulombus.fleetapi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The comparison of cells in a real browser.
class ComparePageIT {
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

    @Test
    void laysCellsOverEachOtherWithMeanSpreadAndSurvival() {
        // When
        page.go("/compare?runs=" + MadeUpFleet.PLATING + "," + MadeUpFleet.FULL + "," + MadeUpFleet.SOFT_SHORT + ","
                + MadeUpFleet.HARD_SHORT);
        // Then
        page.says(".wall-head .summary", "4 cells, 2 shorted; half had shorted by 337.5\u202fh.");
        assertThat(browser.text("#compare-series figcaption")).contains("mean \u00b1 1 standard deviation").contains("ZN-CU-17")
                .contains("not to be judged");
        assertThat(browser.text("#compare-survival")).contains("95\u202f% confidence").contains("With so few cells");
        assertThat(browser.text("#compare-cells")).contains("None: no coulombic efficiency is defined for this kind of cell")
                .contains("337.5\u202fh");
        assertThat(page.paintedPixels("#compare-series canvas")).isGreaterThan(2_000);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void comparesAnExperimentAndKeepsEveryChoiceInTheAddress() {
        // Given
        page.go("/compare");
        page.says(".note h2", "Nothing is chosen yet");
        // When
        choose("experiment", "EXP-101");
        page.says(".wall-head .summary", "2 cells, 2 shorted");
        choose("y", "polarization");
        choose("view", "multiples");
        // Then
        OpenPage.soon().untilAsserted(() -> assertThat(browser.count(".multiples figure")).isEqualTo(2));
        assertThat(page.address()).isEqualTo("/compare?experiment=EXP-101&y=polarization&view=multiples");
        browser.click("#compare-cells button");
        OpenPage.soon().untilAsserted(() -> assertThat(page.address()).contains("runs=" + MadeUpFleet.HARD_SHORT)
                .doesNotContain("experiment"));
        browser.run("history.back()");
        OpenPage.soon().untilAsserted(() -> assertThat(browser.count(".multiples figure")).isEqualTo(2));
        assertThat(browser.complaints()).isEmpty();
    }

    private void choose(String name, String value) {
        browser.run("(() => { const s = document.querySelector('select[name=" + name + "]'); s.value = '" + value
                + "'; s.dispatchEvent(new Event('change')); })()");
    }
}
