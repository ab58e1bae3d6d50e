package coulombus.core.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// The last five values of a quantity, kept apart by rate: mean currents within 20 % are one rate, and so are all of which the current is not
/// known. The four rates used last are kept.
final class SameRate {
    static final int VALUES = 5;
    private static final int MOST_RATES = 4;
    private static final double SAME_FRACTION = 0.2;
    private static final double SMALLEST_SCALE = 0.002;
    private static final double SCALE_WEIGHT = 0.1;

    private final List<Values> rates = new ArrayList<>(MOST_RATES);

    /// The values of one rate.
    static final class Values {
        private final float ampere;
        private final float[] value = new float[VALUES];
        private int known;
        private float scale = (float) SMALLEST_SCALE;

        private Values(double ampere) {
            this.ampere = (float) ampere;
        }

        private boolean fits(double otherAmpere) {
            return Float.isNaN(ampere) ? Double.isNaN(otherAmpere) : Math.abs(otherAmpere - ampere) <= SAME_FRACTION * ampere;
        }

        int known() {
            return known;
        }

        /// Median of the values, NaN where there is none.
        double median() {
            if (known == 0) {
                return Double.NaN;
            }
            float[] sorted = Arrays.copyOf(value, known);
            Arrays.sort(sorted);
            return 0.5 * ((double) sorted[(known - 1) / 2] + sorted[known / 2]);
        }

        /// Scatter of ln of the values about their median so far.
        double scale() {
            return scale;
        }

        void add(double next) {
            if (known > 0) {
                double r = Math.abs(Math.log(next / median()));
                if (Double.isFinite(r)) {
                    scale = (float) Math.max(SMALLEST_SCALE, scale + SCALE_WEIGHT * (1.25 * r - scale));
                }
            }
            if (known == VALUES) {
                System.arraycopy(value, 1, value, 0, VALUES - 1);
                known--;
            }
            value[known++] = (float) next;
        }

        void clear() {
            known = 0;
        }
    }

    /// The values of a rate, which becomes the one used last.
    Values at(double ampere) {
        Values found = find(ampere);
        if (found == null) {
            if (rates.size() == MOST_RATES) {
                rates.remove(0);
            }
            found = new Values(ampere);
        } else {
            rates.remove(found);
        }
        rates.add(found);
        return found;
    }

    /// The values of a rate, or `null` where it has none.
    Values find(double ampere) {
        for (Values v : rates) {
            if (v.fits(ampere)) {
                return v;
            }
        }
        return null;
    }

    void writeTo(StateWriter out) {
        out.putByte(rates.size());
        for (Values v : rates) {
            out.putInt(Float.floatToRawIntBits(v.ampere));
            out.putByte(v.known);
            for (int i = 0; i < v.known; i++) {
                out.putInt(Float.floatToRawIntBits(v.value[i]));
            }
            out.putInt(Float.floatToRawIntBits(v.scale));
        }
    }

    void readFrom(StateReader in) {
        rates.clear();
        for (int n = in.getByte(); n > 0; n--) {
            Values v = new Values(Float.intBitsToFloat(in.getInt()));
            v.known = in.getByte();
            for (int i = 0; i < v.known; i++) {
                v.value[i] = Float.intBitsToFloat(in.getInt());
            }
            v.scale = Float.intBitsToFloat(in.getInt());
            rates.add(v);
        }
    }
}
