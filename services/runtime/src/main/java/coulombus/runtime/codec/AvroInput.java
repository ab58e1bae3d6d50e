package coulombus.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads Avro binary from a byte array and never beyond its end; a length or count that cannot fit into what is left is refused
/// before anything is allocated for it. One thread, one record.
final class AvroInput {
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int position;

    AvroInput(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int remaining() {
        return bytes.length - position;
    }

    void requireEnd() throws UnreadableRecordException {
        if (position != bytes.length) {
            throw new UnreadableRecordException(remaining() + " bytes follow the end of the record");
        }
    }

    void skip(long count) throws UnreadableRecordException {
        if (count < 0 || count > remaining()) {
            throw new UnreadableRecordException(
                    "truncated: " + count + " bytes wanted at byte " + position + " and " + remaining() + " are left");
        }
        position += (int) count;
    }

    int readByte() throws UnreadableRecordException {
        if (position == bytes.length) {
            throw new UnreadableRecordException("truncated: the record breaks off at byte " + position);
        }
        return bytes[position++];
    }

    long readLong() throws UnreadableRecordException {
        long raw = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = readByte();
            raw |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return raw >>> 1 ^ -(raw & 1);
            }
        }
        throw new UnreadableRecordException("a number longer than 64 bits ends at byte " + position);
    }

    int readInt() throws UnreadableRecordException {
        long value = readLong();
        if (value != (int) value) {
            throw new UnreadableRecordException("the number " + value + " before byte " + position + " is too large for an int");
        }
        return (int) value;
    }

    /// Items in the next block of an array, 0 at its end.
    ///
    /// @param itemSize bytes an item takes at least
    int readBlockCount(int itemSize) throws UnreadableRecordException {
        long count = readLong();
        if (count < 0) {
            // A negative count is followed by the block's size in bytes, which only those who skip it need.
            count = -count;
            long size = readLong();
            if (size < 0 || size > remaining()) {
                throw new UnreadableRecordException("a block of " + size + " bytes at byte " + position + " where " + remaining()
                        + " are left");
            }
        }
        if (count < 0 || count > remaining() / Math.max(1, itemSize)) {
            throw new UnreadableRecordException("truncated: " + count + " items at byte " + position + " where " + remaining()
                    + " bytes are left");
        }
        return (int) count;
    }

    void readDoubles(double[] into, int from, int count) throws UnreadableRecordException {
        int start = position;
        skip((long) count * Double.BYTES);
        for (int i = 0; i < count; i++) {
            into[from + i] = (double) DOUBLE.get(bytes, start + i * Double.BYTES);
        }
    }
}
