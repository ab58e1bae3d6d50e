package coulombus.core.halfcycle;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Exponentially weighted mean of |I| over the last minute under current; a rest leaves it as it is.
final class RecentCurrent {
    private static final double TIME_CONSTANT_SECOND = 60;

    private double ampere;
    /// The last interval of which the weight was worked out, and that weight: intervals repeat, and a division costs. Not state.
    private double weighedSecond;
    private double weightOfWeighed;

    /// 0 before the first current.
    double ampere() {
        return ampere;
    }

    /// Takes |I| after an interval of `dt`; a new set-point starts anew.
    void learn(double magnitude, double dt, boolean newSetPoint) {
        if (ampere == 0 || newSetPoint) {
            ampere = magnitude;
            return;
        }
        if (dt != weighedSecond) {
            weighedSecond = dt;
            weightOfWeighed = dt / (TIME_CONSTANT_SECOND + dt);
        }
        ampere += weightOfWeighed * (magnitude - ampere);
    }

    void writeTo(StateWriter out) {
        out.putDouble(ampere);
    }

    void readFrom(StateReader in) {
        ampere = in.getDouble();
    }
}
