package coulombus.channelagent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The embedded store beneath the spool. Safe for any thread; it can be closed and opened anew while others use it, which then fail or
/// wait, but never touch freed memory.
final class SpoolStore implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 16L << 20;
    private static final long LARGEST_LOG_BYTES = 64L << 20;
    private static final int KEPT_INFO_LOGS = 2;
    private static final int NEVER = 1 << 20;
    private static final long INFO_LOG_BYTES = 1L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final WriteOptions soon = new WriteOptions();
    private final WriteOptions now = new WriteOptions().setSync(true);
    private final Options options = new Options().setCreateIfMissing(true).setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxTotalWalSize(LARGEST_LOG_BYTES).setCompressionType(CompressionType.LZ4_COMPRESSION)
            // A damaged record of the log is left out and shows as a missing position; what comes after it is kept.
            .setWalRecoveryMode(WALRecoveryMode.SkipAnyCorruptedRecords).setKeepLogFileNum(KEPT_INFO_LOGS)
            .setMaxLogFileSize(INFO_LOG_BYTES).setMaxBackgroundJobs(2).setMaxOpenFiles(256)
            // A damaged file must neither stop the writing nor slow it down: who writes also watches limits.
            .setParanoidChecks(false).setLevel0SlowdownWritesTrigger(NEVER).setLevel0StopWritesTrigger(NEVER);
    private RocksDB db;

    /// What is done with the open store.
    interface Use<T> {
        T with(RocksDB db) throws RocksDBException;
    }

    private SpoolStore(Path folder) {
        this.folder = folder;
    }

    static SpoolStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        SpoolStore store = new SpoolStore(folder);
        try {
            store.reopen();
            return store;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// Closes the store where it is open and opens it anew, e.g. after a write that failed.
    void reopen() throws SpoolException {
        lock.writeLock().lock();
        try {
            closeDb();
            db = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw new SpoolException("spool " + folder + ": cannot be opened: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    <T> T use(String what, Use<T> use) throws SpoolException {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            if (db == null) {
                throw new SpoolException("spool " + folder + ": " + what + ": it is closed", null);
            }
            return use.with(db);
        } catch (RocksDBException e) {
            throw new SpoolException("spool " + folder + ": " + what + ": " + e.getMessage(), e);
        } finally {
            reading.unlock();
        }
    }

    /// Writes all or nothing.
    ///
    /// @param forced true to force it onto the disk before answering
    void write(WriteBatch batch, boolean forced) throws SpoolException {
        use("cannot be written", open -> {
            open.write(forced ? now : soon, batch);
            return null;
        });
    }

    byte[] get(byte[] key) throws SpoolException {
        return use("cannot be read", open -> open.get(key));
    }

    /// The last key not above `key`, or null.
    byte[] lastNotAbove(byte[] key) throws SpoolException {
        return use("cannot be read", open -> {
            try (RocksIterator at = open.newIterator()) {
                at.seekForPrev(key);
                at.status();
                return at.isValid() ? at.key() : null;
            }
        });
    }

    /// The first key not below `key`, or null.
    byte[] firstNotBelow(byte[] key) throws SpoolException {
        return use("cannot be read", open -> {
            try (RocksIterator at = open.newIterator()) {
                at.seek(key);
                at.status();
                return at.isValid() ? at.key() : null;
            }
        });
    }

    /// Forces onto the disk what was written so far.
    void force() throws SpoolException {
        use("cannot be forced onto the disk", open -> {
            open.syncWal();
            return null;
        });
    }

    /// Moves what lies in memory into a file; for tests.
    void flush() throws SpoolException {
        use("cannot be flushed", open -> {
            try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
                open.flush(wait);
            }
            return null;
        });
    }

    /// Runs work while no file of the store is removed or replaced.
    void hold(Spool.FileWork work) throws IOException {
        lock.writeLock().lock();
        try {
            db.pauseBackgroundWork();
            try {
                work.run();
            } finally {
                db.continueBackgroundWork();
            }
        } catch (RocksDBException e) {
            throw new SpoolException("spool " + folder + ": cannot be held: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closeDb();
            soon.close();
            now.close();
            options.close();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void closeDb() {
        if (db != null) {
            db.close();
            db = null;
        }
    }
}
