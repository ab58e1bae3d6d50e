package coulombus.channelagent.spool;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.CRC32C;

/// One record of a channel's story as it goes to the broker, with what the agent must know of it without decoding it.
///
/// @param runId            the run it belongs to
/// @param firstSeq         number of its first measurement; 0 where it holds none
/// @param lastSeq          number of its last measurement; 0 where it holds none
/// @param takenUnixMillis  when it was put here, by the agent's clock, in ms since 1970; for age and showing only
/// @param value            the record's value as encoded for the topic, not copied
@SuppressWarnings("ArrayRecordComponent")
public record StoryRecord(UUID runId, long firstSeq, long lastSeq, long takenUnixMillis, byte[] value) {
    private static final int HEAD = 4 + 1 + 16 + 3 * 8;
    private static final byte FORM = 1;

    public StoryRecord {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(value, "value");
    }

    /// Measurements it holds; 0 for the start and the end of a run.
    public int measurements() {
        return firstSeq == 0 ? 0 : (int) (lastSeq - firstSeq + 1);
    }

    /// Checksum (CRC-32C of all that follows), form, head, value.
    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEAD + value.length);
        out.putInt(0).put(FORM).putLong(runId.getMostSignificantBits()).putLong(runId.getLeastSignificantBits()).putLong(firstSeq)
                .putLong(lastSeq).putLong(takenUnixMillis).put(value);
        out.putInt(0, checksum(out.array()));
        return out.array();
    }

    /// @throws IllegalArgumentException where the bytes are not what [#toBytes()] wrote, with the reason
    static StoryRecord ofBytes(byte[] bytes) {
        if (bytes.length < HEAD) {
            throw new IllegalArgumentException("the record breaks off at byte " + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int expected = in.getInt();
        if (expected != checksum(bytes)) {
            throw new IllegalArgumentException("the record's checksum is wrong");
        }
        byte form = in.get();
        if (form != FORM) {
            throw new IllegalArgumentException("the record is of form " + form + ", which this version does not know");
        }
        UUID runId = new UUID(in.getLong(), in.getLong());
        long firstSeq = in.getLong();
        long lastSeq = in.getLong();
        long taken = in.getLong();
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return new StoryRecord(runId, firstSeq, lastSeq, taken, value);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 4, bytes.length - 4);
        return (int) crc.getValue();
    }
}
