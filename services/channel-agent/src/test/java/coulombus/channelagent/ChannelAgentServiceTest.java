package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.ChannelAgentService.ChannelProgress;
import coulombus.channelagent.ChannelAgentService.ChannelProgress.Standing;
import coulombus.core.run.RunEnd;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.HealthCheck.Health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChannelAgentServiceTest {
    private final PublishedStory broker = new PublishedStory();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private ChannelAgentService agent = agent(List.of());

    @TempDir
    Path directory;

    private ChannelAgentService agent(List<ReplayConfig> replays) {
        ServiceContext context = new ServiceContext(vertx, new KafkaSettings("localhost:9", Map.of()), meters, InstantSource.system(),
                new FailureSignal());
        return new ChannelAgentService(ChannelAgentConfig.ofReplays(10, replays), context, () -> 0, () -> broker);
    }

    private static ReplayConfig replay(Path file) {
        return new ReplayConfig(List.of(file), null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private Health health() {
        return agent.healthChecks().getFirst().check().get();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @AfterEach
    void close() throws InterruptedException {
        agent.close();
        vertx.close();
    }

    @Test
    void countsWhatTheBrokerAcknowledged() throws Exception {
        // Given
        agent.start();
        // When
        agent.follow(new ScriptedDriver("A1").measures(10).measures(4).ends(RunEnd.COMPLETED));
        agent.follow(new ScriptedDriver("A2").measures(3).ends(RunEnd.COMPLETED));
        agent.awaitEnd();
        // Then
        assertThat(agent.progress()).extracting(p -> p.facts().channelId(), ChannelProgress::acknowledgedMeasurements,
                ChannelProgress::standing).containsExactly(org.assertj.core.groups.Tuple.tuple("A1", 14L, new Standing.Ended()),
                        org.assertj.core.groups.Tuple.tuple("A2", 3L, new Standing.Ended()));
        assertThat(meters.get("coulombus.agent.measurements.published").counter().count()).isEqualTo(17);
        assertThat(meters.get("coulombus.agent.records.published").counter().count()).isEqualTo(7);
        assertThat(gauge("coulombus.agent.channels.running")).isZero();
        assertThat(health()).isEqualTo(new Health.Up("2 channels"));
    }

    @Test
    void isNotReadyWhereAChannelFailedAndSaysWhy() throws Exception {
        // Given
        agent.start();
        // When
        agent.follow(new ScriptedDriver("A1").ends(RunEnd.COMPLETED));
        agent.follow(new ScriptedDriver("A2").measures(3).fails(new IOException("cable pulled")));
        agent.follow(new ScriptedDriver("A3").then(() -> {
            throw new ArrayIndexOutOfBoundsException();
        }));
        agent.awaitEnd();
        // Then
        assertThat(agent.progress()).extracting(ChannelProgress::standing).containsExactly(new Standing.Ended(),
                new Standing.Failed("cable pulled"), new Standing.Failed("java.lang.ArrayIndexOutOfBoundsException"));
        assertThat(health()).isEqualTo(new Health.Down("2 of 3 channels failed"));
        assertThat(gauge("coulombus.agent.channels.failed")).isEqualTo(2);
    }

    @Test
    void stopsRunningChannelsAndThenItsProducerWhenClosed() throws Exception {
        // Given
        agent.start();
        ScriptedDriver waiting = new ScriptedDriver("A1").measures(2);
        agent.follow(waiting);
        assertThat(gauge("coulombus.agent.channels.running")).isEqualTo(1);
        // When
        agent.close();
        // Then
        assertThat(agent.progress()).extracting(ChannelProgress::standing).containsExactly(new Standing.Stopped());
        assertThat(waiting.closed).isTrue();
        assertThat(broker.closed()).isTrue();
        assertThat(broker.story()).noneMatch(record -> record.startsWith("end"));
    }

    @Test
    void replaysTheFilesOfItsConfiguration() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("a.csv"), """
                Test Time / s,Voltage / V,Current / A
                0,1.50,0.001
                10,1.51,0.001
                20,1.52,0.001
                """);
        agent = agent(List.of(replay(file)));
        // When
        agent.start();
        agent.awaitEnd();
        // Then
        String channel = agent.progress().getFirst().facts().channelId();
        assertThat(broker.story()).containsExactly("start " + channel, "1-3", "end END_OF_FILE 3");
        assertThat(agent.progress().getFirst().progressFraction()).isEqualTo(1);
    }

    @Test
    void doesNotStartWhereAFileOfItsConfigurationIsMissing() {
        agent = agent(List.of(replay(directory.resolve("missing.csv"))));
        assertThatThrownBy(agent::start).isInstanceOf(IOException.class).hasMessageContaining("missing.csv");
    }

    @Test
    void takesUpNoChannelBeforeTheStartOrAfterTheEnd() throws Exception {
        // Given
        ScriptedDriver driver = new ScriptedDriver("A1");
        // When, Then
        assertThatThrownBy(() -> agent.follow(driver)).isInstanceOf(IllegalStateException.class)
                .hasMessage("channel A1 cannot be taken up: the channel agent was not started");
        agent.start();
        agent.close();
        assertThatThrownBy(() -> agent.follow(driver)).isInstanceOf(IllegalStateException.class)
                .hasMessage("channel A1 cannot be taken up: the channel agent is closed");
        assertThat(agent.progress()).isEmpty();
    }
}
