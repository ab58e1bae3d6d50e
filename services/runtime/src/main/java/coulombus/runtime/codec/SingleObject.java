package coulombus.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

import org.apache.avro.Schema;

import coulombus.schemas.SchemaCatalog;

/// The header of Avro's single-object encoding.
final class SingleObject {
    static final int HEADER_SIZE = 10;
    static final byte MARKER_0 = (byte) 0xc3;
    static final byte MARKER_1 = 1;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private SingleObject() {}

    static long fingerprintOf(byte[] bytes) throws UnreadableRecordException {
        if (bytes == null) {
            throw new UnreadableRecordException("the record has no value");
        }
        if (bytes.length < HEADER_SIZE) {
            throw new UnreadableRecordException(
                    "a record of " + bytes.length + " bytes is shorter than its header of " + HEADER_SIZE + " bytes");
        }
        if (bytes[0] != MARKER_0 || bytes[1] != MARKER_1) {
            throw new UnreadableRecordException("not Avro single-object encoding: it begins with "
                    + HexFormat.of().withUpperCase().formatHex(bytes, 0, 2) + " instead of C301");
        }
        return (long) LONG.get(bytes, 2);
    }

    static Schema writerOf(long fingerprint, SchemaCatalog catalog) throws UnreadableRecordException {
        return catalog.find(fingerprint).orElseThrow(() -> new UnreadableRecordException(
                "schema fingerprint " + HexFormat.of().toHexDigits(fingerprint) + " is not known to this release"));
    }
}
