package coulombus.core.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads what a [StateWriter] wrote, in the same order.
///
/// Bytes that end too early throw an [IllegalStateException]: state is written by this program only, so that is a bug or a damaged
/// store, never an input to work around.
public final class StateReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;

    public StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public double getDouble() {
        return (double) DOUBLE.get(bytes, next(8));
    }

    public long getLong() {
        return (long) LONG.get(bytes, next(8));
    }

    public int getInt() {
        return (int) INT.get(bytes, next(4));
    }

    public byte getByte() {
        return bytes[next(1)];
    }

    public boolean getBoolean() {
        return getByte() != 0;
    }

    public void getDoubles(double[] into, int count) {
        int from = next(8 * count);
        for (int i = 0; i < count; i++, from += 8) {
            into[i] = (double) DOUBLE.get(bytes, from);
        }
    }

    /// Throws unless every byte was read.
    public void requireEnd() {
        if (at != bytes.length) {
            throw new IllegalStateException("state has " + (bytes.length - at) + " bytes too many of " + bytes.length);
        }
    }

    private int next(int length) {
        if (at + length > bytes.length) {
            throw new IllegalStateException("state ends at byte " + bytes.length + " where " + (at + length) + " are needed");
        }
        int from = at;
        at += length;
        return from;
    }
}
