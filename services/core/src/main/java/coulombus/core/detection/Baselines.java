package coulombus.core.detection;

import java.util.ArrayList;
import java.util.List;

import coulombus.core.detection.DetectorSettings.BaselineSettings;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// The baselines of one cell, one for each direction and current it was cycled with; the eight used last are kept.
final class Baselines {
    private static final int MOST = 8;

    private final BaselineSettings settings;
    private final List<Baseline> kept = new ArrayList<>(MOST);

    Baselines(BaselineSettings settings) {
        this.settings = settings;
    }

    /// The baseline a half-cycle belongs to; a new one where there was none.
    Baseline of(HalfCycle h, int afterRest) {
        double ampere = Math.abs(h.meanCurrentAmpere());
        Baseline found = find(h.direction().sign(), ampere, afterRest);
        if (found != null) {
            return found;
        }
        if (kept.size() == MOST) {
            Baseline oldest = kept.get(0);
            for (Baseline b : kept) {
                oldest = b.lastHalfCycle() < oldest.lastHalfCycle() ? b : oldest;
            }
            kept.remove(oldest);
        }
        Baseline made = new Baseline(settings, h.direction().sign(), ampere, afterRest);
        kept.add(made);
        return made;
    }

    /// The baseline of a direction and |I|, or `null` where there is none.
    Baseline find(int sign, double ampere, int afterRest) {
        for (Baseline b : kept) {
            if (b.fits(sign, ampere, afterRest)) {
                return b;
            }
        }
        return null;
    }

    /// A short has ended: the sums of creep begin anew.
    void startCreepAnew() {
        kept.forEach(b -> b.setCreepSum(0));
    }

    boolean anyArmed() {
        for (Baseline b : kept) {
            if (b.isArmed()) {
                return true;
            }
        }
        return false;
    }

    void writeTo(StateWriter out) {
        out.putByte(kept.size());
        for (Baseline b : kept) {
            b.writeTo(out);
        }
    }

    void readFrom(StateReader in) {
        kept.clear();
        for (int n = in.getByte(); n > 0; n--) {
            kept.add(Baseline.readFrom(in, settings));
        }
    }
}
