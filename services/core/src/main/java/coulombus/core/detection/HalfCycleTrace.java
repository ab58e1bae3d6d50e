package coulombus.core.detection;

import java.util.ArrayList;
import java.util.List;

import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Profile;
import coulombus.core.measurement.TracePoint;

/// The voltage of a closed half-cycle in as many points as its profile has bins: the middle of each bin in time, its mean voltage, and the
/// half-cycle's mean current. Rests inside the half-cycle are left out of the times.
final class HalfCycleTrace {
    private HalfCycleTrace() {}

    static List<TracePoint> of(HalfCycle h) {
        Profile profile = h.profile();
        List<TracePoint> points = new ArrayList<>(profile.binCount());
        double second = h.startTestTimeSecond();
        for (int i = 0; i < profile.binCount(); i++) {
            double width = profile.timeInBinSecond(i);
            double volt = profile.voltageOfBinVolt(i);
            if (Double.isFinite(volt)) {
                points.add(new TracePoint(second + 0.5 * width, volt, h.meanCurrentAmpere()));
            }
            second += width;
        }
        return points;
    }
}
