package coulombus.channelagent.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The keys of the spool's store. A byte says what it is; a channel is its number in four bytes, a position eight bytes, all big-endian, so
/// that a channel's story lies in its order.
///
/// | key | value |
/// | --- | --- |
/// | `C` channel id | the channel's number |
/// | `R` channel, position | a [StoryRecord] |
/// | `S` channel, position | a copy of a record without measurements: a lost start would make a whole run unreadable |
/// | `A` channel | the highest position that the broker has |
/// | `K` channel, name | what the agent keeps under this name |
final class SpoolKeys {
    static final byte CHANNEL = 'C';
    static final byte RECORD = 'R';
    static final byte COPY = 'S';
    private static final byte ACKNOWLEDGED = 'A';
    private static final byte KEPT = 'K';

    private SpoolKeys() {}

    static byte[] channel(String channelId) {
        byte[] id = channelId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + id.length).put(CHANNEL).put(id).array();
    }

    static byte[] record(int channel, long position) {
        return ByteBuffer.allocate(13).put(RECORD).putInt(channel).putLong(position).array();
    }

    static byte[] copy(int channel, long position) {
        return ByteBuffer.allocate(13).put(COPY).putInt(channel).putLong(position).array();
    }

    static byte[] acknowledged(int channel) {
        return ByteBuffer.allocate(5).put(ACKNOWLEDGED).putInt(channel).array();
    }

    static byte[] kept(int channel, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + text.length).put(KEPT).putInt(channel).put(text).array();
    }

    /// The position of a record's key; -1 where the key is not a record of the channel.
    static long positionOf(byte[] key, int channel) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return key.length == 13 && in.get() == RECORD && in.getInt() == channel ? in.getLong() : -1;
    }

    static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
