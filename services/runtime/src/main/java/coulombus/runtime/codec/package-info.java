/// Between the core's types and bytes, one class per record. The bytes are Avro single-object encoding: marker `C3 01`, the
/// little-endian CRC-64-AVRO fingerprint of the writer's schema, the body.
///
/// Start with [coulombus.runtime.codec.MeasurementCodec] for the topic measurements and [coulombus.runtime.codec.RecordCodec] for
/// everything else. All codecs are stateless and safe for any thread. Bytes that cannot be read always end in an
/// [coulombus.runtime.codec.UnreadableRecordException] and never in a large allocation.
package coulombus.runtime.codec;
