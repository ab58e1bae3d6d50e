package coulombus.core.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.detection.DetectorSettings.EfficiencyDrop;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds an efficiency that fell below the cell's own: charge that leaks past the electrodes (a soft short of a full cell), or a reaction that
/// began. In full and half cells it is the only sign of a small leak, because the voltage hides it.
///
/// ```
/// FEW --5 cycles--> KNOWN --CE < median - max(0.02, 6 scatters)--> SOME --3 in a row--> TOLD --3 in a row without--> KNOWN
/// ```
/// Median and scatter (1.48 median absolute deviations) of the last ten cycles at one rate that were not low. Must not trip: conditioning
/// cycles, another rate (five of it in a row begin a new history), a cycle about a long rest, an interrupted or diagnostic cycle and the one after it.
final class EfficiencyDropDetector implements CycleDetector {
    static final String DETECTOR = "efficiency-drop/1";
    private static final int HISTORY = 10;
    private static final int NEEDED = 5;
    private static final int WINDOW = 3;
    private static final double SAME_RATE_FRACTION = 0.2;
    private static final double SCALE_OF_DEVIATION = 1.4826;

    private final EfficiencyDrop settings;
    private final RecentSeen recent;
    private final float[] history = new float[HISTORY];
    private int known;
    private float rateAmpere;
    private int otherRate;

    EfficiencyDropDetector(EfficiencyDrop settings) {
        this.settings = settings;
        this.recent = new RecentSeen(WINDOW, settings.cycles());
    }

    @Override
    public Optional<Finding> on(JudgedCycle judged) {
        CoulombicEfficiency ce = judged.cycle().coulombicEfficiency();
        if (!ce.valid() || judged.cycle().number() <= settings.conditioningCycles() || judged.afterRest() || judged.isNoCycle()
                || !isSameRate(judged)) {
            return Optional.empty();
        }
        double efficiency = ce.efficiency();
        if (known < NEEDED) {
            keep(efficiency);
            return Optional.empty();
        }
        double median = median(history, known);
        double scale = SCALE_OF_DEVIATION * deviation(median);
        double threshold = median - Math.max(settings.smallestDropFraction(), settings.dropInScales() * scale);
        boolean low = efficiency < threshold;
        boolean tell = recent.on(low, judged.onset());
        if (!low || recent.isTold()) {
            // Once told, the new level is learned; until then it would spoil what it is compared with.
            keep(efficiency);
        }
        if (!tell) {
            return Optional.empty();
        }
        String sentence = String.format(Locale.ROOT, "Coulombic efficiency fell to %.2f %% in cycle %d; usual for this cell are %.2f %%",
                100 * efficiency, judged.cycle().number(), 100 * median);
        return Optional.of(judged.finding(FindingKind.EFFICIENCY_DROP, Severity.WARNING, DETECTOR, recent.onset(), sentence,
                List.of(new Evidence("coulombic_efficiency", efficiency), new Evidence("baseline_efficiency", median),
                        new Evidence("threshold_efficiency", threshold), new Evidence("baseline_scale", scale),
                        new Evidence("cycles_of_3", recent.count()))));
    }

    private boolean isSameRate(JudgedCycle judged) {
        double rate = judged.rateAmpere();
        if (known == 0 || Double.isNaN(rate) && Float.isNaN(rateAmpere) || Math.abs(rate - rateAmpere) <= SAME_RATE_FRACTION * rateAmpere) {
            rateAmpere = known == 0 ? (float) rate : rateAmpere;
            otherRate = 0;
            return true;
        }
        if (++otherRate >= NEEDED) {
            known = 0;
            recent.clear();
        }
        return false;
    }

    private void keep(double efficiency) {
        if (known == HISTORY) {
            System.arraycopy(history, 1, history, 0, HISTORY - 1);
            known--;
        }
        history[known++] = (float) efficiency;
    }

    private double deviation(double median) {
        float[] deviations = new float[known];
        for (int i = 0; i < known; i++) {
            deviations[i] = (float) Math.abs(history[i] - median);
        }
        return median(deviations, known);
    }

    private static double median(float[] values, int count) {
        float[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return 0.5 * ((double) sorted[(count - 1) / 2] + sorted[count / 2]);
    }

    @Override
    public void writeTo(StateWriter out) {
        recent.writeTo(out);
        out.putByte(known);
        for (int i = 0; i < known; i++) {
            out.putInt(Float.floatToRawIntBits(history[i]));
        }
        out.putInt(Float.floatToRawIntBits(rateAmpere));
        out.putInt(otherRate);
    }

    @Override
    public void readFrom(StateReader in) {
        recent.readFrom(in);
        known = in.getByte();
        for (int i = 0; i < known; i++) {
            history[i] = Float.intBitsToFloat(in.getInt());
        }
        rateAmpere = Float.intBitsToFloat(in.getInt());
        otherRate = in.getInt();
    }
}
