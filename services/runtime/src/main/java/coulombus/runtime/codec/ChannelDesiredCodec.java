package coulombus.runtime.codec;

import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.RunOrder;
import coulombus.schemas.DesiredModeName;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// The scheduler's word for a channel, on the topic channel-desired.
public final class ChannelDesiredCodec implements RecordCodec<ChannelDesired> {
    private final AvroRecordFormat<coulombus.schemas.ChannelDesired> format;

    public ChannelDesiredCodec() {
        this(SchemaCatalog.bundled());
    }

    ChannelDesiredCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.ChannelDesired.class);
    }

    @Override
    public byte[] encode(ChannelDesired value) {
        return format.encode(toAvro(value));
    }

    @Override
    public ChannelDesired decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, ChannelDesiredCodec::fromAvro);
    }

    static coulombus.schemas.ChannelDesired toAvro(ChannelDesired value) {
        return switch (value.desired()) {
            case Desired.Run run -> new coulombus.schemas.ChannelDesired(value.channelId(), value.token(), value.generation(),
                    DesiredModeName.RUN, orderToAvro(run.order()), "", null);
            case Desired.Pause pause -> new coulombus.schemas.ChannelDesired(value.channelId(), value.token(), value.generation(),
                    DesiredModeName.PAUSE, null, pause.why(), pause.findingId().map(UUID::toString).orElse(null));
            case Desired.Off off -> new coulombus.schemas.ChannelDesired(value.channelId(), value.token(), value.generation(),
                    DesiredModeName.OFF, null, off.why(), off.findingId().map(UUID::toString).orElse(null));
        };
    }

    static ChannelDesired fromAvro(coulombus.schemas.ChannelDesired a) {
        Desired desired = switch (a.getMode()) {
            case RUN -> new Desired.Run(orderFromAvro(a.getOrder()));
            case PAUSE -> new Desired.Pause(a.getWhy(), Optional.ofNullable(a.getFindingId()).map(UUID::fromString));
            case OFF -> new Desired.Off(a.getWhy(), Optional.ofNullable(a.getFindingId()).map(UUID::fromString));
            case UNKNOWN -> throw new IllegalArgumentException("a mode this release does not know");
        };
        return new ChannelDesired(a.getChannelId(), a.getToken(), a.getGeneration(), desired);
    }

    private static coulombus.schemas.RunOrder orderToAvro(RunOrder order) {
        return new coulombus.schemas.RunOrder(runId(order.runId()), order.title(), RunStartedCodec.toAvro(order.cell()),
                order.protocolText(), order.planHash(), order.startWithinSecond());
    }

    private static RunOrder orderFromAvro(coulombus.schemas.RunOrder a) {
        return new RunOrder(uuid(a.getRunId()), a.getTitle(), RunStartedCodec.fromAvro(a.getCell()), a.getProtocolText(), a.getPlanHash(),
                a.getStartWithinSecond());
    }
}
