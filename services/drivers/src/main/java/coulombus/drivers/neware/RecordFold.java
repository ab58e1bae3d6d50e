package coulombus.drivers.neware;

import java.util.Locale;

import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Folds the records of one test into measurements. The device counts time and charge anew in each step: here they become a test time
/// and two counters of charge that never fall. Everything it needs for the next record is in its state, so that it gives the same
/// measurements wherever it was interrupted.
final class RecordFold {
    private final LocalClock clock;
    private final Findings findings;
    private final StepCheck steps;

    private long seq;
    private int stepId;
    private int cycle;
    private int kindCode;
    private int stepCount;
    private long stepStartMillis;
    private long stepTimeMillis;
    private double unixSecond = Double.NaN;
    private double voltageVolt = Double.NaN;
    private double currentAmpere = Double.NaN;
    private double stepCapacityAh = Double.NaN;
    private double chargedAh;
    private double dischargedAh;
    private int direction;

    RecordFold(LocalClock clock, Findings findings, StepCheck steps) {
        this.clock = clock;
        this.findings = findings;
        this.steps = steps;
    }

    /// Number of the last record taken in, 0 before the first.
    long seq() {
        return seq;
    }

    /// Wall clock of the last record, in s since 1970, or NaN.
    double unixSecond() {
        return unixSecond;
    }

    /// True where a record is the last one taken in, read again: the database still is the one it was.
    boolean isLast(DownloadedRecord record) {
        return record.seq() == seq && record.stepTimeMillis() == stepTimeMillis && same(record.voltageVolt(), voltageVolt)
                && same(record.currentAmpere(), currentAmpere) && same(record.stepCapacityAh(), stepCapacityAh);
    }

    /// Versions of the device may print a different number of digits.
    private static boolean same(double a, double b) {
        return Double.isNaN(a) ? Double.isNaN(b) : Math.abs(a - b) <= 1e-9 * Math.max(1e-3, Math.max(Math.abs(a), Math.abs(b)));
    }

    /// Takes the next record in and appends it to the batch, whose next number must be that of the record.
    void on(DownloadedRecord record, MeasurementBatch into) {
        StepKind kind = BtsStepType.kind(record.stepType());
        boolean begins = begins(record, kind);
        boolean missing = seq > 0 && record.seq() != seq + 1;
        double readSecond = clock.unixSecond(record.localTime(), expectedUnixSecond(record, begins));
        if (begins) {
            beginStep(record, missing, readSecond);
        }
        charge(record, kind, begins);
        steps.on(record, begins, missing, chargeOfInterval(record, begins));
        stepTimeMillis = record.stepTimeMillis();
        seq = record.seq();
        stepId = record.stepId();
        cycle = record.cycle();
        kindCode = kind.code();
        unixSecond = readSecond;
        voltageVolt = record.voltageVolt();
        currentAmpere = record.currentAmpere();
        if (Double.isNaN(readSecond) && !findings.has(DataQualityKind.NOTE)) {
            findings.add(DataQualityKind.NOTE, seq, "record " + seq + " is dated '" + record.localTime() + "', which is no date");
        }
        put(record, kind, into);
    }

    /// A loop of one step is told by its cycle, a repeated step by its time, which begins anew.
    private boolean begins(DownloadedRecord record, StepKind kind) {
        return seq == 0 || record.stepId() != stepId || record.cycle() != cycle || record.stepTimeMillis() < stepTimeMillis
                || kind.code() != kindCode && record.stepTimeMillis() <= stepTimeMillis;
    }

    private double expectedUnixSecond(DownloadedRecord record, boolean begins) {
        long moved = begins ? record.stepTimeMillis() : record.stepTimeMillis() - stepTimeMillis;
        return unixSecond + moved / 1000.0;
    }

    /// A step begins where the one before ended. Where records between are missing, the end of the one before is not known, and the
    /// wall clock tells how long it was.
    private void beginStep(DownloadedRecord record, boolean missing, double readSecond) {
        long ended = stepStartMillis + stepTimeMillis;
        if (missing && readSecond > unixSecond) {
            long now = ended + Math.round((readSecond - unixSecond) * 1000);
            ended = Math.max(ended, now - record.stepTimeMillis());
        }
        stepStartMillis = seq == 0 ? 0 : ended;
        stepCount++;
    }

    private void charge(DownloadedRecord record, StepKind kind, boolean begins) {
        double capacity = record.stepCapacityAh();
        if (Double.isNaN(capacity)) {
            return;
        }
        int now = direction(record, kind);
        boolean carried = begins && now == 0 && capacity >= stepCapacityAh;
        boolean anew = begins && !carried || !(capacity >= stepCapacityAh);
        double moved = anew ? capacity : capacity - stepCapacityAh;
        // Charge told with the first record of a rest still flowed in the direction before.
        int towards = now != 0 ? now : direction;
        if (towards > 0) {
            chargedAh += moved;
        } else if (towards < 0) {
            dischargedAh += moved;
        }
        stepCapacityAh = capacity;
        direction = towards;
    }

    private static int direction(DownloadedRecord record, StepKind kind) {
        if (kind == StepKind.REST) {
            return 0;
        }
        if (kind.sign() != 0) {
            return kind.sign();
        }
        return record.currentAmpere() > 0 ? 1 : record.currentAmpere() < 0 ? -1 : 0;
    }

    private double chargeOfInterval(DownloadedRecord record, boolean begins) {
        return begins
                ? 0
                : 0.5 * (record.currentAmpere() + currentAmpere) * (record.stepTimeMillis() - stepTimeMillis) / 3.6e6;
    }

    private void put(DownloadedRecord record, StepKind kind, MeasurementBatch into) {
        int i = into.addRow();
        into.setTestTimeSecond(i, (stepStartMillis + stepTimeMillis) / 1000.0);
        into.setStepTimeSecond(i, stepTimeMillis / 1000.0);
        into.setUnixTimeSecond(i, unixSecond);
        into.setVoltageVolt(i, voltageVolt);
        into.setCurrentAmpere(i, currentAmpere);
        into.setChargingCapacityAh(i, chargedAh);
        into.setDischargingCapacityAh(i, dischargedAh);
        into.setTemperatureCelsius(i, record.temperatureCelsius());
        into.setCycleCount(i, cycle);
        into.setStepCount(i, stepCount);
        into.setStepId(i, stepId);
        into.setStepKind(i, kind);
    }

    void writeTo(StateWriter out) {
        out.putLong(seq);
        out.putInt(stepId);
        out.putInt(cycle);
        out.putInt(kindCode);
        out.putInt(stepCount);
        out.putLong(stepStartMillis);
        out.putLong(stepTimeMillis);
        out.putDouble(unixSecond);
        out.putDouble(voltageVolt);
        out.putDouble(currentAmpere);
        out.putDouble(stepCapacityAh);
        out.putDouble(chargedAh);
        out.putDouble(dischargedAh);
        out.putInt(direction);
    }

    void readFrom(StateReader in) {
        seq = in.getLong();
        stepId = in.getInt();
        cycle = in.getInt();
        kindCode = in.getInt();
        stepCount = in.getInt();
        stepStartMillis = in.getLong();
        stepTimeMillis = in.getLong();
        unixSecond = in.getDouble();
        voltageVolt = in.getDouble();
        currentAmpere = in.getDouble();
        stepCapacityAh = in.getDouble();
        chargedAh = in.getDouble();
        dischargedAh = in.getDouble();
        direction = in.getInt();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "record %d, step %d, %.1f s", seq, stepCount, (stepStartMillis + stepTimeMillis) / 1000.0);
    }
}
