package coulombus.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/// Writes Avro binary into a byte array that grows. One thread, one record.
final class AvroOutput {
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int position;

    AvroOutput(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    void writeHeader(long fingerprint) {
        ensure(SingleObject.HEADER_SIZE);
        bytes[position++] = SingleObject.MARKER_0;
        bytes[position++] = SingleObject.MARKER_1;
        LONG.set(bytes, position, fingerprint);
        position += Long.BYTES;
    }

    void writeUuid(UUID id) {
        ensure(2 * Long.BYTES);
        LONG_BIG_ENDIAN.set(bytes, position, id.getMostSignificantBits());
        LONG_BIG_ENDIAN.set(bytes, position + Long.BYTES, id.getLeastSignificantBits());
        position += 2 * Long.BYTES;
    }

    void writeLong(long value) {
        ensure(LONGEST_VARINT);
        long raw = value << 1 ^ value >> 63;
        while ((raw & ~0x7fL) != 0) {
            bytes[position++] = (byte) (raw | 0x80);
            raw >>>= 7;
        }
        bytes[position++] = (byte) raw;
    }

    /// Doubles `from` to `to` (exclusive), as the items of one block.
    void writeDoubles(double[] values, int from, int to) {
        ensure((to - from) * Double.BYTES);
        for (int i = from; i < to; i++) {
            DOUBLE.set(bytes, position, values[i]);
            position += Double.BYTES;
        }
    }

    byte[] toByteArray() {
        return position == bytes.length ? bytes : Arrays.copyOf(bytes, position);
    }

    private void ensure(int more) {
        if (bytes.length - position < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
        }
    }
}
