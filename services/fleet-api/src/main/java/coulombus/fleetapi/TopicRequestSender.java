package coulombus.fleetapi;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import coulombus.core.alert.AlertRequest;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.audit.AuditEntry;
import coulombus.core.book.FacilityRequest;
import coulombus.runtime.codec.AlertRequestCodec;
import coulombus.runtime.codec.AuditCodec;
import coulombus.runtime.codec.ChannelRequestCodec;
import coulombus.runtime.codec.FacilityRequestCodec;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// Puts requests on their topic, on a thread of its own, because sending may block while Kafka is away.
final class TopicRequestSender implements RequestSender, AutoCloseable {
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fleet-api-requests").factory());
    private final Supplier<? extends Producer<String, byte[]>> producers;
    private final ChannelRequestCodec codec = new ChannelRequestCodec();
    private final AlertRequestCodec alertCodec = new AlertRequestCodec();
    private final FacilityRequestCodec facilityCodec = new FacilityRequestCodec();
    private final AuditCodec auditCodec = new AuditCodec();
    private Producer<String, byte[]> producer;

    /// @param producers makes the producer, on the thread, when the first request comes
    TopicRequestSender(Supplier<? extends Producer<String, byte[]>> producers) {
        this.producers = producers;
    }

    @Override
    public Future<Void> send(ChannelRequest request) {
        return send(Topics.REQUESTS, codec.encode(request));
    }

    /// Done when the request cannot be lost any more. Never blocks.
    Future<Void> sendAboutAlert(AlertRequest request) {
        return send(Topics.ALERT_REQUESTS, alertCodec.encode(request));
    }

    /// Done when the request cannot be lost any more. Never blocks.
    Future<Void> sendAboutFacility(FacilityRequest request) {
        return send(Topics.REQUESTS, facilityCodec.encode(request));
    }

    /// Done when the entry cannot be lost any more. Never blocks.
    Future<Void> sendToAudit(AuditEntry entry) {
        return send(Topics.AUDIT, auditCodec.encode(entry));
    }

    private Future<Void> send(Topic<?> topic, byte[] value) {
        Promise<Void> promise = Promise.promise();
        thread.execute(() -> {
            try {
                if (producer == null) {
                    producer = producers.get();
                }
                producer.send(new ProducerRecord<>(topic.name(), null, value), (metadata, failure) -> {
                    if (failure == null) {
                        promise.complete();
                    } else {
                        promise.fail(failure);
                    }
                });
            } catch (RuntimeException e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    @Override
    public void close() {
        thread.execute(() -> {
            if (producer != null) {
                producer.close(PATIENCE_AT_CLOSE);
            }
        });
        thread.close();
    }
}
