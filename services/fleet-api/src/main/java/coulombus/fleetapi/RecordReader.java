package coulombus.fleetapi;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import coulombus.core.audit.AuditEntry;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.runtime.codec.AgentReportedCodec;
import coulombus.runtime.codec.AlertCodec;
import coulombus.runtime.codec.AlertRequestCodec;
import coulombus.runtime.codec.AuditCodec;
import coulombus.runtime.codec.CellHealthCodec;
import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.CycleCodec;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.DecisionLogCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.HalfCycleCodec;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RecordCodec;
import coulombus.runtime.codec.RequestLogCodec;
import coulombus.runtime.codec.RunEnding;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.RunKey;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// Reads records of every topic the view lives on, and tells the view. Single owner: the thread of [TopicFeed].
final class RecordReader {
    /// The topics that are read. Facts of runs come first on `runs` where the run's own story is older than its retention.
    static final List<Topic<?>> TOPICS = List.of(Topics.RUNS, Topics.MEASUREMENTS, Topics.HALF_CYCLES, Topics.CYCLES, Topics.FINDINGS,
            Topics.CELL_HEALTH, Topics.DATA_QUALITY, Topics.CHANNEL_REPORTED, Topics.AGENTS, Topics.DECISIONS, Topics.REQUESTS,
            Topics.ALERTS, Topics.AUDIT, Topics.ALERT_REQUESTS);

    private static final Set<String> KEYLESS = Set.of(Topics.DECISIONS.name(), Topics.REQUESTS.name(), Topics.AUDIT.name(),
            Topics.ALERT_REQUESTS.name());

    private final FleetView view;
    private final MeasurementCodec measurements = new MeasurementCodec();
    private final MeasurementBatch batch = new MeasurementBatch(1024);
    private final Map<String, Reading> byTopic = new HashMap<>();

    RecordReader(FleetView view, ControlView control, AlertView alerts, AuditView audits, FacilityView facility) {
        this.view = view;
        RunViewCodec runs = new RunViewCodec();
        byTopic.put(Topics.RUNS.name(), (channel, value, at) -> {
            RunView run = runs.decode(value);
            view.on(run.facts(), run.ended());
        });
        byTopic.put(Topics.MEASUREMENTS.name(), this::story);
        byTopic.put(Topics.HALF_CYCLES.name(), ofRun(new HalfCycleCodec(), (channel, run) -> view.on(channel, run.runId(), run.value())));
        byTopic.put(Topics.CYCLES.name(), ofRun(new CycleCodec(), (channel, run) -> view.on(channel, run.runId(), run.value())));
        byTopic.put(Topics.FINDINGS.name(), ofRun(new FindingCodec(), (channel, run) -> view.on(channel, run.runId(), run.value())));
        byTopic.put(Topics.CELL_HEALTH.name(), ofRun(new CellHealthCodec(), (channel, run) -> view.on(channel, run.runId(), run.value())));
        ChannelReportedCodec reported = new ChannelReportedCodec();
        byTopic.put(Topics.CHANNEL_REPORTED.name(), (channel, value, at) -> view.on(reported.decode(value)));
        AgentReportedCodec agents = new AgentReportedCodec();
        byTopic.put(Topics.AGENTS.name(), (agent, value, at) -> control.on(agents.decode(value)));
        DecisionLogCodec decisions = new DecisionLogCodec();
        byTopic.put(Topics.DECISIONS.name(), (none, value, at) -> {
            switch (decisions.decode(value)) {
                case DecisionLogCodec.Entry.OfAssignment(var decision) -> {
                    control.on(decision);
                    facility.on(decision);
                }
                case DecisionLogCodec.Entry.OfFacility(var decision) -> facility.on(decision);
            }
        });
        RequestLogCodec requests = new RequestLogCodec();
        byTopic.put(Topics.REQUESTS.name(), (none, value, at) -> {
            switch (requests.decode(value)) {
                case RequestLogCodec.Entry.OfChannel(var request) -> control.on(request);
                case RequestLogCodec.Entry.OfFacility(var request) -> facility.on(request);
            }
        });
        AlertCodec alert = new AlertCodec();
        byTopic.put(Topics.ALERTS.name(), (channel, value, at) -> alerts.on(alert.decode(value)));
        AuditCodec audit = new AuditCodec();
        byTopic.put(Topics.AUDIT.name(), (none, value, at) -> {
            AuditEntry entry = audit.decode(value);
            alerts.on(entry);
            audits.on(entry);
        });
        AlertRequestCodec asked = new AlertRequestCodec();
        byTopic.put(Topics.ALERT_REQUESTS.name(), (none, value, at) -> alerts.on(asked.decode(value)));
        byTopic.put(Topics.DATA_QUALITY.name(),
                ofRun(new DataQualityCodec(), (channel, run) -> view.on(channel, run.runId(), run.value())));
    }

    /// Reads one record.
    ///
    /// @throws UnreadableRecordException where it is not what its topic carries; the view is unchanged then
    void read(ConsumerRecord<String, byte[]> record) throws UnreadableRecordException {
        if (record.value() == null) {
            // A tombstone: what is forgotten in the topic may be forgotten here in its own time.
            return;
        }
        if (record.key() == null && !KEYLESS.contains(record.topic())) {
            throw new UnreadableRecordException("the record has no key, so its channel is not known");
        }
        byTopic.get(record.topic()).read(channelOf(record), record.value(), Instant.ofEpochMilli(record.timestamp()));
    }

    private static String channelOf(ConsumerRecord<String, byte[]> record) throws UnreadableRecordException {
        if (!record.topic().equals(Topics.CELL_HEALTH.name()) && !record.topic().equals(Topics.RUNS.name())) {
            return record.key();
        }
        try {
            return RunKey.parse(record.key()).channelId();
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(e.getMessage(), e);
        }
    }

    private void story(String channel, byte[] value, Instant at) throws UnreadableRecordException {
        switch (measurements.kindOf(value)) {
            case STARTED -> view.on(measurements.decodeStarted(value), at);
            case BATCH -> {
                measurements.decodeBatch(value, batch);
                view.on(channel, measurements.runId(value), batch, at);
            }
            case ENDED -> {
                RunEnding ending = measurements.decodeEnded(value);
                view.on(channel, ending.runId(), ending.why());
            }
        }
    }

    private static <T> Reading ofRun(RecordCodec<ForRun<T>> codec, Telling<T> telling) {
        return (channel, value, at) -> telling.tell(channel, codec.decode(value));
    }

    private interface Reading {
        void read(String channelId, byte[] value, Instant at) throws UnreadableRecordException;
    }

    private interface Telling<T> {
        void tell(String channelId, ForRun<T> value);
    }
}
