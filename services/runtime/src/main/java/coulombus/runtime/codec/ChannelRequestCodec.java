package coulombus.runtime.codec;

import java.util.UUID;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.schemas.RequestKindName;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.StartRequest;

/// What people ask of the scheduler, on the topic requests.
public final class ChannelRequestCodec implements RecordCodec<ChannelRequest> {
    private final AvroRecordFormat<coulombus.schemas.ChannelRequest> format;

    public ChannelRequestCodec() {
        this(SchemaCatalog.bundled());
    }

    ChannelRequestCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.ChannelRequest.class);
    }

    @Override
    public byte[] encode(ChannelRequest value) {
        return format.encode(switch (value.asked()) {
            case Asked.Start start -> toAvro(value, RequestKindName.START, toAvro(start), "");
            case Asked.Pause pause -> toAvro(value, RequestKindName.PAUSE, null, pause.why());
            case Asked.Resume resume -> toAvro(value, RequestKindName.RESUME, null, resume.why());
            case Asked.Stop stop -> toAvro(value, RequestKindName.STOP, null, stop.why());
        });
    }

    @Override
    public ChannelRequest decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new ChannelRequest(UUID.fromString(a.getRequestId()), a.getChannelId(), askedOf(a),
                a.getRequestedBy(), a.getUnixTimeSecond()));
    }

    private static coulombus.schemas.ChannelRequest toAvro(ChannelRequest value, RequestKindName kind, StartRequest start, String why) {
        return new coulombus.schemas.ChannelRequest(value.requestId().toString(), value.channelId(), kind, start, why, value.requestedBy(),
                value.unixTimeSecond());
    }

    private static StartRequest toAvro(Asked.Start start) {
        return new StartRequest(start.title(), RunStartedCodec.toAvro(start.cell()), start.protocolText(), start.startWithinSecond());
    }

    private static Asked askedOf(coulombus.schemas.ChannelRequest a) {
        return switch (a.getKind()) {
            case START -> {
                StartRequest start = a.getStart();
                yield new Asked.Start(start.getTitle(), RunStartedCodec.fromAvro(start.getCell()), start.getProtocolText(),
                        start.getStartWithinSecond());
            }
            case PAUSE -> new Asked.Pause(a.getWhy());
            case RESUME -> new Asked.Resume(a.getWhy());
            case STOP -> new Asked.Stop(a.getWhy());
            case UNKNOWN -> throw new IllegalArgumentException("a request this release does not know");
        };
    }
}
