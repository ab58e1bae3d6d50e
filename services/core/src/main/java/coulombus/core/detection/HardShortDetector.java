package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.HardShort;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds a hard short by the plateau of a whole half-cycle, in symmetric and plating cells: what the watch inside half-cycles did not see,
/// because the cell was shorted from the beginning of it or has a nucleation dip.
///
/// ```
/// OPEN --|P| < 0.25 B and |P|/j < 3 ohm cm² (or the area is not known)--> SHORTED (final for the run)
///   \--|P| < 0.25 B and |P|/j < 12 ohm cm² and steady: three half-cycles in a row within 5 %--> SHORTED
/// ```
/// Between 3 and 12 ohm cm² it may be a bridge that fluctuates: it passes there at times and does not stay, a hard short is flat. Until it
/// proves to be flat it is told as a soft short, where none is held. Armed with the baseline. Must not trip: a planned lower rate (another baseline), a drop that is still resistive (a soft short).
final class HardShortDetector implements HalfCycleDetector {
    static final String DETECTOR = "hard-short-plateau/3";
    private static final int STEADY_HALF_CYCLES = 3;
    private static final double STEADY_FRACTION = 0.05;

    private final HardShort settings;
    private final double areaCm2;
    private boolean shorted;
    private int steady;
    private double steadyLogVolt;
    private Onset steadyOnset = new Onset(0, Double.NaN, 0);

    HardShortDetector(HardShort settings, double areaCm2) {
        this.settings = settings;
        this.areaCm2 = areaCm2;
    }

    @Override
    public Optional<Finding> on(Judged j) {
        double ohmCm2 = j.magnitudeVolt() * areaCm2 / Math.abs(j.halfCycle().meanCurrentAmpere());
        boolean low = j.deviation() < Math.log(settings.plateauFraction()) && !(ohmCm2 >= settings.resistanceOhmCm2());
        follow(j, low);
        boolean hard = low && (!(ohmCm2 >= settings.softResistanceOhmCm2()) || steady >= STEADY_HALF_CYCLES);
        if (shorted || !low || !hard && j.shorted()) {
            return Optional.empty();
        }
        shorted = hard;
        return Optional.of(finding(j, hard, ohmCm2));
    }

    private Finding finding(Judged j, boolean hard, double ohmCm2) {
        Baseline b = j.baseline();
        String sentence = String.format(Locale.ROOT,
                "%s at %.2f h: the plateau of the %s fell by %.0f %% to %.1f mV (baseline %.1f mV over %d half-cycles)",
                hard ? "Hard short" : "Soft short, perhaps a hard one,", steadyOnset.testTimeSecond() / 3600,
                SoftShortDetector.name(j.halfCycle().direction()), 100 * (1 - Math.exp(j.deviation())), 1000 * j.magnitudeVolt(),
                1000 * b.volt(), b.halfCycles());
        return steadyOnset.finding(hard ? FindingKind.HARD_SHORT : FindingKind.SOFT_SHORT, Severity.CRITICAL, DETECTOR, j.halfCycle(),
                sentence,
                List.of(new Evidence("plateau_volt", j.magnitudeVolt()), new Evidence("baseline_volt", b.volt()),
                        new Evidence("baseline_half_cycles", b.halfCycles()), new Evidence("log_ratio", j.deviation()),
                        new Evidence("threshold_log_ratio", Math.log(settings.plateauFraction())),
                        new Evidence("resistance_ohm_cm2", ohmCm2),
                        new Evidence("threshold_resistance_ohm_cm2",
                                hard && steady < STEADY_HALF_CYCLES ? settings.softResistanceOhmCm2() : settings.resistanceOhmCm2()),
                        new Evidence("steady_half_cycles", steady)));
    }

    /// Counts the low half-cycles in a row that stay where the first of them was.
    private void follow(Judged j, boolean low) {
        boolean stays = low && steady > 0 && Math.abs(j.logVolt() - steadyLogVolt) < STEADY_FRACTION;
        if (low && !stays) {
            steadyLogVolt = j.logVolt();
            steadyOnset = Onset.of(j.halfCycle());
        }
        steady = !low ? 0 : stays ? Math.min(Byte.MAX_VALUE, steady + 1) : 1;
    }

    @Override
    public boolean holdsBaseline() {
        return shorted;
    }

    @Override
    public void writeTo(StateWriter out) {
        out.putBoolean(shorted);
        out.putByte(steady);
        if (steady > 0) {
            out.putDouble(steadyLogVolt);
            steadyOnset.writeTo(out);
        }
    }

    @Override
    public void readFrom(StateReader in) {
        shorted = in.getBoolean();
        steady = in.getByte();
        if (steady > 0) {
            steadyLogVolt = in.getDouble();
            steadyOnset = Onset.readFrom(in);
        }
    }
}
