package coulombus.channelagent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A lock of the operating system on a file: two agents on one computer can neither share a spool nor a cycler. It ends with the process,
/// however that ends.
final class OwnershipLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private OwnershipLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// @throws IOException where another agent has it, naming what and which file
    static OwnershipLock onFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        return on(folder.resolve("agent.lock"), "spool " + folder);
    }

    /// The same cycler is known by its driver and the device it leads to, whatever it is called and however it is read.
    ///
    /// @param locks  folder that all agents of the computer share
    /// @param device as the driver names it
    static OwnershipLock onCycler(Path locks, CyclerConfig cycler, String device) throws IOException {
        String identity = cycler.driver() + "\n" + device;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return on(locks.resolve("coulombus-cycler-" + HexFormat.of().formatHex(hash, 0, 12) + ".lock"), "cycler " + cycler.name());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static OwnershipLock on(Path file, String what) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new OwnershipLock(channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: refused as any other.
        }
        channel.close();
        throw new IOException(what + " is in use by another agent on this computer (it holds " + file + ")");
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closing = channel) {
            lock.release();
        }
    }
}
