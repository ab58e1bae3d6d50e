package coulombus.channelagent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.SpoolException;
import coulombus.channelagent.spool.StoryRecord;

/// One channel's story on its way to the broker: what is under way, in order, and up to where everything arrived. The publisher's thread
/// sends; arrivals come from the producer's.
final class SendingLane {
    private final ChannelSpool spool;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private long sentPosition;
    private long arrivedPosition;
    private long arrivedMeasurements;
    private long damagedRecords;
    private UUID lastRunId;

    /// A record under way. Identity counts: the same position may be sent again.
    static final class Sent {
        private final long position;
        private final int measurements;
        private final boolean leftOut;

        private Sent(long position, int measurements, boolean leftOut) {
            this.position = position;
            this.measurements = measurements;
            this.leftOut = leftOut;
        }
    }

    SendingLane(ChannelSpool spool) {
        this.spool = spool;
        this.sentPosition = spool.acknowledgedPosition();
        this.arrivedPosition = sentPosition;
    }

    ChannelSpool spool() {
        return spool;
    }

    synchronized long sentPosition() {
        return sentPosition;
    }

    synchronized Optional<UUID> lastRunId() {
        return Optional.ofNullable(lastRunId);
    }

    /// Records under way.
    synchronized int size() {
        return underWay.size();
    }

    /// The record at the next position is about to be sent.
    synchronized Sent sending(long position, StoryRecord record) {
        Sent sent = new Sent(position, record.measurements(), false);
        lastRunId = record.runId();
        sentPosition = position;
        underWay.addLast(sent);
        return sent;
    }

    /// The record at the next position cannot be sent. Answers how many that were so far.
    synchronized long leaveOut(long position) {
        Sent sent = new Sent(position, 0, true);
        sentPosition = position;
        if (underWay.isEmpty()) {
            take(sent);
        } else {
            underWay.addLast(sent);
        }
        return ++damagedRecords;
    }

    /// The record arrived, and with it counts what was left out right behind it. What was sent before [#startOver] does not count.
    synchronized void arrived(Sent sent) {
        if (underWay.peekFirst() != sent) {
            return;
        }
        take(underWay.removeFirst());
        while (!underWay.isEmpty() && underWay.getFirst().leftOut) {
            take(underWay.removeFirst());
        }
    }

    private void take(Sent sent) {
        arrivedPosition = sent.position;
        arrivedMeasurements += sent.measurements;
    }

    /// Everything that did not arrive is to be sent again.
    synchronized void startOver() {
        underWay.clear();
        sentPosition = arrivedPosition;
    }

    /// Tells the spool what arrived.
    void keepArrived() throws SpoolException {
        long position;
        long measurements;
        synchronized (this) {
            position = arrivedPosition;
            measurements = arrivedMeasurements;
            arrivedMeasurements = 0;
        }
        spool.acknowledge(position, measurements);
    }
}
