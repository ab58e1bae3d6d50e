package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.CreepingShort;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds a soft short that creeps in, or one too small for the step rule, by a cumulative sum, in symmetric and plating cells.
///
/// ```
/// c = max(0, c + min(4, -r/s) - 1), for each direction and current
///
/// GATHERING --30 half-cycles of the key, 30 h since its first--> ARMED --c > 8--> TOLD --the short has ended--> GATHERING
/// ```
/// r = ln(|P|/B), s its scatter. One half-cycle adds at most 3, so that at least three must be low. Armed late because the tail of
/// activation together with the first warm day looks the same. The finding asks to look: a rest, impedance or a pulse tells a short from a
/// cell that merely got better. Must not trip: what the step rule must not, and a rate that comes back after half a day (armed anew).
final class CreepingShortDetector implements HalfCycleDetector {
    static final String DETECTOR = "soft-short-creep/1";

    private final CreepingShort settings;
    private Onset onset = new Onset(0, Double.NaN, 0);
    private boolean told;

    CreepingShortDetector(CreepingShort settings) {
        this.settings = settings;
    }

    @Override
    public Optional<Finding> on(Judged j) {
        Baseline b = j.baseline();
        boolean armed = b.halfCycles() >= settings.armedAfterHalfCycles() && b.learnedHour() >= settings.armedAfterHour();
        if (told || !armed || j.shorted()) {
            return Optional.empty();
        }
        double step = Math.min(settings.longestStepInScales(), -j.deviation() / b.scale()) - settings.allowanceInScales();
        double sum = Math.max(0, b.creepSum() + step);
        if (b.creepSum() == 0 && sum > 0) {
            onset = Onset.of(j.halfCycle());
        }
        b.setCreepSum(sum);
        if (!(sum > settings.limit())) {
            return Optional.empty();
        }
        told = true;
        String sentence = String.format(Locale.ROOT,
                "Creeping soft short since %.2f h: the plateau of the %s stands %.1f %% below its baseline of %.1f mV",
                onset.testTimeSecond() / 3600, SoftShortDetector.name(j.halfCycle().direction()), 100 * (1 - Math.exp(j.deviation())),
                1000 * b.volt());
        return Optional.of(onset.finding(FindingKind.CREEPING_SHORT, Severity.WARNING, DETECTOR, j.halfCycle(), sentence,
                List.of(new Evidence("plateau_volt", j.magnitudeVolt()), new Evidence("baseline_volt", b.volt()),
                        new Evidence("baseline_half_cycles", b.halfCycles()), new Evidence("log_ratio", j.deviation()),
                        new Evidence("baseline_scale", b.scale()), new Evidence("cumulative_sum", sum),
                        new Evidence("threshold_cumulative_sum", settings.limit()))));
    }

    @Override
    public boolean holdsBaseline() {
        return told;
    }

    @Override
    public void forget() {
        told = false;
    }

    @Override
    public void writeTo(StateWriter out) {
        onset.writeTo(out);
        out.putBoolean(told);
    }

    @Override
    public void readFrom(StateReader in) {
        onset = Onset.readFrom(in);
        told = in.getBoolean();
    }
}
