package coulombus.core.halfcycle;

import java.util.Arrays;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Collects a [Profile] while the half-cycle runs. Its final charge is not known beforehand, so the bins start narrow; when they are
/// full, neighbours are merged and the width doubles. Charge only grows, so one bin is open at a time: its sums are kept in fields and
/// put into their place when the next one opens.
final class ProfileBuilder {
    static final int BINS = 32;

    /// Sums kept of a bin, side by side.
    private static final int SUMS = 4;
    private static final int CHARGE = 0;
    private static final int VOLTAGE_CHARGE = 1;
    private static final int TIME = 2;
    private static final int VOLTAGE_TIME = 3;

    private final double[] sums = new double[SUMS * BINS];
    private int used;
    private double width;
    private double binsPerCharge;
    private double total;
    /// Where the open bin ends, in widths; 0 where none is open. What is open is not state: the bins are.
    private double openEnd;
    private double openCharge;
    private double openVoltageCharge;
    private double openTime;
    private double openVoltageTime;

    void clear() {
        Arrays.fill(sums, 0, SUMS * used, 0);
        used = 0;
        width = 0;
        binsPerCharge = 0;
        total = 0;
        openEnd = 0;
    }

    /// Adds an interval in which `dq` (0 or more; Ah, or s where time stands for charge) passed at the mean voltage `v` in `dt` seconds.
    void add(double dq, double v, double dt) {
        if (!((total + 0.5 * dq) * binsPerCharge < openEnd) && !open(dq)) {
            return;
        }
        total += dq;
        openCharge += dq;
        openVoltageCharge += v * dq;
        openTime += dt;
        openVoltageTime += v * dt;
    }

    /// Opens the bin in which the middle of the next `dq` lies. False where there is none, because no charge has passed yet.
    private boolean open(double dq) {
        if (width == 0) {
            if (dq <= 0) {
                return false;
            }
            width = dq;
            binsPerCharge = 1 / dq;
        }
        putOpenIntoPlace();
        int bin = (int) ((total + 0.5 * dq) * binsPerCharge);
        while (bin >= BINS) {
            mergeNeighbours();
            bin = (int) ((total + 0.5 * dq) * binsPerCharge);
        }
        used = Math.max(used, bin + 1);
        int at = SUMS * bin;
        openEnd = bin + 1;
        openCharge = sums[at + CHARGE];
        openVoltageCharge = sums[at + VOLTAGE_CHARGE];
        openTime = sums[at + TIME];
        openVoltageTime = sums[at + VOLTAGE_TIME];
        return true;
    }

    private void putOpenIntoPlace() {
        if (openEnd > 0) {
            int at = SUMS * ((int) openEnd - 1);
            sums[at + CHARGE] = openCharge;
            sums[at + VOLTAGE_CHARGE] = openVoltageCharge;
            sums[at + TIME] = openTime;
            sums[at + VOLTAGE_TIME] = openVoltageTime;
        }
    }

    private void mergeNeighbours() {
        for (int i = 0; i < BINS / 2; i++) {
            for (int k = 0; k < SUMS; k++) {
                sums[SUMS * i + k] = sums[SUMS * 2 * i + k] + sums[SUMS * (2 * i + 1) + k];
            }
        }
        Arrays.fill(sums, SUMS * BINS / 2, SUMS * BINS, 0);
        used = (used + 1) / 2;
        width *= 2;
        binsPerCharge = 1 / width;
    }

    Profile build(boolean overTime) {
        putOpenIntoPlace();
        return used == 0
                ? Profile.EMPTY
                : new Profile(width, column(CHARGE), column(VOLTAGE_CHARGE), column(TIME), column(VOLTAGE_TIME), overTime);
    }

    private double[] column(int k) {
        double[] column = new double[used];
        for (int i = 0; i < used; i++) {
            column[i] = sums[SUMS * i + k];
        }
        return column;
    }

    void writeTo(StateWriter out) {
        putOpenIntoPlace();
        out.putByte(used);
        out.putDouble(width);
        out.putDouble(total);
        out.putDoubles(sums, SUMS * used);
    }

    void readFrom(StateReader in) {
        clear();
        used = in.getByte();
        width = in.getDouble();
        binsPerCharge = width == 0 ? 0 : 1 / width;
        total = in.getDouble();
        in.getDoubles(sums, SUMS * used);
    }
}
