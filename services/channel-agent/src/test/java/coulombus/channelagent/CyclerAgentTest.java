package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.spool.SpoolSettings;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OrderAnswer;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.ReadPosition;
import coulombus.runtime.codec.ChannelDesiredCodec;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The agent's parts around its cyclers: locks, drivers, desires, what is kept.
class CyclerAgentTest {
    @TempDir
    Path home;
    private final FakeDevice device = new FakeDevice(AgentRig.CYCLER, 1);

    private static CyclerConfig cycler(String name) {
        return new CyclerConfig(name, "fake", true, null, null, null);
    }

    private CyclerAgent agent(String folder, CyclerConfig cycler) {
        ChannelAgentConfig config = new ChannelAgentConfig("agent-1", null, List.of(cycler), SpoolSettings.in(home.resolve(folder)), null);
        return new CyclerAgent(config, new CyclerAgent.Tools(
                () -> new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()),
                () -> new MockConsumer<>("earliest"),
                told -> device.driver(told.control(), FakeDevice.Trouble.NONE), new ProtocolPlanner(),
                new AgentMetrics(new SimpleMeterRegistry(), () -> 0, () -> 0), InstantSource.system(), System::nanoTime, home));
    }

    @Test
    void twoAgentsShareNeitherSpoolNorCycler() throws Exception {
        CyclerAgent first = agent("one", cycler("bts-1"));
        CyclerAgent sameCycler = agent("two", cycler("other-name"));
        CyclerAgent sameSpool = agent("one", new CyclerConfig("bts-2", "another", true, null, null, null));
        first.start();
        try {
            assertThatThrownBy(sameCycler::start).isInstanceOf(IOException.class)
                    .hasMessageContaining("cycler other-name is in use by another agent");
            assertThatThrownBy(sameSpool::start).isInstanceOf(IOException.class).hasMessageContaining("is in use by another agent");
        } finally {
            sameCycler.close();
            sameSpool.close();
            first.close();
        }
        CyclerAgent again = agent("one", cycler("bts-1"));
        again.start();
        again.close();
    }

    @Test
    void saysWhichDriversThereAre() {
        assertThatThrownBy(() -> CyclerAgent.installed(InstantSource.system()).open(cycler("bts-1")))
                .hasMessageContaining("there is no driver 'fake' for cycler bts-1");
    }

    @Test
    void handsOnWordsForItsOwnChannelsAndLeavesOutWhatItCannotRead() throws Exception {
        // Given
        AgentRig rig = new AgentRig(device, home, true);
        rig.tick();
        DesiredReader reader = new DesiredReader(() -> new MockConsumer<>("earliest"), List.of(rig.loop), new Backoff());
        byte[] mine = word(AgentRig.CHANNEL);
        // When
        reader.take(record(AgentRig.CHANNEL, new byte[]{ 1, 2, 3 }));
        reader.take(record(AgentRig.CHANNEL, null));
        reader.take(record(null, mine));
        reader.take(record("bts-9/1", word("bts-9/1")));
        reader.take(record(AgentRig.CHANNEL, word("bts-1/2")));
        rig.ticks(2);
        assertThat(device.channel(AgentRig.CHANNEL).jobs).isEmpty();
        reader.take(record(AgentRig.CHANNEL, mine));
        rig.ticks(2);
        // Then
        assertThat(device.channel(AgentRig.CHANNEL).jobs).hasSize(1);
        rig.close();
    }

    private static byte[] word(String channel) {
        return new ChannelDesiredCodec().encode(new ChannelDesired(channel, 1, 1, new Desired.Run(AgentRig.order(1))));
    }

    private static ConsumerRecord<String, byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>(Topics.CHANNEL_DESIRED.name(), 0, 0, 3_600_000, TimestampType.LOG_APPEND_TIME, 0, 0, key, value,
                new RecordHeaders(), Optional.empty());
    }

    @Test
    void whatIsKeptIsReadBackAsItWas() {
        ChannelJournal journal = ChannelJournal.EMPTY
                .decided(new ChannelDesired("c", 7, 3, new Desired.Off("x")), OrderAnswer.ACCEPTED, "ok")
                .begins(AgentRig.order(4)).running(new DeviceJob("j")).trippedBy(new Trip("hot", true)).cleared();
        assertThat(journal.clearing()).isTrue();
        assertThat(KeptForm.journalOf(KeptForm.bytesOf(journal))).isEqualTo(journal);
        assertThat(KeptForm.journalOf(KeptForm.bytesOf(ChannelJournal.EMPTY))).isEqualTo(ChannelJournal.EMPTY);
        FollowState state = new FollowState(new UUID(1, 2), new DeviceJob("j"), Optional.of(new ReadPosition(9, new byte[]{ 1, 2 })), true,
                false);
        assertThat(KeptForm.followStateOf(KeptForm.bytesOf(state))).isEqualTo(state);
        assertThatThrownBy(() -> KeptForm.journalOf(new byte[]{ 9 })).hasMessageContaining("newer version");
    }

    @Test
    void configurationsThatCannotBeAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> new CyclerConfig("a/b", "x", null, null, null, null)).hasMessageContaining("channelAgent.cyclers.name")
                .hasMessageContaining("'a/b'");
        assertThatThrownBy(() -> new CyclerConfig("a", null, null, null, null, null)).hasMessageContaining("channelAgent.cyclers.driver");
        assertThatThrownBy(() -> new CyclerConfig("a", "x", null, java.time.Duration.ZERO, null, null))
                .hasMessage("channelAgent.cyclers.pollInterval: must be 10 ms to 1 min; was 0 ms");
        assertThatThrownBy(() -> new ChannelAgentConfig("agent", null, List.of(cycler("a"), cycler("a")), null, null))
                .hasMessage("channelAgent.cyclers.name: must be unique; twice 'a'");
        assertThatThrownBy(() -> new ChannelAgentConfig(null, null, List.of(cycler("a")), null, null))
                .hasMessageContaining("channelAgent.agentId: must be");
        assertThatThrownBy(() -> new SpoolSettings(null, null, null, null, 0L, null))
                .hasMessage("channelAgent.spool.keepAtMostBytes: must be greater than 0; was 0");
    }
}
