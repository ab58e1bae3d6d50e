package coulombus.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import coulombus.runtime.codec.CycleCodec;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.HalfCycleCodec;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.schemas.Topics;

/// Reads every result on the topics, committed ones only, into a report for each run.
final class ResultTopics implements AutoCloseable {
    private static final List<String> TOPICS = Stream
            .of(Topics.HALF_CYCLES, Topics.CYCLES, Topics.FINDINGS, Topics.DATA_QUALITY, Topics.RUNS).map(t -> t.name()).toList();

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<UUID, RunReport> reports = new HashMap<>();
    private final Set<UUID> ended = new HashSet<>();
    private long results;

    ResultTopics(KafkaSettings kafka) {
        consumer = new KafkaClients(kafka, "fleet-api", new SimpleMeterRegistry()).viewer();
        List<TopicPartition> partitions = TOPICS.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads until every run has ended and nothing more of it can come: results stand before the end in every partition's order of
    /// transactions, so one more look after the last end has them all.
    Map<UUID, RunReport> awaitEnds(Set<UUID> runs, Duration patience) throws UnreadableRecordException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ended.containsAll(runs)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + ended.size() + " of " + runs.size() + " runs ended within " + patience);
            }
            poll();
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            poll();
        }
        return reports;
    }

    /// Reads until at least this many results were seen.
    void awaitResults(long atLeast, Duration patience) throws UnreadableRecordException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (results < atLeast) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + results + " results within " + patience);
            }
            poll();
        }
    }

    long results() {
        return results;
    }

    private void poll() throws UnreadableRecordException {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            results++;
            switch (record.topic()) {
                case "half-cycles" -> {
                    var halfCycle = new HalfCycleCodec().decode(record.value());
                    of(halfCycle).on(halfCycle.value());
                }
                case "cycles" -> {
                    var cycle = new CycleCodec().decode(record.value());
                    of(cycle).on(cycle.value());
                }
                case "findings" -> {
                    var finding = new FindingCodec().decode(record.value());
                    of(finding).on(finding.value());
                }
                case "data-quality" -> {
                    var quality = new DataQualityCodec().decode(record.value());
                    of(quality).on(quality.value());
                }
                default -> {
                    RunView view = new RunViewCodec().decode(record.value());
                    if (!view.isRunning()) {
                        ended.add(view.facts().runId());
                    }
                }
            }
        }
    }

    private RunReport of(ForRun<?> result) {
        return reports.computeIfAbsent(result.runId(), id -> new RunReport());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
