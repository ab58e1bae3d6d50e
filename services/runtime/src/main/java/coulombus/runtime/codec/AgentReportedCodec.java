package coulombus.runtime.codec;

import java.util.UUID;

import coulombus.core.assignment.AgentReported;
import coulombus.schemas.AgentCycler;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;

/// Heartbeats of agents, on the topic agents.
public final class AgentReportedCodec implements RecordCodec<AgentReported> {
    private final AvroRecordFormat<coulombus.schemas.AgentReported> format;

    public AgentReportedCodec() {
        this(SchemaCatalog.bundled());
    }

    AgentReportedCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.AgentReported.class);
    }

    @Override
    public byte[] encode(AgentReported value) {
        return format.encode(new coulombus.schemas.AgentReported(value.agentId(), value.incarnation().toString(), value.beat(),
                value.version(),
                value.cyclers().stream().map(AgentReportedCodec::toAvro).toList(),
                value.spoolBytes(),
                value.spoolUnacknowledged(),
                orNull(value.spoolOldestUnixSecond()),
                value.startedUnixSecond(),
                value.unixTimeSecond()));
    }

    @Override
    public AgentReported decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new AgentReported(a.getAgentId(), UUID.fromString(a.getIncarnation()), a.getBeat(),
                a.getVersion(),
                a.getCyclers().stream().map(AgentReportedCodec::fromAvro).toList(),
                a.getSpoolBytes(),
                a.getSpoolUnacknowledged(),
                orNaN(a.getSpoolOldestUnixSecond()),
                a.getStartedUnixSecond(),
                a.getUnixTimeSecond()));
    }

    private static AgentCycler toAvro(AgentReported.Cycler cycler) {
        return new AgentCycler(cycler.name(), cycler.driver(), cycler.control(), cycler.channels(), cycler.connected(), cycler.detail());
    }

    private static AgentReported.Cycler fromAvro(AgentCycler a) {
        return new AgentReported.Cycler(a.getName(), a.getDriver(), a.getControl(), a.getChannels(), a.getConnected(), a.getDetail());
    }
}
