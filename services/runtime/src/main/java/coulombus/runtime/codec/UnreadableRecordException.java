package coulombus.runtime.codec;

/// A record's bytes are not what they should be. The message is the reason, in words fit for the topic `rejected`; the partition
/// moves on.
public final class UnreadableRecordException extends Exception {
    public UnreadableRecordException(String reason) {
        super(reason);
    }

    public UnreadableRecordException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
