package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.Damage;
import coulombus.channelagent.spool.StoryRecord;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.schemas.Topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PublisherTest {
    private static final UUID RUN = new UUID(3, 4);

    @TempDir
    Path home;
    private AgentRig agent;
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private Publisher publisher;

    @BeforeEach
    void boot() throws IOException {
        agent = new AgentRig(new FakeDevice(AgentRig.CYCLER, 1), home, true);
        publisher = publisher();
    }

    private Publisher publisher() {
        return new Publisher(() -> {
            producers.add(new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
            return producers.getLast();
        }, agent.tools, new Backoff(() -> 1));
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private void append(String channelId, int records) throws IOException {
        ChannelSpool channel = agent.spool.channel(channelId);
        for (int i = 0; i < records; i++) {
            long position = channel.lastPosition() + 1;
            try (ChannelSpool.Change change = channel.change()) {
                change.append(new StoryRecord(RUN, position, position, 1, (channelId + " " + position).getBytes(UTF_8))).commit();
            }
        }
    }

    private static List<String> sent(MockProducer<String, byte[]> producer) {
        return producer.history().stream().filter(record -> record.topic().equals(Topics.MEASUREMENTS.name()))
                .map(ProducerRecord::value).map(value -> new String(value, UTF_8)).toList();
    }

    @Test
    void sendsEachChannelInItsOrderAndRemembersWhatArrived() throws Exception {
        append("a", 3);
        append("b", 2);
        assertThat(publisher.turn()).isTrue();
        MockProducer<String, byte[]> producer = producers.getFirst();
        assertThat(sent(producer)).containsSubsequence("a 1", "a 2", "a 3").containsSubsequence("b 1", "b 2").hasSize(5);
        assertThat(agent.spool.unacknowledgedMeasurements()).isEqualTo(5);
        while (producer.completeNext()) {
            // Every record arrives.
        }
        publisher.turn();
        assertThat(agent.spool.unacknowledgedMeasurements()).isZero();
        assertThat(agent.spool.channel("a").acknowledgedPosition()).isEqualTo(3);
    }

    @Test
    void sendsEverythingAgainFromTheLowestThatDidNotArrive() throws Exception {
        // Given five under way of which two arrive
        append("a", 5);
        publisher.turn();
        MockProducer<String, byte[]> first = producers.getFirst();
        first.completeNext();
        first.completeNext();
        // When the third fails and the fourth arrives all the same
        first.errorNext(new TimeoutException("broker gone"));
        first.completeNext();
        assertThat(publisher.turn()).isFalse();
        append("a", 1);
        publisher.turn();
        // Then
        assertThat(first.closed()).isTrue();
        assertThat(producers).hasSize(2);
        assertThat(sent(producers.getLast())).containsExactly("a 3", "a 4", "a 5", "a 6");
    }

    @Test
    void goesOnWhereAnEarlierProcessWasKilled() throws Exception {
        append("a", 4);
        publisher.turn();
        producers.getFirst().completeNext();
        publisher.turn();
        agent.kill();
        agent.spool.channel("a");
        publisher = publisher();
        publisher.turn();
        assertThat(sent(producers.getLast())).containsExactly("a 2", "a 3", "a 4");
    }

    @Test
    void triesAgainWhereNoProducerCanBeMade() throws Exception {
        append("a", 1);
        int[] refusals = { 2 };
        publisher = new Publisher(() -> {
            if (refusals[0]-- > 0) {
                throw new org.apache.kafka.common.KafkaException("no such host");
            }
            producers.add(new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
            return producers.getLast();
        }, agent.tools, new Backoff(() -> 1));
        assertThat(publisher.turn()).isFalse();
        assertThat(publisher.turn()).isFalse();
        assertThat(publisher.turn()).isTrue();
        assertThat(sent(producers.getLast())).containsExactly("a 1");
    }

    @Test
    void leavesOutWhatIsDamagedTellsItAndGoesOn() throws Exception {
        append("a", 5);
        Damage.at(agent.spool.channel("a"), 2);
        publisher.turn();
        MockProducer<String, byte[]> producer = producers.getFirst();
        while (producer.completeNext()) {
            // Every record arrives.
        }
        publisher.turn();
        assertThat(sent(producer)).containsExactly("a 1", "a 3", "a 4", "a 5");
        assertThat(agent.spool.channel("a").acknowledgedPosition()).isEqualTo(5);
        assertThat(agent.outbox.take()).filteredOn(report -> report.topic().equals(Topics.DATA_QUALITY.name())).hasSize(1);
        assertThat(agent.meters.get("coulombus.agent.spool.damaged").counter().count()).isEqualTo(1);
    }

    @Test
    void catchesUpAtABoundedRate() throws Exception {
        // Given 200,000 measurements that wait
        ChannelSpool channel = agent.spool.channel("a");
        for (int i = 0; i < 400; i++) {
            try (ChannelSpool.Change change = channel.change()) {
                change.append(new StoryRecord(RUN, 500L * i + 1, 500L * i + 500, 1, new byte[]{ 1 })).commit();
            }
        }
        // When a second passes
        for (int i = 0; i < 100; i++) {
            agent.nanoTime += 10_000_000L;
            publisher.turn();
            while (!producers.isEmpty() && producers.getFirst().completeNext()) {
                // Every record arrives.
            }
        }
        // Then about 20,000 at once and 20,000 a second went
        assertThat(sent(producers.getFirst()).size() * 500L).isBetween(20_000L, 45_000L);
    }
}
