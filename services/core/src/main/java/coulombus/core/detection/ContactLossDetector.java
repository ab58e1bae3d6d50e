package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds a contact that comes and goes: |V| above 1.3 of the baseline at the same u for more than 10 % of u = 0.2 to 0.9, in three of the
/// last six half-cycles. Needs 20 measurements there and a baseline of 10 half-cycles. A gas bubble (one half-cycle) and the rise at the
/// end of stripping (u above 0.9) do not trip it.
final class ContactLossDetector implements HalfCycleDetector {
    static final String DETECTOR = "contact-loss/1";
    private static final double HIGH_FRACTION = 1.3;
    private static final double OCCUPANCY_FRACTION = 0.1;
    private static final int WINDOW = 0b111111;
    private static final int HALF_CYCLES_NEEDED = 3;
    private static final long MEASUREMENTS_NEEDED = Math.round(20 / (Baseline.PROFILE_TO_U - Baseline.PROFILE_FROM_U));

    private int recent;
    private double onsetTestTimeSecond;
    private long onsetSeq;
    private int onsetHalfCycle;
    private boolean told;
    private boolean high;

    @Override
    public Optional<Finding> on(HalfCycle h, Baseline baseline) {
        if (h.measurementCount() < MEASUREMENTS_NEEDED) {
            high = false;
            return Optional.empty();
        }
        double occupancy = occupancy(h, baseline);
        high = occupancy > OCCUPANCY_FRACTION;
        if (recent == 0 && high) {
            onsetTestTimeSecond = h.startTestTimeSecond();
            onsetSeq = h.firstSeq();
            onsetHalfCycle = h.number();
        }
        recent = (recent << 1 | (high ? 1 : 0)) & WINDOW;
        if (recent == 0) {
            told = false;
        }
        if (told || Integer.bitCount(recent) < HALF_CYCLES_NEEDED) {
            return Optional.empty();
        }
        told = true;
        String sentence = String.format(Locale.ROOT,
                "Contact loss from %.2f h on: the voltage stood above 1.3 times its baseline for %.0f %% of the half-cycle, in %d of the last 6",
                onsetTestTimeSecond / 3600, 100 * occupancy, Integer.bitCount(recent));
        return Optional.of(new Finding(FindingKind.CONTACT_LOSS, Severity.WARNING, onsetHalfCycle, onsetTestTimeSecond,
                h.endTestTimeSecond(), onsetSeq, h.lastSeq(), DETECTOR, sentence,
                List.of(new Evidence("occupancy_fraction", occupancy), new Evidence("threshold_fraction", OCCUPANCY_FRACTION),
                        new Evidence("half_cycles_of_6", Integer.bitCount(recent)), new Evidence("baseline_volt", baseline.volt()),
                        new Evidence("plateau_volt", Math.abs(h.plateauVoltageVolt()))),
                List.of()));
    }

    private static double occupancy(HalfCycle h, Baseline baseline) {
        int above = 0;
        for (int i = 0; i < Baseline.PROFILE_BINS; i++) {
            above += Baseline.magnitudeInBin(h.profile(), i) > HIGH_FRACTION * baseline.profileVolt(i) ? 1 : 0;
        }
        return (double) above / Baseline.PROFILE_BINS;
    }

    @Override
    public boolean holdsBaseline() {
        return high;
    }

    @Override
    public void writeTo(StateWriter out) {
        out.putByte(recent);
        out.putDouble(onsetTestTimeSecond);
        out.putLong(onsetSeq);
        out.putInt(onsetHalfCycle);
        out.putBoolean(told);
        out.putBoolean(high);
    }

    @Override
    public void readFrom(StateReader in) {
        recent = in.getByte();
        onsetTestTimeSecond = in.getDouble();
        onsetSeq = in.getLong();
        onsetHalfCycle = in.getInt();
        told = in.getBoolean();
        high = in.getBoolean();
    }
}
