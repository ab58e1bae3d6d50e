package coulombus.runtime.codec;

import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.cell.Source;
import coulombus.schemas.OperatingStateName;
import coulombus.schemas.OrderAnswerName;
import coulombus.schemas.RunId;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.SourceKind;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// The agent's word for a channel, on the topic channel-reported.
public final class ChannelReportedCodec implements RecordCodec<ChannelReported> {
    private final AvroRecordFormat<coulombus.schemas.ChannelReported> format;

    public ChannelReportedCodec() {
        this(SchemaCatalog.bundled());
    }

    ChannelReportedCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.ChannelReported.class);
    }

    @Override
    public byte[] encode(ChannelReported value) {
        Subject subject = Subject.of(value.state());
        return format.encode(new coulombus.schemas.ChannelReported(value.channelId(), value.agentId(), value.incarnation().toString(),
                same(SourceKind.class, value.source()),
                value.token(),
                value.observedGeneration(),
                subject.name(),
                runIdOrNull(subject.runId()),
                subject.detail(),
                same(OrderAnswerName.class, value.answer()),
                value.detail(),
                value.outputOff(),
                runIdOrNull(value.lastRunId().orElse(null)),
                value.lastSeq(),
                orNull(value.voltageVolt()),
                orNull(value.currentAmpere()),
                value.unixTimeSecond()));
    }

    @Override
    public ChannelReported decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new ChannelReported(a.getChannelId(), a.getAgentId(), UUID.fromString(a.getIncarnation()),
                same(Source.class, a.getSource()),
                a.getToken(),
                a.getObservedGeneration(),
                stateOf(a),
                same(OrderAnswer.class, a.getAnswer()),
                a.getDetail(),
                a.getOutputOff(),
                Optional.ofNullable(a.getLastRunId()).map(AvroRecordFormat::uuid),
                a.getLastSeq(),
                orNaN(a.getVoltageVolt()),
                orNaN(a.getCurrentAmpere()),
                a.getUnixTimeSecond()));
    }

    /// A state as the wire has it.
    private record Subject(OperatingStateName name, UUID runId, String detail) {
        static Subject of(OperatingState state) {
            return switch (state) {
                case OperatingState.Unknown unknown -> new Subject(OperatingStateName.UNKNOWN, null, "");
                case OperatingState.Idle idle -> new Subject(OperatingStateName.IDLE, null, "");
                case OperatingState.Starting starting -> new Subject(OperatingStateName.STARTING, starting.runId(), "");
                case OperatingState.Running running -> new Subject(OperatingStateName.RUNNING, running.runId(), "");
                case OperatingState.Paused paused -> new Subject(OperatingStateName.PAUSED, paused.runId(), "");
                case OperatingState.Stopping stopping -> new Subject(OperatingStateName.STOPPING, stopping.runId(), "");
                case OperatingState.Tripped tripped -> new Subject(OperatingStateName.TRIPPED, tripped.runId(), tripped.cause());
                case OperatingState.Quarantined doubt -> new Subject(OperatingStateName.QUARANTINED, null, doubt.why());
            };
        }
    }

    private static OperatingState stateOf(coulombus.schemas.ChannelReported a) {
        return switch (a.getState()) {
            case UNKNOWN -> new OperatingState.Unknown();
            case IDLE -> new OperatingState.Idle();
            case STARTING -> new OperatingState.Starting(uuid(a.getStateRunId()));
            case RUNNING -> new OperatingState.Running(uuid(a.getStateRunId()));
            case PAUSED -> new OperatingState.Paused(uuid(a.getStateRunId()));
            case STOPPING -> new OperatingState.Stopping(uuid(a.getStateRunId()));
            case TRIPPED -> new OperatingState.Tripped(uuid(a.getStateRunId()), a.getStateDetail());
            case QUARANTINED -> new OperatingState.Quarantined(a.getStateDetail());
        };
    }

    private static RunId runIdOrNull(UUID id) {
        return id == null ? null : AvroRecordFormat.runId(id);
    }
}
