package coulombus.channelagent;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChannelAgentConfigTest {
    private static final List<Path> FILES = List.of(Path.of("a.csv"));

    private static ReplayConfig replay(List<Path> files, Double speed, Double areaCm2, Double currentAmpere, String zone) {
        return new ReplayConfig(files, speed, null, null, null, null, areaCm2, null, null, null, currentAmpere, zone, null);
    }

    @Test
    void fillsInWhatIsNotGiven() {
        assertThat(ChannelAgentConfig.ofReplays(null, null)).isEqualTo(ChannelAgentConfig.ofReplays(10, List.of()));
        ReplayConfig replay = replay(FILES, null, null, null, null);
        assertThat(replay.speed()).isInfinite();
        assertThat(replay.source()).isEqualTo(Source.CYCLER);
        assertThat(replay.cellKind()).isEqualTo(CellKind.UNKNOWN);
        assertThat(replay.zone()).isEqualTo("UTC");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, 10_001 })
    void refusesABatchLimitOutsideWhatARecordHolds(int limit) {
        assertThatThrownBy(() -> ChannelAgentConfig.ofReplays(limit, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("channelAgent.batchLimit: must be 1 to 10000; was " + limit);
    }

    @Test
    void refusesWrongReplaysWithThePathOfTheValue() {
        assertThatThrownBy(() -> replay(List.of(), null, null, null, null))
                .hasMessage("channelAgent.replays.files: must name at least one file");
        assertThatThrownBy(() -> replay(FILES, 0.0, null, null, null))
                .hasMessage("channelAgent.replays.speed: must be greater than 0; was 0.0");
        assertThatThrownBy(() -> replay(FILES, null, -2.0, null, null))
                .hasMessage("channelAgent.replays.areaCm2: must be greater than 0, or not given; was -2.0");
        assertThatThrownBy(() -> replay(FILES, null, null, Double.NaN, null))
                .hasMessage("channelAgent.replays.currentAmpere: must be greater than 0, or not given; was NaN");
        assertThatThrownBy(() -> replay(FILES, null, null, null, "Mars/Olympus"))
                .hasMessage("channelAgent.replays.zone: must be a zone like Europe/Zurich, UTC or +01:00; was 'Mars/Olympus'");
    }
}
