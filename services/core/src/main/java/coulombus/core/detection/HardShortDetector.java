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
/// OPEN --|P| < 0.25 B and, where the area is known, |P|/j < 12 ohm cm²--> SHORTED (final for the run)
/// ```
/// While a soft short is held 3 ohm cm² instead of 12: a fluctuating bridge in a cell of high polarisation passes 12 at times. Armed with
/// the baseline. Must not trip: a planned lower rate (another baseline), a drop that is still resistive (a soft short).
final class HardShortDetector implements HalfCycleDetector {
    static final String DETECTOR = "hard-short-plateau/2";

    private final HardShort settings;
    private final double areaCm2;
    private boolean shorted;

    HardShortDetector(HardShort settings, double areaCm2) {
        this.settings = settings;
        this.areaCm2 = areaCm2;
    }

    @Override
    public Optional<Finding> on(Judged j) {
        double ohmCm2 = j.magnitudeVolt() * areaCm2 / Math.abs(j.halfCycle().meanCurrentAmpere());
        double mostOhmCm2 = j.shorted() ? settings.softResistanceOhmCm2() : settings.resistanceOhmCm2();
        if (shorted || !(j.deviation() < Math.log(settings.plateauFraction())) || ohmCm2 >= mostOhmCm2) {
            return Optional.empty();
        }
        shorted = true;
        Onset onset = Onset.of(j.halfCycle());
        Baseline b = j.baseline();
        String sentence = String.format(Locale.ROOT,
                "Hard short at %.2f h: the plateau of the %s fell by %.0f %% to %.1f mV (baseline %.1f mV over %d half-cycles)",
                onset.testTimeSecond() / 3600, SoftShortDetector.name(j.halfCycle().direction()), 100 * (1 - Math.exp(j.deviation())),
                1000 * j.magnitudeVolt(), 1000 * b.volt(), b.halfCycles());
        return Optional.of(onset.finding(FindingKind.HARD_SHORT, Severity.CRITICAL, DETECTOR, j.halfCycle(), sentence,
                List.of(new Evidence("plateau_volt", j.magnitudeVolt()), new Evidence("baseline_volt", b.volt()),
                        new Evidence("baseline_half_cycles", b.halfCycles()), new Evidence("log_ratio", j.deviation()),
                        new Evidence("threshold_log_ratio", Math.log(settings.plateauFraction())),
                        new Evidence("resistance_ohm_cm2", ohmCm2),
                        new Evidence("threshold_resistance_ohm_cm2", mostOhmCm2))));
    }

    @Override
    public boolean holdsBaseline() {
        return shorted;
    }

    @Override
    public void writeTo(StateWriter out) {
        out.putBoolean(shorted);
    }

    @Override
    public void readFrom(StateReader in) {
        shorted = in.getBoolean();
    }
}
