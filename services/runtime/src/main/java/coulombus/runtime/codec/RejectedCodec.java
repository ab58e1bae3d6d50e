package coulombus.runtime.codec;

import java.nio.ByteBuffer;

import coulombus.schemas.Rejected;
import coulombus.schemas.SchemaCatalog;

/// Unreadable records on the topic rejected.
public final class RejectedCodec implements RecordCodec<RejectedRecord> {
    private final AvroRecordFormat<Rejected> format;

    public RejectedCodec() {
        this(SchemaCatalog.bundled());
    }

    RejectedCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, Rejected.class);
    }

    @Override
    public byte[] encode(RejectedRecord r) {
        return format.encode(
                new Rejected(r.topic(), r.partition(), r.offset(), wrap(r.key()), wrap(r.value()), r.reason(), r.service(),
                        r.rejectedAt()));
    }

    @Override
    public RejectedRecord decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new RejectedRecord(a.getTopic(), a.getPartition(), a.getOffset(), unwrap(a.getKey()),
                unwrap(a.getValue()), a.getReason(), a.getService(), a.getRejectedAt()));
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static byte[] unwrap(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
