package coulombus.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.runtime.codec.CellHealthCodec;
import coulombus.runtime.codec.CycleCodec;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.HalfCycleCodec;
import coulombus.runtime.codec.RecordCodec;
import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// The topology on one partition without a broker: records in, results out, both stores in reach.
final class TopologyRun implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> measurements;
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();

    /// A result with the key it stands under.
    record Keyed<T>(String key, T value) {}

    TopologyRun() {
        this(Duration.ofDays(90));
    }

    TopologyRun(Duration tombstoneKept) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, StreamsSettings.APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(
                AnalyticsTopology.build(new AnalyticsMetrics(meters), tombstoneKept, coulombus.core.detection.DetectorSettings.DEFAULT),
                properties, START);
        measurements = driver.createInputTopic(Topics.MEASUREMENTS.name(), new ByteArraySerializer(), new ByteArraySerializer(), START,
                Duration.ZERO);
    }

    void send(String key, byte[] value) {
        measurements.pipeInput(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }

    void send(RunStory run, List<byte[]> records) {
        records.forEach(record -> send(run.facts.channelId(), record));
    }

    void letPass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    List<Keyed<ForRun<HalfCycle>>> halfCycles() throws UnreadableRecordException {
        return read(Topics.HALF_CYCLES, new HalfCycleCodec());
    }

    List<Keyed<ForRun<Cycle>>> cycles() throws UnreadableRecordException {
        return read(Topics.CYCLES, new CycleCodec());
    }

    List<Keyed<ForRun<CellHealth>>> health() throws UnreadableRecordException {
        return read(Topics.CELL_HEALTH, new CellHealthCodec());
    }

    List<Keyed<ForRun<DataQuality>>> dataQuality() throws UnreadableRecordException {
        return read(Topics.DATA_QUALITY, new DataQualityCodec());
    }

    List<Keyed<RunView>> runs() throws UnreadableRecordException {
        return read(Topics.RUNS, new RunViewCodec());
    }

    List<Keyed<RejectedRecord>> rejected() throws UnreadableRecordException {
        return read(Topics.REJECTED, new RejectedCodec());
    }

    private <T> List<Keyed<T>> read(Topic<?> topic, RecordCodec<T> codec) throws UnreadableRecordException {
        List<Keyed<T>> all = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : output(topic).readRecordsToList()) {
            all.add(new Keyed<>(record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                    codec.decode(record.value())));
        }
        return all;
    }

    /// Keys and bytes of everything on the topic since it was last read, as text: equal text, equal to the last bit.
    List<String> bytesOf(Topic<?> topic) {
        return output(topic).readRecordsToList().stream()
                .map(r -> new String(r.key(), StandardCharsets.UTF_8) + " " + java.util.HexFormat.of().formatHex(r.value())).toList();
    }

    private TestOutputTopic<byte[], byte[]> output(Topic<?> topic) {
        return outputs.computeIfAbsent(topic.name(),
                name -> driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    KeyValueStore<byte[], byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    int entries(String name) {
        int count = 0;
        try (KeyValueIterator<byte[], byte[]> all = store(name).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    /// What Kafka does for the next owner of the partition: gives it the stores as the changelog holds them.
    TopologyRun handOver() {
        TopologyRun next = new TopologyRun();
        for (String name : List.of(AnalyticsTopology.HOT, AnalyticsTopology.COLD)) {
            try (KeyValueIterator<byte[], byte[]> all = store(name).all()) {
                while (all.hasNext()) {
                    KeyValue<byte[], byte[]> entry = all.next();
                    next.store(name).put(entry.key.clone(), entry.value.clone());
                }
            }
        }
        close();
        return next;
    }

    @Override
    public void close() {
        driver.close();
    }
}
