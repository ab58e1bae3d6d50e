package coulombus.alertrouter;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import coulombus.core.alert.Alert;
import coulombus.core.audit.AuditEntry;
import coulombus.runtime.codec.AlertCodec;
import coulombus.runtime.codec.AuditCodec;
import coulombus.runtime.codec.RejectedCodec;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.schemas.Topics;

/// Writes what was made of one portion of input: new revisions of alerts, the record of what people changed, what could not be read, and the
/// positions on the input in one transaction, so that all of it happened or nothing. Where it fails the process must end: whether the
/// transaction stands is then found in the topic.
///
/// One thread owns it.
final class AlertLog {
    static final String GROUP = "alert-router-input";

    private final Producer<String, byte[]> producer;
    private final AlertCodec alerts = new AlertCodec();
    private final AuditCodec audits = new AuditCodec();
    private final RejectedCodec rejecteds = new RejectedCodec();

    /// What one portion of input came to.
    record Portion(List<Alert> alerts, List<AuditEntry> audit, List<RejectedRecord> rejected,
            Map<TopicPartition, OffsetAndMetadata> positions) {
        boolean isEmpty() {
            return alerts.isEmpty() && audit.isEmpty() && rejected.isEmpty() && positions.isEmpty();
        }
    }

    /// @param producer transactional, fenced already; not closed here
    AlertLog(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    void write(Portion portion) {
        producer.beginTransaction();
        for (Alert alert : portion.alerts()) {
            producer.send(new ProducerRecord<>(Topics.ALERTS.name(), alert.subject().channelId(), alerts.encode(alert)));
        }
        for (AuditEntry entry : portion.audit()) {
            producer.send(new ProducerRecord<>(Topics.AUDIT.name(), null, audits.encode(entry)));
        }
        for (RejectedRecord rejected : portion.rejected()) {
            producer.send(new ProducerRecord<>(Topics.REJECTED.name(), null, rejecteds.encode(rejected)));
        }
        if (!portion.positions().isEmpty()) {
            producer.sendOffsetsToTransaction(portion.positions(), new ConsumerGroupMetadata(GROUP));
        }
        producer.commitTransaction();
    }
}
