package coulombus.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import coulombus.core.detection.Finding;
import coulombus.runtime.codec.CycleCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.schemas.Topics;

/// Watches the results of some runs come in, to show them and to know when analytics has seen the runs to their end. One thread owns it.
final class ResultWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE_WITH_HISTORY = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<UUID, Results> runs = new HashMap<>();
    private final RunViewCodec views = new RunViewCodec();
    private final CycleCodec cycleCodec = new CycleCodec();
    private final FindingCodec findingCodec = new FindingCodec();

    /// What is known of one run so far.
    static final class Results {
        private final List<Finding> findings = new ArrayList<>();
        private long cycles;
        private boolean started;
        private boolean ended;
        private boolean startedBefore;
        private boolean endedBefore;

        void found(Finding finding) {
            findings.add(finding);
        }

        /// What was read until now was there before this watch began.
        ///
        /// @param whole the fleet had the run to its end
        void wasThere(boolean whole) {
            startedBefore = true;
            endedBefore = whole;
        }

        long cycles() {
            return cycles;
        }

        List<Finding> findings() {
            return findings;
        }

        /// The fleet had the run to its end before this watch began.
        boolean wasWholeBefore() {
            return endedBefore;
        }

        /// The fleet had a part of the run before this watch began.
        boolean wasBegunBefore() {
            return startedBefore && !endedBefore;
        }
    }

    private ResultWatch(KafkaClients clients, Set<UUID> watched) {
        watched.forEach(run -> runs.put(run, new Results()));
        consumer = clients.viewer();
    }

    /// Reads what the fleet knows already, then answers. To be called before the runs are published.
    static ResultWatch begin(KafkaClients clients, Set<UUID> runs) {
        ResultWatch watch = new ResultWatch(clients, runs);
        try {
            watch.readHistory();
            return watch;
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    private void readHistory() {
        List<TopicPartition> partitions = List.of(Topics.RUNS, Topics.CYCLES, Topics.FINDINGS).stream()
                .flatMap(
                        topic -> java.util.stream.IntStream.range(0, topic.partitions()).mapToObj(p -> new TopicPartition(topic.name(), p)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        long giveUp = System.nanoTime() + PATIENCE_WITH_HISTORY.toNanos();
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        while (!ends.isEmpty() && System.nanoTime() - giveUp < 0) {
            poll();
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        }
        runs.values().stream().filter(run -> run.started).forEach(run -> run.wasThere(run.ended));
    }

    /// Reads what has come in; true where every run has been seen to its end.
    boolean poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (record.value() != null) {
                read(record);
            }
        }
        return runs.values().stream().allMatch(run -> run.ended);
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topics.RUNS.name())) {
                RunView view = views.decode(record.value());
                Results run = runs.get(view.facts().runId());
                if (run != null) {
                    run.started = true;
                    run.ended |= !view.isRunning();
                }
            } else if (record.topic().equals(Topics.CYCLES.name())) {
                Results run = runs.get(cycleCodec.decode(record.value()).runId());
                if (run != null) {
                    run.cycles++;
                }
            } else {
                ForRun<Finding> found = findingCodec.decode(record.value());
                Results run = runs.get(found.runId());
                if (run != null) {
                    run.found(found.value());
                }
            }
        } catch (UnreadableRecordException e) {
            // Somebody else's; the services that own the topics count and report it.
        }
    }

    Results of(UUID run) {
        return runs.get(run);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
