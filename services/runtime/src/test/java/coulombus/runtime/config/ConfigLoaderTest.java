package coulombus.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.management.ManagementSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigLoaderTest {
    record Example(KafkaSettings kafka, ManagementSettings management, Duration commitInterval, List<String> channels, @Secret String pin) {
        Example {
            management = management == null ? new ManagementSettings(null, null) : management;
            commitInterval = commitInterval == null ? Duration.ofMillis(100) : commitInterval;
        }
    }

    private static final String YAML = """
            kafka:
              bootstrap: broker:9092
              properties:
                security.protocol: SASL_SSL
                sasl.jaas.config: module required password="hidden";
            commitInterval: 250ms
            channels: [A1, A2]
            pin: "0815"
            """;

    private final ConfigLoader loader = new ConfigLoader(Map.of());

    @Test
    void readsATreeOfRecordsWithTheirDefaults() {
        // When
        Example read = loader.parse(YAML, "example.yaml", Example.class);

        // Then
        assertThat(read.kafka().bootstrap()).isEqualTo("broker:9092");
        assertThat(read.commitInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(read.channels()).containsExactly("A1", "A2");
        assertThat(read.management()).isEqualTo(new ManagementSettings("127.0.0.1", ManagementSettings.DEFAULT_PORT));
    }

    @Test
    void environmentOverridesByPath() {
        // Given
        ConfigLoader withEnvironment = new ConfigLoader(Map.of("COULOMBUS_KAFKA_BOOTSTRAP", "other:1", "COULOMBUS_MANAGEMENT_PORT", "0",
                "COULOMBUS_COMMIT_INTERVAL", "2 s", "COULOMBUS_CHANNELS", "B1, B2", "COULOMBUS_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL"));

        // When
        Example read = withEnvironment.parse(YAML, "example.yaml", Example.class);

        // Then
        assertThat(read.kafka().bootstrap()).isEqualTo("other:1");
        assertThat(read.kafka().properties()).containsEntry("security.protocol", "SSL").containsKey("sasl.jaas.config");
        assertThat(read.management().port()).isZero();
        assertThat(read.commitInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.channels()).containsExactly("B1", "B2");
    }

    @Test
    void namesThePathOfAnUnknownKey() {
        assertThatThrownBy(() -> loader.parse("management:\n  prt: 1\n", "example.yaml", Example.class))
                .isInstanceOf(ConfigException.class).hasMessageContaining("example.yaml: management.prt:")
                .hasMessageContaining("known here: host, port");
    }

    @Test
    void namesTheLineOfARepeatedKey() {
        assertThatThrownBy(() -> loader.parse("pin: a\npin: b\n", "example.yaml", Example.class)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("example.yaml: line 2").hasMessageContaining("pin");
    }

    @Test
    void namesThePathOfAWrongValue() {
        assertThatThrownBy(() -> loader.parse("management: {port: 70000}", "x.yaml", Example.class))
                .hasMessage("x.yaml: management.port: must be 0 to 65535; was 70000");
        assertThatThrownBy(() -> loader.parse("management: {port: nine}", "x.yaml", Example.class))
                .hasMessageContaining("x.yaml: management.port");
        assertThatThrownBy(() -> loader.parse("commitInterval: 5 parsecs", "x.yaml", Example.class))
                .hasMessageContaining("x.yaml: commitInterval: '5 parsecs' is not a duration");
        assertThatThrownBy(() -> loader.parse("management: 7", "x.yaml", Example.class)).hasMessageContaining("x.yaml: management");
        assertThatThrownBy(() -> loader.parse("- a\n- b", "x.yaml", Example.class)).hasMessageContaining("keys with values");
        assertThatThrownBy(() -> loader.parse("a: [", "x.yaml", Example.class)).hasMessageContaining("x.yaml: line");
    }

    @Test
    void guaranteesAreNotAMatterOfConfiguration() {
        assertThatThrownBy(() -> loader.parse("kafka: {bootstrap: 'a:1', properties: {acks: '0'}}", "x.yaml", Example.class))
                .hasMessageContaining("kafka.properties.acks");
    }

    @Test
    void namesAMissingFile(@TempDir Path folder) {
        // Given
        Path missing = folder.resolve("none.yaml");

        // When / Then
        assertThatThrownBy(() -> loader.load(missing, Example.class)).hasMessage(missing + ": there is no such file");
    }

    @Test
    void printsEverythingButSecrets() {
        // Given
        Example config = loader.parse(YAML, "example.yaml", Example.class);

        // When
        String text = EffectiveConfig.describe(config);

        // Then
        assertThat(text).contains("kafka.bootstrap: broker:9092\n", "kafka.properties.security.protocol: SASL_SSL\n",
                "kafka.properties.sasl.jaas.config: ********\n", "management.port: 9464\n", "pin: ********\n");
        assertThat(text + config.kafka()).doesNotContain("hidden").doesNotContain("0815");
    }
}
