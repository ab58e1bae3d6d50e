package coulombus.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/topics.md");

    @Test
    void tableSaysWhatTheConstantsSay() throws IOException {
        // Given
        List<String> expected = Topics.ALL.stream().map(TopicsPageTest::row).toList();

        // When
        List<String> written = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

        // Then
        assertThat(written).as("rows of %s; they should be:%n%s", PAGE, String.join("\n", expected)).isEqualTo(expected);
    }

    private static String row(Topic<?> topic) {
        String values = topic.values().isEmpty()
                ? "not yet released"
                : topic.values().stream().map(v -> "`" + v.getSimpleName() + "`").collect(Collectors.joining(", "));
        return "| `" + topic.name() + "` | " + words(topic.key()) + " | " + values + " | " + topic.partitions() + " | " + kept(topic)
                + " | "
                + names(topic.writers()) + " | " + names(topic.readers()) + " | " + topic.purpose() + " |";
    }

    private static String words(Topic.Key key) {
        return switch (key) {
            case CHANNEL_ID -> "channel id";
            case RUN_KEY -> "channel id/run id";
            case AGENT_ID -> "agent id";
            case ORIGINAL -> "as it was";
            case NONE -> "none";
        };
    }

    private static String kept(Topic<?> topic) {
        return topic.cleanup() == Topic.Cleanup.COMPACT
                ? "latest of each key"
                : topic.keepsForever() ? "for ever" : topic.retention().toDays() + " d";
    }

    private static String names(Set<ServiceRole> roles) {
        return Arrays.stream(ServiceRole.values()).filter(roles::contains).map(ServiceRole::serviceName).collect(Collectors.joining(", "));
    }
}
