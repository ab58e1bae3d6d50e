package coulombus.alertrouter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRules;
import coulombus.runtime.config.ConfigLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlertRouterConfigTest {
    private record File(AlertRouterConfig alertRouter) {}

    private static AlertRouterConfig read(String yaml) {
        return new ConfigLoader(Map.of()).parse("alertRouter: " + yaml, "x.yaml", File.class).alertRouter();
    }

    @Test
    void tellsNobodyAndFollowsTheDefaultRulesWhereNothingIsSet() {
        assertThat(AlertRouterConfig.DEFAULT.rules()).isEqualTo(AlertRules.DEFAULT);
        assertThat(AlertRouterConfig.DEFAULT.webhooks()).isEmpty();
        assertThat(AlertRouterConfig.DEFAULT.alertmanager().urls()).isEmpty();
    }

    @Test
    void readsChambersReceiversAndTimes() {
        // When
        AlertRouterConfig config = read(
                """
                        {commonMode: {window: 30min, chambers: [{name: c1, cyclers: [a, b]}]},
                         alertmanager: {urls: ['http://am:9093/'], resendEvery: 10s}, webhooks: [{name: chat, url: 'https://chat/x', authorization: s3cret}]}
                        """);

        // Then
        assertThat(config.rules().groupOf("b/7")).isEqualTo("c1");
        assertThat(config.rules().commonModeWindowSecond()).isEqualTo(1800);
        assertThat(config.alertmanager().urls()).isEqualTo(List.of("http://am:9093"));
        assertThat(config.alertmanager().resendEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void namesThePlaceOfAMistake() {
        assertThatThrownBy(() -> read("{commonMode: {share: 2}}"))
                .hasMessage("x.yaml: alertRouter.commonMode.share: must be between 0 and 1; was 2.0");
        assertThatThrownBy(() -> read("{webhooks: [{name: a, url: 'http://x'}, {name: 'B b', url: 'http://x'}]}"))
                .hasMessage("x.yaml: alertRouter.webhooks[1].name: must be small letters, digits and hyphens; was 'B b'");
        assertThatThrownBy(() -> read("{webhooks: [{name: a, url: 'http://x'}, {name: a, url: 'http://y'}]}"))
                .hasMessage("x.yaml: alertRouter.webhooks.name: must be given once; twice: a");
        assertThatThrownBy(() -> read("{alertmanager: {urls: ['am:9093']}}"))
                .hasMessage("x.yaml: alertRouter.alertmanager.urls: must begin with http:// or https://; was 'am:9093'");
        assertThatThrownBy(() -> read("{transactionalId: router}")).hasMessageContaining("must begin with 'alert-router'");
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void everyKindHasItsRunbookWhichTheIndexNames(AlertKind kind) throws Exception {
        // Given
        Path runbooks = Path.of("..", "..", "docs", "runbooks");

        // When
        String page = Files.readString(runbooks.resolve(kind.slug() + ".md"));

        // Then
        assertThat(page).contains("## What it means", "## What to look at", "## What to do", "## Afterwards");
        assertThat(Files.readString(runbooks.resolve("README.md"))).contains("(" + kind.slug() + ".md)");
    }
}
