package coulombus.core.detection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids made of names: UUIDs of version 5 (RFC 9562, section 5.5).
public final class NameId {
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private NameId() {}

    /// @param space the name space
    public static UUID of(UUID space, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(16 + text.length).putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits()).put(text);
        ByteBuffer hash = ByteBuffer.wrap(sha1(bytes.array()));
        return new UUID(hash.getLong() & VERSION_MASK | VERSION_5, hash.getLong() & VARIANT_MASK | VARIANT);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
