package coulombus.runtime.codec;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertChange;
import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertState;
import coulombus.core.alert.AlertSubject;
import coulombus.core.alert.Sighting;
import coulombus.core.cell.Source;
import coulombus.core.detection.Severity;
import coulombus.schemas.AlertChangeName;
import coulombus.schemas.AlertKindName;
import coulombus.schemas.AlertMember;
import coulombus.schemas.AlertSighting;
import coulombus.schemas.AlertStateName;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.SeverityName;
import coulombus.schemas.SourceKind;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.same;

/// Revisions of alerts, on the topic alerts.
public final class AlertCodec implements RecordCodec<Alert> {
    private final AvroRecordFormat<coulombus.schemas.Alert> format;

    public AlertCodec() {
        this(SchemaCatalog.bundled());
    }

    AlertCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.Alert.class);
    }

    @Override
    public byte[] encode(Alert value) {
        Stand stand = Stand.of(value.state());
        AlertSubject subject = value.subject();
        return format.encode(new coulombus.schemas.Alert(value.alertId().toString(), value.revision(),
                same(AlertChangeName.class, value.change()),
                same(AlertKindName.class, value.kind()),
                same(SeverityName.class, value.severity()),
                subject.channelId(),
                subject.runId().map(AvroRecordFormat::runId).orElse(null),
                subject.cellId(),
                subject.source().map(source -> same(SourceKind.class, source)).orElse(null),
                stand.name(),
                stand.why(),
                stand.by(),
                stand.acknowledged(),
                stand.environment(),
                toAvro(value.first()),
                toAvro(value.last()),
                value.count(),
                value.members().stream().map(member -> new AlertMember(member.alertId().toString(), member.channelId())).toList(),
                value.reopenings(),
                value.isFlapping(),
                orNull(value.silencedUntilUnixSecond()),
                value.changedUnixSecond(),
                value.requestId().map(UUID::toString).orElse(null)));
    }

    @Override
    public Alert decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new Alert(UUID.fromString(a.getAlertId()), a.getRevision(),
                same(AlertChange.class, a.getChange()),
                same(AlertKind.class, a.getKind()),
                same(Severity.class, a.getSeverity()),
                new AlertSubject(a.getChannelId(), Optional.ofNullable(a.getSubjectRunId()).map(AvroRecordFormat::uuid), a.getCellId(),
                        Optional.ofNullable(a.getSource()).map(source -> same(Source.class, source))),
                stateOf(a),
                fromAvro(a.getFirst()),
                fromAvro(a.getLast()),
                a.getCount(),
                membersOf(a),
                a.getReopenings(),
                a.getFlapping(),
                orNaN(a.getSilencedUntilUnixSecond()),
                a.getChangedUnixSecond(),
                Optional.ofNullable(a.getRequestId()).map(UUID::fromString)));
    }

    /// A state as the wire has it.
    private record Stand(AlertStateName name, String why, String by, Double acknowledged, String environment) {
        static Stand of(AlertState state) {
            return switch (state) {
                case AlertState.Open open -> new Stand(AlertStateName.OPEN, "", "", null, null);
                case AlertState.Reopened(String why) -> new Stand(AlertStateName.REOPENED, why, "", null, null);
                case AlertState.Acknowledged taken -> new Stand(AlertStateName.ACKNOWLEDGED, taken.why(), taken.by(),
                        taken.atUnixSecond(), null);
                case AlertState.Suppressed(UUID environment) -> new Stand(AlertStateName.SUPPRESSED, "", "", null,
                        environment.toString());
                case AlertState.Resolved(String why, String by) -> new Stand(AlertStateName.RESOLVED, why, by, null, null);
            };
        }
    }

    private static AlertState stateOf(coulombus.schemas.Alert a) {
        return switch (a.getState()) {
            case OPEN -> new AlertState.Open();
            case REOPENED -> new AlertState.Reopened(a.getStateWhy());
            case ACKNOWLEDGED -> new AlertState.Acknowledged(a.getStateBy(), a.getStateWhy(), a.getAcknowledgedUnixSecond());
            case SUPPRESSED -> new AlertState.Suppressed(UUID.fromString(a.getEnvironmentAlertId()));
            case RESOLVED -> new AlertState.Resolved(a.getStateWhy(), a.getStateBy());
            case UNKNOWN -> throw new IllegalArgumentException("a state of an alert this release does not know");
        };
    }

    private static List<Alert.Member> membersOf(coulombus.schemas.Alert a) {
        return a.getMembers().stream().map(member -> new Alert.Member(UUID.fromString(member.getAlertId()), member.getChannelId()))
                .toList();
    }

    private static AlertSighting toAvro(Sighting value) {
        return new AlertSighting(value.evidenceId().toString(), value.sentence(), value.fromSeq(), value.toSeq(), value.atUnixSecond());
    }

    private static Sighting fromAvro(AlertSighting a) {
        return new Sighting(UUID.fromString(a.getEvidenceId()), a.getSentence(), a.getFromSeq(), a.getToSeq(), a.getUnixTimeSecond());
    }
}
