package coulombus.alertrouter;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import coulombus.core.alert.AlertEvent;
import coulombus.runtime.codec.CellHealthCodec;
import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// What the topics say, as events of the book. The time of a finding is when the broker took it: findings carry the time of their test only,
/// and those of different channels have no common zero.
final class AlertInput {
    /// Topics of which the latest record of each key counts.
    static final List<Topic<?>> LEVELS = List.of(Topics.RUNS, Topics.CHANNEL_REPORTED, Topics.CELL_HEALTH);
    /// Topics of which every record counts once: their positions are kept.
    static final List<Topic<?>> EVENTS = List.of(Topics.FINDINGS, Topics.DATA_QUALITY, Topics.ALERT_REQUESTS);

    private final RunViewCodec runs = new RunViewCodec();
    private final ChannelReportedCodec channels = new ChannelReportedCodec();
    private final CellHealthCodec health = new CellHealthCodec();
    private final FindingCodec findings = new FindingCodec();
    private final DataQualityCodec quality = new DataQualityCodec();

    /// @throws UnreadableRecordException where it is not what its topic carries
    AlertEvent read(ConsumerRecord<String, byte[]> record) throws UnreadableRecordException {
        double at = record.timestamp() / 1000.0;
        String topic = record.topic();
        if (topic.equals(Topics.RUNS.name())) {
            RunView run = runs.decode(record.value());
            return new AlertEvent.Run(run.facts(), run.ended(), at);
        }
        if (topic.equals(Topics.CHANNEL_REPORTED.name())) {
            return new AlertEvent.Reported(channels.decode(record.value()));
        }
        if (topic.equals(Topics.CELL_HEALTH.name())) {
            var of = health.decode(record.value());
            return new AlertEvent.Health(of.runId(), of.value().state(), of.value().seq(), at);
        }
        if (record.key() == null) {
            throw new UnreadableRecordException("the record has no key, so its channel is not known");
        }
        if (topic.equals(Topics.FINDINGS.name())) {
            var of = findings.decode(record.value());
            return new AlertEvent.Found(record.key(), of.runId(), of.value(), at);
        }
        var of = quality.decode(record.value());
        return new AlertEvent.Quality(record.key(), of.runId(), of.value(), at);
    }
}
