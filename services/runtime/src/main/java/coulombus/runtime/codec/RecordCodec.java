package coulombus.runtime.codec;

/// Turns values of one kind into bytes and back.
///
/// @param <T> the core's type, not Avro's
public interface RecordCodec<T> {
    byte[] encode(T value);

    /// Reads what any released version of the record's schema wrote.
    ///
    /// @throws UnreadableRecordException where the bytes are not such a record
    T decode(byte[] bytes) throws UnreadableRecordException;
}
