package coulombus.core.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes a fold's state as plain little-endian numbers. One thread owns it; it is used again after [#reset()].
public final class StateWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[2048];
    private int size;

    public void reset() {
        size = 0;
    }

    public void putDouble(double value) {
        DOUBLE.set(room(8), size - 8, value);
    }

    public void putLong(long value) {
        LONG.set(room(8), size - 8, value);
    }

    public void putInt(int value) {
        INT.set(room(4), size - 4, value);
    }

    public void putByte(int value) {
        room(1)[size - 1] = (byte) value;
    }

    public void putBoolean(boolean value) {
        putByte(value ? 1 : 0);
    }

    /// The first `count` values of `values`, without their number.
    public void putDoubles(double[] values, int count) {
        room(8 * count);
        int at = size - 8 * count;
        for (int i = 0; i < count; i++, at += 8) {
            DOUBLE.set(bytes, at, values[i]);
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private byte[] room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
        size += more;
        return bytes;
    }
}
