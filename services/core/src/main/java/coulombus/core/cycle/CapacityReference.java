package coulombus.core.cycle;

import java.util.Arrays;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Capacity retention against the median of three early cycles at one rate: complete cycles from number 3 on. A cycle at another rate
/// (mean current off by more than 20 %) is not compared; while the reference is still being collected it starts it anew, so that a slow
/// formation does not stand in the way.
final class CapacityReference {
    private static final int FIRST_CYCLE = 3;
    private static final int CYCLES = 3;
    private static final double SAME_RATE_FRACTION = 0.2;

    private final double[] capacityAh = new double[CYCLES];
    private int known;
    private double rateAmpere;

    /// Retention of a complete cycle as a fraction, NaN while the reference is not known or where the rate is another.
    double retention(int cycle, double capacity, double meanAmpere) {
        double rate = Math.abs(meanAmpere);
        if (!(capacity > 0) || cycle < FIRST_CYCLE) {
            return Double.NaN;
        }
        // A vendor's table of cycles tells no current: its cycles are taken for one rate.
        boolean sameRate = Math.abs(rate - rateAmpere) <= SAME_RATE_FRACTION * rateAmpere || Double.isNaN(rate) && Double.isNaN(rateAmpere);
        if (!sameRate && known == CYCLES) {
            return Double.NaN;
        }
        if (!sameRate) {
            rateAmpere = rate;
            known = 0;
        }
        if (known < CYCLES) {
            capacityAh[known++] = capacity;
        }
        return known < CYCLES ? Double.NaN : capacity / median();
    }

    private double median() {
        double[] sorted = capacityAh.clone();
        Arrays.sort(sorted);
        return sorted[CYCLES / 2];
    }

    void writeTo(StateWriter out) {
        out.putByte(known);
        out.putDouble(rateAmpere);
        out.putDoubles(capacityAh, CYCLES);
    }

    void readFrom(StateReader in) {
        known = in.getByte();
        rateAmpere = in.getDouble();
        in.getDoubles(capacityAh, CYCLES);
    }
}
