package coulombus.fleetapi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/// The secret that opens the API, kept in a file that only its owner can read. The command line sends it as a bearer token; browsers
/// never see it. Delete the file and restart to lock everyone out.
final class AccessToken {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private AccessToken() {}

    /// Reads the token, or makes one where there is no file yet.
    ///
    /// @throws IOException where the file cannot be read or written, holds no token, or others may read it
    static String readOrCreate(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[]{ PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
                : new FileAttribute<?>[0];
        String fresh = random();
        Set<OpenOption> createNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, createNew, attributes)) {
            channel.write(ByteBuffer.wrap((fresh + "\n").getBytes(StandardCharsets.US_ASCII)));
            return fresh;
        } catch (FileAlreadyExistsException e) {
            return read(file, posix);
        }
    }

    private static String read(Path file, boolean posix) throws IOException {
        if (posix) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new IOException("token file " + file + ": others may read it (" + PosixFilePermissions.toString(permissions)
                        + "); delete it for a new one, or set its mode to 0600");
            }
        }
        String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (token.length() < BYTES) {
            throw new IOException("token file " + file + ": holds no token of at least " + BYTES + " characters; delete it for a new one");
        }
        return token;
    }

    /// 256 random bits as text that may stand in an address.
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
