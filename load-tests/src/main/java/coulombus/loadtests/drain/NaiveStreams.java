package coulombus.loadtests.drain;

import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunListener;
import coulombus.core.state.StateWriter;
import coulombus.runtime.codec.CycleCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaSettings;

/// The same computing as a Kafka Streams application written the plain way: one measurement a record, the whole state of a run read
/// from its store and written back for each, exactly once, the same commit interval.
final class NaiveStreams {
    static final String TOPIC = "measurements-one-a-record";
    private static final String OUTPUT = "measurements-one-a-record-cycles";

    private final AtomicLong measurements = new AtomicLong();
    private final KafkaStreams streams;

    NaiveStreams(KafkaSettings kafka, Path state) {
        Topology topology = new Topology();
        topology.addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), TOPIC);
        topology.addProcessor("fold", Fold::new, "in");
        topology.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("runs"), Serdes.ByteArray(), Serdes.ByteArray()),
                "fold");
        topology.addSink("out", OUTPUT, new ByteArraySerializer(), new ByteArraySerializer(), "fold");
        Properties p = new Properties();
        p.putAll(kafka.common("analytics-naive"));
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, "analytics-naive");
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        p.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        streams = new KafkaStreams(topology, p);
    }

    static String output() {
        return OUTPUT;
    }

    void start() {
        streams.start();
    }

    long measurements() {
        return measurements.get();
    }

    private final class Fold implements Processor<byte[], byte[], byte[], byte[]> {
        private final MeasurementCodec codec = new MeasurementCodec();
        private final CycleCodec cycles = new CycleCodec();
        private ProcessorContext<byte[], byte[]> context;
        private KeyValueStore<byte[], byte[]> store;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            store = context.getStateStore("runs");
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            try {
                if (codec.kindOf(record.value()) == MeasurementCodec.Kind.BATCH) {
                    fold(record);
                }
            } catch (UnreadableRecordException e) {
                throw new IllegalStateException("the load is unreadable", e);
            }
        }

        private void fold(Record<byte[], byte[]> record) throws UnreadableRecordException {
            UUID run = codec.runId(record.value());
            byte[] key = Load.key(run);
            byte[] kept = store.get(key);
            RunAnalysis analysis = kept == null ? new RunAnalysis(Load.facts(0)) : restore(kept);
            MeasurementBatch one = new MeasurementBatch(1);
            codec.decodeBatch(record.value(), one);
            analysis.on(one, new CyclesOnly(record, run));
            StateWriter out = new StateWriter();
            analysis.writeHot(out);
            int hot = out.toByteArray().length;
            analysis.writeCold(out);
            out.putInt(hot);
            store.put(key, out.toByteArray());
            measurements.incrementAndGet();
        }

        private static RunAnalysis restore(byte[] kept) {
            int hot = java.nio.ByteBuffer.wrap(kept, kept.length - 4, 4).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt();
            byte[] cold = java.util.Arrays.copyOfRange(kept, hot, kept.length - 4);
            return RunAnalysis.restore(Load.facts(0), java.util.Arrays.copyOf(kept, hot), () -> cold);
        }

        private final class CyclesOnly implements RunListener {
            private final Record<byte[], byte[]> cause;
            private final UUID run;

            CyclesOnly(Record<byte[], byte[]> cause, UUID run) {
                this.cause = cause;
                this.run = run;
            }

            @Override
            public void on(HalfCycle halfCycle) {
                // Only cycles are published: the least such an application does.
            }

            @Override
            public void on(Cycle cycle) {
                context.forward(cause.withValue(cycles.encode(new ForRun<>(run, cycle))));
            }

            @Override
            public void on(Finding finding) {
                // See above.
            }

            @Override
            public void on(CellHealth health) {
                // See above.
            }

            @Override
            public void on(DataQuality dataQuality) {
                // See above.
            }
        }
    }
}
