package coulombus.channelagent;

import java.nio.file.Path;
import java.time.Instant;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.spool.Spool;
import coulombus.channelagent.spool.SpoolSettings;

import static org.assertj.core.api.Assertions.assertThat;

class AgentMetricsTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhetherTheSpoolWorksUnderTheNameThatIsDocumented() throws Exception {
        // Given a disk with room, then with none
        long[] usable = { Long.MAX_VALUE };
        long[] millis = { 0 };
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AgentMetrics metrics = new AgentMetrics(registry, () -> 0, () -> 0);
        try (Spool spool = Spool.open(SpoolSettings.in(folder.resolve("spool")), path -> usable[0],
                () -> Instant.ofEpochMilli(millis[0]))) {
            metrics.watch(spool);
            assertThat(registry.scrape()).containsPattern("(?m)^coulombus_agent_spool_working 1");
            // When
            usable[0] = 0;
            millis[0] = 10_000;
            spool.maintain();
            // Then
            assertThat(registry.scrape()).containsPattern("(?m)^coulombus_agent_spool_working 0");
        }
    }
}
