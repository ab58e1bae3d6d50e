package coulombus.core.halfcycle;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// The measurements that say exactly zero current outside a rest. Where a run has no others and its voltage moves all the same, the
/// column cannot show the currents of this cell.
final class ZeroCurrents {
    private static final double MOVING_VOLT = 0.3;

    private long count;
    private double lowestVolt = Double.POSITIVE_INFINITY;
    private double highestVolt = Double.NEGATIVE_INFINITY;

    void add(double v) {
        count++;
        lowestVolt = Math.min(lowestVolt, v);
        highestVolt = Math.max(highestVolt, v);
    }

    long count() {
        return count;
    }

    /// True where the voltage moved as it does only under a current.
    boolean hideACurrent() {
        return count > 0 && highestVolt - lowestVolt > MOVING_VOLT;
    }

    void writeTo(StateWriter out) {
        out.putLong(count);
        out.putDouble(lowestVolt);
        out.putDouble(highestVolt);
    }

    void readFrom(StateReader in) {
        count = in.getLong();
        lowestVolt = in.getDouble();
        highestVolt = in.getDouble();
    }
}
