package coulombus.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RunEnding;
import coulombus.runtime.codec.UnreadableRecordException;

/// What stands on the topic measurements of one run, as a reader takes it who leaves out what it has by number.
final class Story {
    private static final MeasurementCodec CODEC = new MeasurementCodec();

    private final List<RunFacts> starts = new ArrayList<>();
    private final List<RunEnding> endings = new ArrayList<>();
    private final TreeMap<Long, MeasurementBatch> measurements = new TreeMap<>();
    private final List<String> disorders = new ArrayList<>();
    private long repeated;

    /// One record of the topic.
    record Word(UUID runId, MeasurementCodec.Kind kind, byte[] bytes) {
        static Word of(byte[] bytes) throws UnreadableRecordException {
            return new Word(CODEC.runId(bytes), CODEC.kindOf(bytes), bytes);
        }
    }

    /// Takes a record, in the order of the topic.
    void take(Word word) {
        try {
            switch (word.kind()) {
                case STARTED -> starts.add(CODEC.decodeStarted(word.bytes()));
                case ENDED -> endings.add(CODEC.decodeEnded(word.bytes()));
                case BATCH -> batch(word.bytes());
            }
        } catch (UnreadableRecordException e) {
            throw new AssertionError("run " + word.runId() + ": " + e.getMessage(), e);
        }
    }

    private void batch(byte[] bytes) throws UnreadableRecordException {
        MeasurementBatch batch = new MeasurementBatch(1);
        CODEC.decodeBatch(bytes, batch);
        if (starts.isEmpty()) {
            disorders.add("measurement " + batch.firstSeq() + " stands before the start");
        }
        for (int i = 0; i < batch.size(); i++) {
            long seq = batch.seq(i);
            if (!measurements.isEmpty() && seq <= measurements.lastKey()) {
                if (!measurements.containsKey(seq)) {
                    disorders.add("measurement " + seq + " stands after " + measurements.lastKey());
                }
                repeated++;
                continue;
            }
            if (!endings.isEmpty()) {
                disorders.add("measurement " + seq + " stands after the end");
            }
            MeasurementBatch one = new MeasurementBatch(1);
            one.clear(seq);
            one.addCopy(batch, i);
            measurements.put(seq, one);
        }
    }

    /// Each start that was told, a repeated one once.
    List<RunFacts> starts() {
        return starts.stream().distinct().toList();
    }

    /// Each end that was told, a repeated one once.
    List<RunEnding> endings() {
        return endings.stream().distinct().toList();
    }

    Optional<RunEnd> end() {
        return endings.isEmpty() ? Optional.empty() : Optional.of(endings.getFirst().why());
    }

    /// Measurements by number, each in a batch of its own.
    Map<Long, MeasurementBatch> measurements() {
        return measurements;
    }

    /// Measurements that came again.
    long repeated() {
        return repeated;
    }

    /// What a reader who leaves out what it has would have missed.
    List<String> disorders() {
        return disorders;
    }

    /// The same analysis as in the stream, over each measurement once.
    RunReport analysed() {
        RunReport report = new RunReport();
        RunAnalysis analysis = new RunAnalysis(starts.getFirst());
        measurements.values().forEach(one -> analysis.on(one, report));
        end().ifPresent(why -> analysis.end(why, report));
        return report;
    }
}
