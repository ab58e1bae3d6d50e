package coulombus.analytics;

import java.time.Duration;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import coulombus.core.detection.DetectorSettings;
import coulombus.schemas.Topics;

/// The topology: one source, one processor with its two stores, one sink a topic.
///
/// The *hot* store holds the open half-cycle of each run and changes with every record; the *cold* one holds facts, pairs, baselines and
/// detector states and changes once a half-cycle. Both are in memory with a changelog; keys are run ids, 16 bytes.
final class AnalyticsTopology {
    static final String HOT = "hot";
    static final String COLD = "cold";
    static final String SOURCE = "measurements";
    static final String PROCESSOR = "runs";

    private AnalyticsTopology() {}

    static Topology build(AnalyticsMetrics metrics, Duration tombstoneKept, DetectorSettings detectors) {
        Topology topology = new Topology();
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.MEASUREMENTS.name());
        topology.addProcessor(PROCESSOR, () -> new RunProcessor(metrics, tombstoneKept, detectors), SOURCE);
        topology.addStateStore(store(HOT), PROCESSOR);
        topology.addStateStore(store(COLD), PROCESSOR);
        for (Output output : Output.values()) {
            topology.addSink(output.sink(), output.topic().name(), new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
        }
        return topology;
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray()).withCachingEnabled();
    }
}
