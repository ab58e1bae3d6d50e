package coulombus.app;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import coulombus.runtime.codec.CycleCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.schemas.Topics;

/// Watches the results of some runs come in, to know when analytics has seen them to their end. One thread owns it.
final class ResultWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<UUID> waitingFor;
    private final Set<UUID> runs;
    private final RunViewCodec views = new RunViewCodec();
    private final CycleCodec cycleCodec = new CycleCodec();
    private final FindingCodec findingCodec = new FindingCodec();
    private long cycles;
    private long findings;

    ResultWatch(KafkaClients clients, Set<UUID> runs) {
        this.runs = Set.copyOf(runs);
        this.waitingFor = new HashSet<>(runs);
        this.consumer = clients.viewer();
        List<TopicPartition> partitions = List.of(Topics.RUNS.name(), Topics.CYCLES.name(), Topics.FINDINGS.name()).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream()).map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads what has come in; true where every run has been seen to its end.
    boolean poll() throws UnreadableRecordException {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (record.value() == null) {
                continue;
            }
            if (record.topic().equals(Topics.RUNS.name())) {
                RunView view = views.decode(record.value());
                if (!view.isRunning()) {
                    waitingFor.remove(view.facts().runId());
                }
            } else if (record.topic().equals(Topics.CYCLES.name())) {
                cycles += runs.contains(cycleCodec.decode(record.value()).runId()) ? 1 : 0;
            } else {
                findings += runs.contains(findingCodec.decode(record.value()).runId()) ? 1 : 0;
            }
        }
        return waitingFor.isEmpty();
    }

    long cycles() {
        return cycles;
    }

    long findings() {
        return findings;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
