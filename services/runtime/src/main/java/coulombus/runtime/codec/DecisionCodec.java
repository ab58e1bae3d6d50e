package coulombus.runtime.codec;

import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.ActedFinding;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.protocol.FindingAction;
import coulombus.schemas.ChannelDesired;
import coulombus.schemas.DecisionOutcomeName;
import coulombus.schemas.FindingActionName;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.same;

/// The scheduler's log, on the topic decisions.
public final class DecisionCodec implements RecordCodec<Decision> {
    private final AvroRecordFormat<coulombus.schemas.Decision> format;

    public DecisionCodec() {
        this(SchemaCatalog.bundled());
    }

    DecisionCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.Decision.class);
    }

    @Override
    public byte[] encode(Decision value) {
        return format.encode(switch (value.outcome()) {
            case Outcome.Granted granted -> toAvro(value, DecisionOutcomeName.GRANTED, ChannelDesiredCodec.toAvro(granted.desired()),
                    null, "");
            case Outcome.Refused refused -> toAvro(value, DecisionOutcomeName.REFUSED, null, null, refused.why());
            case Outcome.Released released -> toAvro(value, DecisionOutcomeName.RELEASED, null, released.token(), released.evidence());
        });
    }

    @Override
    public Decision decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes,
                a -> new Decision(Optional.ofNullable(a.getRequestId()).map(UUID::fromString), findingOf(a), a.getChannelId(),
                        outcomeOf(a), a.getRequestedBy(), a.getUnixTimeSecond()));
    }

    private static coulombus.schemas.Decision toAvro(Decision value, DecisionOutcomeName outcome, ChannelDesired desired, Long token,
            String why) {
        return new coulombus.schemas.Decision(value.requestId().map(UUID::toString).orElse(null), value.channelId(), outcome, desired,
                token, why, value.requestedBy(), value.unixTimeSecond(), value.finding().map(f -> f.findingId().toString()).orElse(null),
                value.finding().map(f -> same(FindingActionName.class, f.action())).orElse(null));
    }

    private static Optional<ActedFinding> findingOf(coulombus.schemas.Decision a) {
        return Optional.ofNullable(a.getFindingId())
                .map(id -> new ActedFinding(UUID.fromString(id), same(FindingAction.class, a.getFindingAction())));
    }

    private static Outcome outcomeOf(coulombus.schemas.Decision a) {
        return switch (a.getOutcome()) {
            case GRANTED -> new Outcome.Granted(ChannelDesiredCodec.fromAvro(a.getDesired()));
            case REFUSED -> new Outcome.Refused(a.getWhy());
            case RELEASED -> new Outcome.Released(a.getToken(), a.getWhy());
            case UNKNOWN -> throw new IllegalArgumentException("an outcome this release does not know");
        };
    }
}
