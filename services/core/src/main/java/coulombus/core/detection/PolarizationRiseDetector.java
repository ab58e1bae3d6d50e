package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.PolarizationRise;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds polarisation that grew for good: dry-out, passivation, dead metal.
///
/// ```
/// LEARNING --30 half-cycles of the key: reference = B--> LOW --P > 1.5 reference--> HIGH --10 in a row--> TOLD (once a run)
/// ```
/// Must not trip: a planned rate (another baseline), a warmer or colder room (compensated where the temperature is measured, and far from 50 %
/// where not), bubbles of gas (ten in a row are needed).
final class PolarizationRiseDetector implements HalfCycleDetector {
    static final String DETECTOR = "polarization-rise/1";

    private final PolarizationRise settings;
    private boolean told;

    PolarizationRiseDetector(PolarizationRise settings) {
        this.settings = settings;
    }

    @Override
    public Optional<Finding> on(Judged j) {
        Baseline b = j.baseline();
        if (Double.isNaN(b.referenceLogVolt())) {
            if (b.halfCycles() >= settings.referenceHalfCycle()) {
                b.setReference(j.halfCycle().startTestTimeSecond());
            }
            return Optional.empty();
        }
        double rise = j.logVolt() - b.referenceLogVolt();
        b.setRaised(rise > Math.log(settings.ratio()) ? b.raised() + 1 : 0);
        if (told || b.raised() < Math.min(255, settings.halfCycles())) {
            return Optional.empty();
        }
        told = true;
        double hours = (j.halfCycle().endTestTimeSecond() - b.referenceTestTimeSecond()) / 3600;
        String sentence = String.format(Locale.ROOT,
                "Polarisation rose: the plateau of the %s is %.1f mV, %.2f times the %.1f mV it had at %.1f h",
                SoftShortDetector.name(j.halfCycle().direction()), 1000 * j.magnitudeVolt(), Math.exp(rise),
                1000 * Math.exp(b.referenceLogVolt()), b.referenceTestTimeSecond() / 3600);
        return Optional.of(Onset.of(j.halfCycle()).finding(FindingKind.POLARIZATION_RISE, Severity.WARNING, DETECTOR, j.halfCycle(),
                sentence,
                List.of(new Evidence("plateau_volt", j.magnitudeVolt()), new Evidence("reference_volt", Math.exp(b.referenceLogVolt())),
                        new Evidence("ratio", Math.exp(rise)), new Evidence("threshold_ratio", settings.ratio()),
                        new Evidence("half_cycles_in_a_row", b.raised()), new Evidence("trend_log_per_hour", rise / hours))));
    }

    @Override
    public boolean looksWhileShorted() {
        return false;
    }

    @Override
    public boolean holdsBaseline() {
        return false;
    }

    @Override
    public void writeTo(StateWriter out) {
        out.putBoolean(told);
    }

    @Override
    public void readFrom(StateReader in) {
        told = in.getBoolean();
    }
}
