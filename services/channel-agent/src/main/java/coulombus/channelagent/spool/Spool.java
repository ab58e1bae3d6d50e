package coulombus.channelagent.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent's memory on disk. Measurements are appended here before they are sent, together with the place up to which the device was
/// read: after a kill at any point neither is ahead of the other. What the broker has is kept for a while and then given up.
///
/// Safe for any thread; one thread writes each channel. [#maintain()] is called often by a thread of its own.
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    /// Between two looks at size and room, and two trims.
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration TRIM = Duration.ofSeconds(30);
    /// Part of what the broker has that is given up at once where the spool is too large.
    private static final int GIVEN_UP_PART = 10;

    private final SpoolSettings settings;
    private final DiskRoom room;
    private final InstantSource clock;
    private final SpoolStore store;
    private final Map<String, ChannelSpool> channels = new ConcurrentHashMap<>();
    private final AtomicLong incarnation = new AtomicLong(1);
    private volatile SpoolHealth health = new SpoolHealth.Working();
    private volatile long bytesOnDisk;
    private volatile boolean unforced;
    private long forcedMillis;
    private long lookedMillis = Long.MIN_VALUE / 2;
    private long trimmedMillis;

    private Spool(SpoolSettings settings, DiskRoom room, InstantSource clock, SpoolStore store) {
        this.settings = settings;
        this.room = room;
        this.clock = clock;
        this.store = store;
    }

    /// Opens the spool of a folder, which must belong to nobody else.
    ///
    /// @throws SpoolException where it cannot be opened, e.g. because another agent has it
    public static Spool open(SpoolSettings settings, DiskRoom room, InstantSource clock) throws IOException {
        Spool spool = new Spool(settings, room, clock, SpoolStore.open(settings.folder()));
        spool.look();
        return spool;
    }

    /// The part of a channel, taken up where an earlier process left it.
    public synchronized ChannelSpool channel(String channelId) throws SpoolException {
        ChannelSpool known = channels.get(channelId);
        if (known != null) {
            return known;
        }
        byte[] key = SpoolKeys.channel(channelId);
        byte[] number = store.get(key);
        if (number == null) {
            number = SpoolKeys.number(highestChannel() + 1);
            try (WriteBatch batch = new WriteBatch()) {
                batch.put(key, number);
                store.write(batch, true);
            } catch (RocksDBException e) {
                throw new SpoolException("spool: channel " + channelId + " cannot be written", e);
            }
        }
        ChannelSpool made = new ChannelSpool(this, store, channelId, (int) SpoolKeys.number(number));
        made.load();
        channels.put(channelId, made);
        return made;
    }

    private long highestChannel() throws SpoolException {
        return store.use("cannot be read", db -> {
            long highest = 0;
            try (var at = db.newIterator()) {
                for (at.seek(new byte[]{ SpoolKeys.CHANNEL }); at.isValid() && at.key()[0] == SpoolKeys.CHANNEL; at.next()) {
                    highest = Math.max(highest, SpoolKeys.number(at.value()));
                }
                at.status();
            }
            return highest;
        });
    }

    /// The channels taken up so far.
    public Collection<ChannelSpool> channels() {
        return List.copyOf(channels.values());
    }

    /// Grows whenever the spool was opened anew after a failure: who keeps in memory what stands here reads it again then.
    public long incarnation() {
        return incarnation.get();
    }

    public SpoolHealth health() {
        return health;
    }

    /// Size on disk, a few seconds old, in bytes.
    public long bytesOnDisk() {
        return bytesOnDisk;
    }

    /// Measurements that the broker does not have yet.
    public long unacknowledgedMeasurements() {
        return channels.values().stream().mapToLong(ChannelSpool::unacknowledgedMeasurements).sum();
    }

    /// When the oldest record that the broker does not have was taken, in ms since 1970; -1 where it has all.
    public long oldestUnacknowledgedUnixMillis() {
        return channels.values().stream().mapToLong(ChannelSpool::oldestUnacknowledgedUnixMillis).filter(millis -> millis >= 0).min()
                .orElse(-1);
    }

    long nowMillis() {
        return clock.millis();
    }

    void write(WriteBatch batch, boolean forced) throws SpoolException {
        if (health instanceof SpoolHealth.Broken broken) {
            throw new SpoolException(broken.why(), null);
        }
        try {
            store.write(batch, forced || settings.fsync() == SpoolSettings.Fsync.ALWAYS);
            unforced = true;
        } catch (SpoolException e) {
            LOG.atError().setCause(e).log("the spool takes nothing more until it could be opened anew");
            health = new SpoolHealth.Broken(e.getMessage());
            throw e;
        }
    }

    /// Forces what was written onto the disk when it is time, looks at the room, gives up what was kept long enough, and opens the store
    /// anew where it broke.
    public void maintain() {
        long now = clock.millis();
        try {
            if (health instanceof SpoolHealth.Broken && usableBytes() > settings.leaveFreeBytes()) {
                mend();
            }
            if (unforced && settings.fsync() == SpoolSettings.Fsync.INTERVAL && isDue(now, forcedMillis, settings.fsyncInterval())) {
                unforced = false;
                store.force();
                forcedMillis = now;
            }
            if (isDue(now, lookedMillis, LOOK)) {
                lookedMillis = now;
                look();
            }
            if (isDue(now, trimmedMillis, TRIM) && !(health instanceof SpoolHealth.Broken)) {
                trimmedMillis = now;
                trim(now);
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the spool could not be looked after");
        }
    }

    /// A clock that was set back makes it due too, rather than never.
    private static boolean isDue(long nowMillis, long lastMillis, Duration every) {
        return nowMillis - lastMillis >= every.toMillis() || nowMillis < lastMillis;
    }

    private void mend() throws IOException {
        store.reopen();
        for (ChannelSpool channel : channels.values()) {
            channel.load();
        }
        incarnation.incrementAndGet();
        // Opening it may have taken the room again: it goes from broken to full then, and never says between that it works.
        look(usableBytes());
        LOG.atInfo().log("the spool was opened anew");
    }

    private long usableBytes() throws IOException {
        return room.usableBytes(settings.folder());
    }

    private void look() throws IOException {
        bytesOnDisk = sizeOf(settings.folder());
        if (!(health instanceof SpoolHealth.Broken)) {
            look(usableBytes());
        }
    }

    private void look(long usable) {
        if (usable < settings.leaveFreeBytes()) {
            if (!(health instanceof SpoolHealth.Full)) {
                LOG.atError().addKeyValue("folder", settings.folder()).addKeyValue("usableBytes", usable)
                        .log("the disk of the spool is full: measurements wait in the cyclers");
            }
            health = new SpoolHealth.Full("the disk of " + settings.folder() + " has " + usable + " bytes left of the "
                    + settings.leaveFreeBytes() + " that must stay free");
        } else {
            health = new SpoolHealth.Working();
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Gives up what the broker has and was kept long enough; where the spool is too large or the disk full, a tenth more.
    void trim(long nowMillis) throws SpoolException {
        boolean tooLarge = bytesOnDisk > settings.keepAtMostBytes() || health instanceof SpoolHealth.Full;
        for (ChannelSpool channel : channels.values()) {
            channel.trim(nowMillis - settings.keepAtLeast().toMillis(), tooLarge ? GIVEN_UP_PART : 0);
        }
    }

    /// Work on the files of the spool.
    @FunctionalInterface
    public interface FileWork {
        void run() throws IOException;
    }

    /// Runs work, e.g. a copy for a look at it elsewhere, while no file of the spool changes; who wants to write waits.
    public void whileFilesStand(FileWork work) throws IOException {
        store.hold(work);
    }

    /// Moves what lies in memory into a table.
    void flush() throws SpoolException {
        store.flush();
    }

    /// As if a write had failed.
    void breakForTest(String why) {
        health = new SpoolHealth.Broken(why);
    }

    @Override
    public void close() {
        if (settings.fsync() != SpoolSettings.Fsync.NEVER) {
            try {
                store.force();
            } catch (SpoolException e) {
                LOG.atWarn().setCause(e).log("the spool could not be forced onto the disk at its end");
            }
        }
        store.close();
    }
}
