package coulombus.runtime.codec;

import java.util.UUID;

import coulombus.core.alert.AlertRequest;
import coulombus.core.alert.AlertRequest.Asked;
import coulombus.schemas.AlertRequestKindName;
import coulombus.schemas.SchemaCatalog;

/// What people ask about alerts, on the topic alert-requests.
public final class AlertRequestCodec implements RecordCodec<AlertRequest> {
    private final AvroRecordFormat<coulombus.schemas.AlertRequest> format;

    public AlertRequestCodec() {
        this(SchemaCatalog.bundled());
    }

    AlertRequestCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.AlertRequest.class);
    }

    @Override
    public byte[] encode(AlertRequest value) {
        return format.encode(switch (value.asked()) {
            case Asked.Acknowledge acknowledge -> toAvro(value, AlertRequestKindName.ACKNOWLEDGE, null);
            case Asked.Resolve resolve -> toAvro(value, AlertRequestKindName.RESOLVE, null);
            case Asked.Silence silence -> toAvro(value, AlertRequestKindName.SILENCE, silence.untilUnixSecond());
        });
    }

    @Override
    public AlertRequest decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new AlertRequest(UUID.fromString(a.getRequestId()), UUID.fromString(a.getAlertId()), askedOf(a),
                a.getRequestedBy(), a.getUnixTimeSecond()));
    }

    private static coulombus.schemas.AlertRequest toAvro(AlertRequest value, AlertRequestKindName kind, Double until) {
        return new coulombus.schemas.AlertRequest(value.requestId().toString(), value.alertId().toString(), kind, until,
                value.asked().why(), value.requestedBy(), value.unixTimeSecond());
    }

    private static Asked askedOf(coulombus.schemas.AlertRequest a) {
        return switch (a.getKind()) {
            case ACKNOWLEDGE -> new Asked.Acknowledge(a.getWhy());
            case RESOLVE -> new Asked.Resolve(a.getWhy());
            case SILENCE -> new Asked.Silence(a.getUntilUnixSecond(), a.getWhy());
            case UNKNOWN -> throw new IllegalArgumentException("a request this release does not know");
        };
    }
}
