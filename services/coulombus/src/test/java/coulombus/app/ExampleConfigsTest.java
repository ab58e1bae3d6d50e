package coulombus.app;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import coulombus.runtime.config.ConfigException;
import coulombus.runtime.config.ConfigLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The example of each service's configuration shows every setting there is, and nothing else.
class ExampleConfigsTest {
    private final ConfigLoader loader = new ConfigLoader(Map.of());

    static Stream<Arguments> services() {
        return Stream.of(Arguments.of("analytics", ServiceConfigs.Analytics.class),
                Arguments.of("channel-agent", ServiceConfigs.ChannelAgent.class),
                Arguments.of("scheduler", ServiceConfigs.Scheduler.class),
                Arguments.of("alert-router", ServiceConfigs.AlertRouter.class), Arguments.of("fleet-api", ServiceConfigs.FleetApi.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void isReadAsItIs(String service, Class<? extends Record> type) {
        assertThat(loader.load(example(service), type)).isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void showsEverySetting(String service, Class<? extends Record> type) throws Exception {
        // Given
        JsonNode example = new YAMLMapper().readTree(Files.readString(example(service)));

        // When
        List<String> missing = new ArrayList<>();
        missing("", type, example, missing);

        // Then
        assertThat(missing).as("settings that %s does not show", example(service)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void saysOfEverySettingWhatItMeansAndItsDefault(String service, Class<? extends Record> type) throws Exception {
        // Given
        List<String> lines = Files.readAllLines(example(service));

        // When
        List<String> silent = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        for (String line : lines) {
            String text = line.strip().replaceFirst("^- #", "#");
            if (text.startsWith("#")) {
                comment.append(text);
            } else {
                boolean isValue = !text.isEmpty() && !text.endsWith(":");
                boolean isOfAPairWithOneComment = text.startsWith("certificate:") || text.startsWith("key:");
                if (isValue && !isOfAPairWithOneComment && !comment.toString().matches("(?s).*(Default: |Must ).*")) {
                    silent.add(text);
                }
                comment.setLength(0);
            }
        }

        // Then
        assertThat(silent).as("settings of %s without a comment that tells their default", service).isEmpty();
        assertThat(type.isRecord()).isTrue();
    }

    @Test
    void namesThePlaceOfAMistakeAsAPersonTypedIt() {
        assertThatThrownBy(() -> parse(ServiceConfigs.FleetApi.class, "fleetApi: {tokenFile: t, port: 70000}"))
                .hasMessage("x.yaml: fleetApi.port: must be 0 to 65535; was 70000");
        assertThatThrownBy(() -> parse(ServiceConfigs.FleetApi.class, "fleetApi: {tokenFile: t, view: {runs: 0}}"))
                .hasMessage("x.yaml: fleetApi.view.runs: must be 1 or more; was 0");
        assertThatThrownBy(() -> parse(ServiceConfigs.FleetApi.class, "fleetApi: {tokenFile: t, tls: {certificate: c}}"))
                .hasMessageStartingWith("x.yaml: fleetApi.tls.key: must name a PEM file");
        assertThatThrownBy(() -> parse(ServiceConfigs.FleetApi.class, "fleetApi: {tokenFile: t, host: 192.0.2.1}"))
                .hasMessageStartingWith("x.yaml: fleetApi.host: '192.0.2.1' is not a loopback address");
        assertThatThrownBy(() -> parse(ServiceConfigs.FleetApi.class, "")).hasMessage("x.yaml: fleetApi: must be given");
        assertThatThrownBy(
                () -> parse(ServiceConfigs.ChannelAgent.class, "channelAgent: {replays: [{files: [a]}, {files: [a], speed: 0}]}"))
                .hasMessage("x.yaml: channelAgent.replays[1].speed: must be greater than 0; was 0.0");
        assertThatThrownBy(() -> parse(ServiceConfigs.ChannelAgent.class, "channelAgent: {replays: [{files: [a], areaCm2: -1}]}"))
                .hasMessage("x.yaml: channelAgent.replays[0].areaCm2: must be greater than 0, or not given; was -1.0");
        assertThatThrownBy(() -> parse(ServiceConfigs.ChannelAgent.class, "channelAgent: {replays: [{files: [a], zone: Mars}]}"))
                .hasMessageStartingWith("x.yaml: channelAgent.replays[0].zone: must be a zone").hasMessageEndingWith("was 'Mars'");
        assertThatThrownBy(() -> parse(ServiceConfigs.ChannelAgent.class, "channelAgent: {replays: [{files: [a], cellKind: COIN}]}"))
                .hasMessageStartingWith("x.yaml: channelAgent.replays[0].cellKind: 'COIN' is not one of ")
                .hasMessageContaining("SYMMETRIC");
        assertThatThrownBy(() -> parse(ServiceConfigs.Analytics.class, "analytics: {threads: many}"))
                .hasMessage("x.yaml: analytics.threads: 'many' is not a whole number");
        assertThatThrownBy(() -> parse(ServiceConfigs.Analytics.class, "topics: {replication: 0}"))
                .hasMessage("x.yaml: topics.replication: must be at least 1; was 0");
        assertThatThrownBy(() -> loader.parse("analytics: {}", "x.yaml", ServiceConfigs.Analytics.class))
                .isInstanceOf(ConfigException.class).hasMessage("x.yaml: kafka: must be given, with kafka.bootstrap at least");
    }

    private void parse(Class<? extends Record> type, String yaml) {
        loader.parse("kafka: {bootstrap: 'a:1'}\n" + yaml, "x.yaml", type);
    }

    private static void missing(String path, Class<?> type, JsonNode shown, List<String> missing) {
        for (RecordComponent component : type.getRecordComponents()) {
            String here = path + component.getName();
            JsonNode value = shown == null ? null : shown.get(component.getName());
            if (value == null || value.isNull()) {
                missing.add(here);
            } else if (component.getType().isRecord()) {
                missing(here + ".", component.getType(), value, missing);
            } else if (component.getType() == List.class && component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> item && item.isRecord()) {
                missing(here + "[0].", item, value.get(0), missing);
            }
        }
    }

    private static Path example(String service) {
        return Path.of("..", service, "example-config.yaml");
    }
}
