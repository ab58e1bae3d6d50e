package coulombus.channelagent.spool;

import java.nio.file.Path;
import java.time.Duration;

/// Where and how the spool is kept.
///
/// @param folder         of the spool; made where missing
/// @param fsync          when what was written is forced onto the disk
/// @param fsyncInterval  longest time between two of it where `fsync` is INTERVAL; what a power failure can take
/// @param keepAtLeast    how long what the broker has is kept here, too
/// @param keepAtMostBytes beyond it the oldest that the broker has is given up earlier; what the broker does not have is never given up
/// @param leaveFreeBytes room that is left on the disk: with less, measurements wait in the cycler
public record SpoolSettings(Path folder, Fsync fsync, Duration fsyncInterval, Duration keepAtLeast, Long keepAtMostBytes,
        Long leaveFreeBytes) {
    private static final long GIGABYTE = 1_000_000_000;

    /// When what was written is forced onto the disk. Orders, trips and starts of runs are always forced at once.
    public enum Fsync {
        /// Every record before it is sent.
        ALWAYS,
        /// At least every interval.
        INTERVAL,
        /// When the operating system likes to.
        NEVER
    }

    public SpoolSettings {
        folder = folder == null ? Path.of("spool") : folder;
        fsync = fsync == null ? Fsync.INTERVAL : fsync;
        fsyncInterval = fsyncInterval == null ? Duration.ofSeconds(1) : fsyncInterval;
        keepAtLeast = keepAtLeast == null ? Duration.ofHours(72) : keepAtLeast;
        keepAtMostBytes = keepAtMostBytes == null ? 50 * GIGABYTE : keepAtMostBytes;
        leaveFreeBytes = leaveFreeBytes == null ? GIGABYTE : leaveFreeBytes;
        if (fsyncInterval.isNegative() || fsyncInterval.isZero()) {
            throw new IllegalArgumentException("channelAgent.spool.fsyncInterval: must be longer than 0; was " + fsyncInterval);
        }
        if (keepAtLeast.isNegative()) {
            throw new IllegalArgumentException("channelAgent.spool.keepAtLeast: must be 0 or more; was " + keepAtLeast);
        }
        if (keepAtMostBytes < 1) {
            throw new IllegalArgumentException("channelAgent.spool.keepAtMostBytes: must be greater than 0; was " + keepAtMostBytes);
        }
        if (leaveFreeBytes < 0) {
            throw new IllegalArgumentException("channelAgent.spool.leaveFreeBytes: must be 0 or more; was " + leaveFreeBytes);
        }
    }

    /// Everything but the folder as it is by default.
    public static SpoolSettings in(Path folder) {
        return new SpoolSettings(folder, null, null, null, null, null);
    }
}
