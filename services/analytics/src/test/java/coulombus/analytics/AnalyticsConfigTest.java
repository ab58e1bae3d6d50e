package coulombus.analytics;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnalyticsConfigTest {
    private static AnalyticsConfig with(Integer threads, Integer standbys, Duration commit, Duration kept, String instance,
            Integer replication) {
        return new AnalyticsConfig(threads, standbys, commit, kept, null, instance, replication, null);
    }

    @Test
    void fillsInWhatIsNotGiven() {
        assertThat(with(null, null, null, null, null, null)).isEqualTo(
                new AnalyticsConfig(1, 0, Duration.ofMillis(100), Duration.ofDays(90), Path.of("data", "analytics"), "", 1, null));
    }

    @Test
    void refusesWrongValuesWithTheirPath() {
        assertThatThrownBy(() -> with(0, null, null, null, null, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("analytics.threads: must be at least 1; was 0");
        assertThatThrownBy(() -> with(null, -1, null, null, null, null))
                .hasMessage("analytics.standbyReplicas: must be at least 0; was -1");
        assertThatThrownBy(() -> with(null, null, null, Duration.ofMinutes(59), null, null))
                .hasMessage("analytics.tombstoneKept: must be at least an hour; was PT59M");
        assertThatThrownBy(() -> with(null, null, null, null, null, 0)).hasMessage("analytics.replication: must be at least 1; was 0");
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT-1S", "PT0.009S", "PT2.001S", "PT2562047788015215H" })
    void refusesACommitIntervalThatATransactionDoesNotHold(Duration interval) {
        assertThatThrownBy(() -> with(null, null, interval, null, null, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("analytics.commitInterval: must lie between 10 ms and 2 s");
    }

    @ParameterizedTest
    @ValueSource(strings = { "pod 3", "pod/3", "pod:3", "zelle-ä" })
    void refusesAnInstanceThatKafkaWouldNotTake(String instance) {
        assertThatThrownBy(() -> with(null, null, null, null, instance, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("analytics.instance: ").hasMessageEndingWith("was '" + instance + "'");
    }
}
