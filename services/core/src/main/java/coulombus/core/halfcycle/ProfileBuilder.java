package coulombus.core.halfcycle;

import java.util.Arrays;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Collects a [Profile] while the half-cycle runs. Its final charge is not known beforehand, so the bins start narrow; when they are
/// full, neighbours are merged and the width doubles.
final class ProfileBuilder {
    static final int BINS = 32;

    private final double[] charge = new double[BINS];
    private final double[] voltageCharge = new double[BINS];
    private final double[] time = new double[BINS];
    private final double[] voltageTime = new double[BINS];
    private int used;
    private double width;
    private double binsPerCharge;
    private double total;

    void clear() {
        Arrays.fill(charge, 0, used, 0);
        Arrays.fill(voltageCharge, 0, used, 0);
        Arrays.fill(time, 0, used, 0);
        Arrays.fill(voltageTime, 0, used, 0);
        used = 0;
        width = 0;
        binsPerCharge = 0;
        total = 0;
    }

    /// Adds an interval in which `dq` (0 or more; Ah, or s where time stands for charge) passed at the mean voltage `v` in `dt` seconds.
    void add(double dq, double v, double dt) {
        if (width == 0) {
            if (dq <= 0) {
                return;
            }
            width = dq;
            binsPerCharge = 1 / dq;
        }
        int bin = (int) ((total + 0.5 * dq) * binsPerCharge);
        while (bin >= BINS) {
            mergeNeighbours();
            bin = (int) ((total + 0.5 * dq) * binsPerCharge);
        }
        total += dq;
        if (bin >= used) {
            used = bin + 1;
        }
        charge[bin] += dq;
        voltageCharge[bin] += v * dq;
        time[bin] += dt;
        voltageTime[bin] += v * dt;
    }

    private void mergeNeighbours() {
        for (int i = 0; i < BINS / 2; i++) {
            charge[i] = charge[2 * i] + charge[2 * i + 1];
            voltageCharge[i] = voltageCharge[2 * i] + voltageCharge[2 * i + 1];
            time[i] = time[2 * i] + time[2 * i + 1];
            voltageTime[i] = voltageTime[2 * i] + voltageTime[2 * i + 1];
        }
        Arrays.fill(charge, BINS / 2, BINS, 0);
        Arrays.fill(voltageCharge, BINS / 2, BINS, 0);
        Arrays.fill(time, BINS / 2, BINS, 0);
        Arrays.fill(voltageTime, BINS / 2, BINS, 0);
        used = (used + 1) / 2;
        width *= 2;
        binsPerCharge = 1 / width;
    }

    Profile build(boolean overTime) {
        return used == 0
                ? Profile.EMPTY
                : new Profile(width, Arrays.copyOf(charge, used), Arrays.copyOf(voltageCharge, used), Arrays.copyOf(time, used),
                        Arrays.copyOf(voltageTime, used), overTime);
    }

    void writeTo(StateWriter out) {
        out.putByte(used);
        out.putDouble(width);
        out.putDouble(total);
        out.putDoubles(charge, used);
        out.putDoubles(voltageCharge, used);
        out.putDoubles(time, used);
        out.putDoubles(voltageTime, used);
    }

    void readFrom(StateReader in) {
        clear();
        used = in.getByte();
        width = in.getDouble();
        binsPerCharge = width == 0 ? 0 : 1 / width;
        total = in.getDouble();
        in.getDoubles(charge, used);
        in.getDoubles(voltageCharge, used);
        in.getDoubles(time, used);
        in.getDoubles(voltageTime, used);
    }
}
