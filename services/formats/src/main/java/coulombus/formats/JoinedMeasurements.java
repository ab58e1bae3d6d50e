package coulombus.formats;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;

/// Several files of one test as one: numbers and steps count on, time runs on, and the first row of each further file is marked as a
/// border, because the interval before it was not measured.
final class JoinedMeasurements implements MeasurementFile {
    private final List<MeasurementFile> files;
    private final MeasurementBatch part = new MeasurementBatch(1024);
    private final Tally finished = new Tally();
    private final Deque<MeasurementFile> left;
    private long finishedRejected;
    private long lastSeq;
    private double lastSecond = Double.NEGATIVE_INFINITY;
    private int lastStepCount;
    private long seqShift;
    private double secondShift;
    private int stepShift;
    private boolean atBorder;

    JoinedMeasurements(List<MeasurementFile> files) {
        this.files = List.copyOf(files);
        this.left = new ArrayDeque<>(files);
    }

    @Override
    public int read(MeasurementBatch into, int limit) throws IOException {
        while (!left.isEmpty()) {
            int count = left.getFirst().read(part, limit);
            if (count > 0) {
                if (atBorder) {
                    startNext();
                }
                copy(into, count);
                return count;
            }
            MeasurementFile done = left.removeFirst();
            finishedRejected += done.rejectedRows();
            done.dataQuality().forEach(found -> finished.add(shifted(found)));
            done.close();
            atBorder = true;
        }
        into.clear(lastSeq + 1);
        return 0;
    }

    private void startNext() {
        seqShift = part.firstSeq() > lastSeq ? 0 : lastSeq + 1 - part.firstSeq();
        secondShift = part.testTimeSecond(0) >= lastSecond ? 0 : lastSecond - part.testTimeSecond(0);
        stepShift = part.stepCount(0) > lastStepCount ? 0 : lastStepCount + 1 - part.stepCount(0);
    }

    private void copy(MeasurementBatch into, int count) {
        into.clear(part.firstSeq() + seqShift);
        for (int i = 0; i < count; i++) {
            into.addCopy(part, i);
            into.setTestTimeSecond(i, part.testTimeSecond(i) + secondShift);
            if (part.stepCount(i) != MeasurementBatch.UNKNOWN_COUNT) {
                into.setStepCount(i, part.stepCount(i) + stepShift);
                lastStepCount = into.stepCount(i);
            }
        }
        if (atBorder) {
            into.addMark(0, Mark.BORDER);
            atBorder = false;
        }
        lastSeq = into.seq(count - 1);
        lastSecond = into.testTimeSecond(count - 1);
    }

    private DataQuality shifted(DataQuality found) {
        return new DataQuality(found.kind(), found.count(), found.firstSeq() + seqShift, found.detail());
    }

    @Override
    public String format() {
        return files.getFirst().format();
    }

    @Override
    public InstrumentFacts instrument() {
        return files.getFirst().instrument();
    }

    @Override
    public CellHints cellHints() {
        return files.getFirst().cellHints();
    }

    @Override
    public long rejectedRows() {
        return finishedRejected + (left.isEmpty() ? 0 : left.getFirst().rejectedRows());
    }

    @Override
    public List<DataQuality> dataQuality() {
        Tally all = new Tally();
        finished.list().forEach(all::add);
        if (!left.isEmpty()) {
            left.getFirst().dataQuality().forEach(found -> all.add(shifted(found)));
        }
        return all.list();
    }

    @Override
    public double progressFraction() {
        return files.stream().mapToDouble(MeasurementFile::progressFraction).average().orElse(1);
    }

    @Override
    public void close() throws IOException {
        for (MeasurementFile file : files) {
            file.close();
        }
    }
}
