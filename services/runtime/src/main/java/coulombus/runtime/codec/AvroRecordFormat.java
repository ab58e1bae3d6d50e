package coulombus.runtime.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

import coulombus.schemas.RunId;
import coulombus.schemas.SchemaCatalog;

/// Single-object encoding of one generated class, and the small conversions every codec needs.
final class AvroRecordFormat<A extends SpecificRecord> {
    private final SchemaCatalog catalog;
    private final Schema current;
    private final SpecificData model;
    private final long fingerprint;
    /// By the writer's fingerprint. Comparing writer's and reader's schema costs more than reading a record; a reader belongs to one thread.
    private final ThreadLocal<Map<Long, SpecificDatumReader<A>>> readers = ThreadLocal.withInitial(HashMap::new);

    AvroRecordFormat(SchemaCatalog catalog, Class<A> type) {
        this.catalog = catalog;
        this.model = SpecificData.getForClass(type);
        this.current = model.getSchema(type);
        this.fingerprint = SchemaCatalog.fingerprintOf(current);
    }

    byte[] encode(A datum) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.writeBytes(ByteBuffer.allocate(SingleObject.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN).put(SingleObject.MARKER_0)
                .put(SingleObject.MARKER_1).putLong(fingerprint).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<A>(current, model).write(datum, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /// Reads the bytes and turns them into the core's type; whatever `conversion` refuses is unreadable too.
    <T> T decode(byte[] bytes, Conversion<A, T> conversion) throws UnreadableRecordException {
        long written = SingleObject.fingerprintOf(bytes);
        Schema writer = SingleObject.writerOf(written, catalog);
        if (!writer.getFullName().equals(current.getFullName())) {
            throw new UnreadableRecordException("a " + writer.getName() + " where a " + current.getName() + " was expected");
        }
        StructureCheck.check(bytes, writer);
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, SingleObject.HEADER_SIZE, bytes.length - SingleObject.HEADER_SIZE,
                    null);
            return conversion.convert(readers.get().computeIfAbsent(written, w -> new SpecificDatumReader<>(writer, current, model))
                    .read(null, decoder));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecordException(current.getName() + ": " + e.getMessage(), e);
        }
    }

    /// From the generated class to the core's type.
    interface Conversion<A, T> {
        T convert(A datum);
    }

    static RunId runId(UUID id) {
        return new RunId(ByteBuffer.allocate(MeasurementCodec.RUN_ID_SIZE).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array());
    }

    static UUID uuid(RunId id) {
        ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /// What is not known is NaN in the core and null on the wire.
    static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    static double orNaN(Double value) {
        return value == null ? Double.NaN : value;
    }

    /// The constant of `type` with the same name. Names are the contract, the order of constants is not.
    static <E extends Enum<E>> E same(Class<E> type, Enum<?> constant) {
        try {
            return Enum.valueOf(type, constant.name());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " this release does not know (" + constant.name() + ")", e);
        }
    }
}
