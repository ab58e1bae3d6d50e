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
/// GATHERING --30 half-cycles of the key, 30 h since its first--> ARMED --c > 8, and no warming explains it--> TOLD
///     ^---------------------------------------- the short has ended ---------------------------------------------/
/// ```
/// r = ln(|P|/B), s its scatter. One half-cycle adds at most 3, so that at least three must be low. Armed late because the tail of
/// activation together with the first warm day looks the same.
///
/// Where the temperature is measured, r is taken at 25 °C. Where it is not, a warmer room or a new set-point of the chamber lowers the
/// plateau as a small leak does: there a slow fall is told only where it is larger than a warming of 4 K makes. One that came at once is
/// told with a thermometer and without ([AbruptFall]).
///
/// The finding asks to look: a rest, impedance or a pulse tells a short from a cell that merely got better. Must not trip: what the step
/// rule must not, a warm day, and a rate that comes back after half a day (armed anew).
final class CreepingShortDetector implements HalfCycleDetector {
    static final String DETECTOR = "soft-short-creep/2";

    private final CreepingShort settings;
    private final double temperatureAllowance;
    private final AbruptFall abrupt;
    private Onset onset = new Onset(0, Double.NaN, 0);
    private boolean told;

    /// @param temperatureAllowance fall of ln |P| that an unmeasured temperature may make
    CreepingShortDetector(CreepingShort settings, double temperatureAllowance, double smallestScale) {
        this.settings = settings;
        this.temperatureAllowance = temperatureAllowance;
        this.abrupt = new AbruptFall(smallestScale, temperatureAllowance, settings.warmingSecond());
    }

    @Override
    public Optional<Finding> on(Judged j) {
        Baseline b = j.baseline();
        boolean armed = b.halfCycles() >= settings.armedAfterHalfCycles() && b.learnedHour() >= settings.armedAfterHour();
        if (told || !armed || j.shorted()) {
            return Optional.empty();
        }
        abrupt.on(j, settings.allowanceInScales(), settings.longestStepInScales());
        double step = Math.min(settings.longestStepInScales(), -j.deviation() / b.scale()) - settings.allowanceInScales();
        // What is withheld for the sake of the temperature must not stand for ever.
        double sum = Math.min(Math.max(0, b.creepSum() + step), settings.limit() + settings.longestStepInScales());
        if (b.creepSum() == 0 && sum > 0) {
            onset = Onset.of(j.halfCycle());
        }
        b.setCreepSum(sum);
        double let = Double.isNaN(j.meanCelsius()) ? temperatureAllowance : 0;
        if (sum > settings.limit() && j.deviation() < -let) {
            told = true;
            return Optional.of(finding(j, onset, sum, b.scale(), let, 0));
        }
        if (abrupt.sum() > settings.limit()) {
            told = true;
            return Optional.of(finding(j, abrupt.onset(), abrupt.sum(), abrupt.scatter(), 0, abrupt.level()));
        }
        return Optional.empty();
    }

    /// ln(|P|/B) that counts as sound for the short that was told.
    double level() {
        return abrupt.sum() > settings.limit() ? abrupt.level() : 0;
    }

    private Finding finding(Judged j, Onset onset, double sum, double scale, double let, double level) {
        Baseline b = j.baseline();
        double usualVolt = b.volt() * Math.exp(level);
        String sentence = String.format(Locale.ROOT,
                "Creeping soft short since %.2f h: the plateau of the %s stands %.1f %% below %s of %.1f mV",
                onset.testTimeSecond() / 3600, SoftShortDetector.name(j.halfCycle().direction()),
                100 * (1 - Math.exp(j.deviation() - level)),
                level == 0 ? "its baseline" : "what the hours before held", 1000 * usualVolt);
        return onset.finding(FindingKind.CREEPING_SHORT, Severity.WARNING, DETECTOR, j.halfCycle(), sentence,
                List.of(new Evidence("plateau_volt", j.magnitudeVolt()), new Evidence("baseline_volt", b.volt()),
                        new Evidence("baseline_half_cycles", b.halfCycles()), new Evidence("log_ratio", j.deviation()),
                        new Evidence("baseline_scale", scale), new Evidence("cumulative_sum", sum),
                        new Evidence("threshold_cumulative_sum", settings.limit()),
                        new Evidence("level_before_log_ratio", level), new Evidence("temperature_allowance_log_ratio", let)));
    }

    @Override
    public boolean holdsBaseline() {
        return told;
    }

    @Override
    public void forget() {
        told = false;
        abrupt.forget();
    }

    @Override
    public void writeTo(StateWriter out) {
        abrupt.writeTo(out);
        onset.writeTo(out);
        out.putBoolean(told);
    }

    @Override
    public void readFrom(StateReader in) {
        abrupt.readFrom(in);
        onset = Onset.readFrom(in);
        told = in.getBoolean();
    }
}
