package coulombus.schemas;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicsTest {
    @Test
    void listsEveryConstantOnce() throws IllegalAccessException {
        // Given
        var constants = Arrays.stream(Topics.class.getFields())
                .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == Topic.class)
                .toList();

        // When
        List<String> names = Topics.ALL.stream().map(Topic::name).toList();

        // Then
        assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(constants);
        for (var constant : constants) {
            assertThat(((Topic<?>) constant.get(null)).name()).isEqualTo(constant.getName().toLowerCase().replace('_', '-'));
        }
    }

    @Test
    void onlyTheSchedulerWritesWhatChannelsShallDo() {
        assertThat(Topics.CHANNEL_DESIRED.writers()).isEqualTo(Set.of(ServiceRole.SCHEDULER));
    }

    @Test
    void channelKeyedTopicsHaveTwelvePartitions() {
        // Given
        var keyed = Topics.ALL.stream().filter(t -> t.key() == Topic.Key.CHANNEL_ID || t.key() == Topic.Key.RUN_KEY);

        // When / Then
        assertThat(keyed).allSatisfy(t -> assertThat(t.partitions()).as(t.name()).isEqualTo(12));
        assertThat(Topics.DECISIONS.partitions()).isOne();
    }

    @Test
    void everyTopicCarriesBrokerTime() {
        assertThat(Topics.ALL).allSatisfy(t -> assertThat(t.settings()).containsEntry("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void runKeySurvivesSlashesInTheChannelId() {
        // Given
        RunKey key = new RunKey("A3/7", new UUID(1, 2));

        // When
        RunKey read = RunKey.parse(key.toString());

        // Then
        assertThat(read).isEqualTo(key);
    }

    @Test
    void refusesWhatIsNotARunKey() {
        assertThatThrownBy(() -> RunKey.parse("A3/7")).hasMessageContaining("'A3/7'");
        assertThatThrownBy(() -> RunKey.parse("x/1234567890123456789012345678901234567890")).isInstanceOf(IllegalArgumentException.class);
    }
}
