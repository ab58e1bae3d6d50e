package coulombus.channelagent;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RunEnding;
import coulombus.schemas.Topics;

/// Publishes the story of a run under its channel's key, by one idempotent producer: once and in order. Belongs to one loop; the
/// producer beneath may be shared. A record that could not be sent fails the next call.
final class RunPublisher {
    private final Producer<String, byte[]> producer;
    private final AgentMetrics metrics;
    private final MeasurementCodec codec = new MeasurementCodec();
    private final DataQualityCodec dataQualityCodec = new DataQualityCodec();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private long lastSeq;

    RunPublisher(Producer<String, byte[]> producer, AgentMetrics metrics) {
        this.producer = producer;
        this.metrics = metrics;
    }

    /// Waits until the broker has the start: the rest of the run must never stand before it, nor alone.
    void started(RunFacts facts) {
        send(Topics.MEASUREMENTS.name(), facts, codec.encodeStarted(facts), 0);
        flush();
    }

    void measured(RunFacts facts, MeasurementBatch batch) {
        send(Topics.MEASUREMENTS.name(), facts, codec.encodeBatch(facts.runId(), batch, 0, batch.size()), batch.size());
        lastSeq = batch.seq(batch.size() - 1);
    }

    void ended(RunFacts facts, RunEnd why) {
        send(Topics.MEASUREMENTS.name(), facts, codec.encodeEnded(new RunEnding(facts.runId(), why, lastSeq)), 0);
    }

    void found(RunFacts facts, DataQuality dataQuality) {
        send(Topics.DATA_QUALITY.name(), facts, dataQualityCodec.encode(new ForRun<>(facts.runId(), dataQuality)), 0);
    }

    /// Waits until everything sent is acknowledged.
    void flush() {
        producer.flush();
        throwFailure();
    }

    /// Measurements that the broker has acknowledged.
    long acknowledgedMeasurements() {
        return acknowledged.get();
    }

    private void send(String topic, RunFacts facts, byte[] value, int measurements) {
        throwFailure();
        Callback callback = (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            } else {
                acknowledged.addAndGet(measurements);
                metrics.published(measurements);
            }
        };
        producer.send(new ProducerRecord<>(topic, facts.channelId(), value), callback);
    }

    private void throwFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new KafkaException("publishing failed: " + cause.getMessage(), cause);
        }
    }
}
