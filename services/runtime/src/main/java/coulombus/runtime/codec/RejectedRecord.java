package coulombus.runtime.codec;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/// A record that could not be read, kept as it was. Times in ms precision on the wire.
///
/// @param topic      where it came from
/// @param partition  where it came from
/// @param offset     where it came from
/// @param key        its key as it was, or `null` where it had none; not copied
/// @param value      its value as it was, or `null` where it had none; not copied
/// @param reason     why it could not be read
/// @param service    who refused it
/// @param rejectedAt when, by the wall clock
@SuppressWarnings("ArrayRecordComponent")
public record RejectedRecord(String topic, int partition, long offset, byte[] key, byte[] value, String reason, String service,
        Instant rejectedAt) {

    public RejectedRecord {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(rejectedAt, "rejectedAt");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RejectedRecord that && topic.equals(that.topic) && partition == that.partition && offset == that.offset
                && Arrays.equals(key, that.key) && Arrays.equals(value, that.value) && reason.equals(that.reason)
                && service.equals(that.service) && rejectedAt.equals(that.rejectedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + ": " + reason;
    }
}
