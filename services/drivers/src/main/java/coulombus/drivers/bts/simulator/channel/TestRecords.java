package coulombus.drivers.bts.simulator.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import coulombus.drivers.bts.simulator.step.StepKind;

/// Every record of one test, oldest first. A row's number on the wire, its step and its date follow from the segment it lies in; the
/// rest is in columns. One thread owns it.
public final class TestRecords {
    /// Rows from one on that share their step, time base and numbering.
    ///
    /// @param baseTick     tick at which the step's time was 0
    /// @param clockMillis  how far the date and time are off
    /// @param numberOffset number on the wire minus (row + 1)
    private record Segment(int fromRow, StepKind kind, int stepId, int cycleId, int stepIndex, long baseTick, long clockMillis,
            int numberOffset) {}

    private final RecordArchive archive;
    private final List<Segment> segments = new ArrayList<>();
    private long[] full = new long[4];
    private int fullCount;
    private RecordBlock open = new RecordBlock();
    private int size;
    private long clockMillis;
    private int numberOffset;

    TestRecords(RecordArchive archive) {
        this.archive = archive;
    }

    /// Rows from now on belong to this step.
    void beginStep(StepKind kind, int stepId, int cycleId, int stepIndex, long baseTick) {
        begin(new Segment(size, kind, stepId, cycleId, stepIndex, baseTick, clockMillis, numberOffset));
    }

    private void begin(Segment segment) {
        if (!segments.isEmpty() && segments.get(segments.size() - 1).fromRow() == size) {
            segments.set(segments.size() - 1, segment);
        } else {
            segments.add(segment);
        }
    }

    private void change(long baseTick) {
        Segment s = segments.get(segments.size() - 1);
        begin(new Segment(size, s.kind(), s.stepId(), s.cycleId(), s.stepIndex(), baseTick, clockMillis, numberOffset));
    }

    /// The step's time stood still for a while: from now on it is counted from here.
    void rebase(long baseTick) {
        change(baseTick);
    }

    /// Shifts the numbers of the rows to come.
    void renumber(int by) {
        numberOffset += by;
        change(segments.get(segments.size() - 1).baseTick());
    }

    /// Date and time of the rows to come are off by so much.
    void setClock(long offMillis) {
        clockMillis = offMillis;
        if (!segments.isEmpty()) {
            change(segments.get(segments.size() - 1).baseTick());
        }
    }

    long clockMillis() {
        return clockMillis;
    }

    void add(int stepTicks, float voltageVolt, float currentAmpere, double capacityAh, double energyWh) {
        int i = size & RecordArchive.BLOCK - 1;
        if (i == 0 && size > 0) {
            if (fullCount == full.length) {
                full = Arrays.copyOf(full, 2 * fullCount);
            }
            boolean kept = archive.keeps();
            full[fullCount++] = archive.store(open);
            if (kept) {
                open = new RecordBlock();
            }
        }
        open.stepTicks[i] = stepTicks;
        open.voltageVolt[i] = voltageVolt;
        open.currentAmpere[i] = currentAmpere;
        open.capacityAh[i] = capacityAh;
        open.energyWh[i] = energyWh;
        size++;
    }

    public int size() {
        return size;
    }

    /// Number of the newest record, 0 where there is none.
    public int lastNumber() {
        return size == 0 ? 0 : numberOf(size - 1);
    }

    /// The number that the next record will get.
    int nextNumber() {
        return size + 1 + numberOffset;
    }

    /// The number of a row on the wire.
    public int numberOf(int row) {
        return row + 1 + segments.get(segmentOf(row)).numberOffset();
    }

    /// The first row whose number is at least this, or [#size()].
    public int rowOf(int number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numberOf(middle) < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// How many rows were written at this tick or before.
    public int sizeAt(long tick) {
        int low = 0;
        int high = size;
        Reader reader = reader(0);
        while (low < high) {
            int middle = (low + high) >>> 1;
            reader.go(middle);
            if (reader.tick() <= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int segmentOf(int row) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).fromRow() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// Reads rows from one on.
    public Reader reader(int row) {
        return new Reader(row);
    }

    /// Stands on one row after the other. Rows may be added meanwhile.
    public final class Reader {
        private RecordBlock own;
        private RecordBlock block;
        private int blockNumber = -1;
        private int row;
        private int segmentPlace = -1;
        private Segment segment;

        private Reader(int row) {
            this.row = row - 1;
        }

        /// Goes to the next row; false where there is none.
        public boolean next() {
            if (row + 1 >= size) {
                return false;
            }
            go(row + 1);
            return true;
        }

        private void go(int to) {
            row = to;
            int number = to / RecordArchive.BLOCK;
            if (number != blockNumber || number == fullCount) {
                blockNumber = number;
                if (number == fullCount) {
                    block = open;
                } else {
                    own = own == null ? new RecordBlock() : own;
                    block = archive.load(full[number], own);
                }
            }
            if (segment == null || to < segment.fromRow()
                    || segmentPlace + 1 < segments.size() && segments.get(segmentPlace + 1).fromRow() <= to) {
                segmentPlace = segmentOf(to);
                segment = segments.get(segmentPlace);
            }
        }

        private int i() {
            return row & RecordArchive.BLOCK - 1;
        }

        /// The number on the wire.
        public int number() {
            return row + 1 + segment.numberOffset();
        }

        public StepKind kind() {
            return segment.kind();
        }

        public int stepId() {
            return segment.stepId();
        }

        public int cycleId() {
            return segment.cycleId();
        }

        /// Steps executed before this one, plus one.
        public int stepIndex() {
            return segment.stepIndex();
        }

        /// Ticks since the step's begin.
        public int stepTicks() {
            return block.stepTicks[i()];
        }

        /// Virtual time at which it was written.
        public long tick() {
            return segment.baseTick() + stepTicks();
        }

        /// How far the date and time on the wire are off, in ms.
        public long clockMillis() {
            return segment.clockMillis();
        }

        public float voltageVolt() {
            return block.voltageVolt[i()];
        }

        public float currentAmpere() {
            return block.currentAmpere[i()];
        }

        /// Of the step, 0 or more.
        public double capacityAh() {
            return block.capacityAh[i()];
        }

        /// Of the step, 0 or more.
        public double energyWh() {
            return block.energyWh[i()];
        }
    }
}
