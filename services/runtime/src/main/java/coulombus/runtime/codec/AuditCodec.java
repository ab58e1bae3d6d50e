package coulombus.runtime.codec;

import java.util.UUID;

import coulombus.core.audit.AuditEntry;
import coulombus.schemas.Audit;
import coulombus.schemas.AuditOutcomeName;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.same;

/// What people changed, on the topic audit.
public final class AuditCodec implements RecordCodec<AuditEntry> {
    private final AvroRecordFormat<Audit> format;

    public AuditCodec() {
        this(SchemaCatalog.bundled());
    }

    AuditCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, Audit.class);
    }

    @Override
    public byte[] encode(AuditEntry value) {
        return format.encode(new Audit(value.auditId().toString(), value.service(), value.who(), value.action(), value.subject(),
                value.why(), same(AuditOutcomeName.class, value.outcome()), value.detail(), value.before(), value.after(),
                value.unixTimeSecond()));
    }

    @Override
    public AuditEntry decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new AuditEntry(UUID.fromString(a.getAuditId()), a.getService(), a.getWho(), a.getAction(),
                a.getSubject(), a.getWhy(), same(AuditEntry.Outcome.class, a.getOutcome()), a.getDetail(), a.getBefore(), a.getAfter(),
                a.getUnixTimeSecond()));
    }
}
