package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds shorts by the size of the plateau of whole half-cycles, in symmetric and plating cells.
///
/// **Soft short, step drop**: r = ln(|P|/B) below -max(0.12, 6 s) in two half-cycles in a row. **Hard short**: |P| < 0.25 B and, where the
/// area is known, |P|/j < 12 ohm cm². Armed once the baseline of the direction and current has 10 half-cycles. A planned change of rate
/// has another baseline and does not trip it; a slow fall does not either.
final class PlateauShortDetector implements HalfCycleDetector {
    static final String SOFT = "soft-short-step/1";
    static final String HARD = "hard-short-plateau/1";
    private static final double SMALLEST_DROP = 0.12;
    private static final double DROP_IN_SCALES = 6;
    private static final double HARD_FRACTION = 0.25;
    private static final double HARD_OHM_CM2 = 12;

    private final double areaCm2;
    private int drops;
    private int lastDrop;
    private double onsetTestTimeSecond;
    private long onsetSeq;
    private int onsetHalfCycle;
    private boolean soft;
    private boolean hard;

    PlateauShortDetector(double areaCm2) {
        this.areaCm2 = areaCm2;
    }

    @Override
    public Optional<Finding> on(HalfCycle h, Baseline baseline) {
        double r = baseline.deviation(h);
        double threshold = Math.max(SMALLEST_DROP, DROP_IN_SCALES * baseline.scale());
        if (r >= -threshold) {
            drops = 0;
            return Optional.empty();
        }
        if (h.number() != lastDrop + 1) {
            drops = 0;
        }
        lastDrop = h.number();
        if (drops == 0) {
            onsetTestTimeSecond = h.startTestTimeSecond();
            onsetSeq = h.firstSeq();
            onsetHalfCycle = h.number();
        }
        drops++;
        double magnitude = Math.abs(h.plateauVoltageVolt());
        double ohmCm2 = magnitude * areaCm2 / Math.abs(h.meanCurrentAmpere());
        if (!hard && magnitude < HARD_FRACTION * baseline.volt() && !(ohmCm2 >= HARD_OHM_CM2)) {
            hard = true;
            return Optional.of(finding(FindingKind.HARD_SHORT, Severity.CRITICAL, HARD, h, baseline, Math.log(HARD_FRACTION), r, ohmCm2));
        }
        if (!soft && !hard && drops == 2) {
            soft = true;
            return Optional.of(finding(FindingKind.SOFT_SHORT, Severity.CRITICAL, SOFT, h, baseline, -threshold, r, ohmCm2));
        }
        return Optional.empty();
    }

    private Finding finding(FindingKind kind, Severity severity, String detector, HalfCycle h, Baseline baseline, double threshold,
            double r,
            double ohmCm2) {
        boolean isHard = kind == FindingKind.HARD_SHORT;
        String sentence = String.format(Locale.ROOT,
                "%s at %.2f h: the plateau of the %s fell by %.0f %% to %.1f mV (baseline %.1f mV over %d half-cycles)",
                isHard ? "Hard short" : "Soft short", onsetTestTimeSecond / 3600,
                h.direction() == Direction.CHARGE ? "charge" : "discharge",
                100 * (1 - Math.exp(r)), 1000 * Math.abs(h.plateauVoltageVolt()), 1000 * baseline.volt(), baseline.halfCycles());
        return new Finding(kind, severity, onsetHalfCycle, onsetTestTimeSecond, h.endTestTimeSecond(), onsetSeq, h.lastSeq(), detector,
                sentence,
                List.of(new Evidence("plateau_volt", Math.abs(h.plateauVoltageVolt())), new Evidence("baseline_volt", baseline.volt()),
                        new Evidence("baseline_half_cycles", baseline.halfCycles()), new Evidence("log_ratio", r),
                        new Evidence("threshold_log_ratio", threshold), new Evidence("baseline_scale", baseline.scale()),
                        new Evidence("resistance_ohm_cm2", ohmCm2)),
                List.of());
    }

    @Override
    public boolean holdsBaseline() {
        return soft || hard || drops > 0;
    }

    @Override
    public void writeTo(StateWriter out) {
        out.putInt(drops);
        out.putInt(lastDrop);
        out.putDouble(onsetTestTimeSecond);
        out.putLong(onsetSeq);
        out.putInt(onsetHalfCycle);
        out.putBoolean(soft);
        out.putBoolean(hard);
    }

    @Override
    public void readFrom(StateReader in) {
        drops = in.getInt();
        lastDrop = in.getInt();
        onsetTestTimeSecond = in.getDouble();
        onsetSeq = in.getLong();
        onsetHalfCycle = in.getInt();
        soft = in.getBoolean();
        hard = in.getBoolean();
    }
}
