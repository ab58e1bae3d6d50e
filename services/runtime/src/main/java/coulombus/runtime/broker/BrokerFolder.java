package coulombus.runtime.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The broker's folder, held by one process at a time.
///
/// ```
/// broker.lock      held while a broker runs here; holds its process id
/// broker.ports     chosen at the first start
/// credentials/     one file per service role, readable by the owner only, in the form Kafka's own tools take
/// kafka/           the log
/// ```
final class BrokerFolder implements AutoCloseable {
    static final long SMALLEST_FREE_SPACE_BYTES = 200L << 20;

    /// Beyond the process id, so that it can be read while the lock is held, on Windows too.
    private static final long LOCKED_BYTE = 1 << 20;

    private final Path folder;
    private final FileChannel channel;

    private BrokerFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static BrokerFolder hold(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            PrivateFiles.createFolder(folder);
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw new BrokerStartException("the broker's folder " + folder + " cannot be written to");
            }
            BrokerFolder held = new BrokerFolder(folder, lock(folder));
            held.requireSpace();
            return held;
        } catch (IOException e) {
            throw new BrokerStartException("the broker's folder " + folder + " cannot be used: " + e, e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("broker.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            // Held by this very process; told below in the same words.
        }
        if (lock == null) {
            channel.close();
            throw new BrokerStartException("another Coulombus (process " + Files.readString(file).strip() + ") already runs a broker in "
                    + folder + "; stop it, join it with --bootstrap, or choose another folder");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
        return channel;
    }

    private void requireSpace() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < SMALLEST_FREE_SPACE_BYTES) {
            close();
            throw new BrokerStartException("only " + (free >> 20) + " MB are free in " + folder + "; the broker needs at least "
                    + (SMALLEST_FREE_SPACE_BYTES >> 20) + " MB");
        }
    }

    Path path() {
        return folder;
    }

    Path log() {
        return folder.resolve("kafka");
    }

    Path ports() {
        return folder.resolve("broker.ports");
    }

    Path credentials() {
        return folder.resolve("credentials");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BrokerStartException("the lock on " + folder + " cannot be given back: " + e, e);
        }
    }
}
