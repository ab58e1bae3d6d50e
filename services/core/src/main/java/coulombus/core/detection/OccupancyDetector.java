package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.ContactLoss;
import coulombus.core.detection.DetectorSettings.IntermittentShort;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Texture;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds episodes: more than 10 % of the measurements in u = 0.2 to 0.9 stand below 0.8 (an intermittent short) or above 1.3 (a contact that
/// comes and goes) of the baseline at the same u, in three of the last six half-cycles; a contact for 1.3 h too, longer than a bubble.
///
/// ```
/// CLEAR --an episode--> SOME --3 of the last 6--> TOLD --6 in a row without--> CLEAR
/// ```
/// Needs a baseline and 20 measurements there; with fewer a half-cycle is not evaluated and does not count as one without. Must not trip:
/// a spike, a bubble of gas (one or two half-cycles), the rise at the end of stripping (u above 0.9), a plateau that slopes by nature. Low
/// voltages of a soft short that is held are its own and not told again; and where the whole half-cycle is low the level fell, which is for
/// the step rule: it wants both directions.
final class OccupancyDetector implements HalfCycleDetector {
    static final String LOW = "intermittent-short/1";
    static final String HIGH = "contact-loss/3";
    private static final int WINDOW = 6;
    private static final double WHOLE_FRACTION = 0.9;

    private final boolean low;
    private final double levelFraction;
    private final double occupancyFraction;
    private final double lastsSecond;
    private final RecentSeen recent;
    private boolean seen;

    private OccupancyDetector(boolean low, double levelFraction, double occupancyFraction, int halfCycles,
            double lastsHour) {
        this.low = low;
        this.levelFraction = levelFraction;
        this.occupancyFraction = occupancyFraction;
        this.lastsSecond = 3600 * lastsHour;
        this.recent = new RecentSeen(WINDOW, halfCycles);
    }

    static OccupancyDetector intermittentShort(IntermittentShort s) {
        return new OccupancyDetector(true, s.lowFraction(), s.occupancyFraction(), s.halfCycles(), 0);
    }

    static OccupancyDetector contactLoss(ContactLoss s) {
        return new OccupancyDetector(false, s.highFraction(), s.occupancyFraction(), s.halfCycles(), s.lastsHour());
    }

    @Override
    public Optional<Finding> on(Judged j) {
        Texture t = j.texture();
        seen = false;
        if (t.measurements() < Baseline.MEASUREMENTS_NEEDED || low && j.shorted()) {
            return Optional.empty();
        }
        double occupancy = (double) (low ? t.low() : t.high()) / t.measurements();
        seen = occupancy > occupancyFraction && !(low && occupancy > WHOLE_FRACTION);
        boolean lasts = seen && j.halfCycle().endTestTimeSecond() - recent.onset().testTimeSecond() >= lastsSecond;
        return recent.on(seen, Onset.of(j.halfCycle()), low || lasts) ? Optional.of(finding(j, occupancy)) : Optional.empty();
    }

    private Finding finding(Judged j, double occupancy) {
        HalfCycle h = j.halfCycle();
        Onset onset = recent.onset();
        String sentence = String.format(Locale.ROOT,
                "%s from %.2f h on: the voltage stood %s %.1f times its baseline for %.0f %% of the half-cycle, in %d of the last 6",
                low ? "Intermittent short" : "Contact loss", onset.testTimeSecond() / 3600, low ? "below" : "above", levelFraction,
                100 * occupancy, recent.count());
        return onset.finding(low ? FindingKind.INTERMITTENT_SHORT : FindingKind.CONTACT_LOSS, Severity.WARNING, low ? LOW : HIGH, h,
                sentence,
                List.of(new Evidence("occupancy_fraction", occupancy), new Evidence("threshold_fraction", occupancyFraction),
                        new Evidence("level_fraction", levelFraction), new Evidence("half_cycles_of_6", recent.count()),
                        new Evidence("measurements", j.texture().measurements()), new Evidence("baseline_volt", j.baseline().volt()),
                        new Evidence("plateau_volt", j.magnitudeVolt())));
    }

    @Override
    public boolean looksWhileShorted() {
        return false;
    }

    @Override
    public boolean holdsBaseline() {
        return seen;
    }

    @Override
    public void forget() {
        if (low) {
            recent.clear();
        }
    }

    @Override
    public void writeTo(StateWriter out) {
        recent.writeTo(out);
        out.putBoolean(seen);
    }

    @Override
    public void readFrom(StateReader in) {
        recent.readFrom(in);
        seen = in.getBoolean();
    }
}
