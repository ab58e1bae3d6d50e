package coulombus.channelagent.spool;

import java.util.Optional;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// One channel's part of the spool: its story in order, by position from 1, and a few named things kept beside it.
///
/// One thread writes, another reads and acknowledges; both may run at once.
public final class ChannelSpool {
    private final Spool spool;
    private final SpoolStore store;
    private final String channelId;
    private final int number;
    private long firstPosition;
    private long lastPosition;
    private long acknowledgedPosition;
    private long unacknowledgedMeasurements;
    private long oldestUnacknowledgedUnixMillis;

    /// What stands at a position.
    public sealed interface Entry {
        record Present(StoryRecord record) implements Entry {}

        /// It was here and cannot be read any more.
        record Damaged(String why) implements Entry {}
    }

    ChannelSpool(Spool spool, SpoolStore store, String channelId, int number) {
        this.spool = spool;
        this.store = store;
        this.channelId = channelId;
        this.number = number;
    }

    /// Reads anew where the channel stands on disk.
    synchronized void load() throws SpoolException {
        byte[] acknowledged = store.get(SpoolKeys.acknowledged(number));
        acknowledgedPosition = acknowledged == null ? 0 : SpoolKeys.number(acknowledged);
        byte[] last = store.lastNotAbove(SpoolKeys.record(number, Long.MAX_VALUE));
        lastPosition = Math.max(acknowledgedPosition, last == null ? 0 : SpoolKeys.positionOf(last, number));
        byte[] first = store.firstNotBelow(SpoolKeys.record(number, 0));
        long found = first == null ? -1 : SpoolKeys.positionOf(first, number);
        firstPosition = found < 0 ? lastPosition + 1 : found;
        unacknowledgedMeasurements = 0;
        for (long position = acknowledgedPosition + 1; position <= lastPosition; position++) {
            if (read(position) instanceof Entry.Present present) {
                unacknowledgedMeasurements += present.record().measurements();
            }
        }
        oldestUnacknowledgedUnixMillis = takenAt(acknowledgedPosition + 1);
    }

    public String channelId() {
        return channelId;
    }

    /// Position of the last record, 0 before the first.
    public synchronized long lastPosition() {
        return lastPosition;
    }

    /// Highest position up to which the broker has everything.
    public synchronized long acknowledgedPosition() {
        return acknowledgedPosition;
    }

    public synchronized long unacknowledgedMeasurements() {
        return unacknowledgedMeasurements;
    }

    /// In ms since 1970; -1 where the broker has everything.
    public synchronized long oldestUnacknowledgedUnixMillis() {
        return oldestUnacknowledgedUnixMillis;
    }

    /// First position that is still kept.
    public synchronized long firstPosition() {
        return firstPosition;
    }

    /// What was kept under a name last.
    public Optional<byte[]> kept(String name) throws SpoolException {
        return Optional.ofNullable(store.get(SpoolKeys.kept(number, name)));
    }

    /// Begins a change that is done wholly or not at all.
    public Change change() {
        return new Change();
    }

    /// Reads the record at a position from 1 to the last one.
    public Entry read(long position) {
        try {
            byte[] bytes = store.get(SpoolKeys.record(number, position));
            if (bytes != null) {
                return new Entry.Present(StoryRecord.ofBytes(bytes));
            }
            return copyOf(position, "it is missing");
        } catch (SpoolException | IllegalArgumentException e) {
            return copyOf(position, e.getMessage());
        }
    }

    /// As if the record's checksum were wrong.
    void damageForTest(long position) throws SpoolException {
        store.use("cannot be damaged", db -> {
            db.put(SpoolKeys.record(number, position), new byte[]{ 1, 2, 3 });
            return null;
        });
    }

    private Entry copyOf(long position, String why) {
        try {
            byte[] copy = store.get(SpoolKeys.copy(number, position));
            return copy == null ? new Entry.Damaged(why) : new Entry.Present(StoryRecord.ofBytes(copy));
        } catch (SpoolException | IllegalArgumentException e) {
            return new Entry.Damaged(why);
        }
    }

    private long takenAt(long position) {
        return position <= lastPosition && read(position) instanceof Entry.Present present ? present.record().takenUnixMillis() : -1;
    }

    /// The broker has everything up to this position. Not forced onto the disk: after a power failure some is sent again, which readers leave
    /// out.
    public synchronized void acknowledge(long position) throws SpoolException {
        if (position <= acknowledgedPosition) {
            return;
        }
        long measurements = 0;
        for (long at = acknowledgedPosition + 1; at <= position; at++) {
            measurements += read(at) instanceof Entry.Present present ? present.record().measurements() : 0;
        }
        acknowledge(position, measurements);
    }

    /// The same where the number of measurements between is known.
    public synchronized void acknowledge(long position, long measurements) throws SpoolException {
        if (position <= acknowledgedPosition) {
            return;
        }
        try (WriteBatch batch = new WriteBatch()) {
            batch.put(SpoolKeys.acknowledged(number), SpoolKeys.number(position));
            spool.write(batch, false);
        } catch (RocksDBException e) {
            throw new SpoolException("spool: the acknowledgement of " + channelId + " cannot be written", e);
        }
        acknowledgedPosition = position;
        unacknowledgedMeasurements = position == lastPosition ? 0 : Math.max(0, unacknowledgedMeasurements - measurements);
        oldestUnacknowledgedUnixMillis = takenAt(position + 1);
    }

    /// Gives up what the broker has and was taken before a time, and a part of the rest of it where asked.
    ///
    /// @param part one part of this many of what the broker has; 0 for none
    synchronized void trim(long beforeUnixMillis, int part) throws SpoolException {
        long keptFrom = firstTakenFrom(beforeUnixMillis);
        if (part > 0) {
            keptFrom = Math.max(keptFrom, firstPosition + (acknowledgedPosition - firstPosition + part) / part);
        }
        long from = Math.min(keptFrom, acknowledgedPosition + 1);
        if (from <= firstPosition) {
            return;
        }
        store.use("cannot be trimmed", db -> {
            db.deleteRange(SpoolKeys.record(number, 0), SpoolKeys.record(number, from));
            db.deleteRange(SpoolKeys.copy(number, 0), SpoolKeys.copy(number, from));
            return null;
        });
        firstPosition = from;
    }

    /// The first position that was not taken before a time, by halving: positions are in the order of their times but for jumps of the clock.
    private long firstTakenFrom(long unixMillis) {
        long low = firstPosition;
        long high = acknowledgedPosition + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (takenAt(middle) < unixMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Records and kept things that are written together. One thread; used once.
    public final class Change implements AutoCloseable {
        private final WriteBatch batch = new WriteBatch();
        private long added;
        private long measurements;
        private long firstTakenMillis = -1;

        private Change() {}

        /// Appends a record to the story.
        public Change append(StoryRecord record) throws SpoolException {
            byte[] bytes = record.toBytes();
            long position = lastPosition() + ++added;
            try {
                batch.put(SpoolKeys.record(number, position), bytes);
                if (record.measurements() == 0) {
                    batch.put(SpoolKeys.copy(number, position), bytes);
                }
            } catch (RocksDBException e) {
                throw new SpoolException("spool: a record of " + channelId + " cannot be added", e);
            }
            measurements += record.measurements();
            firstTakenMillis = firstTakenMillis < 0 ? record.takenUnixMillis() : firstTakenMillis;
            return this;
        }

        /// Keeps bytes under a name, instead of what was kept there.
        public Change keep(String name, byte[] value) throws SpoolException {
            try {
                batch.put(SpoolKeys.kept(number, name), value);
            } catch (RocksDBException e) {
                throw new SpoolException("spool: '" + name + "' of " + channelId + " cannot be added", e);
            }
            return this;
        }

        /// Keeps nothing under a name any more.
        public Change forget(String name) throws SpoolException {
            try {
                batch.delete(SpoolKeys.kept(number, name));
            } catch (RocksDBException e) {
                throw new SpoolException("spool: '" + name + "' of " + channelId + " cannot be removed", e);
            }
            return this;
        }

        /// Writes it all; it survives the end of this process from here on.
        public void commit() throws SpoolException {
            write(false);
        }

        /// Writes it all and forces it onto the disk; it survives a power failure from here on.
        public void commitNow() throws SpoolException {
            write(true);
        }

        private void write(boolean forced) throws SpoolException {
            synchronized (ChannelSpool.this) {
                spool.write(batch, forced);
                if (added > 0 && acknowledgedPosition == lastPosition) {
                    oldestUnacknowledgedUnixMillis = firstTakenMillis;
                }
                lastPosition += added;
                unacknowledgedMeasurements += measurements;
            }
        }

        @Override
        public void close() {
            batch.close();
        }
    }
}
