package coulombus.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import coulombus.core.detection.DetectorSettings;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunFacts;
import coulombus.core.state.StateWriter;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.runtime.codec.RunEnding;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topics;

/// Takes the records of topic measurements and keeps the analysis of every run that is open.
///
/// A run's analysis lives as an object here and as bytes in the stores; the bytes are what counts. The objects are dropped whenever the
/// task is closed, and a task that failed is closed, so they never run ahead of a transaction that did not commit.
///
/// What arrives twice is left out by the run's high-water mark; what arrives for a run that ended is left out by its tombstone; what
/// cannot be read goes to topic rejected and the partition moves on.
final class RunProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final int LARGEST_FIRST_BATCH = 64;
    /// The rest of a request is for the key, the reason and what Kafka adds.
    static final int LARGEST_KEPT_VALUE = StreamsSettings.LARGEST_REQUEST_BYTES - (64 << 10);
    private static final Duration TOMBSTONE_CHECK = Duration.ofHours(1);

    private final AnalyticsMetrics metrics;
    private final Duration tombstoneKept;
    private final DetectorSettings detectors;
    private final MeasurementCodec codec = new MeasurementCodec();
    private final RejectedCodec rejectedCodec = new RejectedCodec();
    private final MeasurementBatch batch = new MeasurementBatch(LARGEST_FIRST_BATCH);
    private final StateWriter state = new StateWriter();
    private final Map<UUID, OpenRun> open = new HashMap<>();

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> hot;
    private KeyValueStore<byte[], byte[]> cold;
    private ResultForwarder results;

    /// A run that is open: its analysis, and who it is.
    private record OpenRun(UUID id, byte[] key, RunFacts facts, byte[] encodedFacts, RunAnalysis analysis) {}

    RunProcessor(AnalyticsMetrics metrics, Duration tombstoneKept, DetectorSettings detectors) {
        this.metrics = metrics;
        this.tombstoneKept = tombstoneKept;
        this.detectors = detectors;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        hot = context.getStateStore(AnalyticsTopology.HOT);
        cold = context.getStateStore(AnalyticsTopology.COLD);
        results = new ResultForwarder(context, metrics);
        open.clear();
        context.schedule(TOMBSTONE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::dropOldTombstones);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte[] value = record.value();
        try {
            if (value == null) {
                throw new UnreadableRecordException("a record without a value");
            }
            switch (codec.kindOf(value)) {
                case STARTED -> started(record, codec.decodeStarted(value));
                case BATCH -> measured(record);
                case ENDED -> ended(record, codec.decodeEnded(value));
            }
        } catch (UnreadableRecordException e) {
            reject(record, e.getMessage());
        }
    }

    private void started(Record<byte[], byte[]> record, RunFacts facts) throws UnreadableRecordException {
        requireChannelsKey(record.key(), facts);
        byte[] key = RunState.key(facts.runId());
        if (hot.get(key) != null) {
            // The same run announced again: a repeated or resumed replay, or an agent that started anew.
            return;
        }
        OpenRun run = new OpenRun(facts.runId(), key, facts, record.value(), new RunAnalysis(facts, detectors));
        open.put(run.id(), run);
        keepHot(run);
        keepCold(run);
        results.view(record, new RunView(facts, Optional.empty(), 0, Double.NaN));
    }

    /// The key decides the partition, and with it who else has records of this run.
    private static void requireChannelsKey(byte[] key, RunFacts facts) throws UnreadableRecordException {
        if (key == null || !facts.channelId().equals(new String(key, StandardCharsets.UTF_8))) {
            throw new UnreadableRecordException("the start of run " + facts.runId() + " on channel " + facts.channelId()
                    + (key == null ? " has no key" : " has the key '" + new String(key, StandardCharsets.UTF_8) + "'"));
        }
    }

    private void measured(Record<byte[], byte[]> record) throws UnreadableRecordException {
        UUID id = codec.runId(record.value());
        OpenRun run = open(id);
        if (run == null) {
            if (hot.get(RunState.key(id)) == null) {
                throw new UnreadableRecordException("measurements of run " + id + ", of which no start is known");
            }
            metrics.afterEnd();
            return;
        }
        codec.decodeBatch(record.value(), batch);
        boolean coldChanged = run.analysis().on(batch, results.of(record, run.id(), run.facts()));
        metrics.measured(batch.size());
        keepHot(run);
        if (coldChanged) {
            keepCold(run);
        }
    }

    private void ended(Record<byte[], byte[]> record, RunEnding ending) throws UnreadableRecordException {
        OpenRun run = open(ending.runId());
        if (run == null) {
            if (hot.get(RunState.key(ending.runId())) == null) {
                throw new UnreadableRecordException("the end of run " + ending.runId() + ", of which no start is known");
            }
            return;
        }
        run.analysis().end(ending.why(), results.of(record, run.id(), run.facts()));
        results.view(record,
                new RunView(run.facts(), Optional.of(ending.why()), run.analysis().highestSeq(), run.analysis().testTimeSecond()));
        hot.put(run.key(), RunState.tombstone(context.currentSystemTimeMs()));
        cold.delete(run.key());
        open.remove(run.id());
    }

    /// The open run, from its bytes where this task has not seen it yet; null where it is not known, or ended.
    private OpenRun open(UUID id) throws UnreadableRecordException {
        OpenRun known = open.get(id);
        if (known != null) {
            return known;
        }
        byte[] key = RunState.key(id);
        byte[] hotBytes = hot.get(key);
        if (hotBytes == null || RunState.isTombstone(hotBytes)) {
            return null;
        }
        byte[] coldBytes = cold.get(key);
        byte[] encodedFacts = RunState.factsOf(coldBytes);
        RunFacts facts = codec.decodeStarted(encodedFacts);
        OpenRun run = new OpenRun(id, key, facts, encodedFacts,
                RunAnalysis.restore(facts, detectors, RunState.analysisOf(hotBytes), () -> RunState.watchOf(coldBytes)));
        open.put(id, run);
        return run;
    }

    private void keepHot(OpenRun run) {
        state.reset();
        RunState.beginOpen(state);
        run.analysis().writeHot(state);
        hot.put(run.key(), state.toByteArray());
    }

    private void keepCold(OpenRun run) {
        state.reset();
        RunState.beginCold(state, run.encodedFacts());
        run.analysis().writeCold(state);
        cold.put(run.key(), state.toByteArray());
    }

    private void reject(Record<byte[], byte[]> record, String reason) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        byte[] value = record.value();
        String why = reason;
        if (value != null && value.length > LARGEST_KEPT_VALUE) {
            // Sent on, it would be refused for its size, and this partition would stand still for ever.
            why = reason + "; its " + value.length + " bytes are too many to be kept here";
            value = null;
        }
        RejectedRecord rejected = new RejectedRecord(from.topic(), from.partition(), from.offset(), record.key(), value, why, "analytics",
                Instant.ofEpochMilli(context.currentSystemTimeMs()));
        context.forward(record.withValue(rejectedCodec.encode(rejected)), Output.REJECTED.sink());
        metrics.rejected(Topics.MEASUREMENTS.name());
    }

    private void dropOldTombstones(long nowMillis) {
        try (KeyValueIterator<byte[], byte[]> all = hot.all()) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> entry = all.next();
                if (RunState.isTombstone(entry.value)
                        && Duration.ofMillis(nowMillis - RunState.endedAtMillis(entry.value)).compareTo(tombstoneKept) > 0) {
                    hot.delete(entry.key);
                }
            }
        }
    }

}
