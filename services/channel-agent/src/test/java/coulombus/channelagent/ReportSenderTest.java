package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;

class ReportSenderTest {
    private static final UUID RUN = new UUID(3, 4);

    @TempDir
    Path home;
    private AgentRig agent;
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private ReportSender sender;
    private int beats;

    @BeforeEach
    void boot() throws IOException {
        agent = new AgentRig(new FakeDevice(AgentRig.CYCLER, 1), home, true);
        sender = new ReportSender(() -> {
            producers.add(new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
            return producers.getLast();
        }, agent.tools, () -> beats++, new Backoff(() -> 1));
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private static List<ProducerRecord<String, byte[]>> of(MockProducer<String, byte[]> producer, String topic) {
        return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    @Test
    void whatCouldNotEvenBeHandedOverIsSentByTheNextProducer() {
        // Given three reports and a producer that takes none
        sender.turn();
        producers.getFirst().sendException = new KafkaException("no metadata");
        for (DataQualityKind kind : List.of(DataQualityKind.GAP, DataQualityKind.TIME_RESET, DataQualityKind.NOTE)) {
            agent.tools.outbox().dataQuality("a", RUN, new DataQuality(kind, 1, 1, "odd"));
        }
        assertThat(sender.turn()).isFalse();
        // When
        sender.turn();
        // Then
        assertThat(of(producers.getLast(), Topics.DATA_QUALITY.name())).hasSize(3);
    }

    @Test
    void whatFailedToArriveIsSentAgainOnceByANewProducer() {
        // Given
        agent.tools.outbox().dataQuality("a", RUN, new DataQuality(DataQualityKind.GAP, 1, 1, "odd"));
        sender.turn();
        // When
        producers.getFirst().errorNext(new KafkaException("broker is away"));
        assertThat(sender.turn()).isFalse();
        sender.turn();
        // Then
        assertThat(producers).hasSize(2);
        assertThat(of(producers.getLast(), Topics.DATA_QUALITY.name())).hasSize(1);
        producers.getLast().completeNext();
        assertThat(agent.outbox.size()).isZero();
    }

    @Test
    void sendsOnlyTheLatestAndNeverTwoOfOneThingAtATime() {
        agent.ticks(1);
        agent.nanoTime += 10_000_000_000L;
        agent.ticks(1);
        sender.turn();
        MockProducer<String, byte[]> producer = producers.getFirst();
        assertThat(of(producer, Topics.CHANNEL_REPORTED.name())).hasSize(1);
        // While it is under way nothing else about the same is sent, however long that takes
        for (int i = 0; i < 50; i++) {
            agent.ticks(3);
            sender.turn();
        }
        assertThat(of(producer, Topics.CHANNEL_REPORTED.name())).hasSize(1);
        assertThat(agent.outbox.size()).isEqualTo(2);
    }

    @Test
    void beatsEveryFewSecondsAlsoWhileTheBrokerIsAway() {
        // When
        for (int second = 0; second < 30; second++) {
            agent.nanoTime += 1_000_000_000L;
            sender.turn();
        }
        // Then
        assertThat(beats).isEqualTo(6);
    }
}
