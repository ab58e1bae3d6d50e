package coulombus.drivers.neware;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import coulombus.core.measurement.DataQualityKind;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Compares the charge of each finished step, integrated over the records as read, with what the device says of the step.
final class StepCheck {
    /// Finished steps that wait before the device is asked: its answer holds every step of the test.
    static final int STEPS_AT_ONCE = 16;
    private static final int MOST_WAITING = 2 * STEPS_AT_ONCE;
    private static final double TOLERANCE_FRACTION = 0.005;
    /// What one tick of 100 ms of some mA makes up.
    private static final double NEGLIGIBLE_AH = 1e-7;

    private record Waiting(long firstSeq, long lastSeq, double chargeAh) {}

    private final Findings findings;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long firstSeq;
    private long lastSeq;
    private double chargeAh;
    private boolean whole;

    StepCheck(Findings findings) {
        this.findings = findings;
    }

    /// @param intervalAh charge since the record before in the same step, signed
    void on(DownloadedRecord record, boolean begins, boolean missing, double intervalAh) {
        if (begins) {
            if (!missing) {
                finishStep();
            }
            firstSeq = record.seq();
            chargeAh = 0;
            whole = !missing;
        } else {
            whole &= !missing;
        }
        // A step with a record that has no current cannot be compared.
        chargeAh += intervalAh;
        lastSeq = record.seq();
    }

    /// The test ended: its last step is finished too.
    void onEnd() {
        finishStep();
        whole = false;
    }

    private void finishStep() {
        if (whole && !Double.isNaN(chargeAh)) {
            waiting.add(new Waiting(firstSeq, lastSeq, Math.abs(chargeAh)));
            if (waiting.size() > MOST_WAITING) {
                waiting.remove();
            }
        }
    }

    boolean isDue() {
        return waiting.size() >= STEPS_AT_ONCE;
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /// The last record of the newest step that waits.
    long newestSeq() {
        return waiting.isEmpty() ? 0 : waiting.getLast().lastSeq();
    }

    /// Gives up on the steps that wait.
    void forget() {
        waiting.clear();
    }

    /// Compares the steps that wait and forgets them; those that the device does not tell yet go on waiting, unless the test is over.
    void compare(List<StepRow> told, boolean over) {
        Map<Long, StepRow> byFirst = new HashMap<>();
        told.forEach(row -> byFirst.put(row.firstSeq(), row));
        long toldUpTo = told.isEmpty() ? 0 : told.getLast().lastSeq();
        waiting.forEach(step -> compare(step, byFirst.get(step.firstSeq())));
        waiting.removeIf(step -> over || step.lastSeq() <= toldUpTo);
        if (isDue()) {
            // It tells nothing of its steps.
            waiting.clear();
        }
    }

    private void compare(Waiting step, StepRow row) {
        if (row == null || row.lastSeq() != step.lastSeq()) {
            // A step that was cut off has no row.
            return;
        }
        double difference = Math.abs(step.chargeAh() - row.capacityAh());
        if (difference > TOLERANCE_FRACTION * row.capacityAh() + NEGLIGIBLE_AH) {
            findings.add(DataQualityKind.COUNTER_DISAGREES, step.firstSeq(), String.format(Locale.ROOT,
                    "step %d of the device (records %d to %d): integral of the current %.6g Ah, the device says %.6g Ah", row.stepIndex(),
                    step.firstSeq(), step.lastSeq(), step.chargeAh(), row.capacityAh()));
        }
    }

    void writeTo(StateWriter out) {
        out.putLong(firstSeq);
        out.putLong(lastSeq);
        out.putDouble(chargeAh);
        out.putBoolean(whole);
        out.putInt(waiting.size());
        for (Waiting step : waiting) {
            out.putLong(step.firstSeq());
            out.putLong(step.lastSeq());
            out.putDouble(step.chargeAh());
        }
    }

    void readFrom(StateReader in) {
        firstSeq = in.getLong();
        lastSeq = in.getLong();
        chargeAh = in.getDouble();
        whole = in.getBoolean();
        waiting.clear();
        for (int left = in.getInt(); left > 0; left--) {
            waiting.add(new Waiting(in.getLong(), in.getLong(), in.getDouble()));
        }
    }
}
