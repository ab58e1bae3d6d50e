package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.RestDecay;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.RestWatch;
import coulombus.core.measurement.TracePoint;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds a voltage that falls in rests after a charge faster than in this cell's earlier rests: self-discharge or a short. Which of the two
/// the voltage does not say; comparing with the cells beside it is the fleet's.
///
/// ```
/// FEW --three rests--> KNOWN;  in each: b below the threshold, or the whole fall beyond it --> TOLD --a rest without--> KNOWN
/// ```
/// b is the slope without relaxation ([RestWatch]), of rests of at least an hour. Threshold: below the mean of earlier rests by 5 of their
/// scatters and by 5 mV/h; before three rests are known, 20 mV/h. A leak so large that it takes the cell off the steep end of its voltage
/// within the first minutes hides in the relaxation and leaves a flat rest: so the whole fall of the first hour is compared too, with that of
/// earlier rests, by 5 of its scatters and by 20 mV. Must not trip: relaxation, a temperature that moved by more than 2 K, the
/// rest of a fresh cell, rests after a discharge.
final class RestDecayDetector {
    static final String DETECTOR = "rest-decay/2";
    private static final int RESTS_NEEDED = 3;
    private static final double WEIGHT = 0.2;
    private static final double SMALLEST_SCALE_VOLT_PER_HOUR = 2e-4;
    private static final double SMALLEST_SCALE_VOLT = 1e-3;

    private final RestDecay settings;
    private int rests;
    private double meanVoltPerHour;
    private double scaleVoltPerHour = SMALLEST_SCALE_VOLT_PER_HOUR;
    private double meanFallVolt;
    private double scaleFallVolt = SMALLEST_SCALE_VOLT;
    private long learnedRestSeq = Long.MIN_VALUE;
    private boolean held;
    private long toldRestSeq = Long.MIN_VALUE;

    RestDecayDetector(RestDecay settings) {
        this.settings = settings;
    }

    Optional<Finding> on(RestWatch.Slope rest, int halfCycle) {
        double slope = rest.slopeVoltPerHour();
        if (rest.after() != Direction.CHARGE || !Double.isFinite(slope) || Math.abs(rest.changeCelsius()) > settings.steadyCelsius()
                || rest.startSeq() == toldRestSeq) {
            return Optional.empty();
        }
        boolean known = rests >= RESTS_NEEDED;
        double threshold = known
                ? meanVoltPerHour - Math.max(settings.smallestSlopeVoltPerHour(), settings.slopeInScales() * scaleVoltPerHour)
                : -settings.firstSlopeVoltPerHour();
        double fallVolt = rest.startVoltageVolt() - rest.voltageVolt();
        // The mean fall is that of first hours; a longer rest falls further.
        boolean firstHour = rest.startSeq() != learnedRestSeq;
        double fallThreshold = known && firstHour
                ? meanFallVolt + Math.max(settings.smallestFallVolt(), settings.slopeInScales() * scaleFallVolt)
                : Double.NaN;
        boolean decays = slope < threshold;
        if (!decays && !(fallVolt > fallThreshold)) {
            held = false;
            learn(rest, fallVolt);
            return Optional.empty();
        }
        toldRestSeq = rest.startSeq();
        if (held) {
            return Optional.empty();
        }
        held = true;
        String sentence = decays
                ? String.format(Locale.ROOT, "Voltage decays at rest: %.1f mV/h over %.1f h after a charge, beside %s", 1000 * slope,
                        rest.restSecond() / 3600,
                        known
                                ? String.format(Locale.ROOT, "%.1f mV/h in earlier rests", 1000 * meanVoltPerHour)
                                : "no earlier rests to compare with")
                : String.format(Locale.ROOT, "Voltage falls at rest: by %.1f mV in %.1f h after a charge, beside %.1f mV in earlier rests",
                        1000 * fallVolt, rest.restSecond() / 3600, 1000 * meanFallVolt);
        return Optional
                .of(new Finding(FindingKind.REST_DECAY, Severity.WARNING, halfCycle, rest.startTestTimeSecond(), rest.testTimeSecond(),
                        rest.startSeq(), rest.seq(), DETECTOR, sentence,
                        List.of(new Evidence("slope_volt_per_hour", slope), new Evidence("threshold_slope_volt_per_hour", threshold),
                                new Evidence("baseline_slope_volt_per_hour", known ? meanVoltPerHour : Double.NaN),
                                new Evidence("fall_volt", fallVolt), new Evidence("threshold_fall_volt", fallThreshold),
                                new Evidence("baseline_fall_volt", known ? meanFallVolt : Double.NaN),
                                new Evidence("rest_second", rest.restSecond()), new Evidence("rests", rests)),
                        List.of(new TracePoint(rest.startTestTimeSecond(), rest.startVoltageVolt(), 0),
                                new TracePoint(rest.testTimeSecond(), rest.voltageVolt(), 0)),
                        false));
    }

    /// One rest teaches once, by its first hour: later hours of the same rest are slower by nature.
    private void learn(RestWatch.Slope rest, double fallVolt) {
        if (rest.startSeq() == learnedRestSeq) {
            return;
        }
        learnedRestSeq = rest.startSeq();
        double slope = rest.slopeVoltPerHour();
        double weight = rests == 0 ? 1 : Math.max(WEIGHT, 1.0 / (rests + 1));
        if (rests > 0) {
            scaleVoltPerHour = Math.max(SMALLEST_SCALE_VOLT_PER_HOUR,
                    scaleVoltPerHour + weight * (1.25 * Math.abs(slope - meanVoltPerHour) - scaleVoltPerHour));
            scaleFallVolt = Math.max(SMALLEST_SCALE_VOLT,
                    scaleFallVolt + weight * (1.25 * Math.abs(fallVolt - meanFallVolt) - scaleFallVolt));
        }
        meanVoltPerHour += weight * (slope - meanVoltPerHour);
        meanFallVolt += weight * (fallVolt - meanFallVolt);
        rests++;
    }

    void writeTo(StateWriter out) {
        out.putInt(rests);
        out.putDouble(meanVoltPerHour);
        out.putDouble(scaleVoltPerHour);
        out.putDouble(meanFallVolt);
        out.putDouble(scaleFallVolt);
        out.putLong(learnedRestSeq);
        out.putBoolean(held);
        out.putLong(toldRestSeq);
    }

    void readFrom(StateReader in) {
        rests = in.getInt();
        meanVoltPerHour = in.getDouble();
        scaleVoltPerHour = in.getDouble();
        meanFallVolt = in.getDouble();
        scaleFallVolt = in.getDouble();
        learnedRestSeq = in.getLong();
        held = in.getBoolean();
        toldRestSeq = in.getLong();
    }
}
