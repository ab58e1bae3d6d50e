package coulombus.analytics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// How a run's state lies in the stores.
///
/// Hot: one byte of what it is (1 open, 2 ended); open is followed by the analysis' hot part, ended by the time of the end. Cold: length
/// and bytes of the record that started the run, then the analysis' cold part.
final class RunState {
    private static final byte OPEN = 1;
    private static final byte ENDED = 2;

    private RunState() {}

    static byte[] key(UUID runId) {
        return ByteBuffer.allocate(16).putLong(runId.getMostSignificantBits()).putLong(runId.getLeastSignificantBits()).array();
    }

    static void beginOpen(StateWriter out) {
        out.putByte(OPEN);
    }

    static byte[] analysisOf(byte[] hot) {
        return Arrays.copyOfRange(hot, 1, hot.length);
    }

    static byte[] tombstone(long endedAtMillis) {
        StateWriter out = new StateWriter();
        out.putByte(ENDED);
        out.putLong(endedAtMillis);
        return out.toByteArray();
    }

    static boolean isTombstone(byte[] hot) {
        return hot[0] == ENDED;
    }

    static long endedAtMillis(byte[] tombstone) {
        StateReader in = new StateReader(tombstone);
        in.getByte();
        return in.getLong();
    }

    static void beginCold(StateWriter out, byte[] encodedFacts) {
        out.putInt(encodedFacts.length);
        for (byte b : encodedFacts) {
            out.putByte(b);
        }
    }

    static byte[] factsOf(byte[] cold) {
        int length = new StateReader(cold).getInt();
        return Arrays.copyOfRange(cold, Integer.BYTES, Integer.BYTES + length);
    }

    static byte[] watchOf(byte[] cold) {
        int length = new StateReader(cold).getInt();
        return Arrays.copyOfRange(cold, Integer.BYTES + length, cold.length);
    }
}
